"""What is left to do: chunks are handed out, come back as done or failed, and groups are finished.

No effects: the driver asks it and tells it. A chunk counts once, however often its outcome is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from terrane_stream.chunks import Chunk, Group
from terrane_stream.rows import Row


@dataclass(frozen=True)
class Attempt:
    """A chunk that is being done, for the `number`-th time."""

    group: str
    chunk: Chunk
    number: int


@dataclass(frozen=True)
class Dead:
    """A chunk that failed as often as it may."""

    chunk: str
    reason: str
    attempts: int


@dataclass(frozen=True)
class Finished:
    """A group whose chunks are all done or dead."""

    group: str
    chunks: int
    rows: Mapping[str, list[Row]]
    """By chunk; one that is done and gave none has an empty list."""
    dead: tuple[Dead, ...]


@dataclass
class _Open:
    count: int
    rows: dict[str, list[Row]] = field(default_factory=dict)
    dead: list[Dead] = field(default_factory=list)

    def over(self) -> bool:
        return len(self.rows) + len(self.dead) == self.count


class Backlog:
    def __init__(self, groups: Iterator[Group], attempts: int) -> None:
        self._groups = groups
        self._attempts = attempts
        self._open: dict[str, _Open] = {}
        self._current: tuple[str, Iterator[Chunk]] = ("", iter(()))
        self._again: deque[Attempt] = deque()
        self._given_back: deque[Attempt] = deque()
        self._out: dict[str, Attempt] = {}

    def next(self) -> Attempt | None:
        """The next chunk to do; None when all that are left are being done."""
        attempt = self._next()
        if attempt is not None:
            self._out[attempt.chunk.id] = attempt
        return attempt

    def give_back(self, attempt: Attempt) -> None:
        """What was lost through no fault of the chunk's; it is done before anything else, and no attempt is counted."""
        if self._out.pop(attempt.chunk.id, None) is not None:
            self._given_back.append(attempt)

    def done(self, attempt: Attempt, rows: list[Row]) -> Finished | None:
        if self._out.pop(attempt.chunk.id, None) is None:
            return None
        self._open[attempt.group].rows[attempt.chunk.id] = rows
        return self._finished(attempt.group)

    def failed(self, attempt: Attempt, reason: str) -> tuple[bool, Finished | None]:
        """Whether the chunk is dead now, and its group if that ended it. Else it is done again after its group."""
        if self._out.pop(attempt.chunk.id, None) is None:
            return False, None
        if attempt.number < self._attempts:
            self._again.append(Attempt(attempt.group, attempt.chunk, attempt.number + 1))
            return False, None
        self._open[attempt.group].dead.append(Dead(attempt.chunk.id, reason, attempt.number))
        return True, self._finished(attempt.group)

    def _next(self) -> Attempt | None:
        if self._given_back:
            return self._given_back.popleft()
        while True:
            name, chunks = self._current
            chunk = next(chunks, None)
            if chunk is not None:
                return Attempt(name, chunk, 1)
            if self._again:
                return self._again.popleft()
            group = next(self._groups, None)
            if group is None:
                return None
            self._open[group.id] = _Open(group.count)
            self._current = (group.id, group.chunks())

    def _finished(self, name: str) -> Finished | None:
        group = self._open[name]
        if not group.over():
            return None
        del self._open[name]
        dead = tuple(sorted(group.dead, key=lambda each: each.chunk))
        return Finished(name, group.count, group.rows, dead)
