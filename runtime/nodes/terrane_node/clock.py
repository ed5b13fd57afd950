"""Time as the programs see it; tests bring a clock of their own."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Callable, Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    def now(self) -> datetime:
        """The time in UTC."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(timezone.utc)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def iso(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


# What was asked for is often there at once, and if not, soon.
FIRST_PAUSE_SECONDS = 0.2
LONGER = 1.4


def wait_for(clock: Clock, look: Callable[[], T | None], seconds: float, every: float) -> T | None:
    """What `look` gives as soon as it gives something, or None after `seconds`. It looks at least once.

    `every`: the longest pause; the first ones are shorter.
    """
    end = clock.monotonic() + seconds
    pause = min(FIRST_PAUSE_SECONDS, every)
    while True:
        seen = look()
        if seen is not None:
            return seen
        if clock.monotonic() >= end:
            return None
        clock.sleep(pause)
        pause = min(pause * LONGER, every)
