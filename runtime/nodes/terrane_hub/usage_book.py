"""What sessions have used: a line when one begins, one when it has ended, on the volume that outlives the machine."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "usage.jsonl"


@dataclass(frozen=True)
class Use:
    user: str
    session: str
    """Empty for the user's first one."""
    size: str
    node: str
    begun: datetime
    ended: datetime | None
    """None: it runs, or its end was not seen."""

    def seconds_until(self, now: datetime) -> float:
        return max(0.0, ((self.ended or now) - self.begun).total_seconds())


class UsageBook:
    """One writer, the hub; readers at any time."""

    def __init__(self, state: Path) -> None:
        self._file = state / FILE

    def begin(self, user: str, session: str, size: str, node: str, at: datetime) -> None:
        self._append({"user": user, "session": session, "size": size, "node": node, "begun": at.isoformat()})

    def end(self, user: str, session: str, at: datetime) -> None:
        self._append({"user": user, "session": session, "ended": at.isoformat()})

    def uses(self) -> list[Use]:
        """In the order in which they began."""
        try:
            return uses_of(self._file.read_text().splitlines())
        except FileNotFoundError:
            return []

    def _append(self, entry: dict[str, str]) -> None:
        # One write of one line: a reader sees it whole or not at all.
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, (json.dumps(entry) + "\n").encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def uses_of(lines: Iterable[str]) -> list[Use]:
    """A session whose end was not seen has ended when the next of its user and name begins, at the latest.

    A line that power was lost in the middle of is left out.
    """
    found: list[Use] = []
    running: dict[tuple[str, str], int] = {}
    for line in lines:
        try:
            entry = json.loads(line)
            key = (entry["user"], entry["session"])
            at = datetime.fromisoformat(entry.get("begun") or entry["ended"])
        except (ValueError, KeyError, TypeError):
            continue
        open_at = running.pop(key, None)
        if open_at is not None:
            found[open_at] = _ended(found[open_at], at)
        if "begun" in entry:
            running[key] = len(found)
            found.append(Use(*key, entry.get("size", ""), entry.get("node", ""), at, None))
    return found


def _ended(use: Use, at: datetime) -> Use:
    return Use(use.user, use.session, use.size, use.node, use.begun, at)
