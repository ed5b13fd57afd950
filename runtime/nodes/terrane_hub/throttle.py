"""Holds those up who guess: after a few failures an address waits, and each further failure doubles the wait."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_FAILURES = 5
FIRST_WAIT_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 900.0
# After this long without a failure an address begins anew.
FORGET_SECONDS = 3600.0
MOST_ADDRESSES = 10_000


@dataclass
class _Record:
    failures: int = 0
    until: float = 0.0
    last: float = 0.0


class Throttle:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: OrderedDict[str, _Record] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 where it may now."""
        record = self._records.get(address)
        return max(0.0, record.until - self._clock()) if record else 0.0

    def failed(self, address: str) -> None:
        now = self._clock()
        record = self._records.pop(address, _Record())
        if now - record.last > FORGET_SECONDS:
            record = _Record()
        record.failures += 1
        record.last = now
        over = record.failures - FREE_FAILURES
        if over >= 0:
            record.until = now + min(FIRST_WAIT_SECONDS * 2.0 ** min(over, 16), LONGEST_WAIT_SECONDS)
        self._records[address] = record
        while len(self._records) > MOST_ADDRESSES:
            self._records.popitem(last=False)

    def succeeded(self, address: str) -> None:
        self._records.pop(address, None)
