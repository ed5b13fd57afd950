"""Who may sign in, and how: the part `identity` of the declaration."""

from __future__ import annotations

from dataclasses import dataclass

from terrane_hub.fields import Fields, Network

HEADER_NAME = "[A-Za-z][A-Za-z0-9_-]*"
HEADER_WORDS = 'the name of a header, such as "Remote-User",'
USER_NAME = "[a-z_][a-z0-9_-]{0,31}"


@dataclass(frozen=True)
class Access:
    """Nobody is allowed by default; one match of any list allows, and `blocked_users` wins over all."""

    allowed_groups: tuple[str, ...] = ()
    allowed_domains: tuple[str, ...] = ()
    """Of e-mail addresses, exactly: example.edu is not cs.example.edu."""
    allowed_users: tuple[str, ...] = ()
    """Logins, as the identity provider writes them."""
    blocked_users: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    """Logins. They are allowed too; they see and stop sessions, and enter none."""


@dataclass(frozen=True)
class Oidc:
    issuer: str
    """https, without a slash at its end unless the provider writes it so."""
    client_id: str
    scopes: tuple[str, ...]
    username_claim: str
    groups_claim: str
    access: Access


@dataclass(frozen=True)
class Header:
    header: str
    sources: tuple[Network, ...]
    """The proxy's addresses. Nothing else reaches the gateway."""
    secret_header: str | None
    groups_header: str | None
    """Its value: groups, with commas or semicolons between them."""
    state_headers: tuple[str, ...]
    """What the proxy says beside the name, kept encrypted by the hub."""
    access: Access


@dataclass(frozen=True)
class Token:
    user: str
    access: Access


Identity = Oidc | Header | Token


def read_identity(fields: Fields) -> Identity:
    kind = fields.one_of("kind", ("oidc", "header", "token"))
    if kind == "oidc":
        return _oidc(fields)
    return _header(fields) if kind == "header" else _token(fields)


def _oidc(fields: Fields) -> Oidc:
    read = Oidc(
        issuer=fields.like("issuer", r"https://[^\s?#]+", 'an address such as "https://login.example.edu"'),
        client_id=fields.text("clientId"),
        scopes=fields.texts("scopes", least=1),
        username_claim=fields.text("usernameClaim", "preferred_username"),
        groups_claim=fields.text("groupsClaim", "groups"),
        access=_access(fields),
    )
    if "openid" not in read.scopes:
        raise fields.wrong("scopes", list(read.scopes), 'a list with "openid"')
    fields.end()
    return read


def _header(fields: Fields) -> Header:
    states = fields.texts("stateHeaders")
    read = Header(
        header=fields.like("header", HEADER_NAME, HEADER_WORDS, "Remote-User"),
        sources=fields.networks("from"),
        secret_header=fields.maybe("secretHeader", lambda key: fields.like(key, HEADER_NAME, HEADER_WORDS)),
        groups_header=fields.maybe("groupsHeader", lambda key: fields.like(key, HEADER_NAME, HEADER_WORDS)),
        state_headers=states,
        access=_access(fields),
    )
    if read.access.allowed_groups and read.groups_header is None:
        raise fields.refuse("allowedGroups", "is given, but groupsHeader, which says a user's groups, is not")
    fields.end()
    return read


def _token(fields: Fields) -> Token:
    user = fields.like("user", USER_NAME, 'the name of an account, such as "ada",')
    fields.end()
    return Token(user, Access(allowed_users=(user,)))


def _access(fields: Fields) -> Access:
    return Access(
        allowed_groups=fields.texts("allowedGroups"),
        allowed_domains=tuple(domain.lower() for domain in fields.texts("allowedDomains")),
        allowed_users=fields.texts("allowedUsers"),
        blocked_users=fields.texts("blockedUsers"),
        admins=fields.texts("admins"),
    )
