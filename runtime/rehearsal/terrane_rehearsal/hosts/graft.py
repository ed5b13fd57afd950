"""A folder of one mount namespace shown in another, as if it were mounted there: how file systems are shared."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from terrane_rehearsal.hosts import kernel

_PATH = os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True)
class Source:
    root: Path
    """Of the served tree; as this process sees it."""
    path: str
    """Below the root. Links are not followed: they would be the client's to read."""
    leader: int | None = None
    """Process in whose mount namespace it is; None: this process' own."""


def graft(source: Source, target_pid: int, target: str, read_only: bool) -> None:
    """Mounts it at `target` as the process sees it. Raises FileNotFoundError where the source is no folder."""
    with ExitStack() as open_files:

        def opened(path: str, flags: int) -> int:
            descriptor = os.open(path, flags | os.O_CLOEXEC)
            open_files.callback(os.close, descriptor)
            return descriptor

        target_mounts = opened(f"/proc/{target_pid}/ns/mnt", os.O_RDONLY)
        source_mounts = opened(f"/proc/{source.leader}/ns/mnt", os.O_RDONLY) if source.leader is not None else None
        folder = _walk(source, opened)

        def work() -> None:
            kernel.leave_shared_paths()
            if source_mounts is not None:
                kernel.enter_mounts(source_mounts)
            tree = kernel.clone_tree(folder)
            try:
                if read_only:
                    kernel.make_read_only(tree)
                kernel.enter_mounts(target_mounts)
                kernel.place_tree(tree, target)
            finally:
                os.close(tree)

        in_own_thread(work)


def _walk(source: Source, opened: Callable[[str, int], int]) -> int:
    folder = opened(f"{source.root}/.", os.O_PATH | os.O_DIRECTORY)
    for part in PurePosixPath(source.path).parts:
        if part in ("/", "."):
            continue
        if part == "..":
            raise FileNotFoundError(source.path)
        try:
            inner = os.open(part, _PATH, dir_fd=folder)
        except (NotADirectoryError, FileNotFoundError):
            raise FileNotFoundError(source.path) from None
        folder = _kept(inner, opened)
    return folder


def _kept(descriptor: int, opened: Callable[[str, int], int]) -> int:
    """The same folder by a descriptor that is closed with the others."""
    try:
        return opened(f"/proc/self/fd/{descriptor}", os.O_PATH | os.O_DIRECTORY)
    finally:
        os.close(descriptor)


def unmount_in(pid: int, targets: list[str]) -> None:
    """Takes mounts away under whoever uses them, in the mount namespace of a process."""
    namespace = os.open(f"/proc/{pid}/ns/mnt", os.O_RDONLY | os.O_CLOEXEC)

    def work() -> None:
        kernel.leave_shared_paths()
        kernel.enter_mounts(namespace)
        for target in targets:
            with suppress(OSError):
                kernel.unmount(target, kernel.MNT_DETACH)

    try:
        in_own_thread(work)
    finally:
        os.close(namespace)


def in_own_thread(work: Callable[[], None]) -> None:
    """Mount namespaces belong to threads: this one ends with what it was changed to. Its exception is the caller's."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (handed to the caller)
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
