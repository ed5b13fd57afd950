"""Ends a detector that does not end.

A thread cannot be killed. It is asked to raise an exception, which Python code does at its next line; where it does not
within the grace (it is inside a library's loop), the worker's process is ended, and its nanny starts another.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import threading
from collections.abc import Callable

log = logging.getLogger("terrane.stream")

GRACE_SECONDS = 60.0


class TooLong(BaseException):
    """Raised inside the thread that took too long. Not an Exception: a detector that catches those ends, too."""


class Watch:
    """`with Watch(seconds): ...` raises TooLong in this thread when the block lasts longer."""

    def __init__(self, seconds: float, grace: float = GRACE_SECONDS, end: Callable[[], None] | None = None) -> None:
        self._seconds = seconds
        self._grace = grace
        self._end = end or end_process
        self._thread = 0
        self._lock = threading.Lock()
        self._over = False
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Watch:
        self._thread = threading.get_ident()
        self._start(self._seconds, self._interrupt)
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Also to be called by who catches TooLong: it may have been raised on the way out of the block."""
        with self._lock:
            self._over = True
            # Takes back what has been asked for and not yet been raised.
            _ask(self._thread, None)
        if self._timer is not None:
            self._timer.cancel()

    def _interrupt(self) -> None:
        with self._lock:
            if not self._over:
                _ask(self._thread, TooLong)
                self._start(self._grace, self._give_up)

    def _give_up(self) -> None:
        with self._lock:
            if not self._over:
                log.error("a detector does not end %.0f s after it was asked to: this worker starts anew", self._grace)
                self._end()

    def _start(self, seconds: float, then: Callable[[], None]) -> None:
        self._timer = threading.Timer(seconds, then)
        self._timer.daemon = True
        self._timer.start()


def end_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _ask(thread: int, error: type[BaseException] | None) -> None:
    """https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc"""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )
