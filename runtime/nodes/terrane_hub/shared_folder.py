"""The folder that everybody reads and a group writes to, and who is in that group."""

from __future__ import annotations

import grp
import json
import os
from pathlib import Path

from terrane_hub.errors import HubError
from terrane_hub.whole_files import write_whole

# A prefix that no person's account has.
GROUP = "terrane-writers"
FILE = "writers.json"
# New files and folders there are the group's.
MODE = 0o2775


def writers_gid(first_uid: int) -> int:
    """Below the numbers of people."""
    return first_uid - 1


def read_writers(accounts: Path) -> tuple[str, ...]:
    try:
        return tuple(json.loads((accounts / FILE).read_text(encoding="ascii")))
    except FileNotFoundError:
        return ()


def note_writer(accounts: Path, name: str, writes: bool) -> None:
    """As of a sign-in. The caller has the lock of the folder."""
    before = set(read_writers(accounts))
    after = before | {name} if writes else before - {name}
    if after != before:
        write_whole(accounts / FILE, json.dumps(sorted(after)) + "\n", mode=0o600)


def group_line(accounts: Path, gid: int) -> str:
    return f"{GROUP}:x:{gid}:{','.join(read_writers(accounts))}\n"


def make_shared(folder: Path, gid: int) -> None:
    """One that is there keeps its files."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise HubError(f"{folder} is to be the shared folder, and is there as something else")
    folder.mkdir(parents=True, exist_ok=True)
    os.chown(folder, 0, gid)
    folder.chmod(MODE)


def is_writer(name: str) -> bool:
    try:
        return name in grp.getgrnam(GROUP).gr_mem
    except KeyError:
        return False
