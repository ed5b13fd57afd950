"""A Dask scheduler and its workers as processes, which tests may kill."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from processes import answers, free_port, stop, wait_until

PACKAGES = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
# As the head's and the workers' units have it.
ENVIRONMENT = {
    "PYTHONPATH": f"{PACKAGES}:{PACKAGES / 'stream_tests'}",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    # Dask tries a dead worker's address for so long, and meanwhile what others have done waits with it. Default: 30 s.
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
}


class Program:
    """A process that can be killed and started again, in the same way."""

    def __init__(self, arguments: list[str], log: Path) -> None:
        self._arguments = arguments
        self._log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with open(self._log, "wb") as output:
            self.process = subprocess.Popen(
                self._arguments,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **ENVIRONMENT, "DASK_TEMPORARY_DIRECTORY": str(self._log.parent)},
                cwd=self._log.parent,
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL, as when a machine is taken away."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process)

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")


class DaskFleet:
    def __init__(self, folder: Path, workers: int, threads: int) -> None:
        self._port = free_port()
        self.address = f"tcp://127.0.0.1:{self._port}"
        dask = [sys.executable, "-m", "dask"]
        scheduler = [
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
            "--dashboard-address",
            "127.0.0.1:0",
        ]
        self.scheduler = Program([*dask, *scheduler], folder / "scheduler.log")
        worker = ["worker", self.address, "--nthreads", str(threads), "--no-nanny", "--no-dashboard"]
        worker += ["--local-directory", str(folder), "--death-timeout", "60"]
        self.workers = [Program([*dask, *worker], folder / f"worker-{number}.log") for number in range(workers)]
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self.scheduler.start()
        for worker in self.workers:
            worker.start()
        self._keeper.start()
        wait_until(lambda: answers(self._port), START_SECONDS, "the scheduler")

    def stop(self) -> None:
        self._over.set()
        self._keeper.join()
        for program in (*self.workers, self.scheduler):
            program.stop()

    def restart_scheduler(self) -> None:
        self.scheduler.kill()
        self.scheduler.start()

    def working(self) -> int:
        """How many workers have told their scheduler of themselves since they were started."""
        return sum("Registered to:" in worker.log for worker in self.workers if not worker.ended())

    def _keep(self) -> None:
        """What Slurm and systemd do: a worker that ended is started again."""
        while not self._over.wait(0.2):
            for worker in self.workers:
                if worker.ended():
                    worker.start()


@contextlib.contextmanager
def dask_fleet(workers: int = 2, threads: int = 4) -> Iterator[DaskFleet]:
    with tempfile.TemporaryDirectory(prefix="terrane-dask-") as name:
        fleet = DaskFleet(Path(name), workers, threads)
        try:
            fleet.start()
            yield fleet
        finally:
            fleet.stop()
