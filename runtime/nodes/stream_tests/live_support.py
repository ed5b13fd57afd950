"""What the tests of the live engine share: a clock, a stream and a store in memory, a topic, declarations."""

# ruff: noqa: E402 (the package is found by a path that is added here)

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).resolve().parent.parent
DETECTORS = Path(__file__).resolve().parent / "live_detectors"
sys.path.insert(0, str(PACKAGES))
sys.dont_write_bytecode = True
os.environ.update(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_EC2_METADATA_DISABLED="true")
for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_CA_BUNDLE"):
    os.environ.pop(name, None)

from terrane_stream.declaration import declaration_of
from terrane_stream.errors import NoSuchObject
from terrane_stream.fields import Fields
from terrane_stream.handler import load_handler
from terrane_stream.live.alerts import Alert, Topic, Unsent
from terrane_stream.live.checkpoints import Checkpoints
from terrane_stream.live.engine import Engine
from terrane_stream.live.events import reader
from terrane_stream.live.limit import Limit
from terrane_stream.live.metrics import Metrics
from terrane_stream.live.opening import stream_of
from terrane_stream.live.shard import Tools
from terrane_stream.live.source import ENDED, Batch, Fenced, Gained, Inheritance, Lag, Record, Source, Unsure
from terrane_stream.live.windows import Spec
from terrane_stream.stores import Store

logging.getLogger("terrane.stream").addHandler(logging.NullHandler())
logging.getLogger("terrane.stream").propagate = False

REGION = "us-west-2"
BEGIN = datetime(2026, 1, 1, tzinfo=timezone.utc)
# Of what is in a stream before anybody reads it.
ARRIVED = BEGIN + timedelta(days=3)
PREFIX = "results/"


class FakeClock:
    """Sleeping is the only thing that takes time."""

    def __init__(self, start: datetime = ARRIVED) -> None:
        self.start = start
        self.passed = 0.0
        self.on_sleep: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.on_sleep()


def event(key: str, seconds: float, value: float = 1.0, n: int = 0) -> bytes:
    """A JSON record, so many seconds after BEGIN."""
    moment = BEGIN + timedelta(seconds=seconds)
    return json.dumps({"station": key, "time": moment.isoformat(), "value": value, "n": n}).encode()


def declaration(
    protocol: str = "kinesis", handler: str = "spikes.Spikes", worker: Mapping[str, Any] | None = None, **live: Any
) -> dict[str, Any]:
    """`live`: fields of the live part."""
    return {
        "format": 1,
        "name": "test",
        "engine": "live",
        "source": {
            "kind": "stream",
            "protocol": protocol,
            "format": "json",
            "key": "station",
            "time": "time",
            "value": "value",
            "pollSeconds": 0.5,
        },
        "worker": {"handler": handler, "timeoutSeconds": 60, **(worker or {})},
        "workers": {"max": 3},
        "results": {"prefix": PREFIX},
        "live": {
            "window": {"sizeSeconds": 20, "everySeconds": 20},
            "allowedLatenessSeconds": 30,
            "checkpointSeconds": 60,
            **live,
        },
    }


@dataclass
class Stream:
    """A stream in memory, as a service would hold it: records, owners and checkpoints by shard."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    epochs: dict[str, int] = field(default_factory=dict)
    committed: dict[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, shard: str, key: str, data: bytes, arrived: float | None = None) -> None:
        records = self.records.setdefault(shard, [])
        when = ARRIVED.timestamp() if arrived is None else arrived
        records.append(Record(shard, str(len(records)), key, data, when))


class MemorySource:
    """Owns all shards of the stream from when it is opened; whoever opens next takes them away."""

    def __init__(self, stream: Stream, most: int = 10_000) -> None:
        self.stream = stream
        self.most = most
        self.heritage: dict[str, tuple[Inheritance, ...]] = {}
        self.ending: set[str] = set()
        self.on_commit: Callable[[], None] = lambda: None
        self.after_commit: Callable[[], None] = lambda: None
        self.leaving: Callable[[str], None] = lambda shard: None
        self._epochs: dict[str, int] = {}
        self._next: dict[str, int] = {}
        self._pending: list[Gained] = []

    def open(self, leaving: Callable[[str], None]) -> None:
        self.leaving = leaving
        for shard in sorted(self.stream.records):
            self.own(shard)

    def own(self, shard: str) -> None:
        self._epochs[shard] = self.stream.epochs[shard] = self.stream.epochs.get(shard, 0) + 1
        position, note = self.stream.committed.get(shard, (None, None))
        if position == ENDED:
            return
        self._next[shard] = 0 if position is None else int(position) + 1
        heritage = self.heritage.get(shard, ()) if note is None else ()
        self._pending.append(Gained(shard, str(self._epochs[shard]), position, note, heritage))

    def poll(self, seconds: float, most: int) -> Batch:
        batch = Batch(gained=self._pending)
        self._pending = []
        for shard in sorted(self._next):
            found = self.stream.records[shard][self._next[shard] :][: min(most, self.most)]
            self._next[shard] += len(found)
            batch.records += found
            if shard in self.ending and self._next[shard] == len(self.stream.records[shard]):
                batch.ended.append(shard)
                del self._next[shard]
        return batch

    def commit(self, shard: str, position: str, note: str) -> None:
        self.on_commit()
        if self.stream.epochs[shard] != self._epochs[shard]:
            self._next.pop(shard, None)
            raise Fenced(f"{shard} has another owner")
        self.stream.committed[shard] = (position, note)
        self.after_commit()

    def abandon(self, shard: str) -> None:
        self.own(shard)

    def lag(self) -> Mapping[str, Lag]:
        return {shard: Lag(records=len(self.stream.records[shard]) - after) for shard, after in self._next.items()}

    def close(self) -> None:
        self._next.clear()


class MemoryStore:
    """Objects in memory. Calls `on_put` before one is written."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.on_put: Callable[[str], None] = lambda key: None

    def put(self, key: str, data: bytes) -> None:
        self.on_put(key)
        self.objects[key] = data

    def get(self, key: str) -> bytes:
        if key not in self.objects:
            raise NoSuchObject(key)
        return self.objects[key]

    def fetch(self, key: str, target: Path) -> None:
        target.write_bytes(self.get(key))

    def list(self, prefix: str) -> Iterator[str]:
        return iter(sorted(key for key in self.objects if key.startswith(prefix)))

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)

    def exists(self, key: str) -> bool:
        return key in self.objects


class ListTopic:
    """Keeps what is sent; refuses while it is told to."""

    def __init__(self) -> None:
        self.sent: list[Alert] = []
        self.refuses = 0

    def send(self, alert: Alert) -> None:
        if self.refuses:
            self.refuses -= 1
            raise Unsent("the topic does not answer")
        self.sent.append(alert)


def engine_of(
    source: Source,
    store: Store,
    topic: Topic | None = None,
    clock: FakeClock | None = None,
    owner: str = "one",
    document: Mapping[str, Any] | None = None,
) -> Engine:
    declared = declaration_of(Fields(document or declaration(), "", "declaration.json"))
    live, clock = declared.live, clock or FakeClock()
    assert live is not None
    window = live.window
    metrics = Metrics(owner, clock, live.latency_target_seconds)
    tools = Tools(
        fleet=declared.name,
        reader=reader(stream_of(declared)),
        spec=Spec.seconds(window.size_seconds, window.every_seconds, live.allowed_lateness_seconds),
        handler=load_handler(DETECTORS, declared.worker.handler),
        limit=Limit(declared.worker.timeout_seconds),
        topic=topic,
        clock=clock,
        metrics=metrics,
    )
    checkpoints = Checkpoints(store, PREFIX, clock)
    return Engine(source, checkpoints, tools, store, f"{PREFIX}metrics/{owner}.json", live.checkpoint_seconds)


__all__ = [
    "ARRIVED",
    "BEGIN",
    "DETECTORS",
    "ENDED",
    "PACKAGES",
    "PREFIX",
    "REGION",
    "FakeClock",
    "Inheritance",
    "ListTopic",
    "MemorySource",
    "MemoryStore",
    "Stream",
    "Unsure",
    "declaration",
    "engine_of",
    "event",
]
