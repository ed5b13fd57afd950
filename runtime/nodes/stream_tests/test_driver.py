"""The driver on a real Dask scheduler with workers, and a real FDSN server."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import subprocess
import sys
import unittest
from datetime import datetime
from typing import Any
from unittest import mock

import obspy
from archive_case import ArchiveCase, declaration
from centre import Archive, centre
from dask_fleet import ENVIRONMENT, dask_fleet
from terrane_stream import fleet, report, sliding
from terrane_stream.cli import COMMANDS, command, main, parser
from terrane_stream.driver import run_driver
from terrane_stream.errors import DeclarationError, HandlerError, StreamError
from terrane_stream.replay import run_replay

ARCHIVE = Archive(stations=4, days=2, corrupt=("S003",))
WHOLE = ("S000", "S001", "S002")


class Noted:
    """A crew that notes what it is told."""

    def __init__(self) -> None:
        self.wanted: list[int] = []
        self.released = 0

    def want(self, backlog_chunks: int, done_per_second: float, now: datetime) -> None:
        self.wanted.append(backlog_chunks)
        raise OSError("sbatch: not found")

    def release(self) -> None:
        self.released += 1


def setUpModule() -> None:
    DriverCase.source = unittest.enterModuleContext(centre(ARCHIVE, requests_per_second=1000, burst=1000))
    DriverCase.scheduler = unittest.enterModuleContext(dask_fleet()).address


class DriverCase(ArchiveCase):
    def command(self, name: str, *arguments: str) -> tuple[int, str, str]:
        """Exit code, stdout and stderr of a subcommand in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([name, *arguments])
        return code, out.getvalue(), err.getvalue()

    def progress(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.store.get("results/progress.json"))
        return read


class Archives(DriverCase):
    def test_results_are_those_of_the_detector_alone(self) -> None:
        document = declaration(self.source.url, ARCHIVE, stations=WHOLE)
        tally = self.drive(document)
        self.assertEqual((tally.chunks, tally.done, tally.failed), (24, 24, 0))
        self.check_results(self.alone(document))
        progress = self.progress()
        self.assertEqual((progress["chunks"], progress["done"], progress["state"]), (24, 24, "done"))

    def test_what_is_finished_is_not_asked_for_again(self) -> None:
        document = declaration(self.source.url, ARCHIVE, stations=WHOLE, attempts=1)
        self.drive(declaration(self.source.url, ARCHIVE, "tonal.detect_but_s002", stations=WHOLE, attempts=1))
        before = self.entries()
        self.source.forget()
        tally = self.drive(document)
        self.assertEqual(self.source.requests(), [])
        self.assertEqual((tally.chunks, tally.done, tally.failed), (24, 16, 8))
        self.assertEqual(self.entries(), before)

    def test_a_group_that_has_other_chunks_by_now_is_done_again(self) -> None:
        document = declaration(self.source.url, ARCHIVE, stations=WHOLE)
        source = {**document["source"], "to": "2012-01-02T06:00:00", "stations": [{"code": "S000"}, {"code": "S001"}]}
        self.assertEqual(self.drive({**document, "source": source}).done, 10)
        tally = self.drive(document)
        self.assertEqual((tally.chunks, tally.done, tally.failed), (24, 24, 0))
        self.check_results(self.alone(document))
        self.source.forget()
        self.drive(document)
        self.assertEqual(self.source.requests(), [])

    def test_dead_chunks_are_done_again_by_replay_and_leave_no_trace(self) -> None:
        document = declaration(self.source.url, ARCHIVE, stations=WHOLE, attempts=1)
        self.drive(declaration(self.source.url, ARCHIVE, "tonal.detect_but_s002", stations=WHOLE, attempts=1))
        self.assertEqual(run_replay(self.settings(document), say=lambda line: None), (8, 0))
        self.check_results(self.alone(document))
        self.assertEqual((self.progress()["done"], self.progress()["failed"]), (24, 0))
        self.assertEqual(run_replay(self.settings(document), say=lambda line: None), (0, 0))

    def test_chunks_that_fail_again_stay_in_the_dead_letters(self) -> None:
        document = declaration(self.source.url, ARCHIVE, stations=("S000", "S003"), attempts=1)
        self.drive(document)
        self.assertEqual(run_replay(self.settings(document), ["XX.S003.LHZ.2012-01"], say=lambda line: None), (0, 8))
        with self.assertRaisesRegex(StreamError, "^the ledger has no group XX.S009.LHZ.2012-01$"):
            run_replay(self.settings(document), ["XX.S009.LHZ.2012-01"])
        self.assertEqual(len(self.entries()["XX.S003.LHZ.2012-01"].dead), 8)

    def test_a_chunk_whose_rows_do_not_go_with_the_others_is_dead(self) -> None:
        tally = self.drive(declaration(self.source.url, ARCHIVE, "tonal.mixed", stations=("S000",)))
        self.assertEqual((tally.done, tally.failed), (6, 2))
        reasons = {dead.reason for dead in self.entries()["XX.S000.LHZ.2012-01"].dead}
        self.assertEqual(reasons, {"column 'level' holds numbers, and 'loud' is none of them"})

    def test_a_detector_that_fails_always_stops_the_run(self) -> None:
        """Else the data centre would be asked for all of it, for nothing."""
        document = declaration(self.source.url, ARCHIVE, "tonal.hopeless", stations=WHOLE, attempts=2)
        with (
            mock.patch.object(sliding, "HOPELESS", 2),
            self.assertRaisesRegex(StreamError, "^no chunk of the first 2 groups can be done; .*: no response at all$"),
        ):
            self.drive(document)
        self.assertEqual(self.progress()["state"], "stopped")

    def test_the_crew_is_told_of_the_backlog_and_released_at_the_end(self) -> None:
        crew = Noted()
        document = declaration(self.source.url, ARCHIVE, "tonal.slowly", stations=WHOLE)
        lines: list[str] = []
        with mock.patch.object(report, "SECONDS", 0.1), mock.patch.object(sliding, "LOOK_SECONDS", 0.1):
            run_driver(self.settings(document), crew, say=lines.append)
        self.assertEqual(crew.wanted[0], 24)
        self.assertGreater(len(set(crew.wanted)), 1)
        self.assertEqual(crew.released, 1)
        self.assertRegex(lines[-1], r" done: 24 of 24 chunks done, 0 failed; ")
        self.assertTrue(any(" running: " in line and " 2 workers" in line for line in lines), lines)

    def test_the_cap_is_asked_instead_of_the_centre(self) -> None:
        document = declaration("http://centre.invalid", ARCHIVE, stations=("S000",))
        arguments = [*self.write_files(document), f"--source-url={self.source.url}", "--limit=5"]
        code, out, _ = self.command("driver", *arguments)
        self.assertEqual(code, 0)
        self.assertRegex(out, r" done: 5 of 5 chunks done, 0 failed; ")


class Refusals(DriverCase):
    def test_a_detector_that_cannot_be_loaded_is_told_of_at_once(self) -> None:
        for handler, message in (
            ("tonal.detekt", "has no 'detekt'; did you mean 'detect'?"),
            ("tonal.Detector", "Detector is a class; an archive's detector is a function"),
        ):
            with self.assertRaisesRegex(HandlerError, message.replace("?", r"\?")):
                self.drive(declaration(self.source.url, ARCHIVE, handler))
        self.assertEqual(list(self.store.list("")), [])

    def test_an_absent_scheduler_ends_the_driver_with_the_reason(self) -> None:
        document = declaration(self.source.url, ARCHIVE)
        arguments = [*self.write_files(document), "--scheduler=tcp://127.0.0.1:99"]
        with mock.patch.object(fleet, "PATIENCE_SECONDS", 0.0), mock.patch.object(fleet, "CONNECT_SECONDS", 0.5):
            code, _, err = self.command("driver", *arguments)
        self.assertEqual(code, 1)
        self.assertRegex(err, "^terrane_stream driver: no scheduler at tcp://127.0.0.1:99 in 0 s: ")

    def test_a_source_without_chunks_is_refused(self) -> None:
        document = declaration(self.source.url, ARCHIVE)
        queue = {**document, "engine": "queue", "source": {"kind": "queue"}}
        with self.assertRaisesRegex(DeclarationError, 'the engine "queue" has no chunks: its source is "queue"'):
            self.drive(queue)

    def test_wrong_use_ends_with_2(self) -> None:
        for arguments in (["driver", "--nonsense"], ["progress", "--json=1"]):
            with self.assertRaises(SystemExit) as caught, contextlib.redirect_stderr(io.StringIO()):
                main(arguments)
            self.assertEqual(caught.exception.code, 2)
        ended = subprocess.run([sys.executable, "-m", "terrane_stream", "drive"], env=ENVIRONMENT, capture_output=True)
        self.assertEqual((ended.returncode, ended.stdout), (2, b""))
        self.assertIn(b"invalid choice: 'drive'", ended.stderr)

    def test_a_trial_of_some_chunks_does_not_touch_the_results(self) -> None:
        self.place = {"results": {"kind": "s3", "bucket": "results", "region": "us-west-2"}}
        code, _, err = self.command("driver", *self.write_files(declaration(self.source.url, ARCHIVE)), "--limit=3")
        self.assertEqual(
            (code, err), (1, "terrane_stream driver: --limit is for trials, whose results are in a folder\n")
        )

    def test_every_subcommand_is_there(self) -> None:
        for name in COMMANDS:
            with self.subTest(name):
                self.assertTrue(callable(command(name).configure) and callable(command(name).run))
                parser([name])


class Commands(DriverCase):
    def test_replay_lists_the_dead_letters(self) -> None:
        document = declaration(self.source.url, ARCHIVE, "tonal.detect_but_s002", stations=WHOLE, attempts=2)
        files = self.write_files(document)
        code, out, _ = self.command("driver", *files)
        self.assertRegex(out, r"8 chunks failed for good; to do them again: python -m terrane_stream replay")
        self.assertEqual(code, 0)
        code, out, _ = self.command("replay", "--list", *files)
        self.assertEqual((code, len(out.splitlines())), (0, 8))
        self.assertRegex(out, r"^XX.S002.LHZ.2012-01\tXX.S002.LHZ.20120101T000000Z\t2\ttonal.py line \d+ in ")
        code, out, _ = self.command("replay", *files)
        self.assertEqual((code, out.splitlines()[-1]), (0, "0 chunks are done now, 8 failed again"))

    def test_progress_is_printed_as_a_table_and_as_json(self) -> None:
        files = self.write_files(declaration(self.source.url, ARCHIVE, stations=("S000",)))
        code, _, err = self.command("progress", *files[:2])
        self.assertEqual(code, 1)
        self.assertRegex(err, "^terrane_stream progress: nothing has been written yet: ")
        self.command("driver", *files)
        _, out, _ = self.command("progress", *files[:2])
        self.assertRegex(out, r"(?m)^state +done$")
        self.assertRegex(out, r"(?m)^done +8 \(100.0 %\)$")
        _, out, _ = self.command("progress", "--json", *files[:2])
        self.assertEqual(json.loads(out), self.progress())


@functools.cache
def waves(number: int) -> bytes:
    file = io.BytesIO()
    ARCHIVE.trace(number, 0).write(file, format="MSEED", encoding="STEIM2", reclen=512)
    return file.getvalue()


class Buckets(DriverCase):
    def setUp(self) -> None:
        super().setUp()
        self.place["bucket"] = {"kind": "folder", "path": str(self.folder / "bucket")}
        self.names = [f"waves/{number:03d}.mseed" for number in range(120)]
        for number, name in enumerate(self.names):
            self.store.put(name, waves(number % 4) if number < 119 else b"damaged")

    def document(self, handler: str, **source: Any) -> dict[str, Any]:
        source = {"kind": "objects", "bucket": "waves", **source}
        return {**declaration(self.source.url, ARCHIVE, handler, attempts=2), "source": source}

    def test_objects_are_chunks_and_a_hundred_of_them_a_group(self) -> None:
        tally = self.drive(self.document("tonal.detect"))
        self.assertEqual((tally.chunks, tally.done, tally.failed), (120, 119, 1))
        self.assertEqual([entry.chunks for entry in self.entries().values()], [100, 20])
        self.assertEqual(self.entries()["objects-000001"].dead[0].chunk, "waves/119.mseed")
        rows = self.rows("objects-000000")
        alone = [(name, detected["strength"]) for name in self.names[:100] for detected in self.detected(name)]
        self.assertEqual([(row["chunk"], row["strength"]) for row in rows], alone)

    def test_files_of_any_kind_are_given_by_their_path(self) -> None:
        tally = self.drive(self.document("tonal.count_bytes", format="file", prefix="waves/11"))
        self.assertEqual((tally.done, tally.failed), (10, 0))
        last = self.rows("objects-000000")[-1]
        self.assertEqual(last, {"chunk": "waves/119.mseed", "bytes": 7, "name": "119.mseed"})

    def test_objects_are_read_at_the_declared_rate(self) -> None:
        document = self.document("tonal.count_bytes", format="file", objectsPerSecond=40)
        tally = self.drive(document)
        self.assertEqual(tally.done, 120)
        self.assertTrue(2.9 < self.seconds(tally) < 8, self.seconds(tally))

    def seconds(self, tally: Any) -> float:
        return float(tally._clock.monotonic() - tally._begun)

    def rows(self, group: str) -> list[dict[str, Any]]:
        import pyarrow.parquet

        read = pyarrow.parquet.read_table(self.folder / "bucket" / self.entries()[group].object).to_pylist()
        return list(read)

    def detected(self, name: str) -> list[dict[str, Any]]:
        from detectors import tonal

        rows: list[dict[str, Any]] = tonal.detect(obspy.read(io.BytesIO(self.store.get(name)), format="MSEED"))
        return rows


if __name__ == "__main__":
    unittest.main()
