"""Where accounts come from, as the declaration says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terrane_hub.fields import Fields

# Below are accounts of the machine's own; 65534 is nobody.
LEAST_UID = 1000
MOST_UID = 60000
MOST_DIRECTORY_UID = 2**31 - 1
REPLACED = "[a-z0-9_-]{0,8}"
ATTRIBUTE = "[A-Za-z][A-Za-z0-9-]*"
# The name of the machine, or the name with a port.
URL = r"ldaps?://[a-z0-9.-]+(:\d{1,5})?"

# Files of the passwords of who reads there, and of who writes.
READER = "directory-reader"
WRITER = "directory-writer"

Rules = tuple[tuple[str, str], ...]
"""What is written for characters of a login that an account's name cannot have."""


@dataclass(frozen=True)
class LoginAccountsDeclared:
    """Accounts are made from logins, at the first one."""

    first_uid: int
    last_uid: int
    replace: Rules


@dataclass(frozen=True)
class ProvisionDeclared:
    """Who is not in the directory gets an entry there."""

    bind_dn: str
    first_uid: int
    """Of the counter, where there is none yet."""
    gid: int
    home: str
    under: str
    counter: str
    object_classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DirectoryDeclared:
    """Accounts are those of an institution's directory."""

    url: str
    start_tls: bool
    base: str
    bind_dn: str | None
    """None: anonymous."""
    authority: Path | None
    """None: those that the machine trusts."""
    login_attribute: str | None
    """None: the login makes the name of the account."""
    first_uid: int
    last_uid: int
    replace: Rules
    provision: ProvisionDeclared | None


Accounts = LoginAccountsDeclared | DirectoryDeclared


def read_accounts(fields: Fields) -> Accounts:
    kind = fields.one_of("kind", ("login", "directory"))
    return _login(fields) if kind == "login" else _directory(fields)


def _login(fields: Fields) -> LoginAccountsDeclared:
    first, last = _uids(fields, (20000, 49999), MOST_UID)
    read = LoginAccountsDeclared(first, last, _rules(fields))
    fields.end()
    return read


def _directory(fields: Fields) -> DirectoryDeclared:
    first, last = _uids(fields, (2000, MOST_DIRECTORY_UID), MOST_DIRECTORY_UID)
    authority = fields.maybe("certificateAuthority", fields.text)
    given = fields.maybe("provision", fields.child)
    read = DirectoryDeclared(
        url=fields.like("url", URL, 'an address such as "ldaps://directory.example.edu"'),
        start_tls=fields.flag("startTls", False),
        base=fields.text("base"),
        bind_dn=fields.maybe("bindDn", fields.text),
        authority=None if authority is None else Path(authority),
        login_attribute=fields.maybe("loginAttribute", lambda key: fields.like(key, ATTRIBUTE, "an attribute")),
        first_uid=first,
        last_uid=last,
        replace=_rules(fields),
        provision=None if given is None else _provision(given),
    )
    if read.url.startswith("ldap:") and not read.start_tls:
        raise fields.refuse("url", "is without TLS, and startTls is not given: passwords would travel as they are")
    fields.end()
    return read


def _provision(fields: Fields) -> ProvisionDeclared:
    attributes = fields.child("attributes")
    read = ProvisionDeclared(
        bind_dn=fields.text("bindDn"),
        first_uid=fields.whole("firstUid", least=LEAST_UID),
        gid=fields.whole("gid"),
        home=fields.like("home", r"/.*\{uid\}", 'a folder such as "/home/{uid}"'),
        under=fields.text("under"),
        counter=fields.text("counter"),
        object_classes=fields.texts("objectClasses", least=1),
        attributes=tuple((key, attributes.text(key)) for key in attributes.keys()),
    )
    fields.end()
    return read


def _uids(fields: Fields, default: tuple[int, int], most: int) -> tuple[int, int]:
    first = fields.whole("firstUid", default[0], least=LEAST_UID)
    last = fields.whole("lastUid", default[1], least=LEAST_UID)
    if not first <= last <= most:
        raise fields.wrong("lastUid", last, f"a number from firstUid ({first}) to {most}")
    return first, last


def _rules(fields: Fields) -> Rules:
    rules = fields.child("replace")
    pairs = tuple(
        (key, rules.like(key, REPLACED, "small letters, digits, '_' and '-', 8 at most,")) for key in rules.keys()
    )
    for key, _ in pairs:
        if len(key) != 1:
            raise rules.refuse(key, "is not one character")
    return pairs
