"""Steps in order, side by side, stopped by a failure, woken by a bell."""

from __future__ import annotations

import threading
import time
import unittest
from collections.abc import Callable

from terrane_rehearsal.cloudformation.engine.bell import Bell
from terrane_rehearsal.cloudformation.engine.walk import Outcome, Step, walk


class Walks(unittest.TestCase):
    def setUp(self) -> None:
        self.bell = Bell()
        self.seen: list[str] = []

    def step(self, *pauses: float, fails: bool = False) -> Callable[[str], Step]:
        def begin(name: str) -> Step:
            self.seen.append(f"+{name}")
            try:
                yield from pauses
            except GeneratorExit:
                self.seen.append(f"x{name}")
                raise
            if fails:
                raise ValueError(name)
            self.seen.append(f"-{name}")

        return begin

    def run_all(
        self, needs: dict[str, set[str]], steps: dict[str, Callable[[str], Step]], keep_going: bool = False
    ) -> Outcome:
        return walk(needs, lambda name: steps[name](name), self.bell, keep_going=keep_going)

    def test_what_waits_holds_up_only_what_needs_it(self) -> None:
        steps = {"slow": self.step(0.05, 0.05), "after": self.step(), "free": self.step()}
        outcome = self.run_all({"slow": set(), "after": {"slow"}, "free": set()}, steps)
        self.assertEqual(["+slow", "+free", "-free", "-slow", "+after", "-after"], self.seen)
        self.assertEqual(["free", "slow", "after"], outcome.done)

    def test_a_failure_cancels_what_is_under_way_and_begins_nothing_more(self) -> None:
        steps = {"waiting": self.step(60.0), "bad": self.step(0.01, fails=True), "later": self.step()}
        outcome = self.run_all({"waiting": set(), "bad": set(), "later": {"bad"}}, steps)
        self.assertEqual((["bad"], ["waiting"], []), (list(outcome.failed), outcome.cancelled, outcome.done))
        self.assertIn("xwaiting", self.seen)

    def test_a_deletion_goes_on_besides_what_failed(self) -> None:
        steps = {"bad": self.step(fails=True), "other": self.step(), "blocked": self.step()}
        outcome = self.run_all({"bad": set(), "other": set(), "blocked": {"bad"}}, steps, keep_going=True)
        self.assertEqual((["bad"], ["other"]), (list(outcome.failed), outcome.done))

    def test_the_bell_ends_a_long_sleep(self) -> None:
        came = threading.Event()

        def begin(name: str) -> Step:
            while not came.is_set():
                yield 3600.0

        def ring() -> None:
            came.set()
            self.bell.ring()

        threading.Timer(0.1, ring).start()
        began, spent = time.monotonic(), time.process_time()
        walk({"a": set()}, begin, self.bell)
        self.assertLess(time.monotonic() - began, 5)
        self.assertLess(time.process_time() - spent, 0.05)

    def test_a_cancellation_stops_a_sleep(self) -> None:
        stop = threading.Event()

        def cancel() -> None:
            stop.set()
            self.bell.ring()

        threading.Timer(0.1, cancel).start()
        outcome = walk({"a": set()}, self.step(3600.0), self.bell, stop.is_set)
        self.assertEqual(["a"], outcome.cancelled)


if __name__ == "__main__":
    unittest.main()
