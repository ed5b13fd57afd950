"""What the head knows of its stops from one minute to the next; the ResumeProgram reads it as Slurm's user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from terrane_node.clock import iso
from terrane_node.files import read_json, write_json
from terrane_node.paths import Paths
from terrane_stop.verdict import Verdict, remembered_as


def read(paths: Paths) -> dict[str, Any]:
    kept = read_json(paths.stops)
    return kept if isinstance(kept, dict) else {}


def since(kept: Mapping[str, Any]) -> dict[str, datetime]:
    return {
        name: datetime.fromisoformat(text.replace("Z", "+00:00")) for name, text in (kept.get("since") or {}).items()
    }


def stopped(kept: Mapping[str, Any]) -> dict[str, str]:
    """Why, by partition."""
    return dict(kept.get("partitions") or {})


def write(paths: Paths, verdicts: Sequence[Verdict], before: Mapping[str, Any]) -> None:
    reached = [(verdict.partition, each) for verdict in verdicts for each in verdict.reached]
    now = {
        "partitions": {verdict.partition: verdict.why for verdict in verdicts if verdict.reached},
        "since": {remembered_as(partition, each.cause): iso(each.since) for partition, each in reached},
    }
    if now != before:
        write_json(paths.stops, now)
