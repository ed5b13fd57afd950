"""Counts a run, and says how far it is. Several threads tell it, and ask."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from terrane_node.clock import Clock, iso

# Rates are those of the last minute.
WINDOW_SECONDS = 60.0


@dataclass
class _Second:
    at: float
    chunks: int = 0
    requests: int = 0


class Tally:
    def __init__(self, clock: Clock, chunks: int, earlier: int = 0) -> None:
        """`chunks`: of the whole plan; `earlier`: of them, those that earlier runs finished."""
        self._clock = clock
        self._begun = clock.monotonic()
        self.started: datetime = clock.now()
        self.chunks = chunks
        self.done = earlier
        self.failed = 0
        self._seconds: deque[_Second] = deque()
        self._alone = Lock()

    def add(self, done: int = 0, failed: int = 0, requests: int = 0) -> None:
        with self._alone:
            self.done += done
            self.failed += failed
            second = self._second()
            second.chunks += done + failed
            second.requests += requests

    def found_dead(self, count: int) -> None:
        """Of what earlier runs finished, or of what was counted as done before its rows were seen to misfit."""
        with self._alone:
            self.done -= count
            self.failed += count

    def reopen(self, count: int) -> None:
        """Of what earlier runs finished: to be done again."""
        with self._alone:
            self.done -= count

    def replay(self, count: int) -> None:
        """Dead ones that are to be done again."""
        with self._alone:
            self.failed -= count

    @property
    def left(self) -> int:
        return self.chunks - self.done - self.failed

    @property
    def rate(self) -> float:
        """Chunks finished a second."""
        with self._alone:
            return self._mean(sum(second.chunks for second in self._recent()))

    @property
    def requests_per_second(self) -> float:
        """To the source, those that were refused too."""
        with self._alone:
            return self._mean(sum(second.requests for second in self._recent()))

    def progress(self, workers: int, state: str) -> dict[str, Any]:
        now, rate = self._clock.now(), self.rate
        end = now + timedelta(seconds=self.left / rate) if rate and self.left else None
        return {
            "chunks": self.chunks,
            "done": self.done,
            "failed": self.failed,
            "rate": round(rate, 2),
            "requestsPerSecond": round(self.requests_per_second, 2),
            "workers": workers,
            "started": iso(self.started),
            "estimatedEnd": iso(end) if end else None,
            "updated": iso(now),
            "state": state,
        }

    def _second(self) -> _Second:
        now = self._clock.monotonic()
        if not self._seconds or now - self._seconds[-1].at >= 1:
            self._seconds.append(_Second(now))
        return self._seconds[-1]

    def _recent(self) -> deque[_Second]:
        oldest = self._clock.monotonic() - WINDOW_SECONDS
        while self._seconds and self._seconds[0].at < oldest:
            self._seconds.popleft()
        return self._seconds

    def _mean(self, count: int) -> float:
        return count / max(min(self._clock.monotonic() - self._begun, WINDOW_SECONDS), 1.0)
