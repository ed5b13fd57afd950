"""Calls of the kernel that Python's library has not, or from 3.12 on: mounts, mount trees, namespaces of a thread."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

MS_RDONLY, MS_NOATIME = 0x1, 0x400
_MS_BIND, _MS_SHARED = 0x1000, 1 << 20
MNT_DETACH = 0x2
CLONE_FS, CLONE_NEWNS = 0x200, 0x20000

# The same numbers on every architecture since 2019: https://www.kernel.org/doc/html/latest/process/adding-syscalls.html
_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442
_AT_FDCWD, _AT_EMPTY_PATH = -100, 0x1000
_OPEN_TREE_CLONE = 0x1
_MOVE_MOUNT_F_EMPTY_PATH = 0x4
_MOUNT_ATTR_RDONLY = 0x1
_libc = ctypes.CDLL(None, use_errno=True)


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def mount(source: str, target: Path, kind: str, flags: int = 0, options: str = "") -> None:
    done = _libc.mount(source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), options.encode())
    _check(done, f"mounting {kind} on {target}")


def unmount(target: Path | str, flags: int = 0) -> None:
    _check(_libc.umount2(os.fsencode(target), flags), f"unmounting {target}")


def share_mounts_below(folder: Path) -> None:
    """Makes the folder a mount of its own: what is mounted in it and unmounted is so in every copy of the mount
    namespace too. Guests have such a copy, hidden below their root: without this, each would hold all others' disks."""
    mount(str(folder), folder, "none", _MS_BIND)
    mount("none", folder, "none", _MS_SHARED)


def leave_shared_paths() -> None:
    """The calling thread gets a root and a working folder of its own, so that it may change its mount namespace."""
    _check(_libc.unshare(CLONE_FS), "unshare")


def enter_mounts(namespace: int) -> None:
    """The calling thread, after leave_shared_paths; `namespace` is an open descriptor of /proc/PID/ns/mnt."""
    _check(_libc.setns(namespace, CLONE_NEWNS), "entering a mount namespace")


def clone_tree(folder: int) -> int:
    """A descriptor of a detached mount of an open folder, which must be in the caller's mount namespace."""
    flags = _OPEN_TREE_CLONE | os.O_CLOEXEC | _AT_EMPTY_PATH
    return _check(_libc.syscall(_OPEN_TREE, folder, b"", flags), "open_tree")


def make_read_only(tree: int) -> None:
    wanted = _MountAttributes(_MOUNT_ATTR_RDONLY, 0, 0, 0)
    size = ctypes.c_size_t(ctypes.sizeof(wanted))
    _check(_libc.syscall(_MOUNT_SETATTR, tree, b"", _AT_EMPTY_PATH, ctypes.byref(wanted), size), "mount_setattr")


def place_tree(tree: int, target: str) -> None:
    """Mounts it in the caller's mount namespace."""
    moved = _libc.syscall(_MOVE_MOUNT, tree, b"", _AT_FDCWD, os.fsencode(target), _MOVE_MOUNT_F_EMPTY_PATH)
    _check(moved, f"move_mount to {target}")


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result
