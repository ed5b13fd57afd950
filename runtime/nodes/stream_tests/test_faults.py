"""Faults, and what must not come of them: a chunk that is lost, or counted twice, or changed."""

from __future__ import annotations

import collections
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from archive_case import ArchiveCase, declaration
from centre import Archive, centre
from dask_fleet import ENVIRONMENT, DaskFleet, dask_fleet
from processes import running, wait_until
from s3 import REGION, refusing_s3
from terrane_stream.tally import Tally

HEALTHY = ("S000", "S001", "S002", "S003")
ARCHIVE = Archive(stations=6, days=4, start="2012-01-30T00:00:00", truncated=("S004",), corrupt=("S005",))
# Two of January, two of February.
CHUNKS, GROUPS = 16 * len(HEALTHY), 2 * len(HEALTHY)


class Running(threading.Thread):
    """A driver that works while the test does its harm."""

    def __init__(self, drive: Callable[[], Tally]) -> None:
        super().__init__(daemon=True)
        self._drive = drive
        self._error: BaseException | None = None
        self._tally: Tally | None = None
        self.start()

    def run(self) -> None:
        try:
            self._tally = self._drive()
        except BaseException as error:
            self._error = error

    def tally(self) -> Tally:
        self.join(60)
        if self._error is not None:
            raise self._error
        assert self._tally is not None, "the driver does not end"
        return self._tally


class FaultsTest(ArchiveCase):
    fleet: DaskFleet

    @classmethod
    def setUpClass(cls) -> None:
        cls.source = cls.enterClassContext(centre(ARCHIVE, requests_per_second=1000, burst=1000))
        cls.fleet = cls.enterClassContext(dask_fleet())
        cls.scheduler = cls.fleet.address

    def slow(self, **worker: Any) -> dict[str, Any]:
        """Takes three seconds or more."""
        return declaration(self.source.url, ARCHIVE, "tonal.slowly", HEALTHY, **worker)

    def check_whole(self, tally: Tally, document: dict[str, Any]) -> None:
        self.assertEqual((tally.chunks, tally.done, tally.failed), (CHUNKS, CHUNKS, 0))
        self.assertEqual(len(self.entries()), GROUPS)
        self.check_results(self.alone(document))

    def test_workers_killed_one_after_the_other(self) -> None:
        document = self.slow()
        run = Running(lambda: self.drive(document))
        kills = 0
        while run.is_alive() and kills < 4:
            wait_until(lambda: self.fleet.working() == 2 or not run.is_alive(), 30, "two workers")
            self.fleet.workers[kills % 2].kill()
            kills += 1
        self.check_whole(run.tally(), document)
        self.assertGreaterEqual(kills, 2)

    def test_scheduler_killed_and_started_again(self) -> None:
        document = self.slow()
        run = Running(lambda: self.drive(document))
        self.await_a_group()
        self.fleet.restart_scheduler()
        self.check_whole(run.tally(), document)

    def test_source_answers_503_for_a_while(self) -> None:
        document = self.slow()
        self.source.forget()
        run = Running(lambda: self.drive(document))
        self.await_a_group()
        self.source.fail()
        time.sleep(3)
        self.source.recover()
        self.check_whole(run.tally(), document)
        self.assertGreater(sum(request.status == 503 for request in self.source.requests()), 4)

    def test_driver_killed_and_started_again(self) -> None:
        document = self.slow()
        arguments = [sys.executable, "-m", "terrane_stream", "driver", *self.write_files(document)]
        with running(arguments, self.folder / "driver.log", env=ENVIRONMENT) as driver:
            self.await_a_group()
            driver.kill()
            driver.wait()
        before = self.entries()
        self.assertLess(len(before), GROUPS)
        # As kill -9 between the two writes leaves it.
        (self.folder / "bucket/results/rows/XX.S003.LHZ.2012-02.parquet").write_bytes(b"PAR1")
        tally = self.drive(document)
        self.check_whole(tally, document)
        self.assertEqual({group: self.entries()[group] for group in before}, before)

    def test_results_bucket_fails(self) -> None:
        """More often than the SDK asks again: once for rows, once for the ledger."""
        document = declaration(self.source.url, ARCHIVE, stations=HEALTHY[:1])
        with refusing_s3(["PUT /results/rows/", "PUT /results/ledger/"], times=4) as bucket:
            self.place = {"results": {"kind": "s3", "bucket": bucket.name, "region": REGION}, "endpoint": bucket.url}
            self.assertEqual(self.drive(document).done, 16)
            self.assertEqual(bucket.refused, 8)
            bucket.copy(self.folder / "bucket")
        self.check_results(self.alone(document))

    def test_a_chunk_that_kills_its_workers_is_dead_in_the_end(self) -> None:
        """Four of them: Dask's allowed-failures, and one."""
        document = declaration(self.source.url, ARCHIVE, "tonal.deadly", HEALTHY[:1], attempts=1)
        document["source"]["to"] = "2012-01-30T06:00:00"
        self.assertEqual(self.drive(document).failed, 1)
        reason = self.entries()["XX.S000.LHZ.2012-01"].dead[0].reason
        self.assertRegex(reason, r"^4 workers died while they did this chunk, the last of them tcp://127\.0\.0\.1:\d+$")

    def test_damaged_data_and_a_detector_that_raises(self) -> None:
        document = declaration(self.source.url, ARCHIVE, "tonal.detect_but_s002", attempts=2)
        self.source.forget()
        tally = self.drive(document)
        self.assertEqual((tally.done, tally.failed), (48, 48))
        bad = ("S002", "S004", "S005")
        self.check_results(self.alone(document, without=bad))
        for station, reason in (
            ("S002", r"^tonal.py line \d+ in detect_but_s002: ValueError: no response of this sensor$"),
            ("S004", r"^miniSEED of \d+ bytes is damaged: .*Unexpected end of file"),
            ("S005", r"^miniSEED of \d+ bytes (is damaged|cannot be read): .*(Not a SEED record|Steim2)"),
        ):
            entry = self.entries()[f"XX.{station}.LHZ.2012-01"]
            self.assertEqual((entry.chunks, entry.done, entry.rows, len(entry.dead)), (8, 0, 0, 8))
            for dead in entry.dead:
                self.assertRegex(dead.reason, reason)
                self.assertEqual(dead.attempts, 2)
        # Twice each of the bad ones, and nothing else.
        asked = collections.Counter(request.uri for request in self.source.requests()[: 48 + 96])
        self.assertEqual(collections.Counter(asked.values()), {1: 48, 2: 48})

    def await_a_group(self) -> None:
        wait_until(lambda: bool(self.ledger.groups()), 30, "a first group")
