"""Homes that nobody has come to for long: put aside, kept for a time, brought back to who returns, deleted at last."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from terrane_hub.account_book import Entry
from terrane_hub.errors import HubError
from terrane_hub.home_days import last_seen
from terrane_hub.whole_files import sync_folder

FOLDER = ".deleted"
GRACE_DAYS = 30
NAME = re.compile(r"(?P<name>[a-z_][a-z0-9_-]{0,31})-(?P<day>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Aside:
    name: str
    day: date
    """On which it was put aside."""
    path: Path

    @property
    def deleted_on(self) -> date:
        return self.day + timedelta(days=GRACE_DAYS)


@dataclass(frozen=True)
class Due:
    """What is to be done on a day, and not done yet."""

    aside: tuple[Entry, ...]
    busy: tuple[Entry, ...]
    """Would be put aside, but have a session or a job."""
    delete: tuple[Aside, ...]


def aside(homes: Path) -> list[Aside]:
    """The oldest first. What is named in another way is not the gateway's to delete."""
    folder = homes / FOLDER
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = NAME.fullmatch(path.name)
        if match is None or path.is_symlink() or not path.is_dir():
            continue
        try:
            found.append(Aside(match["name"], date.fromisoformat(match["day"]), path))
        except ValueError:
            continue
    return sorted(found, key=lambda one: (one.day, one.name))


def due(
    entries: Iterable[Entry], homes: Path, accounts: Path, after_days: int | None, busy: Collection[str], today: date
) -> Due:
    """`after_days`: None puts nothing aside and deletes nothing."""
    if after_days is None:
        return Due((), (), ())
    limit = today - timedelta(days=after_days)
    late = [
        entry
        for entry in entries
        if is_home(homes / entry.name, entry.uid) and last_seen(accounts, entry.name, today) < limit
    ]
    return Due(
        tuple(entry for entry in late if entry.name not in busy),
        tuple(entry for entry in late if entry.name in busy),
        tuple(one for one in aside(homes) if one.deleted_on <= today),
    )


def is_home(home: Path, uid: int) -> bool:
    """A folder of this person's, and no link to one."""
    try:
        found = home.lstat()
    except FileNotFoundError:
        return False
    return home.is_dir() and not home.is_symlink() and found.st_uid == uid


def put_aside(homes: Path, name: str, today: date) -> Path:
    """In one step, on one file system: a home is either here or there, and whole."""
    folder = homes / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{name}-{today.isoformat()}"
    if target.exists():
        raise HubError(f"{target} is there already; nothing was put in its place")
    try:
        os.rename(homes / name, target)
    except OSError as error:
        raise HubError(f"{homes / name} is not put aside: {error.strerror}") from error
    sync_folder(folder)
    sync_folder(homes)
    return target


def bring_back(homes: Path, name: str, uid: int) -> bool:
    """Whether there was one of theirs: the newest. One that is there is left as it is."""
    mine = [one for one in aside(homes) if one.name == name and is_home(one.path, uid)]
    if not mine or (homes / name).exists():
        return False
    os.rename(mine[-1].path, homes / name)
    sync_folder(homes)
    return True


def delete(one: Aside) -> None:
    # Links in it are removed, not followed.
    shutil.rmtree(one.path)
