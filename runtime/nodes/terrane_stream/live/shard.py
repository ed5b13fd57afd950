"""The work on one shard: records become windows, windows go to the detector, and what it gives is kept for the next
checkpoint."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from terrane_node.clock import Clock
from terrane_stream.errors import HandlerError, StreamError
from terrane_stream.handler import Handler
from terrane_stream.live.alerts import FIELD, Alert, Topic
from terrane_stream.live.detectors import Detectors
from terrane_stream.live.events import BadRecord, Reader
from terrane_stream.live.limit import Limit
from terrane_stream.live.metrics import Metrics
from terrane_stream.live.outbox import Outbox, Waiting
from terrane_stream.live.source import Record
from terrane_stream.live.window import Window
from terrane_stream.live.windows import Closed, Spec, Windows
from terrane_stream.rows import Row

# Columns that every row of the results has, beside `chunk`.
KEY, START, END = "key", "window_start", "window_end"


@dataclass(frozen=True)
class Tools:
    """What the shards of a consumer share."""

    fleet: str
    reader: Reader
    spec: Spec
    handler: Handler
    limit: Limit
    topic: Topic | None
    clock: Clock
    metrics: Metrics


@dataclass
class Output:
    """What came of the records since the last checkpoint."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    """By window."""
    dead: list[dict[str, Any]] = field(default_factory=list)
    """Records and windows that failed, JSON-able, with their reasons and their data."""
    records: int = 0
    windows: int = 0


class ShardWork:
    def __init__(self, shard: str, tools: Tools) -> None:
        self.shard = shard
        self.position: str | None = None
        """Of the last record processed."""
        self.repeated = 0
        """Records that the stream gave again."""
        self.output = Output()
        self.windows = Windows(tools.spec)
        self.outbox = Outbox(tools.topic, tools.clock, tools.metrics)
        self._detectors = Detectors(tools.handler, tools.limit)
        self._tools = tools

    def process(self, record: Record) -> None:
        if self.position is not None and int(record.position) <= int(self.position):
            self.repeated += 1
            return
        self.position = record.position
        self.output.records += 1
        self._tools.metrics.counts["records"] += 1
        try:
            event = self._tools.reader(record)
        except BadRecord as error:
            self._bury({"position": record.position, "partitionKey": record.key}, str(error), [record.data])
            return
        for closed in self.windows.add(event):
            self._detect(closed, record.arrived)

    def flush(self) -> None:
        """Closes what is open, as at the end of a replay."""
        for closed in self.windows.flush():
            self._detect(closed, max(event.arrived for event in closed.events))

    def bury(self, window: str, reason: str) -> None:
        """For a window whose rows fit no column."""
        self._bury({"window": window}, reason, [])

    def state(self) -> dict[str, Any]:
        return {"windows": self.windows.state(), "detectors": self._detectors.state(), "outbox": self.outbox.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.inherit(state, lambda route: True)
        self.windows.late = {str(key): int(count) for key, count in state["windows"]["late"].items()}
        self.windows.duplicates = int(state["windows"]["duplicates"])

    def inherit(self, state: Mapping[str, Any], takes: Callable[[str], bool]) -> None:
        """Of a shard that became this one, what belongs to the partition keys that `takes` names."""
        self.windows.restore(state["windows"], takes)
        self._detectors.restore(state["detectors"], takes)
        self.outbox.restore(state["outbox"], takes)

    def _detect(self, closed: Closed, closing: float) -> None:
        self.output.windows += 1
        self._tools.metrics.counts["windows"] += 1
        window = Window(closed)
        named: Row = {KEY: window.key, START: _iso(window.start), END: _iso(window.end)}
        try:
            rows = self._detectors.rows(window, closed.events[0].route)
            told = [_row(named, row) for row in rows]
        except StreamError as error:
            self._bury(named, str(error), [event.data for event in closed.events])
            return
        if told:
            self.output.rows[f"{window.key}/{named[START]}"] = told
            self._tools.metrics.counts["rows"] += len(told)
        for row in rows:
            if row.get(FIELD):
                alert = Alert.of(self._tools.fleet, window.key, window.start, window.end, row)
                first = min(event.arrived for event in closed.events)
                self.outbox.add(Waiting(alert, closed.events[0].route, first, closing))

    def _bury(self, what: Mapping[str, Any], reason: str, data: list[bytes]) -> None:
        records = [base64.b64encode(each).decode() for each in data]
        self.output.dead.append({"shard": self.shard, **what, "reason": reason, "records": records})
        self._tools.metrics.counts["dead"] += 1


def _row(named: Row, row: Row) -> Row:
    if not row.keys().isdisjoint(named):
        taken = sorted(row.keys() & named)[0]
        raise HandlerError(f"a row has a column named {taken!r}; the results have one of that name already")
    return {**named, **row}


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
