"""The declaration file: what the gateway is, as it was known when the stack was synthesised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terrane_hub.declared_identity import Identity, read_identity
from terrane_hub.declared_sessions import (
    Homes,
    Policy,
    Size,
    read_homes,
    read_placement,
    read_policy,
    read_sizes,
)
from terrane_hub.fields import Fields, Network, fields_of

FORMAT = 1
HOST = r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+"
# Below are accounts of the machine's own; 65534 is nobody.
LEAST_UID = 1000
MOST_UID = 60000


@dataclass(frozen=True)
class LoginAccountsDeclared:
    """Accounts are made from logins, at the first one."""

    first_uid: int
    last_uid: int
    replace: tuple[tuple[str, str], ...]
    """What is written for characters of a login that an account's name cannot have."""


@dataclass(frozen=True)
class DirectoryDeclared:
    """Accounts are those of an institution's directory."""

    url: str
    base: str
    bind_dn: str | None
    first_uid: int
    gid: int
    home: str
    provision: bool


@dataclass(frozen=True)
class Tls:
    kind: str
    """'certificate', 'acme' or 'balancer'."""
    email: str = ""
    directory: str = ""
    sources: tuple[Network, ...] = ()
    """The balancer's addresses."""


@dataclass(frozen=True)
class Declaration:
    name: str
    host: str
    identity: Identity
    accounts: LoginAccountsDeclared | DirectoryDeclared
    placement: str
    sizes: tuple[Size, ...]
    policy: Policy
    homes: Homes
    tls: Tls


def read_declaration(file: Path) -> Declaration:
    return declaration_of(fields_of(file))


def declaration_of(fields: Fields) -> Declaration:
    given = fields.whole("format")
    if given != FORMAT:
        raise fields.wrong("format", given, f"{FORMAT} (this program reads no other)")
    declaration = Declaration(
        name=fields.text("name"),
        host=fields.like("host", HOST, 'a name such as "notebooks.example.edu"'),
        identity=read_identity(fields.child("identity")),
        accounts=_accounts(fields.child("accounts")),
        placement=read_placement(fields.child("placement")),
        sizes=read_sizes(fields),
        policy=read_policy(fields.child("policy")),
        homes=read_homes(fields.child("homes")),
        tls=_tls(fields.child("tls")),
    )
    fields.end()
    return declaration


def _accounts(fields: Fields) -> LoginAccountsDeclared | DirectoryDeclared:
    kind = fields.one_of("kind", ("login", "directory"))
    return _login(fields) if kind == "login" else _directory(fields)


def _login(fields: Fields) -> LoginAccountsDeclared:
    first = fields.whole("firstUid", 20000, least=LEAST_UID)
    last = fields.whole("lastUid", 49999, least=LEAST_UID)
    if not first <= last <= MOST_UID:
        raise fields.wrong("lastUid", last, f"a number from firstUid ({first}) to {MOST_UID}")
    rules = fields.child("replace")
    pairs = tuple((key, rules.like(key, "[a-z0-9_-]", "one small letter, digit, '_' or '-'")) for key in rules.keys())
    for key, _ in pairs:
        if len(key) != 1:
            raise rules.refuse(key, "is not one character")
    fields.end()
    return LoginAccountsDeclared(first, last, pairs)


def _directory(fields: Fields) -> DirectoryDeclared:
    read = DirectoryDeclared(
        url=fields.like("url", r"ldaps://[^\s]+", 'an address such as "ldaps://directory.example.edu"'),
        base=fields.text("base"),
        bind_dn=fields.maybe("bindDn", fields.text),
        first_uid=fields.whole("firstUid", 20000, least=LEAST_UID),
        gid=fields.whole("gid", 100),
        home=fields.text("home", "/home/{uid}"),
        provision=fields.flag("provision", False),
    )
    fields.end()
    return read


def _tls(fields: Fields) -> Tls:
    kind = fields.one_of("kind", ("certificate", "acme", "balancer"))
    read = Tls(kind)
    if kind == "acme":
        read = Tls(kind, email=fields.text("email"), directory=fields.like("directory", r"https://\S+", "an address"))
    if kind == "balancer":
        read = Tls(kind, sources=fields.networks("from"))
    fields.end()
    return read
