"""Shards that are split and merged: windows and detectors go on in their heirs."""

from __future__ import annotations

import unittest
from collections import Counter

from live_case import EngineCase
from live_support import (
    ENDED,
    Inheritance,
    MemorySource,
    Stream,
    engine_of,
    event,
)
from terrane_stream.live.source import Gained


class Resharding(EngineCase):
    def split(self, heirs: dict[str, str]) -> None:
        """Shard 0 ends; those of its keys that an heir names go on there."""
        source = MemorySource(self.stream, 40)
        source.ending = {"0", "1"} & set(self.stream.records)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        while engine.step(0):
            self.clock.passed += 61
        notes = [note for position, note in self.stream.committed.values() if position == ENDED]
        self.assertEqual(len(notes), len(source.ending))
        # One heir is done before the other begins.
        for heir, keys in heirs.items():
            self.stream = Stream()
            for n in range(30, 60):
                for key in keys:
                    self.stream.put(heir, key, event(key, n * 20 + 1, 500.0 if n % 17 == 16 else 10.0, n))
            self.stream.put(heir, "end", event("end", 1e5))
            source = MemorySource(self.stream, 40)
            source.heritage[heir] = tuple(Inheritance(note, keys.__contains__) for note in notes)
            engine = engine_of(source, self.store, self.topic, self.clock, "two")
            source.open(engine._leave)
            while engine.step(0):
                self.clock.passed += 61
            engine._leave(heir)

    def first_half(self, shards: dict[str, str]) -> None:
        for n in range(30):
            for shard, keys in shards.items():
                for key in keys:
                    self.stream.put(shard, key, event(key, n * 20 + 1, 500.0 if n % 17 == 16 else 10.0, n))

    def check(self) -> None:
        counted = Counter((row["key"], int(str(row["numbers"])), row["seen"]) for row in self.rows())
        seen = {n: n + 1 - (n + 1) // 17 for n in range(60)}
        self.assertEqual(counted, Counter((key, n, seen[n]) for key in "abcd" for n in range(60)))
        self.assertEqual(
            Counter((alert.key, alert.row["numbers"]) for alert in self.topic.sent),
            Counter((key, str(n)) for key in "abcd" for n in range(60) if n % 17 == 16),
        )

    def test_a_split_shard_s_heirs_go_on_with_its_windows_and_detectors(self) -> None:
        self.first_half({"0": "abcd"})
        self.split({"2": "ab", "3": "cd"})
        self.check()

    def test_merged_shards_go_on_as_one(self) -> None:
        self.first_half({"0": "ab", "1": "cd"})
        self.split({"2": "abcd"})
        self.check()

    def test_a_gained_shard_that_was_never_read_begins_with_nothing(self) -> None:
        engine = engine_of(MemorySource(self.stream), self.store)
        engine._gain(Gained("7", "1", None, None))
        self.assertIsNone(engine._owned["7"].work.position)


if __name__ == "__main__":
    unittest.main()
