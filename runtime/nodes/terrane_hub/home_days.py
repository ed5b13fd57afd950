"""When somebody signed in last, by days. Where nothing was noted, the day on which it was first looked for counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from terrane_hub.whole_files import write_whole

FOLDER = "seen"


def note_seen(accounts: Path, name: str, day: date) -> None:
    if _read(accounts, name) == day:
        return
    folder = accounts / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / name, f"{day.isoformat()}\n", mode=0o600)


def last_seen(accounts: Path, name: str, today: date) -> date:
    """A day that lies ahead was noted by a wrong clock, and is not believed."""
    known = _read(accounts, name)
    if known is not None and known <= today:
        return known
    note_seen(accounts, name, today)
    return today


def _read(accounts: Path, name: str) -> date | None:
    try:
        return date.fromisoformat((accounts / FOLDER / name).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
