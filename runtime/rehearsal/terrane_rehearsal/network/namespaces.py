"""Network namespaces by name in /run/netns, and work done inside: a thread of its own enters, the process stays.

Files below /proc/sys/net, sockets and processes that such a thread makes are the namespace's.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

FOLDER = Path("/run/netns")
ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

RUNNING_SECONDS = 5.0
"""A link that does not run by then never will."""

_SIOCGIFFLAGS = 0x8913
_IFF_RUNNING = 0x40
_NEWNET = 0x40000000
_MS_BIND = 0x1000
_MNT_DETACH = 2
_libc = ctypes.CDLL(None, use_errno=True)

Result = TypeVar("Result")


class CommandFailed(RuntimeError):
    """A program of the system refused; the message is its own."""


def path_of(name: str) -> Path:
    return FOLDER / name


def make(name: str) -> None:
    """It stays until it is removed: a mount holds it."""
    path = path_of(name)
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.touch(exist_ok=False)
    try:
        _in_thread(lambda: _keep_new(path))
    except OSError:
        path.unlink()
        raise


def remove(name: str) -> None:
    """Its links go with it, unless processes or sockets still hold it."""
    path = path_of(name)
    _checked(_libc.umount2(os.fsencode(path), _MNT_DETACH), f"umount {path}")
    path.unlink()


def inside(name: str, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises."""

    def there() -> Result:
        namespace = os.open(path_of(name), os.O_RDONLY | os.O_CLOEXEC)
        try:
            enter(namespace)
        finally:
            os.close(namespace)
        return work()

    return _in_thread(there)


def in_own_network(work: Callable[[], Result]) -> Result:
    """What `work` returns or raises, in a new namespace with its loopback alone; it ends with what was made there."""

    def there() -> Result:
        _checked(_libc.unshare(_NEWNET), "unshare the network")
        subprocess.run(["ip", "link", "set", "lo", "up"], env=ENVIRONMENT, check=True)
        return work()

    return _in_thread(there)


def meanwhile(namespace: int, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises in an open namespace; this thread returns to its own."""
    own = current()
    try:
        enter(namespace)
        return work()
    finally:
        enter(own)
        os.close(own)


def current() -> int:
    """A descriptor of the namespace that this thread is in, by which it can be entered after it was left."""
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def enter(namespace: int) -> None:
    """From now on this thread, and what it makes, is in an open namespace."""
    _checked(_libc.setns(namespace, _NEWNET), "enter a network")


def run(name: str, command: Sequence[str], text: str = "") -> str:
    """The output of a program that runs inside."""
    done = inside(
        name,
        lambda: subprocess.run(command, input=text, capture_output=True, text=True, env=ENVIRONMENT, check=False),
    )
    if done.returncode:
        raise CommandFailed(f"{' '.join(command)}: {done.stderr.strip() or f'exit status {done.returncode}'}")
    return done.stdout


def ip(name: str, lines: Iterable[str]) -> None:
    """Several commands of iproute2, by one process; the first that fails ends it."""
    text = "\n".join(lines)
    if text:
        run(name, ["ip", "-batch", "-"], text + "\n")


def set_kernel(name: str, settings: Mapping[str, str]) -> None:
    """Settings by their path below /proc/sys/net."""

    def write() -> None:
        for path, value in settings.items():
            Path("/proc/sys/net", path).write_text(value, encoding="ascii")

    inside(name, write)


def await_running(name: str, device: str) -> None:
    """Until a link that was set up carries packets. The kernel comes to that a little later, and what is sent before
    is lost: a first lost question for an address (ARP) is asked again only after a second."""

    def wait() -> None:
        end = time.monotonic() + RUNNING_SECONDS
        while not _runs(device):
            if time.monotonic() > end:
                raise TimeoutError(f"{device} in {name} is up and does not run")
            time.sleep(0.001)

    inside(name, wait)


def _runs(device: str) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        request = struct.pack("16sH14x", device.encode(), 0)
        _, flags = struct.unpack("16sH14x", fcntl.ioctl(asking, _SIOCGIFFLAGS, request))
    return bool(flags & _IFF_RUNNING)


def _keep_new(path: Path) -> None:
    _checked(_libc.unshare(_NEWNET), "unshare the network")
    own = b"/proc/thread-self/ns/net"
    _checked(_libc.mount(own, os.fsencode(path), None, _MS_BIND, None), f"mount {path}")


def _checked(status: int, what: str) -> None:
    if status:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _in_thread(work: Callable[[], Result]) -> Result:
    outcome: list[Result] = []
    trouble: list[BaseException] = []

    def body() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 (raised again by the caller)
            trouble.append(error)

    thread = threading.Thread(target=body, name="in a namespace", daemon=True)
    thread.start()
    thread.join()
    if trouble:
        raise trouble[0]
    return outcome[0]
