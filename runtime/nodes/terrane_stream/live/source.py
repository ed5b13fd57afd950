"""What the engine needs of a stream: records of the shards that this consumer owns, and checkpoints that only an owner
can write. Two adapters: `kinesis` and `kafka`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from terrane_stream.errors import StreamError

# Position of a shard whose last record has been processed: it was split or merged, and its children go on.
ENDED = "end"


class Fenced(StreamError):
    """The shard has another owner by now: what this consumer holds of it is void."""


class Unsure(StreamError):
    """A commit got no clear answer: it may have been done, or not."""


@dataclass(frozen=True, slots=True)
class Record:
    shard: str
    position: str
    """A decimal number that grows within a shard."""
    key: str
    """The partition key."""
    data: bytes
    arrived: float
    """When the stream took it, by the stream's clock: seconds since 1970."""


@dataclass(frozen=True)
class Inheritance:
    """What a shard takes over from one that was split or merged into it."""

    note: str
    takes: Callable[[str], bool]
    """Whether records of a partition key go to the heir."""


@dataclass(frozen=True)
class Gained:
    """A shard that this consumer owns from now on, and its checkpoint."""

    shard: str
    epoch: str
    """Unlike that of any other ownership of the shard, earlier or later, of this consumer's or another's."""
    position: str | None
    """Up to and with this one, records have been processed. None: none has."""
    note: str | None
    """What was committed with the position."""
    inherits: tuple[Inheritance, ...] = ()
    """Where the shard has no checkpoint of its own."""


@dataclass
class Batch:
    """What one poll brought. To be taken in this order: lost, gained, records, ended."""

    lost: list[str] = field(default_factory=list)
    gained: list[Gained] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    """In the order of their positions within each shard."""
    ended: list[str] = field(default_factory=list)
    """Shards that have no record after those given: to be committed with the position ENDED."""

    def __bool__(self) -> bool:
        return bool(self.lost or self.gained or self.records or self.ended)


@dataclass(frozen=True)
class Lag:
    """How far a consumer is behind the end of a shard, as far as the stream tells."""

    seconds: float | None = None
    """Age of the next record (iterator age)."""
    records: int | None = None


class Source(Protocol):
    def open(self, leaving: Callable[[str], None]) -> None:
        """Begins to own shards. `leaving` is called, in a poll, for a shard that another consumer is to have: the
        engine commits what it has done, and the shard goes when the call returns."""

    def poll(self, seconds: float, most: int) -> Batch:
        """Waits so long, at most, for something to come. About `most` records at once."""

    def commit(self, shard: str, position: str, note: str) -> None:
        """Raises Fenced when the shard has another owner, and Unsure when there was no clear answer."""

    def abandon(self, shard: str) -> None:
        """Drops a shard whose commit was unsure. It comes back as gained, with what its checkpoint really says."""

    def lag(self) -> Mapping[str, Lag]:
        """By shard, for the shards owned."""

    def close(self) -> None:
        """Gives the shards back, for others to take at once."""
