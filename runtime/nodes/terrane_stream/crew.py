"""The crew of an archive, as Slurm's jobs: as many as backlog and deadline need, and no more than the cap can feed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from terrane_node.clock import Clock, SystemClock, iso
from terrane_node.errors import CommandError
from terrane_node.files import read_json, write_json
from terrane_stream.crew_jobs import RUNNING, Jobs, Slurm
from terrane_stream.crew_size import Measure, Need, wanted
from terrane_stream.declaration import Declaration
from terrane_stream.sources import FdsnSource, ObjectsSource

log = logging.getLogger("terrane.stream.crew")

# slurmctld that was started again takes its time; to leave workers behind costs money.
RELEASE_SECONDS = 600.0
RELEASE_EVERY = 5.0


class SlurmCrew:
    """The driver's Crew (report.py): `want` every ten seconds, `release` when all is done."""

    def __init__(self, declaration: Declaration, slurm: Slurm, state: Path, clock: Clock) -> None:
        """`state`: a file that outlives the driver; the deadline counts from when the work began."""
        self._declaration = declaration
        self._jobs = Jobs(slurm, clock)
        self._measure = Measure()
        self._state = state
        self._clock = clock

    def want(self, backlog_chunks: int, done_per_second: float, now: datetime) -> None:
        """A Slurm that does not answer is asked again the next time."""
        try:
            jobs = self._jobs.look()
            running = sum(state in RUNNING for state in jobs.values())
            self._see(running, done_per_second, backlog_chunks)
            self._jobs.bring_to(wanted(self._need(backlog_chunks, len(jobs), running, now)), jobs)
        except CommandError as error:
            log.warning("%s; the workers that there are go on", error)

    def release(self) -> None:
        if not self._jobs.release(RELEASE_SECONDS, RELEASE_EVERY):
            log.error("workers are left: Slurm did not answer for %.0f s; scancel them", RELEASE_SECONDS)
        self._state.unlink(missing_ok=True)

    def _see(self, running: int, done_per_second: float, backlog: int) -> None:
        threads, cap = self._declaration.worker.threads, cap_of(self._declaration)
        self._measure.see(running, done_per_second, backlog > 2 * running * threads, cap, self._clock.monotonic())

    def _need(self, backlog: int, have: int, running: int, now: datetime) -> Need:
        workers = self._declaration.workers
        return Need(
            backlog=backlog,
            now=have,
            running=running,
            threads=self._declaration.worker.threads,
            seconds_left=self._seconds_left(now),
            declared=workers.node_requests_per_second,
            measured=self._measure.rate,
            cap=cap_of(self._declaration),
            useful=workers.useful,
            least=workers.min,
            most=workers.max,
        )

    def _seconds_left(self, now: datetime) -> float | None:
        deadline = self._declaration.workers.deadline_seconds
        if deadline is None:
            return None
        return (self._began(now) + timedelta(seconds=deadline) - now).total_seconds()

    def _began(self, now: datetime) -> datetime:
        known = read_json(self._state)
        if isinstance(known, dict) and isinstance(known.get("began"), str):
            return datetime.fromisoformat(known["began"])
        write_json(self._state, {"began": iso(now)})
        return now


def cap_of(declaration: Declaration) -> float | None:
    """Chunks a second that the source gives to the whole fleet: a chunk is one request, or one object."""
    source = declaration.source
    if isinstance(source, FdsnSource):
        return source.requests_per_second
    return source.objects_per_second if isinstance(source, ObjectsSource) else None


def slurm_crew(
    declaration: Declaration, file: Path, scheduler: str, home: Path | None = None, clock: Clock | None = None
) -> SlurmCrew:
    """The crew of a driver. `file`: the declaration's own, at the same place on the workers. `home`: shared by all
    machines (default: the user's)."""
    home = home or Path.home()
    slurm = slurm_of(declaration, ["worker", f"--declaration={file}", f"--scheduler={scheduler}"], home)
    return SlurmCrew(declaration, slurm, home / f".{declaration.name}-crew.json", clock or SystemClock())


def slurm_of(declaration: Declaration, arguments: Sequence[str], home: Path) -> Slurm:
    """Jobs that run a subcommand of this program. They get this process's environment."""
    command = [sys.executable, "-m", "terrane_stream", *arguments]
    return Slurm(f"{declaration.name}-worker", declaration.workers.partition, command, home / "logs")
