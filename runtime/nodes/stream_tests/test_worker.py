"""A worker's job beside a real Dask scheduler."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from capped import PACKAGES, declaration
from dask_fleet import ENVIRONMENT
from distributed import Client
from processes import answers, free_port, running, wait_until

from terrane_node.errors import SettingsError
from terrane_stream import worker


WAIT_SECONDS = 60


def nap(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def math_threads() -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


def suspicions(dask_scheduler: Any) -> list[int]:
    """How many workers died of each chunk, as the scheduler counts it."""
    return [task.suspicious for task in dask_scheduler.tasks.values()]


@contextlib.contextmanager
def scheduler(folder: Path, port: int) -> Iterator[str]:
    arguments = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    with running([*arguments, "--no-dashboard", "--no-show"], folder / "scheduler.log", lambda: answers(port)):
        yield f"tcp://127.0.0.1:{port}"


class WorkerTest(unittest.TestCase):
    folder: Path
    port: int
    address: str
    client: Client

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="terrane-worker-")))
        given = declaration("https://x.example.org")
        given["worker"]["threads"] = 3
        (cls.folder / "declaration.json").write_text(json.dumps(given), encoding="utf-8")
        cls.port = free_port()
        cls.address = cls.enterClassContext(scheduler(cls.folder, cls.port))
        cls.client = cls.enterClassContext(Client(cls.address, set_as_default=False))

    def job(self, name: str, address: str | None = None) -> subprocess.Popen[bytes]:
        """As a job of Slurm's: its script's only process."""
        line = [sys.executable, "-m", "terrane_stream", "worker", f"--declaration={self.folder / 'declaration.json'}"]
        line += [f"--scheduler={address or self.address}", f"--folder={self.folder}"]
        tests = os.pathsep.join([str(PACKAGES), str(Path(__file__).parent)])
        env = {**ENVIRONMENT, "PYTHONPATH": tests, "SLURMD_NODENAME": name, "SLURM_JOB_ID": "7"}
        return self.enterContext(running(line, self.folder / f"{name}.log", None, env))

    def addresses(self) -> dict[str, str]:
        """Of the workers, by their names."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"]
        return {str(each["name"]): address for address, each in workers.items()}

    def test_it_offers_the_declared_threads_and_ends_when_slurm_withdraws_it(self) -> None:
        job = self.job("one")
        self.client.wait_for_workers(1, timeout=WAIT_SECONDS)
        self.assertEqual(list(self.client.nthreads().values()), [3])
        self.assertEqual(list(self.addresses()), ["one-7-0"])
        self.assertEqual(list(self.client.run(math_threads).values()), ["1"])
        job.send_signal(signal.SIGTERM)
        self.assertEqual(job.wait(WAIT_SECONDS), 0)
        self.assertEqual(self.client.nthreads(), {})

    def test_the_chunks_at_work_are_given_back_and_not_counted_as_deaths(self) -> None:
        first, second = self.job("first"), self.job("second")
        self.client.wait_for_workers(2, timeout=WAIT_SECONDS)
        at = self.addresses()
        pids = self.client.run(os.getpid)
        naps = self.client.map(nap, [5.0] * 3, pure=False, workers=[at["first-7-0"]], allow_other_workers=True)
        wait_until(lambda: len(self.client.processing()[at["first-7-0"]]) == 3, WAIT_SECONDS, "chunks at work")
        first.send_signal(signal.SIGTERM)
        self.assertEqual(self.client.gather(naps), [pids[at["second-7-0"]]] * 3)
        deaths = self.client.run_on_scheduler(suspicions)
        self.assertEqual(deaths, [0, 0, 0])
        self.assertEqual(first.wait(WAIT_SECONDS), 0)
        second.send_signal(signal.SIGTERM)
        self.assertEqual(second.wait(WAIT_SECONDS), 0)

    def test_it_comes_back_to_a_scheduler_that_was_started_again(self) -> None:
        port = free_port()
        with scheduler(self.folder, port) as address:
            self.job("three", address)
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=WAIT_SECONDS)
        with scheduler(self.folder, port) as address, Client(address, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=WAIT_SECONDS)
            self.assertGreater(client.submit(nap, 0.0).result(), 0)

    def test_a_notice_of_the_cloud_ends_it_and_no_process_stays(self) -> None:
        ended = threading.Event()
        notices = iter([None, "terminate at 12:00"])
        given = worker.Offer(self.address, 2, "spot", self.folder)
        codes: list[int] = []
        work = threading.Thread(target=lambda: codes.append(worker.offer(given, ended)))
        with mock.patch.dict(os.environ, ENVIRONMENT), mock.patch.object(worker, "NOTICE_SECONDS", 0.05):
            work.start()
            self.client.wait_for_workers(1, timeout=WAIT_SECONDS)
            pids = list(self.client.run(os.getpid).values())
            with self.assertLogs("terrane.stream.worker", "WARNING") as logged:
                worker.watch(lambda: next(notices), ended)
            work.join(WAIT_SECONDS)
        self.assertEqual(codes, [0])
        self.assertIn("takes this machine away: terminate at 12:00", logged.output[0])
        self.assertFalse(any(Path(f"/proc/{pid}").exists() for pid in pids))

    def test_a_dask_that_fails_time_after_time_ends_the_job_with_its_code(self) -> None:
        self.assertEqual(self.offer("raise SystemExit(3)"), (3, 3))

    def test_a_dask_that_is_killed_time_after_time_ends_the_job(self) -> None:
        self.assertEqual(self.offer("import os; os.kill(os.getpid(), 9)"), (1, 3))

    def test_a_dask_that_ended_well_in_between_has_not_failed(self) -> None:
        program = "import sys; raise SystemExit(0 if len(open(sys.argv[1]).read()) % 3 == 0 else 3)"
        code, starts = self.offer(program, most=7)
        self.assertEqual((code, starts), (0, 7))

    def offer(self, program: str, most: int = 100) -> tuple[int, int]:
        """The job's exit code, and how often the program was started; it ends after `most` of them."""
        ended, starts = threading.Event(), self.folder / "starts"
        starts.write_text("", encoding="utf-8")

        def command(*_: object) -> list[str]:
            starts.write_text(starts.read_text(encoding="utf-8") + ".", encoding="utf-8")
            if len(starts.read_text(encoding="utf-8")) == most:
                ended.set()
            return [sys.executable, "-c", program, str(starts)]

        with mock.patch.object(worker, "command", command), mock.patch.object(worker, "PAUSE_SECONDS", 0):
            with mock.patch.object(worker, "retire"), self.assertLogs("terrane.stream.worker", "WARNING"):
                code = worker.offer(worker.Offer(self.address, 1, "x", self.folder), ended)
        return code, len(starts.read_text(encoding="utf-8"))


class NoticeTest(unittest.TestCase):
    def test_what_the_cloud_says_is_passed_on(self) -> None:
        with mock.patch.object(worker, "this_node") as node:
            node.return_value.cloud.interruption.side_effect = [None, "terminate at 12:00"]
            notice = worker.cloud_notice()
            self.assertEqual([notice(), notice()], [None, "terminate at 12:00"])
            node.assert_called_once()

    def test_a_machine_of_no_cloud_is_not_taken_away_and_that_is_said_once(self) -> None:
        notice = worker.cloud_notice()
        with mock.patch.object(worker, "this_node", side_effect=SettingsError("no settings")):
            with self.assertLogs("terrane.stream.worker", "WARNING") as logged:
                self.assertEqual([notice(), notice(), notice()], [None] * 3)
        self.assertEqual(len(logged.output), 1)

    def test_a_metadata_service_that_fails_for_a_while_ends_nothing(self) -> None:
        with mock.patch.object(worker, "this_node") as node, self.assertLogs("terrane.stream.worker", "WARNING"):
            node.return_value.cloud.interruption.side_effect = [OSError("timed out"), "terminate at 12:00"]
            notice = worker.cloud_notice()
            self.assertEqual([notice(), notice()], [None, "terminate at 12:00"])


class PlacesTest(unittest.TestCase):
    def test_files_go_to_the_local_disks_where_there_are_any(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            self.assertEqual(worker.scratch(Path(place)), Path(place))
            self.assertEqual(worker.scratch(Path(place) / "none"), Path(tempfile.gettempdir()))

    def test_a_worker_is_named_by_its_node_and_job(self) -> None:
        with mock.patch.dict(os.environ, SLURMD_NODENAME="workers-3", SLURM_JOB_ID="41"):
            self.assertEqual(worker.own_name(), "workers-3-41")


if __name__ == "__main__":
    unittest.main()
