"""The engine on a stream in memory: what it gives."""

from __future__ import annotations

import json
import unittest
from collections import Counter
from typing import Any

from live_case import SHARDS, EngineCase, flow
from live_records import miniseed
from live_support import (
    PREFIX,
    FakeClock,
    MemorySource,
    declaration,
    engine_of,
    event,
)
from terrane_stream.live import readers


class Results(EngineCase):
    def test_every_window_of_every_key_is_one_row(self) -> None:
        flow(self.stream)
        self.consume()
        counted = self.windows()
        self.assertEqual(len(counted), 4 * 60)
        self.assertEqual(set(counted.values()), {1})
        self.assertEqual(sorted(int(str(row["numbers"])) for row in self.rows() if row["key"] == "a"), list(range(60)))

    def test_the_size_of_the_batches_changes_nothing(self) -> None:
        flow(self.stream)
        self.consume(most=7)
        small = self.windows()
        self.setUp()
        flow(self.stream)
        self.consume(most=10_000)
        self.assertEqual(small, self.windows())

    def test_rows_name_their_key_and_window(self) -> None:
        flow(self.stream, 3)
        self.consume()
        row = next(row for row in self.rows() if row["key"] == "b" and row["numbers"] == "1")
        self.assertEqual(row["window_start"], "2026-01-01T00:00:20Z")
        self.assertEqual(row["window_end"], "2026-01-01T00:00:40Z")

    def test_a_stream_that_stands_still_makes_no_checkpoints(self) -> None:
        flow(self.stream, 5)
        self.consume()
        before = sorted(self.store.list(f"{PREFIX}shard="))
        self.consume()
        self.assertEqual(sorted(self.store.list(f"{PREFIX}shard=")), before)

    def test_states_of_earlier_checkpoints_are_deleted(self) -> None:
        flow(self.stream)
        self.consume(most=20)
        states = [key for key in self.store.list(PREFIX) if key.endswith(".state.json")]
        self.assertEqual(len(states), len(SHARDS))

    def test_records_that_the_stream_gives_again_count_once(self) -> None:
        flow(self.stream)
        self.consume()
        wanted = self.windows()
        self.setUp()
        flow(self.stream)
        for shard in SHARDS:
            records = self.stream.records[shard]
            self.stream.records[shard] = [again for record in records for again in (record, record)] + records[:20]
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        engine.step(0)
        for shard in SHARDS:
            engine._leave(shard)
        self.assertEqual(self.windows(), wanted)
        self.assertEqual(readers.late(self.store, PREFIX), {})

    def test_a_producer_that_puts_an_event_twice_counts_once(self) -> None:
        for n in range(10):
            for _ in range(2):
                self.stream.put("0", "a", event("a", n * 20, n=n))
        self.stream.put("0", "a", event("a", 1e5))
        self.consume()
        self.assertEqual({row["events"] for row in self.rows()}, {1})
        self.assertEqual(readers.committed(self.store, PREFIX)[-1].duplicates, 10)

    def test_late_events_are_counted_by_key(self) -> None:
        self.stream.put("0", "a", event("a", 5, n=1))
        self.stream.put("0", "b", event("b", 500, n=2))
        for n in range(3):
            self.stream.put("0", "a", event("a", 6 + n, n=10 + n))
        self.consume()
        self.assertEqual(readers.late(self.store, PREFIX), {"a": 3})
        self.stream.put("0", "a", event("a", 9, n=20))
        self.consume("two")
        self.assertEqual(readers.late(self.store, PREFIX), {"a": 4})
        self.assertEqual([row["numbers"] for row in self.rows()], ["1"])

    def test_a_silent_key_is_closed_by_its_shard(self) -> None:
        self.stream.put("0", "silent", event("silent", 5, n=1))
        for n in range(5):
            self.stream.put("0", "a", event("a", n * 20, n=n))
        self.consume()
        self.assertIn(("silent", "1"), {(row["key"], row["numbers"]) for row in self.rows()})

    def test_open_windows_are_closed_at_the_end_of_a_replay(self) -> None:
        for n in range(5):
            self.stream.put("0", "a", event("a", n * 20, n=n))
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, clock=(clock := FakeClock()))
        poll = source.poll

        def waiting(seconds: float, most: int) -> Any:
            clock.passed += seconds
            return poll(seconds, most)

        source.poll = waiting  # type: ignore[method-assign]
        engine.run(until_idle=5)
        self.assertEqual([row["numbers"] for row in self.rows()], ["0", "1", "2", "3", "4"])


class Miniseed(EngineCase):
    def test_records_become_the_stream_of_their_window_also_from_a_checkpoint(self) -> None:
        document = declaration(handler="spikes.samples")
        document["source"]["format"] = "miniseed"
        for second in range(0, 120, 5):
            for code in ("ANMO", "COLA"):
                self.stream.put("0", f"IU.{code}", miniseed(second, code))
        self.stream.put("0", "IU.ANMO", miniseed(1000)[:100])
        self.stream.put("0", "IU.ANMO", miniseed(1000))
        self.consume(most=7, document=document)
        found = Counter((row["id"], row["samples"], row["sum"]) for row in self.rows())
        # Four records of 100 samples a window: 0 to 99 each.
        self.assertEqual(found, {("IU.ANMO..BHZ", 400, 19800): 6, ("IU.COLA..BHZ", 400, 19800): 6})
        (letter,) = readers.dead(self.store, PREFIX)
        self.assertIn("100 bytes, and is a miniSEED record of 512", letter["reason"])


class Detectors(EngineCase):
    def flow(self) -> None:
        for n in range(4):
            for key in ("good", "bad", "dull"):
                self.stream.put("0", key, event(key, n * 20, n=n))
        self.stream.put("0", "end", event("end", 1e4))

    def test_an_exception_for_one_key_is_a_dead_letter_with_its_reason_and_records(self) -> None:
        self.flow()
        self.consume(document=declaration(handler="spikes.picky"))
        self.assertEqual(Counter(row["key"] for row in self.rows()), {"good": 4})
        letters = list(readers.dead(self.store, PREFIX))
        self.assertEqual([(letter["key"], letter["window_start"][-9:]) for letter in letters][0], ("bad", "00:00:00Z"))
        self.assertEqual(len(letters), 4)
        self.assertRegex(letters[0]["reason"], r"spikes.py line \d+ in picky: ZeroDivisionError")
        self.assertEqual(json.loads(letters[0]["records"][0])["station"], "bad")

    def test_a_detector_that_does_not_end_for_one_key_is_interrupted(self) -> None:
        self.flow()
        self.consume(document=declaration(handler="spikes.slow", worker={"timeoutSeconds": 0.05}))
        self.assertEqual(Counter(row["key"] for row in self.rows()), {"good": 4, "dull": 4})
        self.assertIn("did not end in 0.05 s", [letter["reason"] for letter in readers.dead(self.store, PREFIX)][0])

    def test_a_column_of_another_kind_is_a_dead_letter(self) -> None:
        self.flow()
        self.consume(document=declaration(handler="spikes.kinds"))
        self.assertNotIn("good", {row["key"] for row in self.rows()})
        self.assertIn("column 'value' holds", next(readers.dead(self.store, PREFIX))["reason"])

    def test_a_column_that_the_results_have_already_is_a_dead_letter(self) -> None:
        self.flow()
        self.consume(document=declaration(handler="spikes.taken"))
        self.assertEqual(self.rows(), [])
        self.assertIn("a column named 'key'", next(readers.dead(self.store, PREFIX))["reason"])

    def test_records_that_are_none_are_dead_letters(self) -> None:
        bad = {
            b"{": "not JSON",
            b"[]": "not a JSON object",
            b'{"time": 5}': "'station' is None",
            b'{"station": "a", "time": "noon"}': "'time' is 'noon'",
            b'{"station": "a", "time": 99999999999}': "ahead of its arrival",
        }
        for data in bad:
            self.stream.put("0", "x", data)
        self.flow()
        self.consume()
        letters = list(readers.dead(self.store, PREFIX))
        self.assertEqual([letter["records"] for letter in letters], [[data] for data in bad])
        for letter, reason in zip(letters, bad.values(), strict=True):
            self.assertIn(reason, letter["reason"])
        self.assertEqual(len([row for row in self.rows() if row["key"] == "good"]), 4)


if __name__ == "__main__":
    unittest.main()
