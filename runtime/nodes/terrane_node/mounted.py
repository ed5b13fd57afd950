"""What is mounted where, from the kernel."""

from __future__ import annotations

import re
from pathlib import Path

MOUNTINFO = Path("/proc/self/mountinfo")


def mounted(mountinfo: Path = MOUNTINFO) -> dict[str, str]:
    """Source by mount point; where several lie on one another, the topmost."""
    found: dict[str, str] = {}
    for line in mountinfo.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition(" - ")
        found[_plain(left.split()[4])] = _plain(right.split()[1])
    return found


def mount_options(path: str, mountinfo: Path = MOUNTINFO) -> frozenset[str]:
    """Of the file system that is topmost there, as the kernel keeps them."""
    found: frozenset[str] = frozenset()
    for line in mountinfo.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition(" - ")
        if _plain(left.split()[4]) == path:
            found = frozenset(right.split()[2].split(","))
    return found


def _plain(field: str) -> str:
    """The kernel writes spaces and the like in octal."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), field)
