"""What is measured on a machine that does other things too.

They can slow a fleet down, and nothing makes it faster: of three runs the best counts for the least rate. That no
second exceeds the cap holds in every run; but where one did while the machine itself stood still, it is run again.
"""

from __future__ import annotations

import unittest
from collections.abc import Callable

from centre import Request, busiest_second, per_second
from stalls import Stalls, stalls

RUNS = 3
LEAST_SHARE = 0.95


class StoodStill(Exception):
    """The run says nothing about the cap."""


class Measured(unittest.TestCase):
    cap_rate: int
    stalls: Stalls

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.stalls = cls.enterClassContext(stalls())

    def measure(self, run: Callable[[], float]) -> None:
        """`run`: the requests a second of one run."""
        told: list[str] = []
        for _ in range(RUNS):
            try:
                rate = run()
            except StoodStill as error:
                told.append(str(error))
                continue
            told.append(f"{rate:.2f} requests/s")
            if rate >= LEAST_SHARE * self.cap_rate:
                return
        self.fail(f"{LEAST_SHARE:.0%} of {self.cap_rate} requests/s: {'; '.join(told)}")

    def check_seconds(self, seen: list[Request]) -> None:
        """No second of the clock has more than the cap."""
        seconds = per_second(seen)
        if max(seconds) <= self.cap_rate:
            return
        text = f"{seconds}, {busiest_second(seen)} in 1,000 ms"
        stood = self.stalls.since(seen[0].arrived)
        if stood:
            raise StoodStill(f"{text}, and the machine stood still for {stood} s")
        self.fail(text)
