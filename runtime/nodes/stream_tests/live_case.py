"""The engine on a stream and a store in memory."""

from __future__ import annotations

import random
import unittest
from collections import Counter
from typing import Any

from live_support import (
    PREFIX,
    FakeClock,
    ListTopic,
    MemorySource,
    MemoryStore,
    Stream,
    engine_of,
    event,
)
from terrane_stream.live import readers
from terrane_stream.rows import Row

SHARDS = ("0", "1")


class Crash(BaseException):
    """The process is gone at this moment."""


def flow(stream: Stream, events: int = 60, seed: int = 1) -> None:
    """Events of four keys over two shards, a little disordered; every 17th of a key is an outlier."""
    drawn = random.Random(seed)
    told = [(n, key) for n in range(events) for key in ("a", "b", "c", "d")]
    for n, key in sorted(told, key=lambda each: each[0] * 20 + drawn.uniform(0, 25)):
        value = 500.0 if n % 17 == 16 else 10.0
        stream.put("0" if key in "ab" else "1", key, event(key, n * 20 + 1, value, n))
    for shard in SHARDS:
        stream.put(shard, "end", event("end", 1e5))


class EngineCase(unittest.TestCase):
    def setUp(self) -> None:
        self.stream = Stream()
        self.store = MemoryStore()
        self.topic = ListTopic()
        self.clock = FakeClock()

    def consume(self, owner: str = "one", most: int = 50, document: Any = None) -> MemorySource:
        """To the end of the stream, with checkpoints after every batch of `most`."""
        source = MemorySource(self.stream, most)
        engine = engine_of(source, self.store, self.topic, self.clock, owner, document)
        source.open(engine._leave)
        while engine.step(0):
            self.clock.passed += 61
        for shard in SHARDS:
            engine._leave(shard)
        return source

    def rows(self) -> list[Row]:
        return list(readers.rows(self.store, PREFIX))

    def windows(self) -> Counter[tuple[Any, ...]]:
        """What was found, by key and window: how often."""
        return Counter(
            (row["key"], row["window_start"], row["numbers"], row["seen"], row.get("alert")) for row in self.rows()
        )
