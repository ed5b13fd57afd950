"""Who has used how much: sessions and hours of each person and size, in a month."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone

from terrane_hub.columns import columns
from terrane_hub.errors import HubError
from terrane_hub.usage_book import Use

HEADINGS = ("USER", "SIZE", "SESSIONS", "HOURS")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Usage:
    user: str
    size: str
    sessions: int
    hours: float


def month_of(text: str | None, now: datetime) -> tuple[datetime, datetime]:
    """First moment of a month and of the next, in UTC. `text`: such as 2027-02; None is the month that it is now."""
    if text is None:
        first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    else:
        found = MONTH.fullmatch(text)
        if found is None:
            raise HubError(f"the month {text!r} is not written as 2027-02")
        first = datetime(int(found[1]), int(found[2]), 1, tzinfo=timezone.utc)
    year, month = divmod(first.year * 12 + first.month, 12)
    return first, first.replace(year=year, month=month + 1)


def usage_of(uses: Sequence[Use], first: datetime, after: datetime, now: datetime) -> list[Usage]:
    """By user and size. Of a session that reaches over an end of the month only what lies in the month counts."""
    totals: dict[tuple[str, str], Usage] = {}
    for use in uses:
        begun, ended = max(use.begun, first), min(use.ended or now, after)
        if begun >= ended:
            continue
        key = (use.user, use.size)
        before = totals.get(key, Usage(*key, 0, 0.0))
        hours = before.hours + (ended - begun).total_seconds() / 3600
        totals[key] = replace(before, sessions=before.sessions + 1, hours=hours)
    return [totals[key] for key in sorted(totals)]


def as_json(found: Sequence[Usage]) -> str:
    return json.dumps([{**asdict(one), "hours": round(one.hours, 3)} for one in found], indent=2)


def as_table(found: Sequence[Usage]) -> str:
    rows = [(one.user, one.size or "-", str(one.sessions), f"{one.hours:.1f}") for one in found]
    return columns((HEADINGS, *rows))
