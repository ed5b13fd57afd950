"""Slurm's jobs of a fleet: one a worker, known by their name. Slurm's own programs are asked; nothing is kept."""

from __future__ import annotations

import logging
import pwd
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from terrane_node.clock import Clock
from terrane_node.errors import CommandError
from terrane_node.process import run

log = logging.getLogger("terrane.stream.crew")

# https://slurm.schedmd.com/squeue.html#SECTION_JOB-STATE-CODES: those that have or will have a machine.
WAITING = ("PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SUSPENDED", "RESIZING")
RUNNING = ("RUNNING",)
# A command line is far from its limit with so many.
IDS_A_CALL = 200


@dataclass(frozen=True)
class Slurm:
    """What all jobs of a fleet have in common."""

    name: str
    partition: str
    command: Sequence[str]
    """What a job runs, on a machine of its own."""
    logs: Path
    """A folder that all machines share."""

    def jobs(self) -> dict[str, str]:
        """Their states by id. CommandError while slurmctld does not answer."""
        user = pwd.getpwuid(os.geteuid()).pw_name
        text = run(["squeue", "--noheader", f"--user={user}", f"--name={self.name}", "--format=%A|%T"])
        pairs = (line.strip().split("|") for line in text.splitlines() if line.strip())
        return {job: state for job, state in pairs if state in (*WAITING, *RUNNING)}

    def submit(self) -> str:
        """The id of a new job. It begins again on another machine when its own is lost."""
        self.logs.mkdir(parents=True, exist_ok=True)
        options = [
            "--parsable",
            f"--job-name={self.name}",
            f"--partition={self.partition}",
            "--nodes=1",
            "--ntasks=1",
            "--exclusive",
            # All of the machine's memory.
            "--mem=0",
            "--requeue",
            "--signal=B:TERM@30",
            "--open-mode=append",
            f"--output={self.logs / (self.name + '-%j.log')}",
            f"--chdir={self.logs}",
        ]
        # Slurm signals the script's own process: it is to be the program.
        answer = run(["sbatch", *options, f"--wrap=exec {shlex.join(self.command)}"])
        return answer.strip().split(";")[0]

    def withdraw(self, ids: Sequence[str]) -> None:
        """Jobs that have ended are no error to scancel."""
        for start in range(0, len(ids), IDS_A_CALL):
            run(["scancel", *ids[start : start + IDS_A_CALL]])


class Jobs:
    """Brings the number of jobs to what is wanted; jobs that fail at once are submitted ever less often."""

    SHORT_SECONDS = 60.0
    """A job that ran for less has failed at once."""
    FIRST_PAUSE, LONGEST_PAUSE = 10.0, 600.0

    def __init__(self, slurm: Slurm, clock: Clock) -> None:
        self._slurm = slurm
        self._clock = clock
        self._started: dict[str, float] = {}
        self._known: set[str] = set()
        self._withdrawn: set[str] = set()
        self._failures = 0
        self._not_before = 0.0

    def look(self) -> dict[str, str]:
        """States by id. CommandError while slurmctld does not answer."""
        jobs = self._slurm.jobs()
        now = self._clock.monotonic()
        for job, state in jobs.items():
            if state in RUNNING:
                self._started.setdefault(job, now)
            else:
                # It was put back into the queue.
                self._started.pop(job, None)
        for job in sorted(self._known - set(jobs)):
            self._ended(job, now)
        if any(now - at >= self.SHORT_SECONDS for at in self._started.values()):
            self._failures = 0
        self._known = set(jobs)
        return jobs

    def bring_to(self, wanted: int, jobs: dict[str, str]) -> None:
        """`jobs`: what was seen last. CommandError where Slurm refuses."""
        if len(jobs) > wanted:
            self._withdraw(_dispensable(jobs)[: len(jobs) - wanted])
        elif self._clock.monotonic() >= self._not_before:
            for _ in range(wanted - len(jobs)):
                job = self._slurm.submit()
                self._known.add(job)
                log.info("job %s submitted", job)

    def release(self, seconds: float, every: float) -> bool:
        """Withdraws all jobs, and looks that they are gone. False where that is not so after `seconds`."""
        end = self._clock.monotonic() + seconds
        while True:
            try:
                jobs = self._slurm.jobs()
                if not jobs:
                    return True
                self._withdraw(list(jobs))
            except CommandError as error:
                log.warning("%s; trying again", error)
            if self._clock.monotonic() >= end:
                return False
            self._clock.sleep(every)

    def _withdraw(self, ids: Sequence[str]) -> None:
        self._slurm.withdraw(ids)
        self._withdrawn.update(ids)
        log.info("withdrawn: %s", ", ".join(ids))

    def _ended(self, job: str, now: float) -> None:
        started = self._started.pop(job, None)
        if job in self._withdrawn:
            self._withdrawn.discard(job)
            return
        if started is not None and now - started >= self.SHORT_SECONDS:
            log.info("job %s ended", job)
            return
        self._failures += 1
        pause = min(self.FIRST_PAUSE * 2 ** (self._failures - 1), self.LONGEST_PAUSE)
        self._not_before = now + pause
        file = self._slurm.logs / f"{self._slurm.name}-{job}.log"
        log.error("job %s ended at once; the next in %.0f s (its output: %s)", job, pause, file)


def _dispensable(jobs: dict[str, str]) -> list[str]:
    """Those that have no machine yet first, then the youngest."""
    return sorted(jobs, key=lambda job: (jobs[job] in RUNNING, -int(job)))
