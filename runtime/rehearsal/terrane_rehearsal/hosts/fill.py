"""A full disk: its free blocks are given to a file, almost all of them without writing them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress

from terrane_rehearsal.hosts import kernel
from terrane_rehearsal.hosts.graft import in_own_thread

FILE = ".rehearsal-full"
_STEPS = tuple(4096 << 2 * power for power in range(10, -1, -1))
"""4 GiB down to a block."""


def fill(leader: int, folder: str) -> None:
    """`folder` as the guest's first process sees it. Raises OSError where there is no such folder."""

    def work() -> None:
        file = os.open(f"{folder.rstrip('/')}/{FILE}", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            at = os.fstat(file).st_size
            for step in _STEPS:
                at = _take(file, at, step)
            _write_the_rest(file, at)
        finally:
            os.close(file)

    _within(leader, work)


def empty(leader: int, folder: str) -> None:
    def work() -> None:
        with suppress(FileNotFoundError):
            os.unlink(f"{folder.rstrip('/')}/{FILE}")

    _within(leader, work)


def _take(file: int, at: int, step: int) -> int:
    while True:
        try:
            os.posix_fallocate(file, at, step)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return at
        at += step


def _write_the_rest(file: int, at: int) -> None:
    """What was set aside for other files' growth (XFS) is free again when a write finds no space, and not before."""
    try:
        while True:
            at += os.pwrite(file, bytes(_STEPS[-1]), at)
            os.fsync(file)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


def _within(leader: int, work: Callable[[], None]) -> None:
    namespace = os.open(f"/proc/{leader}/ns/mnt", os.O_RDONLY | os.O_CLOEXEC)

    def inside() -> None:
        kernel.leave_shared_paths()
        kernel.enter_mounts(namespace)
        work()

    try:
        in_own_thread(inside)
    finally:
        os.close(namespace)
