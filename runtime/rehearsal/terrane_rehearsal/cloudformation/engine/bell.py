"""A bell that is never missed: who listens says up to which ring they have heard."""

from __future__ import annotations

import threading


class Bell:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        return self._rings

    def ring(self) -> None:
        with self._changed:
            self._rings += 1
            self._changed.notify_all()

    def wait(self, heard: int, seconds: float) -> bool:
        """Sleeps until it has rung more than `heard` times, or the time is over. Costs nothing meanwhile."""
        with self._changed:
            return self._changed.wait_for(lambda: self._rings > heard, max(0.0, seconds))
