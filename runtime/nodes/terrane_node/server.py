"""A process with the SDK at hand, which forks for every subcommand.

Python with a cloud's SDK takes half a second of a processor to start; a fork takes ten milliseconds.
A boot and the head's timers ask for a dozen subcommands and more.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pwd
import signal
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import Callable, NoReturn

from terrane_node.client import TAKEN
from terrane_node.logs import SLURM_USER

LONGEST_REQUEST = 128 * 1024
# A client sends its request at once; one that does not must not keep the others waiting.
REQUEST_SECONDS = 2
# How often it looks whether it is still needed.
LOOK_SECONDS = 5
_CREDENTIALS = struct.Struct("3i")

Work = Callable[[list[str]], int]


class Server:
    def __init__(self, path: Path, work: Work, mark: Path) -> None:
        """`mark`: tells which programs are installed; a server that has loaded others is of no use."""
        self._path = path
        self._work = work
        self._mark = mark
        self._programs = _content(mark)
        path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        self._listener = _listen(path)
        self._own = _identity(path)

    def run(self, idle_seconds: float | None) -> None:
        """Until other programs are installed, its socket is gone, or nothing was asked for `idle_seconds`."""
        gc.freeze()
        quiet = 0.0
        while _content(self._mark) == self._programs and _identity(self._path) == self._own:
            try:
                connection, _ = self._listener.accept()
            except socket.timeout:
                quiet = 0.0 if _children_left() else quiet + LOOK_SECONDS
                if idle_seconds is not None and quiet >= idle_seconds:
                    break
                continue
            quiet = 0.0
            with connection:
                # Programs may have been exchanged while it waited: the client does the work by itself then.
                if _content(self._mark) == self._programs:
                    self._take(connection)
            _children_left()
        self._close()

    def _close(self) -> None:
        self._listener.close()
        if _identity(self._path) == self._own:
            self._path.unlink(missing_ok=True)

    def _take(self, connection: socket.socket) -> None:
        uid = _CREDENTIALS.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))[1]
        if uid not in _allowed():
            return
        connection.settimeout(REQUEST_SECONDS)
        files: list[int] = []
        try:
            request, files, _, _ = socket.recv_fds(connection, LONGEST_REQUEST, 3)
            connection.settimeout(None)
            if len(files) == 3 and request and os.fork() == 0:
                self._listener.close()
                _child(connection, uid, files, request, self._work)
        except OSError:
            return
        finally:
            for file in files:
                os.close(file)


def _listen(path: Path) -> socket.socket:
    """In the place of a server that listened there before, at once. Anybody may connect: the kernel tells who it is."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(str(beside))
    os.chmod(beside, 0o666)
    listener.listen(64)
    listener.settimeout(LOOK_SECONDS)
    os.replace(beside, path)
    return listener


def _allowed() -> set[int]:
    allowed = {os.geteuid()}
    with contextlib.suppress(KeyError):
        allowed.add(pwd.getpwnam(SLURM_USER).pw_uid)
    return allowed


def _child(connection: socket.socket, uid: int, files: list[int], request: bytes, work: Work) -> NoReturn:
    code = 1
    try:
        for target, file in enumerate(files):
            os.dup2(file, target)
        os.setpgid(0, 0)
        os.chdir("/")
        os.umask(0o022)
        _become(uid)
        threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
        connection.send(TAKEN)
        code = _code_of(work, request.decode(errors="surrogateescape").split("\0"))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        with contextlib.suppress(OSError):
            connection.send(bytes([code & 0xFF]))
        os._exit(code)


def _code_of(work: Work, arguments: list[str]) -> int:
    try:
        return work(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1


def _become(uid: int) -> None:
    """Whoever asks gets what they may do, and nothing more."""
    if uid == os.geteuid():
        return
    entry = pwd.getpwuid(uid)
    os.environ["HOME"] = entry.pw_dir
    os.initgroups(entry.pw_name, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(uid)


def _end_with(connection: socket.socket) -> None:
    """A client that is ended, by the time budget of a boot's phase, ends its work and the programs that it runs."""
    with contextlib.suppress(OSError):
        if connection.recv(1) == b"":
            os.killpg(0, signal.SIGTERM)


def _children_left() -> bool:
    """Whether some still work; those that have ended are reaped."""
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return True
        except ChildProcessError:
            return False


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
