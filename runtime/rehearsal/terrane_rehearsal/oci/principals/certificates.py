"""The authority that certifies instances. Everything is made when it is first asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

BITS = 2048
VALID = timedelta(days=30)
SKEW = timedelta(minutes=5)
LONGEST_NAME = 64
"""Characters of a common name (X.520)."""


@dataclass(frozen=True)
class Identity:
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def certificate_pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def key_pem(self) -> str:
        form = serialization.PrivateFormat.TraditionalOpenSSL
        return self.key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()

    @property
    def fingerprint(self) -> str:
        return ":".join(f"{byte:02X}" for byte in self.certificate.fingerprint(hashes.SHA1()))


class Authority:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._own: Identity | None = None
        self._identities: dict[str, Identity] = {}

    @property
    def own(self) -> Identity:
        """The intermediate certificate, which signs those of the instances, and the key of the tokens."""
        with self._lock:
            if self._own is None:
                key = _new_key()
                name = _name("PKISVC Identity Intermediate rehearsal")
                self._own = Identity(_signed(name, name, key.public_key(), key, authority=True), key)
            return self._own

    def identity(self, instance: str, compartment: str, tenancy: str) -> Identity:
        with self._lock:
            if instance not in self._identities:
                key = _new_key()
                units = ("certtype:instance", f"compartment:{compartment}", f"instance:{instance}", f"tenant:{tenancy}")
                name = _name(instance[-LONGEST_NAME:], *(f"opc-{unit}" for unit in units))
                issuer = self.own
                certificate = _signed(name, issuer.certificate.subject, key.public_key(), issuer.key, authority=False)
                self._identities[instance] = Identity(certificate, key)
            return self._identities[instance]

    def facts(self, certificate: x509.Certificate) -> dict[str, str] | None:
        """What a certificate of this authority says, e.g. `instance`; None where it is another's or has ended."""
        if not certificate.not_valid_before_utc <= datetime.now(UTC) <= certificate.not_valid_after_utc:
            return None
        public = self.own.key.public_key()
        try:
            public.verify(certificate.signature, certificate.tbs_certificate_bytes, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return None
        units = [
            str(each.value) for each in certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
        ]
        pairs = (unit.removeprefix("opc-").partition(":") for unit in units)
        return {name: value for name, _, value in pairs}


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=BITS)


def _name(common: str, *units: str) -> x509.Name:
    attributes = [x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit) for unit in units]
    return x509.Name([*attributes, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _signed(
    subject: x509.Name, issuer: x509.Name, public: rsa.RSAPublicKey, key: rsa.RSAPrivateKey, authority: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(now + VALID)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .sign(key, hashes.SHA256())
    )
