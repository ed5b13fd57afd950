"""How many records are asked for at once, so that a slow detector's batch does not take longer than a consumer may stay
away from its stream."""

from __future__ import annotations

from terrane_node.clock import Clock

FIRST = 500
MOST = 10_000
BATCH_SECONDS = 5.0


class Pace:
    def __init__(self, clock: Clock) -> None:
        self.most = FIRST
        self._clock = clock
        self._begun = 0.0

    def begin(self) -> None:
        self._begun = self._clock.monotonic()

    def end(self, records: int) -> None:
        """Twice as many after a batch that took less than half of its time; half as many after one that took more."""
        seconds = self._clock.monotonic() - self._begun
        if seconds > BATCH_SECONDS:
            self.most = max(1, self.most // 2)
        elif records >= self.most and seconds < BATCH_SECONDS / 2:
            self.most = min(MOST, self.most * 2)
