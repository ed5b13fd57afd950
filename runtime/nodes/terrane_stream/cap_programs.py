"""nginx and HAProxy as this program's children: checked before they start, started again when they die."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from terrane_node.files import write_whole
from terrane_node.process import environment
from terrane_stream.cap_haproxy import haproxy_configuration
from terrane_stream.cap_nginx import nginx_configuration
from terrane_stream.cap_settings import Cap
from terrane_stream.errors import StreamError

log = logging.getLogger("terrane.stream.cap")

START_SECONDS = 30.0
STOP_SECONDS = 10.0
# One that dies sooner than this after its start will not live longer the next time.
SHORT_LIFE_SECONDS = 2.0
SOCKETS = ("queue.sock", "guard.sock")
# In the middle of the real-time priorities (1 to 99), where one has no reason for another.
PRIORITY = 50


@dataclass
class Child:
    name: str
    arguments: list[str]
    check: list[str]
    """Arguments of a run that only checks the configuration."""
    ready: Callable[[], bool]
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default=0.0)

    @property
    def dead(self) -> bool:
        return self.process is None or self.process.poll() is not None


class Programs:
    """Leaves nothing running behind it."""

    def __init__(self, cap: Cap) -> None:
        self._cap = cap
        folder = cap.folder
        nginx, haproxy = _program("nginx"), _program("haproxy")
        nginx_line = [nginx, "-e", str(folder / "nginx-error.log"), "-c", str(folder / "nginx.conf")]
        haproxy_line = [haproxy, "-db", "-f", str(folder / "haproxy.cfg")]
        sockets = [folder / name for name in SOCKETS]
        self._nginx = Child("nginx", nginx_line, [*nginx_line, "-q", "-t"], lambda: all(map(Path.exists, sockets)))
        self._haproxy = Child("haproxy", haproxy_line, [*haproxy_line, "-q", "-c"], (folder / "stats.sock").exists)

    def __enter__(self) -> Programs:
        self._cap.folder.mkdir(parents=True, exist_ok=True)
        # The children have it open too: while one of them lives, another cap would double the rate.
        self._lock = open(self._cap.folder / "lock", "w", encoding="utf-8")  # noqa: SIM115
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise StreamError(f"another cap runs in {self._cap.folder}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in (self._haproxy, self._nginx):
            _stop(child)
        self._lock.close()

    def start(self, addresses: Sequence[str]) -> None:
        write_whole(self._cap.folder / "nginx.conf", nginx_configuration(self._cap, addresses))
        write_whole(self._cap.folder / "haproxy.cfg", haproxy_configuration(self._cap))
        for child in (self._nginx, self._haproxy):
            self._start(child)

    def revive(self) -> None:
        """Raises StreamError where one does not stay alive."""
        for child in (self._nginx, self._haproxy):
            if child.dead:
                assert child.process is not None
                log.error("%s ended with %s; starting it again", child.name, child.process.returncode)
                # nginx's worker outlives its master, and would send beside its successor.
                _end_group(child.process)
                if time.monotonic() - child.started < SHORT_LIFE_SECONDS:
                    raise StreamError(f"{child.name} does not stay alive: {self._why(child)}")
                self._start(child)

    def move(self, addresses: Sequence[str]) -> None:
        """To other addresses of the source. What waits keeps its turn: the buckets outlive it."""
        write_whole(self._cap.folder / "nginx.conf", nginx_configuration(self._cap, addresses))
        self._signal(signal.SIGHUP)

    def reopen_log(self) -> None:
        self._signal(signal.SIGUSR1)

    def _signal(self, number: int) -> None:
        if not self._nginx.dead:
            assert self._nginx.process is not None
            self._nginx.process.send_signal(number)

    def _start(self, child: Child) -> None:
        checked = subprocess.run(child.check, capture_output=True, text=True, env=environment(), check=False)
        if checked.returncode != 0:
            raise StreamError(f"{child.name} refuses its configuration: {(checked.stderr or checked.stdout).strip()}")
        if child is self._nginx:
            # One that was killed leaves them, and its successor does not take them over.
            for name in SOCKETS:
                (self._cap.folder / name).unlink(missing_ok=True)
        with open(self._cap.folder / f"{child.name}.out", "ab") as output, _before_others():
            child.process = subprocess.Popen(
                child.arguments,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment(),
                pass_fds=[self._lock.fileno()],
                process_group=0,
            )
        child.started = time.monotonic()
        self._await(child)

    def _await(self, child: Child) -> None:
        while not child.ready():
            if child.dead or time.monotonic() - child.started > START_SECONDS:
                raise StreamError(f"{child.name} does not start: {self._why(child)}")
            time.sleep(0.02)

    def _why(self, child: Child) -> str:
        lines = []
        for name in (f"{child.name}.out", f"{child.name}-error.log"):
            with contextlib.suppress(OSError):
                lines += (self._cap.folder / name).read_text(encoding="utf-8", errors="replace").splitlines()[-3:]
        return "; ".join(lines) or "no reason given"


@contextlib.contextmanager
def _before_others() -> Iterator[None]:
    """What is started meanwhile runs when it has to, also where all processors are busy: a request that is due leaves
    then, and not with those that are due later. A limit of the unit's (LimitRTPRIO) allows it; without, it is left.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
    except PermissionError:
        yield
        return
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def _stop(child: Child) -> None:
    if child.process is None:
        return
    if child.process.poll() is None:
        child.process.terminate()
        try:
            child.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
    _end_group(child.process)


def _end_group(leader: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader.pid, signal.SIGKILL)


def _program(name: str) -> str:
    found = shutil.which(name, path=environment()["PATH"])
    if found is None:
        raise StreamError(f"{name} is not installed")
    return os.path.abspath(found)
