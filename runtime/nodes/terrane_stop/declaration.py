"""What the deployment says of limits: the document `stop`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from terrane_node.documents import need
from terrane_node.errors import SettingsError


@dataclass(frozen=True)
class Cause:
    """A limit: reached when the template carries the mark with this value, or when its moment has come."""

    id: str
    key: str
    value: str
    why: str
    ends: datetime | None = None
    """How long running jobs may go on then; None: as long as they take."""
    grace_seconds: int | None = None


@dataclass(frozen=True)
class Heeding:
    """A partition and the limits that it heeds."""

    partition: str
    template: str
    causes: tuple[Cause, ...]


def heeding(document: Mapping[str, Any]) -> list[Heeding]:
    """SettingsError where the document is not what a deployment writes."""
    causes = {name: _cause(name, raw) for name, raw in (document.get("causes") or {}).items()}
    return [_heeding(raw, causes) for raw in document.get("partitions") or []]


def _heeding(raw: Mapping[str, Any], causes: Mapping[str, Cause]) -> Heeding:
    where = "a partition of the stop document"
    named = raw.get("causes") or []
    unknown = [name for name in named if name not in causes]
    if unknown:
        raise SettingsError(f"the stop document has no cause {unknown[0]!r}")
    return Heeding(
        partition=need(raw, "name", where),
        template=need(raw, "template", where),
        causes=tuple(causes[name] for name in named),
    )


def _cause(name: str, raw: Mapping[str, Any]) -> Cause:
    where = f"cause {name} of the stop document"
    mark = need(raw, "mark", where)
    grace = raw.get("graceSeconds")
    return Cause(
        id=name,
        key=need(mark, "key", where),
        value=need(mark, "value", where),
        why=need(raw, "why", where),
        ends=None if raw.get("ends") is None else _moment(str(raw["ends"])),
        grace_seconds=None if grace is None else int(grace),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
