"""The certificate authority of one rehearsal. Hosts trust it; it certifies names of clouds only, for 30 days."""

from __future__ import annotations

import os
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .names import ROOTS, pattern

VALID = timedelta(days=30)
SKEW = timedelta(days=1)
"""Clocks may differ by this much."""
DEFAULT_NAME = "ec2.amazonaws.com"
"""Certified for clients that name no host."""


class Authority:
    """Keys are in `folder` alone, readable by their owner. Methods may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        self._folder = folder
        self._lock = threading.Lock()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._server_key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = _self_signed(self._key)
        self.certificate_file = folder / "ca.pem"
        self.certificate_file.write_bytes(_pem(self._certificate))
        _write_secret(folder / "ca.key", _key_pem(self._key))

    def context(self) -> ssl.SSLContext:
        """For a server: shows each client a certificate for the name that it asks for, made when it is first asked."""
        default = self._context(pattern(DEFAULT_NAME) or "")
        default.sni_callback = self._choose
        return default

    def _choose(
        self, connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _context: ssl.SSLContext
    ) -> int | None:
        if name is None:
            return None
        wanted = pattern(name)
        if wanted is None:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        connection.context = self._context(wanted)
        return None

    def _context(self, wanted: str) -> ssl.SSLContext:
        with self._lock:
            if wanted not in self._contexts:
                self._contexts[wanted] = self._make(wanted)
            return self._contexts[wanted]

    def _make(self, wanted: str) -> ssl.SSLContext:
        file = self._folder / f"{wanted.replace('*', '_')}.pem"
        certificate = _signed(wanted, self._server_key.public_key(), self._certificate, self._key)
        _write_secret(file, _key_pem(self._server_key) + _pem(certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])
        context.load_cert_chain(file)
        return context


def _self_signed(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Terrane rehearsal (this machine only)")])
    uses = {"key_cert_sign", "crl_sign"}
    limits = x509.NameConstraints([x509.DNSName(root) for root in ROOTS], None)
    return (
        _builder(name, name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(uses), critical=True)
        .add_extension(limits, critical=True)
        .sign(key, hashes.SHA256())
    )


def _signed(
    wanted: str, key: ec.EllipticCurvePublicKey, issuer: x509.Certificate, issuer_key: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    """For the wildcard and for the name that it stands below, e.g. `s3.us-east-1.amazonaws.com` too."""
    parent = wanted.removeprefix("*.")
    names = [wanted, parent] if parent not in ROOTS else [wanted]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wanted)])
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return (
        _builder(subject, issuer.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage({"digital_signature"}), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .add_extension(issued_by, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(uses: set[str]) -> x509.KeyUsage:
    known = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    rest = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{use: use in uses for use in (*known, *rest)})


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def _write_secret(file: Path, content: bytes) -> None:
    """Never readable by others, not even while it is written."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
