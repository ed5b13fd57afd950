"""The part `stores` of the declaration: folders of the institution's own stores, which sessions mount."""

from __future__ import annotations

from dataclasses import dataclass

from terrane_hub.fields import Fields

HOST_KEY = r"(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}"
FOLDER = r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*){0,3}"
USER = r"[A-Za-z0-9._@+-]*\{user\}[A-Za-z0-9._@+-]*"
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Store:
    name: str
    host: str
    port: int
    path: str
    host_key: str
    """The only one that is accepted: type and key."""
    user: str
    """Account there, with {user} for the person's login."""
    folder: str
    """Below the home."""
    seconds: int
    """How long a certificate is good."""

    def account_of(self, login: str) -> str:
        return self.user.replace("{user}", login)


def read_stores(fields: Fields) -> tuple[Store, ...]:
    return tuple(_store(child) for child in fields.maybe("stores", fields.children) or ())


def _store(fields: Fields) -> Store:
    store = Store(
        name=fields.like("name", "[a-z][a-z0-9-]{0,29}", 'a name such as "erda"'),
        host=fields.like("host", r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", "a name or an address"),
        port=fields.whole("port", 22, least=1),
        path=fields.like("path", r"/([A-Za-z0-9._-]+/?)*", "an absolute path", "/"),
        host_key=fields.like("hostKey", HOST_KEY, 'a public key such as "ssh-ed25519 AAAA..."'),
        user=fields.like("user", USER, 'an account with {user} in it, such as "{user}",', "{user}"),
        folder=fields.like("folder", FOLDER, "a folder below the home"),
        seconds=fields.whole("seconds", DAY_SECONDS, least=1),
    )
    if store.seconds > DAY_SECONDS:
        raise fields.wrong("seconds", store.seconds, f"at most {DAY_SECONDS}")
    fields.end()
    return store
