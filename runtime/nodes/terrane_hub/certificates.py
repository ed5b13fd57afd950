"""The front's certificate: the boot's file, or one by ACME. Until that is there, one that nobody trusts stands in, so
that the front starts and can answer the challenge."""

from __future__ import annotations

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


def certificate_files(declaration: Declaration, places: Places) -> tuple[Path, Path]:
    """The chain and its key."""
    if declaration.tls.kind == "acme":
        live = places.acme_live / declaration.host
        if (live / "fullchain.pem").exists():
            return live / "fullchain.pem", live / "privkey.pem"
        return places.run / PLACEHOLDER, places.run / PLACEHOLDER
    return places.secret("certificate"), places.secret("certificate")


def make_placeholder(declaration: Declaration, places: Places) -> None:
    """Where the certificate comes by ACME and has not come yet."""
    if declaration.tls.kind == "acme" and not (places.acme_live / declaration.host / "fullchain.pem").exists():
        write_whole(places.run / PLACEHOLDER, self_signed(declaration.host, PLACEHOLDER_DAYS), mode=0o600)


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


def certbot_command(declaration: Declaration, places: Places, after: str) -> list[str]:
    """Gets or renews the certificate where it is due. `after`: what is run when there is a new one."""
    return [
        *("certbot", "certonly", "--webroot", "--webroot-path", str(places.acme_webroot)),
        *("--domain", declaration.host, "--cert-name", declaration.host),
        *("--server", declaration.tls.directory, "--email", declaration.tls.email),
        *("--agree-tos", "--non-interactive", "--keep-until-expiring", "--deploy-hook", after),
    ]
