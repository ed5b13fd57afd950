"""Homes: made once, whole, private to their owner."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from terrane_hub.errors import LoginRefused
from terrane_hub.whole_files import sync_folder

MODE = 0o700
SHARED_LINK = "shared"


def make_home(home: Path, uid: int, skeleton: Path, shared: str | None = None, gid: int | None = None) -> None:
    """A home that is there is left as it is; one of somebody else's is refused.

    `shared`: a folder that the home gets a link to, of the name "shared". `gid`: without it the number of the uid.
    """
    if _is_there(home, uid):
        return
    beside = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name}.new-"))
    try:
        if skeleton.is_dir():
            shutil.copytree(skeleton, beside, symlinks=True, dirs_exist_ok=True)
        if shared is not None:
            (beside / SHARED_LINK).symlink_to(shared)
        _give(beside, uid, uid if gid is None else gid)
        # Fails where another login of the same person was faster: a folder that is not empty is not replaced.
        with contextlib.suppress(OSError):
            os.rename(beside, home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    if not _is_there(home, uid):
        raise LoginRefused(f"the home {home} could not be made; tell the operators of the gateway")
    sync_folder(home.parent)


def link_shared(home: Path, uid: int, shared: str) -> None:
    """In a home that was made before there was a shared folder. What has the name already stays."""
    link = home / SHARED_LINK
    with contextlib.suppress(FileExistsError):
        link.symlink_to(shared)
        os.chown(link, uid, uid, follow_symlinks=False)


def _is_there(home: Path, uid: int) -> bool:
    try:
        found = home.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise LoginRefused(
            f"{home} is there and not a folder of uid {uid} (it has uid {found.st_uid});"
            " tell the operators of the gateway"
        )
    return True


def _give(folder: Path, uid: int, gid: int) -> None:
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(parent) / name, uid, gid, follow_symlinks=False)
    os.chown(folder, uid, gid)
    folder.chmod(MODE)
