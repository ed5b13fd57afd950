"""How many workers a queue needs. How long a message takes is not declared: it is seen by how the queue shrinks."""

from __future__ import annotations

import math

from terrane_stream.crew_size import WORTH_SECONDS

# Messages for each thread, before anything is known of how long they take.
ROUNDS = 16
# Between two looks that are compared, with the same workers at work.
SETTLED_SECONDS = 60.0
# A queue that is empty for a moment is no reason to send machines away.
HOLD_SECONDS = 120.0


class QueueSize:
    """Told of every look at the queue. It grows by a factor of two at the most, until the queue is done in time."""

    def __init__(self, threads: int, least: int, most: int, goal_seconds: float | None) -> None:
        """`goal_seconds`: within which what waits is to be done (default: what makes a machine worth its boot)."""
        self._threads = threads
        self._least = least
        self._most = most
        self._goal = goal_seconds or WORTH_SECONDS
        self._workers = 0
        self._seen = (0.0, 0)
        self._few_since: float | None = None

    def wanted(self, waiting: int, in_hand: int, have: int, running: int, at: float) -> int:
        """`have`: workers that there are or that are on their way; `running`: at work. `at`: seconds."""
        messages = waiting + in_hand
        target = self._target(messages, have, running, at)
        needed = math.ceil(messages / self._threads)
        if needed >= have:
            self._few_since = None
        elif self._few_since is None:
            self._few_since = at
        held = self._few_since is None or at - self._few_since < HOLD_SECONDS
        return max(self._least, min(self._most, target if target > have or not held else have))

    def _target(self, messages: int, have: int, running: int, at: float) -> int:
        needed = math.ceil(messages / self._threads)
        if needed < have:
            return needed
        guess = math.ceil(messages / (self._threads * ROUNDS))
        return max(guess, have, min(needed, self._faster(messages, have, running, at)))

    def _faster(self, messages: int, have: int, running: int, at: float) -> int:
        if running != have or running != self._workers:
            self._workers, self._seen = running, (at, messages)
            return have
        since, before = self._seen
        if at - since < SETTLED_SECONDS:
            return have
        self._seen = (at, messages)
        done_per_second = (before - messages) / (at - since)
        if done_per_second <= 0:
            return 2 * have
        return min(2 * have, math.ceil(have * messages / done_per_second / self._goal))
