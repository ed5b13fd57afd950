"""Servers as processes of their own: started when they answer, ended with everything that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

START_SECONDS = 60.0
STOP_SECONDS = 15.0
LOOK_SECONDS = 0.05
TAIL_CHARACTERS = 3000


def free_ports(count: int) -> list[int]:
    """TCP ports of 127.0.0.1 that nothing listens on, all different."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def wait_until(look: Callable[[], bool], seconds: float, what: str) -> None:
    """For what tells nobody when it happens. Raises TimeoutError where `look` says no for so many seconds."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not in {seconds:.0f} s")
        time.sleep(LOOK_SECONDS)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the process, and what is left of its session."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def with_children(root: int) -> set[int]:
    """A process, those that it has started, and those that these have."""
    found: set[int] = set()
    new = {root}
    while new:
        found |= new
        new = {child for pid in new for child in _children(pid)} - found
    return found


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        files = Path(f"/proc/{pid}/task").glob("*/children")
        return [int(each) for file in files for each in file.read_text(encoding="ascii").split()]
    return []


@contextlib.contextmanager
def running(
    arguments: Sequence[str], log: Path, ready: Callable[[], bool], env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The program as the leader of a session of its own, from when `ready` says so to the end of the block."""
    with open(log, "ab") as output:
        process = subprocess.Popen(
            list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )

    def look() -> bool:
        if process.poll() is not None:
            text = log.read_text(encoding="utf-8", errors="replace")[-TAIL_CHARACTERS:]
            raise RuntimeError(f"{arguments!r} ended with {process.returncode}: {text}")
        return ready()

    try:
        wait_until(look, START_SECONDS, str(arguments))
        yield process
    finally:
        stop(process)
