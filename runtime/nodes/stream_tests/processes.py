"""Servers as processes of their own: started when they answer, ended with everything that they started."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

START_SECONDS = 30.0
STOP_SECONDS = 10.0
LOOK_SECONDS = 0.02
# Of the real-time priorities, 1 to 99.
PRIORITY = 50
# As nice(1): from -20, before all others, to 19.
HURRIED = -15
# Enough of a log to see why a server did not start.
TAIL_CHARACTERS = 2000


# Below those that Linux gives to outgoing connections: none of them takes a port between its choice and its use.
PORTS = range(12_000, 32_000)


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nothing listens on."""
    for _ in range(1_000):
        port = random.choice(PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def wait_until(look: Callable[[], bool], seconds: float, what: str) -> None:
    """Raises TimeoutError where `look` says no for so many seconds."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not in {seconds:.0f} s")
        time.sleep(LOOK_SECONDS)


@contextlib.contextmanager
def punctual() -> Iterator[None]:
    """What is started meanwhile runs when it has to, also where all processors are busy, if that is allowed (root)."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
    except PermissionError:
        yield
        return
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def hurry(pid: int, by: int = HURRIED) -> None:
    """The process's session before others of the machine, if that is allowed and Linux groups by sessions."""
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(by), encoding="ascii")


def stop(process: subprocess.Popen[bytes], first: int = signal.SIGTERM) -> None:
    """Ends the process, and what is left of its session."""
    if process.poll() is None:
        process.send_signal(first)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def running(
    arguments: Sequence[str],
    log: Path,
    ready: Callable[[], bool] | None = None,
    env: Mapping[str, str] | None = None,
    first: int = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """The program as the leader of a session of its own, from when `ready` says so to the end of the block.

    `log` gets stdout and stderr. `first`: the signal that asks it to end. `env` adds to this process's environment.
    """
    with open(log, "ab") as output:
        process = subprocess.Popen(
            list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
    try:
        if ready is not None:
            _await(process, ready, log)
        yield process
    finally:
        stop(process, first)


def _await(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    def look() -> bool:
        if process.poll() is not None:
            text = log.read_text(encoding="utf-8", errors="replace")[-TAIL_CHARACTERS:]
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}: {text}")
        return ready()

    wait_until(look, START_SECONDS, str(process.args))
