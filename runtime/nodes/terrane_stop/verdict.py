"""Which limits are reached, and by when running jobs must have ended. Pure: what is seen in, verdicts out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from terrane_stop.declaration import Cause, Heeding


@dataclass(frozen=True)
class Reached:
    """A limit that is reached, and since when."""

    cause: Cause
    since: datetime

    @property
    def last_moment(self) -> datetime | None:
        """When jobs that still run must end."""
        grace = self.cause.grace_seconds
        return None if grace is None else self.since + timedelta(seconds=grace)


@dataclass(frozen=True)
class Verdict:
    partition: str
    """None of them: the partition may launch."""
    reached: tuple[Reached, ...]

    @property
    def why(self) -> str:
        return "; ".join(each.cause.why for each in self.reached)

    def overdue(self, now: datetime) -> bool:
        """Whether running jobs have had their grace."""
        ends = [each.last_moment for each in self.reached]
        return any(end is not None and now >= end for end in ends)


Marks = Mapping[str, Mapping[str, str]]
"""Tags by template."""


def verdicts(heedings: Sequence[Heeding], marks: Marks, now: datetime, since: Mapping[str, datetime]) -> list[Verdict]:
    """`since`: when each cause of a partition was first seen reached; a declared moment needs none."""
    return [Verdict(each.partition, tuple(_reached(each, marks, now, since))) for each in heedings]


def remembered_as(partition: str, cause: Cause) -> str:
    """Another value is another limit."""
    return f"{partition}/{cause.key}={cause.value}"


def _reached(heeding: Heeding, marks: Marks, now: datetime, since: Mapping[str, datetime]) -> Iterator[Reached]:
    tags = marks.get(heeding.template) or {}
    for cause in heeding.causes:
        if cause.ends is not None and now >= cause.ends:
            yield Reached(cause, cause.ends)
        elif tags.get(cause.key) == cause.value:
            yield Reached(cause, since.get(remembered_as(heeding.partition, cause), now))
