"""What the gateway's programs know and nobody else: made once, in the state folder, readable by root alone."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from terrane_hub.declaration import Declaration
from terrane_hub.declared_accounts import READER, WRITER, DirectoryDeclared
from terrane_hub.declared_identity import Header, Oidc, Token
from terrane_hub.errors import SecretError
from terrane_hub.places import Places
from terrane_hub.whole_files import locked, write_whole

BYTES = 32
# A token that people type is as long as what `openssl rand -hex 16` prints.
TOKEN_CHARACTERS = 32


@dataclass(frozen=True)
class Keys:
    cookie_secret: str
    """Signs the cookies; a new one signs everybody out."""
    proxy_token: str
    """Between hub and proxy."""
    crypt_key: str
    """Encrypts what the identity provider has said, in the hub's database."""
    api_token: str
    """Of the service that lists sessions."""
    front_key: str
    """With which the front says who a request came from. Other programs of the machine reach the hub too."""


NAMES = tuple(Keys.__dataclass_fields__)


def make_keys(state: Path) -> None:
    """Those that are not there yet; the others stay."""
    state.mkdir(parents=True, exist_ok=True)
    state.chmod(0o700)
    with locked(state / "lock"):
        for name in NAMES:
            if not (state / name).exists():
                write_whole(state / name, secrets.token_hex(BYTES) + "\n", mode=0o600)


def read_keys(state: Path) -> Keys:
    return Keys(**{name: read_secret(state / name) for name in NAMES})


def read_secret(file: Path) -> str:
    """One line. Raises SecretError where it is absent or empty."""
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretError(f"{file}: cannot be read: {error}") from error
    if not text:
        raise SecretError(f"{file}: is empty")
    return text


def credential(name: str, file: Path) -> str:
    """As systemd hands it to a unit with LoadCredential=, or of the file."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    handed = Path(folder) / name if folder else file
    return read_secret(handed if handed.exists() else file)


def client_secret(places: Places) -> str:
    return read_secret(places.secret("client-secret"))


def login_token(places: Places) -> str:
    token = read_secret(places.secret("token"))
    if len(token) < TOKEN_CHARACTERS:
        raise SecretError(
            f"{places.secret('token')}: has {len(token)} characters; {TOKEN_CHARACTERS} or more are needed"
        )
    return token


def proxy_secret(places: Places) -> str:
    return read_secret(places.secret("proxy-secret"))


def directory_secrets(declared: DirectoryDeclared) -> list[str]:
    """Names of the files of passwords that it needs."""
    given = ((READER, declared.bind_dn is not None), (WRITER, declared.provision is not None))
    return [file for file, needed in given if needed]


def check_secrets(declaration: Declaration, places: Places) -> None:
    """Raises SecretError where one that the declaration needs is not there."""
    identity = declaration.identity
    if isinstance(identity, Oidc):
        client_secret(places)
    if isinstance(identity, Token):
        login_token(places)
    if isinstance(identity, Header) and identity.secret_header is not None:
        proxy_secret(places)
    if isinstance(declaration.accounts, DirectoryDeclared):
        for file in directory_secrets(declaration.accounts):
            read_secret(places.secret(file))
    if declaration.tls.kind == "certificate":
        read_secret(places.secret("certificate"))
