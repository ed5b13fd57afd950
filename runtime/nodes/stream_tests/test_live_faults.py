"""The engine on a stream in memory: what faults between any two of its steps leave."""

from __future__ import annotations

import random
import unittest
from collections import Counter
from collections.abc import Iterator
from typing import Any

from live_case import SHARDS, Crash, EngineCase, flow
from live_support import (
    PREFIX,
    MemorySource,
    Unsure,
    engine_of,
)
from terrane_stream.errors import StoreError
from terrane_stream.live import readers
from terrane_stream.live.checkpoints import Manifest


class Faults(EngineCase):
    def whole(self) -> Counter[tuple[Any, ...]]:
        flow(self.stream)
        self.consume(most=40)
        wanted = self.windows()
        self.setUp()
        flow(self.stream)
        return wanted

    def steps(self, source: MemorySource) -> Iterator[int]:
        """Counts the moments at which a crash makes a difference: before each object and around each commit."""
        self.at = 0

        def passed(*_: object) -> None:
            self.at += 1
            if self.at == self.crash:
                raise Crash

        self.store.on_put = passed
        source.on_commit = source.after_commit = passed
        yield self.at

    def run_and_crash(self, at: int) -> bool:
        """Whether the run crashed at this step; one that ended before did not."""
        self.crash = at
        source = MemorySource(self.stream, 40)
        engine = engine_of(source, self.store, self.topic, self.clock)
        next(self.steps(source))
        source.open(engine._leave)
        try:
            while engine.step(0):
                self.clock.passed += 61
            for shard in SHARDS:
                engine._leave(shard)
        except Crash:
            return True
        finally:
            self.store.on_put = lambda key: None
        return False

    def test_a_crash_at_any_step_loses_nothing_and_counts_nothing_twice(self) -> None:
        wanted = self.whole()
        at = 1
        while self.run_and_crash(at):
            self.consume("two")
            self.assertEqual(self.windows(), wanted, f"crash at step {at}")
            self.setUp()
            flow(self.stream)
            at += 1
        self.assertGreater(at, 20)

    def test_crash_upon_crash_loses_nothing_and_counts_nothing_twice(self) -> None:
        wanted = self.whole()
        drawn = random.Random(7)
        crashes = sum(self.run_and_crash(drawn.randint(1, 12)) for _ in range(25))
        self.consume("last")
        self.assertEqual(self.windows(), wanted)
        self.assertGreater(crashes, 5)

    def test_what_a_crash_left_between_results_and_commit_is_not_read(self) -> None:
        flow(self.stream)
        self.crash = 0
        source = MemorySource(self.stream, 40)
        engine = engine_of(source, self.store, self.topic, self.clock)

        def crash() -> None:
            raise Crash

        source.on_commit = crash
        source.open(engine._leave)
        with self.assertRaises(Crash):
            while engine.step(0):
                self.clock.passed += 61
        self.assertTrue([key for key in self.store.list(PREFIX) if key.endswith(".parquet")])
        self.assertEqual(self.rows(), [])

    def test_a_zombie_is_fenced_and_leaves_nothing_that_counts(self) -> None:
        wanted = self.whole()
        zombie_source = MemorySource(self.stream, 60)
        zombie = engine_of(zombie_source, self.store, self.topic, self.clock, "zombie")
        zombie_source.open(zombie._leave)
        zombie.step(0)
        self.clock.passed += 61
        zombie.step(0)
        self.consume("two", most=30)
        self.assertEqual(self.windows(), wanted)
        self.clock.passed += 61
        zombie.step(0)
        self.assertEqual(self.windows(), wanted)
        self.assertEqual(zombie._metrics.counts["fenced"], len(SHARDS))
        self.assertEqual(zombie._owned, {})

    def test_a_commit_of_which_nobody_knows_whether_it_was_done_is_looked_up(self) -> None:
        for done in (True, False):
            wanted = self.whole()
            source = MemorySource(self.stream, 40)
            engine = engine_of(source, self.store, self.topic, self.clock)
            unsure = [True, True, True]

            def lose() -> None:
                if unsure and unsure.pop():
                    raise Unsure("no answer")

            if done:
                source.after_commit = lose
            else:
                source.on_commit = lose
            source.open(engine._leave)
            quiet = 0
            while quiet < 2:
                quiet = 0 if engine.step(0) else quiet + 1
                self.clock.passed += 61
            for shard in SHARDS:
                engine._leave(shard)
            self.assertEqual(self.windows(), wanted, done)
            self.assertEqual(unsure, [])
            self.setUp()

    def test_a_commit_that_was_done_and_got_no_answer_is_not_made_again_with_more(self) -> None:
        wanted = self.whole()
        source = MemorySource(self.stream, 40)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        engine.step(0)
        self.clock.passed += 61

        def lose() -> None:
            raise Unsure("no answer")

        def crash() -> None:
            raise Crash

        source.after_commit = lose
        engine.step(0)
        self.clock.passed += 61
        source.on_commit = crash
        with self.assertRaises(Crash):
            while engine.step(0):
                self.clock.passed += 61
        self.consume("two")
        self.assertEqual(self.windows(), wanted)
        self.assertEqual(readers.late(self.store, PREFIX), {})

    def test_a_manifest_of_another_position_is_not_gone_on_from(self) -> None:
        flow(self.stream)
        self.consume()
        _, note = self.stream.committed["0"]
        self.stream.committed["0"] = ("3", note)
        with self.assertRaisesRegex(StoreError, "and 3 is committed with it"):
            self.consume("two")

    def test_a_checkpoint_whose_mark_could_not_be_written_counts_by_the_next(self) -> None:
        wanted = self.whole()

        def refuse(key: str) -> None:
            if key.endswith(".committed"):
                raise StoreError(f"{key}: denied")

        self.store.on_put = refuse
        self.consume()
        self.assertEqual(sum(self.windows().values()), sum(wanted.values()) - self.of_the_last_checkpoints())
        self.store.on_put = lambda key: None
        self.consume("two")
        self.assertEqual(self.windows(), wanted)

    def of_the_last_checkpoints(self) -> int:
        """Windows of the checkpoints that no later one names."""
        notes = [note for _, note in self.stream.committed.values()]
        return sum(Manifest.read(self.store, note).counts["rows"] for note in notes)

    def test_of_two_from_one_position_that_counts_on_which_work_went_on(self) -> None:
        flow(self.stream)
        self.consume(most=40)
        first, second, *_ = [each for each in readers.committed(self.store, PREFIX) if each.shard == "0"]
        self.assertEqual(second.before, (f"{PREFIX}shard=0/from-start.e1.manifest.json",))
        wanted = self.windows()
        for suffix in (".manifest.json", ".committed", ".parquet"):
            data = self.store.get(f"{PREFIX}shard=0/from-start.e1{suffix}")
            self.store.put(f"{PREFIX}shard=0/from-start.e9{suffix}", data)
        self.assertEqual(self.windows(), wanted)
        self.assertIsNone(first.start)

    def test_results_that_cannot_be_written_end_the_consumer_and_the_next_does_them(self) -> None:
        wanted = self.whole()

        def refuse(key: str) -> None:
            if key.endswith(".parquet"):
                raise StoreError(f"{key}: denied")

        self.store.on_put = refuse
        with self.assertRaisesRegex(StoreError, "denied"):
            self.consume()
        self.store.on_put = lambda key: None
        self.consume("two")
        self.assertEqual(self.windows(), wanted)

    def test_a_consumer_that_is_stopped_commits_what_it_has_done(self) -> None:
        wanted = self.whole()
        source = MemorySource(self.stream, 40)
        engine = engine_of(source, self.store, self.topic, self.clock)
        poll = source.poll
        polls = [0]

        def stopping(seconds: float, most: int) -> Any:
            polls[0] += 1
            if polls[0] == 3:
                engine.stop()
            return poll(seconds, most)

        source.poll = stopping  # type: ignore[method-assign]
        engine.run()
        self.assertEqual({shard: int(at) for shard, (at, _) in self.stream.committed.items()}, {"0": 79, "1": 79})
        self.consume("two")
        self.assertEqual(self.windows(), wanted)


if __name__ == "__main__":
    unittest.main()
