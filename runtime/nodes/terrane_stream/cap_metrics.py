"""What passed the cap in the last minute. subcommand `cap-metrics`: prints it; `cap` writes it, every 10 s."""

from __future__ import annotations

import argparse
import collections
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from terrane_node.clock import iso
from terrane_node.files import read_json
from terrane_stream.cap_log import Passed
from terrane_stream.cap_settings import METRICS, Cap
from terrane_stream.errors import StreamError

WINDOW_SECONDS = 60.0
WRITE_SECONDS = 10.0
# Three times what passes between two writes.
OLD_SECONDS = 30.0


@dataclass
class Window:
    """The requests of the last minute."""

    started: float

    def __post_init__(self) -> None:
        self._passed: collections.deque[Passed] = collections.deque()

    def add(self, passed: Iterable[Passed]) -> None:
        self._passed.extend(passed)

    def at(self, now: float) -> list[Passed]:
        while self._passed and self._passed[0].ended <= now - WINDOW_SECONDS:
            self._passed.popleft()
        return list(self._passed)

    def seconds(self, now: float) -> float:
        """How long the window is: less than a minute in the first one."""
        return min(WINDOW_SECONDS, max(1.0, now - self.started))


def metrics(cap: Cap, window: Window, now: float, held: int | None) -> dict[str, Any]:
    """`held`: requests of the fleet that have no answer yet. Rates are of a second, times seconds.

    `max`: in the busiest second of the clock. `waiting`: how many waited for their turn, on average.
    """
    passed, seconds = window.at(now), window.seconds(now)
    by_second = collections.Counter(math.floor(one.sent) for one in passed)
    by_status = collections.Counter(str(one.status) for one in passed)
    return {
        "updated": iso(datetime.fromtimestamp(now, timezone.utc)),
        "cap": float(cap.rate),
        "requestsPerSecond": {"mean": round(len(passed) / seconds, 2), "max": max(by_second.values(), default=0)},
        "waiting": round(sum(one.waited for one in passed) / seconds, 1),
        "held": held,
        "byStatus": dict(sorted(by_status.items())),
        "waitSeconds": _percentiles([one.waited for one in passed]),
        "latencySeconds": _percentiles([one.latency for one in passed if one.latency is not None]),
        "bytesPerSecond": round(sum(one.bytes for one in passed) / seconds),
    }


def percentile(values: Sequence[float], percent: float) -> float:
    """The least of the values that so many percent of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def _percentiles(values: Sequence[float]) -> dict[str, float] | None:
    return {f"p{percent}": round(percentile(values, percent), 3) for percent in (50, 95)} if values else None


def table(shown: dict[str, Any]) -> str:
    rate = shown["requestsPerSecond"]
    statuses = ", ".join(f"{status}: {count}" for status, count in shown["byStatus"].items()) or "none"
    rows = [
        ("cap", f"{shown['cap']:g} requests/s"),
        ("passed", f"{rate['mean']:.2f} requests/s, {rate['max']} in the busiest second"),
        ("answers", statuses),
        ("source answers after", _times(shown["latencySeconds"])),
        ("waited for their turn", f"{shown['waiting']:g} requests on average, {_times(shown['waitSeconds'])}"),
        ("without an answer now", "not known" if shown["held"] is None else str(shown["held"])),
        ("data", f"{shown['bytesPerSecond'] / 1e6:.2f} MB/s"),
        ("minute up to", shown["updated"]),
    ]
    width = max(len(name) for name, _ in rows)
    return "".join(f"{name:<{width}}  {text}\n" for name, text in rows)


def _times(percentiles: dict[str, float] | None) -> str:
    return "no answer" if percentiles is None else f"{percentiles['p50']:.3f} s (p95 {percentiles['p95']:.3f} s)"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--file", type=Path, default=METRICS, metavar="FILE", help="what `cap` wrote (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="as it was written")


def run(arguments: argparse.Namespace) -> int:
    shown = read_json(arguments.file)
    if not isinstance(shown, dict):
        raise StreamError(f"{arguments.file}: nothing there; does the cap run? (systemctl status terrane-stream-cap)")
    sys.stdout.write(json.dumps(shown, indent=2) + "\n" if arguments.json else table(shown))
    age = (datetime.now(timezone.utc) - datetime.fromisoformat(shown["updated"])).total_seconds()
    if age > OLD_SECONDS:
        print(f"this is {age:.0f} s old: the cap does not run", file=sys.stderr)
        return 1
    return 0
