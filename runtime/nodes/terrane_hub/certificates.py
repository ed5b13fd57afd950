"""The front's certificate: the boot's file, one by ACME, or behind a balancer one of the machine's own. Until that by
ACME is there, one that nobody trusts stands in, so that the front starts and can answer the challenge."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from terrane_hub.declaration import Declaration
from terrane_hub.places import Places
from terrane_hub.whole_files import write_whole

PLACEHOLDER = "placeholder.pem"
PLACEHOLDER_DAYS = 30
# Balancers do not look at it, but for its form; it is made anew at each start of the machine.
OWN = "own.pem"
OWN_DAYS = 3650


def certificate_files(declaration: Declaration, places: Places) -> tuple[Path, Path]:
    """The chain and its key."""
    kind = declaration.tls.kind
    if kind == "balancer":
        return places.run / OWN, places.run / OWN
    if kind == "certificate":
        return places.secret("certificate"), places.secret("certificate")
    chain = acme_chain(declaration, places)
    if chain.exists():
        return chain, chain.with_name("privkey.pem")
    return places.run / PLACEHOLDER, places.run / PLACEHOLDER


def make_certificates(declaration: Declaration, places: Places) -> None:
    """Those that nobody else makes."""
    if declaration.tls.kind == "balancer":
        write_whole(places.run / OWN, self_signed(declaration.host, OWN_DAYS), mode=0o600)
    if declaration.tls.kind == "acme" and not acme_chain(declaration, places).exists():
        write_whole(places.run / PLACEHOLDER, self_signed(declaration.host, PLACEHOLDER_DAYS), mode=0o600)


def acme_folder(declaration: Declaration, places: Places) -> Path:
    """Each authority has one: after a change, the certificate of the old one is none of the new one's."""
    return places.acme / re.sub("[^a-z0-9.]+", "-", declaration.tls.directory.lower().removeprefix("https://"))


def acme_chain(declaration: Declaration, places: Places) -> Path:
    return acme_folder(declaration, places) / "live" / declaration.host / "fullchain.pem"


def self_signed(host: str, days: int) -> str:
    """Key and certificate as one PEM text."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    return f"{private.decode('ascii')}{public.decode('ascii')}"
