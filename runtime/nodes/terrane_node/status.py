"""The boot's history on disk: which phase ran when, how long, and how it ended."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from terrane_node.clock import iso
from terrane_node.files import read_json, write_json
from terrane_node.paths import Paths

OUTCOMES = ("running", "done", "failed")


def record(paths: Paths, who: dict[str, str], phase: str, outcome: str, reason: str, now: datetime) -> dict[str, Any]:
    """Notes the phase and gives its entry. A phase that runs again keeps its place and counts its attempts."""
    with _alone(paths):
        status = _read(paths)
        entry = next((one for one in status["phases"] if one["name"] == phase), None)
        if entry is None:
            entry = {"name": phase, "attempts": 0}
            status["phases"].append(entry)
        if outcome == "running" or "start" not in entry:
            entry.update(start=iso(now), attempts=entry["attempts"] + 1)
            for old in ("end", "seconds"):
                entry.pop(old, None)
        if outcome != "running":
            entry.update(end=iso(now), seconds=_seconds_between(entry["start"], now))
        entry.update(outcome=outcome, reason=reason)
        status.update(**who, phase=phase, outcome=outcome, reason=reason, updated=iso(now))
        write_json(paths.boot_status, status)
        return dict(entry)


def _read(paths: Paths) -> dict[str, Any]:
    status = read_json(paths.boot_status)
    return status if isinstance(status, dict) and isinstance(status.get("phases"), list) else {"phases": []}


def _seconds_between(start: str, end: datetime) -> int | None:
    began = datetime.fromisoformat(start.replace("Z", "+00:00"))
    return max(0, round((end - began).total_seconds()))


@contextmanager
def _alone(paths: Paths) -> Iterator[None]:
    """The boot and the head's timers report at the same time."""
    paths.state.mkdir(parents=True, exist_ok=True)
    with open(paths.state / "boot.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
