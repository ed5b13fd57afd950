"""How much of its file system each home takes: measured, and kept with the hub's state."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from terrane_hub.errors import HubError
from terrane_hub.places import SYSTEM_PATH, program
from terrane_hub.whole_files import write_whole

FOLDER = "home-use"
# Of one home. A timer's run ends before systemd ends it, and the next one begins with what was measured longest ago.
ONE_SECONDS = 300
ALL_SECONDS = 540


@dataclass(frozen=True)
class Use:
    bytes: int
    at: datetime
    """When it was measured, UTC."""


def use_of(state: Path, name: str) -> Use | None:
    """As it was measured last; None where it never was."""
    try:
        raw = json.loads((state / FOLDER / name).read_text(encoding="ascii"))
        return Use(int(raw["bytes"]), datetime.fromisoformat(raw["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def measure(state: Path, home: Path, within: float = ONE_SECONDS) -> Use | None:
    """None where there is no home, or it could not be measured in time: what was known of it stays."""
    if not home.is_dir():
        return None
    size = disk_use(home, within)
    if size is None:
        return None
    use = Use(size, datetime.now(timezone.utc))
    folder = state / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / home.name, json.dumps({"bytes": use.bytes, "at": use.at.isoformat()}) + "\n", mode=0o600)
    return use


def measure_all(
    state: Path, homes: Path, names: Iterable[str], clock: Callable[[], float] = time.monotonic
) -> list[str]:
    """Those that were measured; the longest ago first."""
    end = clock() + ALL_SECONDS
    never = datetime.min.replace(tzinfo=timezone.utc)

    def age(name: str) -> datetime:
        use = use_of(state, name)
        return use.at if use else never

    done = []
    for name in sorted(names, key=lambda one: (age(one), one)):
        left = end - clock()
        if left <= 0:
            break
        if measure(state, homes / name, min(ONE_SECONDS, left)) is not None:
            done.append(name)
    return done


def disk_use(home: Path, within: float) -> int | None:
    """What it takes on its own file system; what is mounted below is not the home's."""
    command = [program("du"), "--summarize", "--one-file-system", "--block-size=1", str(home)]
    try:
        said = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=within, env={"PATH": SYSTEM_PATH}
        )
    except subprocess.TimeoutExpired:
        return None
    words = said.stdout.split("\t", 1)
    # Files that go away while it looks make it end with 1; the sum is there all the same.
    if len(words) != 2 or not words[0].isdigit():
        raise HubError(f"du does not tell the size of {home}: {said.stderr.strip()[:300]}")
    return int(words[0])
