"""The accounts as libnss-extrausers reads them, on the gateway and on the nodes: files passwd, group and shadow."""

from __future__ import annotations

import grp
from collections.abc import Iterable
from pathlib import Path

from terrane_hub.account_book import Entry
from terrane_hub.kernel_guards import guard_lines
from terrane_hub.whole_files import write_whole

SHELL = "/bin/bash"
# Days since 1970 on which the password was changed. With 0 a login program would ask for a new one.
CHANGED_DAY = 20000


def passwd_text(entries: Iterable[Entry], homes: Path) -> str:
    """Without logins: everybody reads this file."""
    return "".join(f"{one.name}:x:{one.uid}:{one.uid}::{homes / one.name}:{SHELL}\n" for one in entries)


def group_text(entries: Iterable[Entry]) -> str:
    return "".join(f"{one.name}:x:{one.uid}:\n" for one in entries)


def shadow_text(entries: Iterable[Entry]) -> str:
    """No password ever fits."""
    return "".join(f"{one.name}:*:{CHANGED_DAY}:0:99999:7:::\n" for one in entries)


def publish(folder: Path, entries: tuple[Entry, ...], homes: Path, groups: str = "") -> None:
    """Writes what has changed. `passwd` is last: what finds an account there finds its group too. `groups`: lines of
    others than people's own."""
    _publish(folder / "group", group_text(entries) + groups + guard_lines(folder), 0o644, -1)
    _publish(folder / "shadow", shadow_text(entries), 0o640, _shadow_group())
    _publish(folder / "passwd", passwd_text(entries, homes), 0o644, -1)


def _publish(file: Path, text: str, mode: int, group: int) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        write_whole(file, text, mode, group)


def _shadow_group() -> int:
    """Debian's programs that look at a password run in this group; other distributions have none."""
    try:
        return grp.getgrnam("shadow").gr_gid
    except KeyError:
        return -1
