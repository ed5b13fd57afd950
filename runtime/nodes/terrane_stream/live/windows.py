"""Windows of event time, by key: aligned to 1970-01-01T00:00Z, fixed or sliding.

One instance holds the windows of one shard. Its watermark is the greatest event time seen less the disorder that is
expected; a window closes when the watermark reaches its end plus the allowed lateness, so a key that went silent is
closed by the others of its shard. What comes for a closed window is counted as late. A window without a record is none.

Times are whole microseconds since 1970: sums of floating-point seconds would put events at the edge of a window into
either of two, or neither.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from terrane_stream.errors import DeclarationError

MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Spec:
    """All in microseconds."""

    size: int
    every: int
    """Distance of the windows' starts; the size itself where they are fixed (tumbling)."""
    lateness: int = 0
    disorder: int = 0
    """By how much records of a shard are expected to be out of order."""

    def __post_init__(self) -> None:
        if self.size <= 0 or not 0 < self.every <= self.size:
            raise DeclarationError(
                f"window: every ({self.every} us) has to be above 0 and at most size ({self.size} us)"
            )
        if self.lateness < 0 or self.disorder < 0:
            raise DeclarationError("window: lateness and disorder cannot be negative")

    @staticmethod
    def seconds(size: float, every: float | None = None, lateness: float = 0, disorder: float = 0) -> Spec:
        return Spec(*(round(value * MICROSECONDS) for value in (size, every or size, lateness, disorder)))

    def starts(self, time: int) -> range:
        """Starts of the windows that hold an event of this time."""
        first = ((time - self.size) // self.every + 1) * self.every
        return range(first, time // self.every * self.every + 1, self.every)

    def closes(self, start: int) -> int:
        """The watermark that closes a window."""
        return start + self.size + self.lateness


@dataclass(frozen=True, slots=True)
class Event:
    key: str
    time: int
    data: bytes
    """The record as it came."""
    route: str
    """Partition key of the record: where the key goes when its shard is split."""
    arrived: float
    """When the stream took it: seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A window whose time has come."""

    key: str
    start: int
    end: int
    events: list[Event]
    """By event time; among equals, in the order in which they came."""


class Windows:
    def __init__(self, spec: Spec) -> None:
        self.watermark: int | None = None
        self.late: dict[str, int] = {}
        """By key: records that came when one of their windows, or all, had closed."""
        self.duplicates = 0
        """Records with the time and the content of another of their key that is in an open window."""
        self._spec = spec
        # By start, by key.
        self._open: dict[int, dict[str, list[Event]]] = {}
        # By key: time and content of every event that is in an open window.
        self._known: dict[str, set[tuple[int, bytes]]] = {}
        # The watermark that closes the first of the open windows.
        self._next: int | None = None

    def add(self, event: Event) -> list[Closed]:
        """Puts an event into its windows. Gives those that its time closes, by start, then by key."""
        if (event.time, event.data) in self._known.get(event.key, ()):
            self.duplicates += 1
            return []
        if not self._admit(event):
            self.late[event.key] = self.late.get(event.key, 0) + 1
        self.watermark = mark = _greatest(self.watermark, event.time - self._spec.disorder)
        return self._close() if mark is not None and self._next is not None and mark >= self._next else []

    def flush(self) -> list[Closed]:
        """Closes all that is open, as a record far enough ahead would."""
        if not self._open:
            return []
        self.watermark = _greatest(self.watermark, self._spec.closes(max(self._open)))
        return self._close()

    def __len__(self) -> int:
        """How many windows are open."""
        return sum(len(keys) for keys in self._open.values())

    def state(self) -> dict[str, Any]:
        """JSON-able: which windows are open follows from the events and the watermark."""
        return {
            "watermark": self.watermark,
            "late": dict(self.late),
            "duplicates": self.duplicates,
            "events": [
                [event.key, event.time, base64.b64encode(event.data).decode(), event.route, event.arrived]
                for event in self._events()
            ],
        }

    def restore(self, state: Mapping[str, Any], takes: Callable[[str], bool] = lambda route: True) -> None:
        """Adds a state: this shard's own, or what it inherits of another, the keys whose route it takes.

        Of several watermarks the greatest holds: with a lesser one, windows that a parent has given out would open
        again. A record is late by that only if the parents were apart by more than the allowed lateness.
        """
        before, self.watermark = self.watermark, state["watermark"]
        for key, time, data, route, arrived in state["events"]:
            if takes(route):
                self._admit(Event(key, time, base64.b64decode(data), route, arrived))
        self.watermark = _greatest(before, self.watermark)

    def _admit(self, event: Event) -> bool:
        """Whether all windows of the event were open still."""
        starts = self._spec.starts(event.time)
        still_open = [start for start in starts if not self._is_closed(start)]
        for start in still_open:
            self._open.setdefault(start, {}).setdefault(event.key, []).append(event)
        if still_open:
            self._known.setdefault(event.key, set()).add((event.time, event.data))
            closes = self._spec.closes(still_open[0])
            self._next = closes if self._next is None else min(self._next, closes)
        return len(still_open) == len(starts)

    def _is_closed(self, start: int) -> bool:
        return self.watermark is not None and self._spec.closes(start) <= self.watermark

    def _close(self) -> list[Closed]:
        closed = []
        for start in sorted(start for start in self._open if self._is_closed(start)):
            for key, events in sorted(self._open.pop(start).items()):
                self._forget(key, start, events)
                closed.append(Closed(key, start, start + self._spec.size, sorted(events, key=lambda event: event.time)))
        self._next = self._spec.closes(min(self._open)) if self._open else None
        return closed

    def _forget(self, key: str, start: int, events: Iterable[Event]) -> None:
        """Events that are in no window after this one."""
        known = self._known[key]
        known.difference_update(
            (event.time, event.data) for event in events if self._spec.starts(event.time)[-1] == start
        )
        if not known:
            del self._known[key]

    def _events(self) -> Iterator[Event]:
        """Each once; those of a key and a time in the order in which they came."""
        told: set[tuple[str, int, bytes]] = set()
        for start in sorted(self._open):
            for events in self._open[start].values():
                for event in events:
                    mark = (event.key, event.time, event.data)
                    if mark not in told:
                        told.add(mark)
                        yield event


def _greatest(*marks: int | None) -> int | None:
    return max((mark for mark in marks if mark is not None), default=None)
