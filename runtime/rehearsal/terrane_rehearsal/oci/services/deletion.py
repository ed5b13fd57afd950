"""Deletion that only takes place after some days, and can be cancelled until then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ..errors import invalid, unparsable, wrong_state
from ..tenancy import Tenancy
from ..thing import Thing

SLACK = timedelta(minutes=10)
"""Between the clock of a client that counts whole days and ours."""
FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def schedule(tenancy: Tenancy, thing: Thing, wanted: str | None, fewest: int, most: int) -> None:
    """After `fewest` to `most` days; the latter where no time is given."""
    now = datetime.now(UTC)
    moment = _parsed(wanted) if wanted else now + timedelta(days=most)
    if not now + timedelta(days=fewest) - SLACK <= moment <= now + timedelta(days=most) + SLACK:
        invalid(f"timeOfDeletion must be {fewest} to {most} days from now, not {wanted}")
    assert thing.kind.states is not None
    tenancy.move(thing, thing.kind.states.ends)
    thing.facts["timeOfDeletion"] = moment.strftime(FORMAT)


def _parsed(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        unparsable(f"timeOfDeletion: {text!r} is no time")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def cancel(tenancy: Tenancy, thing: Thing, state: str) -> None:
    if thing.get("timeOfDeletion") is None:
        wrong_state(f"{thing.id} is not scheduled for deletion")
    thing.facts.pop("timeOfDeletion")
    tenancy.move(thing, state)
