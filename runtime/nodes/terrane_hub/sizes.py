"""Which sizes somebody may take, and why not the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timezone
from typing import Any

from terrane_hub.declared_sessions import Policy, Size
from terrane_hub.errors import SessionRefused
from terrane_hub.names import shown


def today() -> date:
    """In UTC, as the days of a declaration."""
    return datetime.now(timezone.utc).date()


def refused(size: Size, groups: Collection[str], day: date) -> str | None:
    """Why somebody of these groups does not get this size on this day; None where they do."""
    if size.until is not None and day > size.until:
        return f"the size {size.name!r} was offered until {size.until.isoformat()}"
    if size.groups and not set(size.groups) & set(groups):
        return f"the size {size.name!r} is for members of {', '.join(size.groups)}"
    return None


def offered(sizes: Sequence[Size], groups: Collection[str], day: date) -> list[Size]:
    """In the declared order; the first is the default."""
    return [size for size in sizes if refused(size, groups, day) is None]


def choose(sizes: Sequence[Size], given: Any, groups: Collection[str], day: date) -> Size:
    """`given`: what came in a form or a request; None takes the default. Raises SessionRefused with the reason."""
    mine = offered(sizes, groups, day)
    words = ", ".join(size.name for size in mine) or "none"
    if given is None:
        if not mine:
            raise SessionRefused("no size is offered to you; ask the operators of the gateway")
        return mine[0]
    if not isinstance(given, str):
        raise SessionRefused(f"the size {shown(str(given))} is not a name; offered to you: {words}", status=400)
    found = next((size for size in sizes if size.name == given), None)
    if found is None:
        raise SessionRefused(f"the size {shown(given)} is not known; offered to you: {words}", status=400)
    reason = refused(found, groups, day)
    if reason is not None:
        raise SessionRefused(f"{reason}; offered to you: {words}")
    return found


def most_seconds(size: Size, policy: Policy) -> int:
    """The shorter of the two limits; 0 where neither sets one."""
    limits = [seconds for seconds in (size.max_seconds, policy.max_seconds) if seconds]
    return min(limits, default=0)
