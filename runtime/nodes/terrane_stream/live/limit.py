"""The time that the detector has for one window.

A timer of the process looks from time to time: a thread, or a timer, for each window would cost more than most
detectors do.
"""

from __future__ import annotations

import atexit
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

from terrane_stream.errors import HandlerError
from terrane_stream.watchdog import TooLong

T = TypeVar("T")

LOOKS = 4
LONGEST_PAUSE_SECONDS = 5.0


class Limit:
    """To be made, and used, in the process's main thread: signals reach no other."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        # When the call in hand began, if there is one.
        self._begun: float | None = None
        pause = min(seconds / LOOKS, LONGEST_PAUSE_SECONDS)
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, pause, pause)
        # Python gives the signal back its default action when it ends: the process would end with it.
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)

    def within(self, call: Callable[[], T], whose: str) -> T:
        """What `call` gives. HandlerError where it takes longer, seen a few seconds later at most; Python code ends at
        its next line."""
        try:
            self._begun = time.monotonic()
            try:
                return call()
            finally:
                self._begun = None
        except TooLong:
            raise HandlerError(f"{whose} did not end in {self._seconds:g} s") from None

    def _look(self, number: int, frame: FrameType | None) -> None:
        if self._begun is not None and time.monotonic() - self._begun > self._seconds:
            self._begun = None
            raise TooLong
