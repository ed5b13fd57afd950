"""Three processes: one holds the door on the host, one is the first of the rehearsal's own world, one is the cloud.

The outer process stays where it was started and has only the listening socket. It makes namespaces for mounts, network
and processes; in them a first process reaps orphans, and the cloud runs as its child. The death of any of the three
ends the others, and the kernel ends every host, mount and namespace with them: nothing depends on an orderly end.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from types import FrameType

_CLONE_NEWNS, _CLONE_NEWNET, _CLONE_NEWPID = 0x00020000, 0x40000000, 0x20000000
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def in_own_world(cloud: Callable[[int], None]) -> int:
    """Runs `cloud(pid)` in namespaces of its own and gives its exit code; pid is that of the first process, as the
    host counts, through which the host's tools enter those namespaces."""
    if _libc.unshare(_CLONE_NEWNS | _CLONE_NEWNET | _CLONE_NEWPID):
        raise OSError(ctypes.get_errno(), "no namespaces of our own (root is needed)")
    told, tell = os.pipe()
    parent = os.getpid()
    first = os.fork()
    if first == 0:
        os.close(tell)
        _die_with_parent(parent, own_namespace=True)
        pid = int(os.read(told, 32))
        _exit_as(_first_process(cloud, pid))
    os.close(told)
    os.write(tell, str(first).encode())
    os.close(tell)
    return _as_shell(_wait_relaying(first))


def _first_process(cloud: Callable[[int], None], pid: int) -> int:
    _furnish()
    child = os.fork()
    if child == 0:
        _die_with_parent(1)
        _exit_as(_run(cloud, pid))
    return _wait_relaying(child, reap=True)


def _run(cloud: Callable[[int], None], pid: int) -> int:
    try:
        cloud(pid)
        return 0
    except BaseException:
        import traceback

        traceback.print_exc()
        return 1


def _furnish() -> None:
    """Mounts that nobody else sees, and a loopback interface, on which the emulator talks to itself."""
    subprocess.run(("ip", "link", "set", "lo", "up"), check=True)
    for arguments in (
        ("--make-rprivate", "/"),
        ("-t", "proc", "proc", "/proc"),
    ):
        subprocess.run(("mount", *arguments), check=True)
    for folder in ("/run/netns", "/run/systemd/nspawn"):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(("mount", "-t", "tmpfs", "tmpfs", folder), check=True)


def _die_with_parent(parent: int, own_namespace: bool = False) -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # The first process of a namespace does not see its parent's number, and gets 0.
    if os.getppid() not in ({0} if own_namespace else {parent}):
        os._exit(1)


def _wait_relaying(child: int, reap: bool = False) -> int:
    """Until the child ends; asks to end are handed on to it."""

    def relay(number: int, _: FrameType | None) -> None:
        try:
            os.kill(child, number)
        except ProcessLookupError:
            return

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, relay)
    while True:
        try:
            ended, status = os.waitpid(-1 if reap else child, 0)
        except InterruptedError:
            continue
        if ended == child:
            return os.waitstatus_to_exitcode(status)


def _exit_as(code: int) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_as_shell(code))


def _as_shell(code: int) -> int:
    """128 and the signal's number, where a signal ended it."""
    return code if code >= 0 else 128 - code


def front_socket() -> socket.socket:
    """A free port of the host's loopback, bound before the namespaces are left: it stays the host's."""
    made = socket.create_server(("127.0.0.1", 0), backlog=128)
    os.set_inheritable(made.fileno(), True)
    return made
