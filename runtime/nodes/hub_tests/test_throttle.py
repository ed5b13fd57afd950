"""Guesses are held up, each more than the one before."""

from __future__ import annotations

import unittest

import unit  # noqa: F401 (the package's path)

from terrane_hub.throttle import FREE_FAILURES, LONGEST_WAIT_SECONDS, MOST_ADDRESSES, Throttle


class ThrottleTest(unittest.TestCase):
    def setUp(self) -> None:
        self.now = 1000.0
        self.throttle = Throttle(lambda: self.now)

    def guess(self, times: int = 1, address: str = "a") -> None:
        for _ in range(times):
            self.throttle.failed(address)

    def test_the_first_failures_are_free_and_then_the_wait_doubles(self) -> None:
        self.guess(FREE_FAILURES - 1)
        self.assertEqual(self.throttle.wait("a"), 0)
        waits = []
        for _ in range(8):
            self.guess()
            waits.append(self.throttle.wait("a"))
        self.assertEqual(waits[:3], [30, 60, 120])
        self.assertEqual(waits[-1], LONGEST_WAIT_SECONDS)
        self.assertEqual(self.throttle.wait("b"), 0, "others do not wait")

    def test_time_and_success_end_it(self) -> None:
        self.guess(FREE_FAILURES)
        self.now += 31
        self.assertEqual(self.throttle.wait("a"), 0)
        self.throttle.succeeded("a")
        self.guess(FREE_FAILURES - 1)
        self.assertEqual(self.throttle.wait("a"), 0)

    def test_many_addresses_do_not_fill_the_memory(self) -> None:
        for number in range(MOST_ADDRESSES + 10):
            self.guess(FREE_FAILURES, str(number))
        self.assertEqual(self.throttle.wait("0"), 0)
        self.assertGreater(self.throttle.wait(str(MOST_ADDRESSES)), 0)


if __name__ == "__main__":
    unittest.main()
