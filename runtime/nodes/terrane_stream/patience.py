"""How long a request for a chunk is repeated, and at which pauses."""

from __future__ import annotations

import random
from dataclasses import dataclass

from terrane_node.clock import Clock


@dataclass(frozen=True)
class Backoff:
    """Exponential, with jitter: a fleet that was refused at one moment does not come back at one moment."""

    first_seconds: float
    longest_seconds: float

    def pause(self, failures: int, asked: float | None) -> float:
        """Seconds after so many failures. `asked`: what the server's Retry-After says; never less than that."""
        longest = min(self.first_seconds * 2.0 ** min(failures - 1, 60), self.longest_seconds)
        return max(longest * random.uniform(0.5, 1.0), asked or 0.0)


class Limit:
    """The time that one attempt at a chunk has."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self.seconds = seconds
        self._end = clock.monotonic() + seconds

    def left(self) -> float:
        return max(self._end - self._clock.monotonic(), 0.0)

    def sleep(self, seconds: float) -> bool:
        """False where the pause would outlast the time that is left; then it does not pause."""
        if seconds >= self.left():
            return False
        self._clock.sleep(seconds)
        return True


@dataclass
class Used:
    """What one attempt at a chunk took from the source."""

    requests: int = 0
    bytes: int = 0
