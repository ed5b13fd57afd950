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


def make_home(home: Path, uid: int, skeleton: Path, shared: str | None = None) -> None:
    """A home that is there is left as it is; one of somebody else's is refused.

    `shared`: a folder that the home gets a link to, of the name "shared".
    """
    if _is_there(home, uid):
        return
    beside = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name}.new-"))
    try:
        if skeleton.is_dir():
            shutil.copytree(skeleton, beside, symlinks=True, dirs_exist_ok=True)
        if shared is not None:
            (beside / SHARED_LINK).symlink_to(shared)
        _give(beside, uid)
        # Fails where another login of the same person was faster: a folder that is not empty is not replaced.
        with contextlib.suppress(OSError):
            os.rename(beside, home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    if not _is_there(home, uid):
        raise LoginRefused(f"the home {home} could not be made; tell the operators of the gateway")
    sync_folder(home.parent)


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


def _give(folder: Path, uid: int) -> None:
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(parent) / name, uid, uid, follow_symlinks=False)
    os.chown(folder, uid, uid)
    folder.chmod(MODE)
