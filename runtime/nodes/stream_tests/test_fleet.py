"""The whole of it: a centre that refuses past 73 requests/s, the cap of 50 before it, fleets of three sizes behind.

Dask's scheduler, the driver, ObsPy's client and the FDSN server are the real ones.
"""

from __future__ import annotations

import collections
import contextlib
import importlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import obspy
from archive_case import CODE, Alone, ArchiveCase, declaration
from capped import Capped, capped
from centre import Archive, centre, per_second
from dask_fleet import ENVIRONMENT, DaskFleet
from distributed import Client
from measured import Measured
from processes import hurry, running

from terrane_stream.chunks import fdsn_groups
from terrane_stream.declaration import declaration_of
from terrane_stream.driver import run_driver
from terrane_stream.fields import Fields
from terrane_stream.sources import FdsnSource

CAP, CAPACITY = 50, 73
# Small ones: two cores do all of this, and the source is to be what limits it.
ARCHIVE = Archive(stations=2, days=1, chunk_seconds=600)
CHUNKS = 288
PROCESSES = 4
START_SECONDS = 60


class FleetTest(Measured, ArchiveCase):
    cap_rate = CAP
    cap: Capped
    expected: Alone

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.source = cls.enterClassContext(centre(ARCHIVE, requests_per_second=CAPACITY))
        cls.cap = cls.enterClassContext(capped(cls.source.url, requestsPerSecond=CAP, concurrent=64))
        cls.expected = detector_alone(cls.source.folder / "data")

    def test_4_workers(self) -> None:
        self.check_fleet(workers=4, threads=4)

    def test_16_workers(self) -> None:
        self.check_fleet(workers=16, threads=4)

    def test_64_workers(self) -> None:
        self.check_fleet(workers=64, threads=2)

    def check_fleet(self, workers: int, threads: int) -> None:
        """Each reaches 95 % of the cap and no more than all of it: the same rate, whatever its size."""
        with fleet(workers, threads) as self.scheduler:
            self.measure(self.check_run)

    def check_run(self) -> float:
        """Requests a second, without the seconds in which it began and ended."""
        super().setUp()
        time.sleep(1.1)
        self.source.forget()
        settings = replace(self.settings(declaration(self.source.url, ARCHIVE)), source_url=self.cap.url)
        tally = run_driver(settings, say=lambda line: None)
        seen = self.source.requests()
        self.assertEqual((tally.chunks, tally.done, tally.failed), (CHUNKS, CHUNKS, 0))
        self.check_results(self.expected)
        self.assertEqual(
            collections.Counter(one.status for one in seen), {200: CHUNKS}, "each chunk was asked for once"
        )
        self.check_seconds(seen)
        return statistics.mean(per_second(seen)[1:-2])


@contextlib.contextmanager
def fleet(workers: int, threads: int) -> Iterator[str]:
    """The address of a scheduler that has so many workers."""
    script = Path(__file__).parent / "dask_workers.py"
    with tempfile.TemporaryDirectory(prefix="terrane-fleet-") as name, contextlib.ExitStack() as stack:
        made = DaskFleet(Path(name), workers=0, threads=0)
        stack.callback(made.stop)
        made.start()
        sessions = [os.getpid(), scheduler_pid(made)]
        for number in range(PROCESSES):
            line = [sys.executable, str(script), made.address, str(workers // PROCESSES), str(threads)]
            process = stack.enter_context(running(line, Path(name) / f"workers-{number}.log", None, ENVIRONMENT))
            sessions.append(process.pid)
        for pid in sessions:
            hurry(pid)
        stack.callback(hurry, os.getpid(), 0)
        with Client(made.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=START_SECONDS)
            # What a worker needs a second to load, once in its life.
            client.run(importlib.import_module, "obspy.clients.fdsn")
        yield made.address


def scheduler_pid(made: DaskFleet) -> int:
    assert made.scheduler.process is not None
    return made.scheduler.process.pid


def detector_alone(data: Path) -> Alone:
    """By group and chunk, what the detector gives for the archive's own files."""
    sys.path.insert(0, str(CODE))
    detect = importlib.import_module("tonal").detect
    source = declaration_of(Fields(declaration("https://x.example.org", ARCHIVE), "", "-")).source
    assert isinstance(source, FdsnSource)
    found: Alone = {}
    for station, group in zip(ARCHIVE.codes, fdsn_groups(source), strict=True):
        files = sorted((data / station).iterdir())
        chunks = group.chunks()
        found[group.id] = {chunk.id: detect(obspy.read(str(file))) for chunk, file in zip(chunks, files, strict=True)}
    return found
