"""A line on the hub's pages. The hub reads it for each page: no restart is needed."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from terrane_hub.whole_files import write_whole

FILE = "announcement"
MOST_CHARACTERS = 1000


class Announcement(str):
    """A text for the templates that is what the file says when it is shown."""

    _file: Path

    def __new__(cls, file: Path) -> Announcement:
        made = super().__new__(cls, "")
        made._file = file
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Announcement:
        return self

    def __bool__(self) -> bool:
        return bool(self._text())

    def __str__(self) -> str:
        return self._text()

    def __html__(self) -> str:
        """The templates take it for HTML."""
        return escape(self._text())

    def _text(self) -> str:
        try:
            return self._file.read_text(encoding="utf-8").strip()[:MOST_CHARACTERS]
        except FileNotFoundError:
            return ""


def announce(state: Path, text: str) -> None:
    """An empty text takes the line away."""
    file = state / FILE
    if text:
        write_whole(file, text + "\n", mode=0o600)
    else:
        file.unlink(missing_ok=True)
