"""worker: offers this machine's threads to the Dask scheduler, as a job of Slurm.

It ends, with exit code 0, on SIGTERM (Slurm withdraws the job) and when the cloud takes the machine away. The chunks
that are at work are given back then: the scheduler has others do them, and does not count it against them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from terrane_node.cloud.base import Cloud
from terrane_node.node import this_node
from terrane_node.paths import Paths
from terrane_stream.arguments import add_declaration
from terrane_stream.declaration import read_declaration

log = logging.getLogger("terrane.stream.worker")

SCHEDULER = "tcp://head:8786"
SCRATCH = Path("/scratch")
# What the flows between machines allow.
WORKER_PORTS, NANNY_PORTS = "40000:40099", "40100:40199"
# A head that starts anew takes minutes. Without a scheduler for so long, the machine is of no use.
DEATH_SECONDS = 300
# In a row, each within so many seconds; then another job may have more luck on another machine.
ATTEMPTS, LONG_SECONDS = 3, 600.0
PAUSE_SECONDS = 2.0
# Of the machine's memory, or of the job's share where Slurm confines it; the rest is the system's.
MEMORY_SHARE = 0.9
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html: look every 5 seconds.
NOTICE_SECONDS = 5.0
LOOK_SECONDS = 0.5
RETIRE_SECONDS = 10.0
CLOSE_SECONDS = 3.0
# Slurm kills what has not ended 30 s (its KillWait) after SIGTERM.
STOP_SECONDS = 15.0

Notice = Callable[[], str | None]


@dataclass(frozen=True)
class Offer:
    scheduler: str
    threads: int
    name: str
    """Of this worker among all."""
    folder: Path
    """For Dask's own files."""


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    parser.add_argument("--scheduler", default=SCHEDULER, metavar="URL", help="of Dask (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, help=f"for Dask's files (default: {SCRATCH}, or where temporary files go)"
    )


def run(arguments: argparse.Namespace) -> int:
    declaration = read_declaration(arguments.declaration)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    given = Offer(arguments.scheduler, declaration.worker.threads, own_name(), arguments.folder or scratch(SCRATCH))
    threading.Thread(target=watch, args=(cloud_notice(), ended), daemon=True).start()
    return offer(given, ended)


def own_name() -> str:
    node = os.environ.get("SLURMD_NODENAME", socket.gethostname())
    return f"{node}-{os.environ.get('SLURM_JOB_ID', os.getpid())}"


def scratch(folder: Path) -> Path:
    return folder if os.access(folder, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def offer(given: Offer, ended: threading.Event) -> int:
    """Until `ended` is set. The exit code of Dask's worker where it fails time after time."""
    failures = 0
    for number in itertools.count():
        begun = time.monotonic()
        code = _work(given, f"{given.name}-{number}", ended)
        if ended.is_set():
            return 0
        # It ends when its scheduler does, with any code; the scheduler is started again.
        failures = failures + 1 if code != 0 and time.monotonic() - begun < LONG_SECONDS else 0
        log.warning("Dask's worker ended with %s", code)
        if failures == ATTEMPTS:
            return code if code > 0 else 1
        ended.wait(PAUSE_SECONDS)
    raise AssertionError


def _work(given: Offer, name: str, ended: threading.Event) -> int:
    """The exit code of one worker of Dask's."""
    child = subprocess.Popen(command(given, name), env={**os.environ, "OMP_NUM_THREADS": "1"})
    try:
        while child.poll() is None and not ended.wait(LOOK_SECONDS):
            pass
        if child.poll() is None:
            retire(given.scheduler, name)
            with contextlib.suppress(subprocess.TimeoutExpired):
                # The scheduler has told it to end; with a chunk at work it would wait for that.
                child.wait(CLOSE_SECONDS)
    finally:
        _stop(child)
    return child.returncode


def command(given: Offer, name: str) -> list[str]:
    options = {
        "--name": name,
        "--nworkers": "1",
        "--nthreads": str(given.threads),
        "--memory-limit": str(MEMORY_SHARE),
        "--local-directory": str(given.folder),
        "--worker-port": WORKER_PORTS,
        "--nanny-port": NANNY_PORTS,
        "--death-timeout": str(DEATH_SECONDS),
    }
    arguments = [text for option in options.items() for text in option]
    return [sys.executable, "-m", "distributed.cli.dask_worker", given.scheduler, *arguments, "--no-dashboard"]


def retire(scheduler: str, name: str) -> None:
    """Has the scheduler take the chunks back. Where it does not answer, it will see that the worker is gone."""
    try:
        asyncio.run(asyncio.wait_for(_retire(scheduler, name), RETIRE_SECONDS))
    except Exception as error:  # noqa: BLE001 (the worker ends in any case)
        log.warning("the scheduler was not told: %s", error or type(error).__name__)


async def _retire(scheduler: str, name: str) -> None:
    from distributed import Client

    async with Client(scheduler, asynchronous=True, timeout=RETIRE_SECONDS, set_as_default=False) as client:
        await client.retire_workers(names=[name], close_workers=True, remove=True)


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def watch(notice: Notice, ended: threading.Event) -> None:
    """Sets `ended` when the machine will be taken away."""
    while not ended.is_set():
        taken = notice()
        if taken is not None:
            log.warning("the cloud takes this machine away: %s", taken)
            ended.set()
        ended.wait(NOTICE_SECONDS)


def cloud_notice() -> Notice:
    """What the cloud says of this machine; nothing where it says nothing, or where there is none."""
    said: list[str] = []
    cloud: list[Cloud] = []

    def notice() -> str | None:
        try:
            if not cloud:
                cloud.append(this_node(Paths()).cloud)
            taken = cloud[0].interruption()
            said.clear()
            return taken
        except Exception as error:  # noqa: BLE001 (to watch is all that fails; the work goes on)
            if str(error) not in said:
                log.warning("whether the cloud takes this machine away is not known: %s", error)
            said[:] = [str(error)]
            return None

    return notice
