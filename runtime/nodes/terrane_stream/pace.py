"""Hands out turns at a rate: for a source that no server stands before."""

from __future__ import annotations

from terrane_node.clock import Clock


class Pace:
    """So many turns a second, evenly; what is not taken is not saved up."""

    def __init__(self, per_second: float | None, clock: Clock) -> None:
        """None: without end."""
        self._apart = 1.0 / per_second if per_second else 0.0
        self._clock = clock
        self._next = clock.monotonic()

    def take(self) -> bool:
        """Whether it is time; then the turn is taken."""
        if not self._apart:
            return True
        now = self._clock.monotonic()
        if now < self._next:
            return False
        # A late turn does not delay those after it, but no more than one is made up for.
        self._next = max(self._next, now - self._apart) + self._apart
        return True

    def wait(self) -> float:
        """Seconds to the next turn."""
        return max(self._next - self._clock.monotonic(), 0.0) if self._apart else 0.0
