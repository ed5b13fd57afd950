"""Who somebody is, as the identity provider says it, and whether they may come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from terrane_hub.declared_identity import Access
from terrane_hub.names import shown

# The hub's group of those who see and stop sessions. An identity provider's group of this name counts for nothing.
OPERATORS = "terrane:operators"


@dataclass(frozen=True)
class Person:
    login: str
    """What they are called there. It may change, and be given to somebody else."""
    subject: str
    """Who they are there, for ever; the login where the provider knows nothing better."""
    email: str = ""
    email_verified: bool = False
    groups: frozenset[str] = frozenset()


def refusal(person: Person, access: Access) -> str | None:
    """Why this person may not come in, in words for them; None where they may."""
    login = person.login.lower()
    if login in _lower(access.blocked_users):
        return f"{shown(person.login)} is blocked on this gateway"
    if login in _lower(access.allowed_users + access.admins):
        return None
    if person.groups & frozenset(access.allowed_groups):
        return None
    domain = person.email.rpartition("@")[2].lower() if "@" in person.email else ""
    if domain and domain in access.allowed_domains:
        if person.email_verified:
            return None
        return (
            f"{shown(person.login)} has an e-mail address at {domain} that the identity provider has not verified;"
            " verify it there, then sign in again"
        )
    return (
        f"{shown(person.login)} is not in a group, at an e-mail domain or on a list of people that this gateway allows"
    )


def is_admin(person: Person, access: Access) -> bool:
    return person.login.lower() in _lower(access.admins)


def is_blocked(login: str, access: Access) -> bool:
    return login.lower() in _lower(access.blocked_users)


def true_claim(value: Any) -> bool:
    """Of a claim that is true or false. Some providers write it as a text."""
    return value is True or value == "true"


def group_claim(value: Any) -> frozenset[str]:
    """Of a claim with groups: a list of texts, or one text for one group. Anything else is no group."""
    if isinstance(value, str):
        return frozenset([value]) if value else frozenset()
    if not isinstance(value, list):
        return frozenset()
    return frozenset(group for group in value if isinstance(group, str) and group)


def _lower(names: tuple[str, ...]) -> set[str]:
    return {name.lower() for name in names}
