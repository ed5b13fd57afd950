"""Jobs of a fleet, in programs that take the place of Slurm's and keep state as those do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from capped import declaration
from processes import wait_until
from slurm_stub import Clock, SlurmStub

from terrane_node.errors import CommandError
from terrane_stream import supervise as supervisor
from terrane_stream.crew import SlurmCrew, slurm_crew
from terrane_stream.crew_jobs import Jobs, Slurm
from terrane_stream.declaration import Declaration, declaration_of
from terrane_stream.errors import DeclarationError
from terrane_stream.fields import Fields
from terrane_stream.queue_messages import Depth, Queue, QueueUnavailable

LIVE = {
    "engine": "live",
    "source": {"kind": "stream", "protocol": "kinesis"},
    "live": {"window": {"sizeSeconds": 20}, "shards": 3},
}
QUEUE = {"engine": "queue", "source": {"kind": "queue", "attempts": 5, "visibilitySeconds": 600}}


def declared(document: dict[str, Any] | None = None, **workers: Any) -> Declaration:
    given = {**declaration("https://x.example.org"), **(document or {})}
    return declaration_of(Fields({**given, "workers": {**given["workers"], **workers}}, "", "declaration.json"))


class CrewCase(unittest.TestCase):
    def setUp(self) -> None:
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane crew ")))
        self.slurm = SlurmStub(self.home)
        self.enterContext(mock.patch.dict(os.environ, PATH=self.slurm.path))
        self.enterContext(self.assertLogs("terrane.stream.crew", "DEBUG"))
        self.clock = Clock()
        # What a test does not say is said here, for assertLogs.
        supervisor.log.info("%s", self.id())


class SlurmCrewTest(CrewCase):
    def crew(self, **workers: Any) -> SlurmCrew:
        file = Path("/opt/terrane/stream/declaration.json")
        return slurm_crew(declared(None, **workers), file, "tcp://head:8786", self.home, self.clock)

    def want(self, crew: SlurmCrew, backlog: int, rate: float = 0.0) -> int:
        """The number of jobs after that; ten seconds pass."""
        crew.want(backlog, rate, self.clock.now())
        self.clock.sleep(10)
        return len(self.slurm.jobs)

    def test_a_job_is_one_worker_on_a_machine_of_its_own(self) -> None:
        self.want(self.crew(), 1)
        (arguments,) = self.slurm.calls("sbatch")
        for option in (
            "--parsable --requeue --exclusive --nodes=1 --ntasks=1 --mem=0 --partition=workers --signal=B:TERM@30 "
            "--job-name=test-worker"
        ).split():
            self.assertIn(option, arguments)
        self.assertIn(f"--output={self.home}/logs/test-worker-%j.log", arguments)
        command = f"{sys.executable} -m terrane_stream worker --declaration=/opt/terrane/stream/declaration.json"
        self.assertEqual(arguments[-1], f"--wrap=exec {command} --scheduler=tcp://head:8786")

    def test_the_script_of_a_job_is_the_program_itself(self) -> None:
        slurm = Slurm("test-worker", "workers", [sys.executable, "-c", "import os; print(os.getpid())"], self.home)
        slurm.submit()
        wrap = self.slurm.calls("sbatch")[0][-1].removeprefix("--wrap=")
        with subprocess.Popen(["sh", "-c", wrap], stdout=subprocess.PIPE, text=True) as script:
            said, _ = script.communicate(timeout=20)
        self.assertEqual(int(said), script.pid)

    def test_there_are_as_many_as_the_backlog_needs_and_the_cap_feeds(self) -> None:
        crew = self.crew(max=100)
        self.assertEqual(self.want(crew, 2_000_000), 30)
        self.assertEqual(self.want(crew, 1_999_000), 30, "and no more the next time")

    def test_jobs_of_others_are_left_alone(self) -> None:
        with mock.patch.dict(os.environ, PATH=self.slurm.path):
            subprocess.run(["sbatch", "--job-name=another", "--wrap=x"], check=True, capture_output=True)
        crew = self.crew()
        self.assertEqual(self.want(crew, 1), 2)
        crew.release()
        self.assertEqual(list(self.slurm.jobs), ["101"])

    def test_a_worker_that_died_is_replaced(self) -> None:
        crew = self.crew(max=3)
        self.want(crew, 100_000)
        self.slurm.set("RUNNING")
        self.want(crew, 100_000)
        self.clock.sleep(100)
        self.slurm.end("102")
        self.want(crew, 100_000)
        self.assertEqual(list(self.slurm.jobs), ["101", "103", "104"])

    def test_workers_that_end_at_once_are_replaced_ever_less_often(self) -> None:
        crew = self.crew(max=1)
        submitted = []
        for _ in range(60):
            self.want(crew, 100_000)
            submitted.append(len(self.slurm.calls("sbatch")))
            self.slurm.end(*self.slurm.jobs)
        self.assertLess(submitted[-1], 9, "ten minutes")
        self.assertGreaterEqual(submitted[-1], 5)

    def test_one_that_then_works_is_trusted_again(self) -> None:
        crew = self.crew(max=1)
        for _ in range(3):
            self.want(crew, 100_000)
            self.slurm.end(*self.slurm.jobs)
        for _ in range(20):
            self.want(crew, 100_000)
            self.slurm.set("RUNNING")
        self.slurm.end(*self.slurm.jobs)
        self.assertEqual(self.want(crew, 100_000), 1)

    def test_what_has_ended_but_is_still_shown_is_no_worker(self) -> None:
        crew = self.crew(max=1)
        self.want(crew, 100_000)
        self.slurm.set("RUNNING")
        self.want(crew, 100_000)
        self.clock.sleep(100)
        self.slurm.set("COMPLETING", "101")
        self.want(crew, 100_000)
        self.assertEqual(self.slurm.jobs, {"101": "COMPLETING", "102": "PENDING"})

    def test_a_job_that_slurm_puts_back_into_the_queue_is_still_one(self) -> None:
        crew = self.crew(max=1)
        self.want(crew, 100_000)
        for state in ("RUNNING", "REQUEUED", "PENDING", "CONFIGURING", "RUNNING"):
            self.slurm.set(state)
            self.assertEqual(self.want(crew, 100_000), 1)
        self.assertEqual(len(self.slurm.calls("sbatch")), 1)

    def test_those_without_a_machine_go_first(self) -> None:
        crew = self.crew(max=4)
        self.want(crew, 100_000)
        self.slurm.set("RUNNING", "101", "104")
        self.want(crew, 4)
        self.assertEqual(list(self.slurm.jobs), ["101", "104"])

    def test_a_slurmctld_that_restarts_changes_nothing(self) -> None:
        crew = self.crew(max=3)
        self.want(crew, 100_000)
        self.slurm.down()
        self.assertEqual(self.want(crew, 100_000), 3)
        self.slurm.down(False)
        self.assertEqual(self.want(crew, 100_000), 3)
        self.assertEqual(len(self.slurm.calls("sbatch")), 3)

    def test_at_the_end_none_is_left(self) -> None:
        crew = self.crew(max=5)
        self.want(crew, 100_000)
        self.slurm.set("RUNNING", "101")
        crew.release()
        self.assertEqual(self.slurm.jobs, {})

    def test_at_the_end_none_is_left_although_slurmctld_is_away_for_a_while(self) -> None:
        crew = self.crew(max=5)
        self.want(crew, 100_000)
        self.slurm.down()

        def sleep(seconds: float, clock: Clock = self.clock) -> None:
            clock.passed += seconds
            self.slurm.down(clock.passed < 1120)

        with mock.patch.object(self.clock, "sleep", sleep):
            crew.release()
        self.assertEqual(self.slurm.jobs, {})

    def test_a_release_that_cannot_be_is_said(self) -> None:
        crew = self.crew(max=1)
        self.want(crew, 1)
        self.slurm.down()
        with self.assertLogs("terrane.stream.crew", "ERROR") as logged:
            crew.release()
        self.assertIn("workers are left", logged.output[-1])

    def test_the_deadline_counts_from_when_the_work_began_not_from_the_drivers_start(self) -> None:
        for seconds, workers in ((0, 2), (7_200, 3)):
            self.clock.sleep(seconds)
            with self.subTest(seconds=seconds):
                crew = self.crew(max=100, deadlineSeconds=21_600)
                self.assertEqual(self.want(crew, 50_000), workers)
                self.slurm.end(*self.slurm.jobs)

    def test_another_run_has_another_deadline(self) -> None:
        crew = self.crew(max=100, deadlineSeconds=21_600)
        self.want(crew, 50_000)
        crew.release()
        self.clock.sleep(7_200)
        self.assertEqual(self.want(self.crew(max=100, deadlineSeconds=21_600), 50_000), 2)

    def test_workers_slower_than_planned_become_more(self) -> None:
        crew = self.crew(max=100)
        self.want(crew, 2_000_000)
        self.slurm.set("RUNNING")
        for _ in range(7):
            number = self.want(crew, 2_000_000, rate=30.0)
        self.assertEqual(number, 50, "30 nodes do one a second each: the cap feeds 50")


class JobsTest(CrewCase):
    def test_a_submission_that_slurm_refuses_is_told(self) -> None:
        jobs = Jobs(Slurm("n", "workers", ["true"], self.home), self.clock)
        self.slurm.down()
        with self.assertRaisesRegex(CommandError, "Unable to contact slurm controller"):
            jobs.bring_to(1, {})


class StubQueue:
    def __init__(self, depth: Depth | None) -> None:
        self.depths: Depth | None | Exception = depth

    def depth(self) -> Depth | None:
        if isinstance(self.depths, Exception):
            raise self.depths
        return self.depths


class SuperviseTest(CrewCase):
    def jobs(self) -> Jobs:
        return Jobs(Slurm("test-worker", "workers", ["true"], self.home), self.clock)

    def test_a_live_stream_has_a_consumer_for_each_shard(self) -> None:
        for workers, number in (({"max": 30}, 3), ({"max": 2}, 2), ({"max": 30, "min": 5}, 5)):
            with self.subTest(workers):
                self.assertEqual(supervisor.live_size(declared(LIVE, **workers))({}), number)

    def test_a_consumer_that_died_is_submitted_again(self) -> None:
        jobs, size = self.jobs(), supervisor.live_size(declared(LIVE))
        supervisor.look(jobs, size)
        self.slurm.set("RUNNING")
        supervisor.look(jobs, size)
        self.clock.sleep(100)
        self.slurm.end("102")
        supervisor.look(jobs, size)
        self.assertEqual(self.slurm.jobs, {"101": "RUNNING", "103": "RUNNING", "104": "PENDING"})

    def test_a_queue_has_workers_by_what_waits(self) -> None:
        queue = StubQueue(Depth(640, 0))
        jobs, size = self.jobs(), self.queue_size(queue)
        supervisor.look(jobs, size)
        self.assertEqual(len(self.slurm.jobs), 10)
        self.slurm.set("RUNNING")
        queue.depths = Depth(0, 0)
        for _ in range(13):
            supervisor.look(jobs, size)
            self.clock.sleep(10)
        self.assertEqual(self.slurm.jobs, {})

    def test_a_queue_that_does_not_answer_changes_nothing(self) -> None:
        queue = StubQueue(Depth(64, 0))
        jobs, size = self.jobs(), self.queue_size(queue)
        supervisor.look(jobs, size)
        queue.depths = QueueUnavailable("no answer")
        supervisor.look(jobs, size)
        self.assertEqual(len(self.slurm.jobs), 1)

    def test_a_queue_that_may_not_be_asked_has_one_worker(self) -> None:
        self.assertEqual(self.queue_size(StubQueue(None))({}), 1)

    def test_an_archive_has_no_supervisor(self) -> None:
        file = self.home / "declaration.json"
        file.write_text(json.dumps(declaration("https://x.example.org")), encoding="utf-8")
        arguments = mock.Mock(declaration=file)
        with self.assertRaisesRegex(DeclarationError, "its driver has its own crew"):
            supervisor.run(arguments)

    def test_the_supervisors_end_ends_no_worker(self) -> None:
        ended = threading.Event()
        size = supervisor.live_size(declared(LIVE))
        thread = threading.Thread(target=supervisor.supervise, args=(self.jobs(), size, ended), daemon=True)
        thread.start()
        wait_until(lambda: len(self.slurm.jobs) == 3, 20, "three jobs")
        ended.set()
        thread.join(20)
        self.assertFalse(thread.is_alive())
        self.assertEqual(len(self.slurm.jobs), 3)
        self.assertEqual(self.slurm.calls("scancel"), [])

    def queue_size(self, queue: StubQueue) -> supervisor.Size:
        as_queue: Queue = queue  # type: ignore[assignment]
        return supervisor.queue_size(declared(QUEUE), as_queue, self.clock)


if __name__ == "__main__":
    unittest.main()
