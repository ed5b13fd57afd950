"""Files as block devices. A device goes with its last user (LO_FLAGS_AUTOCLEAR), so a killed launcher leaves none."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from dataclasses import dataclass
from pathlib import Path

# linux/loop.h
_CONFIGURE, _SET_CAPACITY, _GET_FREE = 0x4C0A, 0x4C07, 0x4C82
_READ_ONLY, _AUTOCLEAR = 1, 4
# struct loop_config: descriptor, block size, loop_info64 (flags are its 9th number), eight reserved numbers.
_CONFIG = struct.Struct("=II QQQQQ IIII 64s 64s 32s 2Q 8Q")
_ATTEMPTS = 50


@dataclass
class Loop:
    """Stays as long as this, or a mount of it, holds it."""

    path: str
    descriptor: int

    @property
    def number(self) -> int:
        """Device number, as `os.stat` gives it."""
        return os.fstat(self.descriptor).st_rdev

    def grown(self) -> None:
        """Takes over the size of its file."""
        fcntl.ioctl(self.descriptor, _SET_CAPACITY)

    def close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def attach(file: Path, read_only: bool = False) -> Loop:
    flags = _AUTOCLEAR | (_READ_ONLY if read_only else 0)
    mode = os.O_RDONLY if read_only else os.O_RDWR
    backing = os.open(file, mode | os.O_CLOEXEC)
    try:
        name = os.fsencode(file)[-63:]
        config = _CONFIG.pack(backing, 0, *[0] * 8, flags, name, b"", b"", *[0] * 10)
        for _ in range(_ATTEMPTS):
            loop = _free(mode)
            try:
                fcntl.ioctl(loop.descriptor, _CONFIGURE, config)
                return loop
            except OSError as error:
                loop.close()
                # Somebody else took it between the two calls.
                if error.errno != errno.EBUSY:
                    raise
    finally:
        os.close(backing)
    raise OSError(errno.EBUSY, "no loop device is free")


def _free(mode: int) -> Loop:
    control = os.open("/dev/loop-control", os.O_RDWR | os.O_CLOEXEC)
    try:
        path = f"/dev/loop{fcntl.ioctl(control, _GET_FREE)}"
    finally:
        os.close(control)
    return Loop(path, os.open(path, mode | os.O_CLOEXEC))
