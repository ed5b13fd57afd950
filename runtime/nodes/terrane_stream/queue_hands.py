"""The messages that a worker has in hand: hidden from the others while they are worked on, and given back when the
worker has to go.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

from terrane_node.clock import Clock
from terrane_stream.errors import StreamError
from terrane_stream.queue_messages import Message, NotHeld, Queue

log = logging.getLogger("terrane.stream")

# How often it is looked whether a message is due; never later than a tenth of the time for which it is hidden.
LOOK_SECONDS = 5.0


@dataclass(eq=False)
class Held:
    message: Message
    hidden_at: float
    settling: bool = False
    """Its outcome is being written: it cannot be given back any more."""


class Hands:
    """Its methods may be called by any thread."""

    def __init__(self, queue: Queue, hidden_seconds: int, clock: Clock) -> None:
        self._queue = queue
        self._hidden_seconds = hidden_seconds
        self._clock = clock
        self._held: set[Held] = set()
        self._changed = threading.Condition()

    def take(self, message: Message, received_at: float) -> Held:
        held = Held(message, received_at)
        with self._changed:
            self._held.add(held)
        return held

    def settle(self, held: Held) -> bool:
        """Whether its outcome may be written; False when it has been given back."""
        with self._changed:
            held.settling = held in self._held
            return held.settling

    def drop(self, held: Held) -> None:
        with self._changed:
            self._held.discard(held)
            self._changed.notify_all()

    def count(self) -> int:
        with self._changed:
            return len(self._held)

    def wait_below(self, most: int, seconds: float) -> bool:
        """Whether there are fewer than `most`, within so long."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._held) < most, seconds)

    def keep_hidden(self, ended: threading.Event) -> None:
        """Until it is to end: hides what is in hand again when half of its time is over."""
        while not ended.wait(min(LOOK_SECONDS, self._hidden_seconds / 10)):
            for held in self._due():
                begun = self._clock.monotonic()
                try:
                    self._queue.hide(held.message, self._hidden_seconds)
                    held.hidden_at = begun
                except NotHeld as error:
                    # Another worker may have it by now. Both write the same result, under the same key.
                    log.warning("%s: others see it while it is worked on: %s", held.message.id, error)
                    held.hidden_at = begun
                except StreamError as error:
                    log.warning("%s: not hidden for longer, tried again soon: %s", held.message.id, error)

    def give_back(self) -> int:
        """All but those whose outcome is being written; how many. The threads that work on them write nothing."""
        with self._changed:
            left = [held for held in self._held if not held.settling]
            self._held.difference_update(left)
            self._changed.notify_all()
        for held in left:
            give_back(self._queue, held.message)
        return len(left)

    def _due(self) -> list[Held]:
        now = self._clock.monotonic()
        with self._changed:
            return [held for held in self._held if now - held.hidden_at >= self._hidden_seconds / 2]


def give_back(queue: Queue, message: Message) -> None:
    try:
        queue.hide(message, 0)
    except StreamError as error:
        log.warning("%s: comes back to the queue by itself: %s", message.id, error)
