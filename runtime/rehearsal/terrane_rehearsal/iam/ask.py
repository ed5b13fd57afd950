"""What one call needs: one question for each action on each resource. All of them must be allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Values = tuple[str, ...]
"""Of a condition key; empty: the request is known not to have the key."""

Find = Callable[[str], Values | None]
"""Values of a condition key or policy variable, whose name is in lower case; None: they are not known here."""

Later = Callable[[], Values | None]

ANY = "*"
"""The resource of actions that IAM does not divide by resource."""


@dataclass(frozen=True)
class Ask:
    action: str
    """As policies name it, e.g. `ec2:RunInstances`."""
    resource: str | None = ANY
    """An ARN, in which `*` stands for an id that is not made yet; None: some resource that is not known here."""
    context: Mapping[str, Values | Later] = field(default_factory=dict)
    """Condition keys in lower case."""
    request_tags: Mapping[str, str] | None = None
    """Tags that the request gives to this resource; None: the request gives none."""
    blind: bool = False
    """The request's parameters could not be read: what it says is not known."""


def one(value: object) -> Values:
    """A single-valued key, absent where the request does not say it."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return (str(value),)
