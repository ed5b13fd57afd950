"""Keys of tunnels: the authority's and the server's, which stay, and one for each session, which ends with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import SSHCertificateBuilder, SSHCertificateType

from terrane_hub.whole_files import write_whole

AUTHORITY = "tunnel_authority"
HOST_KEY = "tunnel_host_key"
# Clocks of machines differ by less.
EARLY_SECONDS = 300


@dataclass(frozen=True)
class SessionKey:
    private: str
    """In OpenSSH's form."""
    certificate: str
    """One line."""


def make_tunnel_keys(state: Path) -> None:
    """Those that are not there yet; the others stay: sessions go on when the gateway starts again."""
    for name in (AUTHORITY, HOST_KEY):
        if not (state / name).exists():
            write_whole(state / name, _private(Ed25519PrivateKey.generate()), mode=0o600)


def public_line(file: Path) -> str:
    """Of a private key's file."""
    return _public(_read(file))


def session_key(state: Path, principal: str, seconds: int, now: float) -> SessionKey:
    """With a certificate that lets its holder forward ports, as `principal`, for so many seconds, and do nothing else.

    https://cvsweb.openbsd.org/src/usr.bin/ssh/PROTOCOL.certkeys
    """
    key = Ed25519PrivateKey.generate()
    certificate = (
        SSHCertificateBuilder()
        .public_key(key.public_key())
        .serial(secrets.randbits(64))
        .type(SSHCertificateType.USER)
        .key_id(principal.encode("ascii"))
        .valid_principals([principal.encode("ascii")])
        .valid_after(int(now) - EARLY_SECONDS)
        .valid_before(int(now) + seconds)
        .add_extension(b"permit-port-forwarding", b"")
        .sign(_read(state / AUTHORITY))
    )
    return SessionKey(_private(key), certificate.public_bytes().decode("ascii"))


def _read(file: Path) -> Ed25519PrivateKey:
    key = serialization.load_ssh_private_key(file.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def _private(key: Ed25519PrivateKey) -> str:
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption())
    return str(key.private_bytes(*form), "ascii")


def _public(key: Ed25519PrivateKey) -> str:
    form = (serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    return str(key.public_key().public_bytes(*form), "ascii")
