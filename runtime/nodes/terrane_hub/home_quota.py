"""What a person may keep, and what somebody beyond it gets: a short session of the smallest size, to make room."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from terrane_hub.declared_sessions import Size
from terrane_hub.errors import SessionRefused
from terrane_hub.home_use import Use, use_of
from terrane_hub.size_page import duration_words

GIB = 1 << 30
WARN_PERCENT = 80
ALARM_PERCENT = 90
# Long enough to look through a home and to delete; too short to work in.
ROOM_SECONDS = 3600
NOTICE = '<div class="alert alert-{kind}" id="home-use" role="status">{words}</div>'
KINDS = ((100, "danger"), (ALARM_PERCENT, "danger"), (WARN_PERCENT, "warning"), (0, "info"))


@dataclass(frozen=True)
class Standing:
    """A home and its quota."""

    use: Use
    quota: int
    """Bytes."""

    @property
    def percent(self) -> int:
        return self.use.bytes * 100 // self.quota

    @property
    def over(self) -> bool:
        return self.use.bytes > self.quota

    def words(self) -> str:
        at = self.use.at.strftime("%Y-%m-%d %H:%M UTC")
        return f"{in_gib(self.use.bytes)} of {in_gib(self.quota)} GiB ({self.percent} %, measured {at})"


def standing(state: Path, name: str, quota_gib: int | None) -> Standing | None:
    """None where there is no quota, or the home was never measured."""
    use = use_of(state, name) if quota_gib is not None else None
    return None if use is None or quota_gib is None else Standing(use, quota_gib * GIB)


def in_gib(size: int) -> str:
    return f"{size / GIB:.1f}"


def making_room(sizes: Sequence[Size]) -> Size | None:
    """The smallest of the sizes, for an hour."""
    if not sizes:
        return None
    least = min(sizes, key=lambda size: (size.gpus, size.memory_mib, size.cpus))
    return dataclasses.replace(least, max_seconds=min(least.max_seconds or ROOM_SECONDS, ROOM_SECONDS))


def held(mine: Standing | None, sizes: Sequence[Size]) -> list[Size]:
    """Of the sizes that somebody is offered, those that they get."""
    if mine is None or not mine.over:
        return list(sizes)
    room = making_room(sizes)
    return [] if room is None else [room]


def refuse_beyond(mine: Standing | None, given: object, sizes: Sequence[Size]) -> None:
    """Raises SessionRefused where somebody beyond the quota asks for more than to make room."""
    got = held(mine, sizes)
    if mine is None or not mine.over or given is None or any(size.name == given for size in got):
        return
    names = ", ".join(size.name for size in got) or "none"
    raise SessionRefused(f"your home takes {mine.words()}; until there is room again you get the size {names}. {HOW}")


HOW = (
    "Delete what you do not need any more, or move it elsewhere, then stop the session: the home is measured again."
    " Deleted in JupyterLab's file browser, files lie in ~/.local/share/Trash and count until that is emptied."
)


def notice(mine: Standing | None) -> str:
    """HTML, for the page on which a size is chosen; nothing where there is no quota."""
    if mine is None:
        return ""
    kind = next(word for percent, word in KINDS if mine.percent >= percent)
    words = [f"Your home takes {mine.words()}."]
    if mine.over:
        words.append(f"It is beyond its quota: you get the smallest size, for {duration_words(ROOM_SECONDS)}. {HOW}")
    elif mine.percent >= WARN_PERCENT:
        words.append("There is little room left: make some before you start something long.")
    return NOTICE.format(kind=kind, words=escape(" ".join(words)))
