"""Queues as the worker uses them. Which cloud has the queue, the place file says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from terrane_stream.errors import StreamError
from terrane_stream.place import QueuePlace, SqsPlace


class QueueUnavailable(StreamError):
    """The queue did not answer, or asked to be left alone for a while."""


class NotHeld(StreamError):
    """The message has come back to the queue, or was given to another worker, or is gone."""


@dataclass(frozen=True)
class Message:
    body: str
    receipt: str
    """Of this delivery."""
    deliveries: int
    """How often it has been given to a worker, this time included."""
    sent: datetime

    @property
    def id(self) -> str:
        """Two messages that say the same are the same work."""
        return hashlib.sha256(self.body.encode()).hexdigest()


@dataclass(frozen=True)
class Depth:
    waiting: int
    """About."""
    in_hand: int


class Queue(Protocol):
    """Raises QueueUnavailable, NotHeld, or StreamError where the queue refuses for good."""

    most: int
    """Messages that one call receives."""

    def receive(self, most: int, hidden_seconds: int, wait_seconds: int) -> list[Message]:
        """What there is, or what comes first within `wait_seconds`. Nobody else gets it for `hidden_seconds`."""

    def hide(self, message: Message, seconds: int) -> None:
        """From now on for so long; 0: others get it at once."""

    def delete(self, message: Message) -> None: ...

    def depth(self) -> Depth | None:
        """None: this identity may not ask."""


def open_queue(place: QueuePlace, endpoint: str | None) -> Queue:
    """`endpoint`: of an emulator of AWS."""
    if isinstance(place, SqsPlace):
        from terrane_stream.queue_sqs import SqsQueue

        return SqsQueue.at(place, endpoint)
    from terrane_stream.queue_oci import OciQueue

    return OciQueue.at(place)
