"""The cap in front of a real FDSN server that refuses more than 73 requests/s, asked by fleets of several sizes."""

from __future__ import annotations

import collections
import itertools
import os
import signal
import statistics
import threading
import time
import unittest
from pathlib import Path

from capped import Capped, capped
from centre import Archive, Centre, Request, centre, per_second
from clients import Clients, Told
from measured import Measured

from terrane_stream.cap_log import passed

CAP = 50
PATH = (
    "/fdsnws/dataselect/1/query?network=XX&station=S000&location=*&channel=LHZ"
    "&starttime=2012-01-01T00:00:00&endtime=2012-01-01T00:10:00"
)
SECONDS = 4.0
# Requests of the same moment may change places.
OVERTAKEN_SECONDS = 0.1


def steady(seen: list[Request]) -> list[int]:
    """Arrivals by second, without the seconds in which the fleet began and ended."""
    return per_second(seen)[1:-2]


class RateTest(Measured):
    """One cap and one centre, asked by one fleet after the other."""

    cap_rate = CAP
    source: Centre
    cap: Capped

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.source = cls.enterClassContext(centre(Archive(stations=1, days=1), requests_per_second=73))
        cls.cap = cls.enterClassContext(capped(cls.source.url, requestsPerSecond=CAP, concurrent=64))

    def begin(self) -> None:
        # What the test before has left in the queue passes in a second.
        time.sleep(1.1)
        self.source.forget()

    def ask(self, workers: int, threads: int, kill: tuple[int, ...] = (), seconds: float = SECONDS) -> list[Told]:
        self.begin()
        with Clients(self.cap.url, PATH, workers, threads, seconds) as clients:
            if kill:
                time.sleep(seconds / 2)
            for number in kill:
                clients.kill(number)
            return clients.told()

    def check(self, told: list[Told]) -> float:
        """Requests a second."""
        seen = self.source.requests()
        self.assertEqual(collections.Counter(one.status for one in seen), {200: len(seen)}, "the centre refused none")
        self.assertEqual([(one.busy, one.others) for one in told], [(0, 0)] * len(told), "clients got data alone")
        self.check_seconds(seen)
        self.check_fair(since=seen[0].arrived - 1)
        return statistics.mean(steady(seen))

    def test_4_workers_reach_the_cap_and_no_second_exceeds_it(self) -> None:
        self.measure(lambda: self.check(self.ask(workers=4, threads=16)))

    def test_16_workers_reach_the_same_rate(self) -> None:
        self.measure(lambda: self.check(self.ask(workers=16, threads=4)))

    def test_64_workers_of_more_threads_than_the_source_may_see_at_once_reach_the_same_rate(self) -> None:
        self.measure(lambda: self.check(self.ask(workers=64, threads=2)))

    def test_workers_that_are_killed_take_nothing_of_the_rate_with_them(self) -> None:
        """But the turns that they had in the queue: no more than there may be requests at once."""

        def run() -> float:
            told = self.ask(workers=8, threads=16, kill=(0, 1, 2), seconds=7.0)
            self.assertEqual(len(told), 5)
            seen = self.source.requests()
            self.check_seconds(seen)
            return statistics.mean(steady([one for one in seen if one.arrived >= seen[0].arrived + 5]))

        self.measure(run)

    def test_an_nginx_that_stood_still_for_a_moment_does_not_make_up_for_it(self) -> None:
        def run() -> float:
            stopped = threading.Timer(3.0, self._stand_still, (0.4,))
            stopped.start()
            told = self.ask(workers=4, threads=16)
            stopped.join()
            self.assertEqual(sum(one.others for one in told), 0)
            seen = self.source.requests()
            gaps = [later.arrived - earlier.arrived for earlier, later in zip(seen, seen[1:])]
            self.assertGreater(max(gaps), 0.3, "it did stand still")
            self.check_seconds(seen)
            return CAP

        self.measure(run)

    def test_an_nginx_that_dies_is_replaced_by_one_that_sends_no_faster(self) -> None:
        def run() -> float:
            killed = threading.Timer(3.0, lambda: os.kill(self.cap.pid_of("nginx"), signal.SIGKILL))
            killed.start()
            told = self.ask(workers=4, threads=16, seconds=6.0)
            killed.join()
            self.assertEqual(sum(one.others for one in told), 0, "nothing worse than 503: come again")
            seen = self.source.requests()
            self.check_seconds(seen)
            return statistics.mean(per_second(seen)[-4:-2])

        self.measure(run)
        self.assertIn("nginx ended with -9", (self.cap.folder.parent / "cap.out").read_text(encoding="utf-8"))

    def check_fair(self, since: float) -> None:
        """First come, first served."""
        lines = (self.cap.folder / "access.log").read_text(encoding="utf-8").splitlines()
        sent = sorted((one for one in map(passed, lines) if one and one.arrived >= since), key=lambda one: one.sent)
        latest = itertools.accumulate((one.arrived for one in sent), max)
        overtaken = max(late - one.arrived for late, one in zip(latest, sent))
        self.assertLess(overtaken, OVERTAKEN_SECONDS)

    def _stand_still(self, seconds: float) -> None:
        master = self.cap.pid_of("nginx")
        worker = int(Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()[0])
        os.kill(worker, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(worker, signal.SIGCONT)


if __name__ == "__main__":
    unittest.main()
