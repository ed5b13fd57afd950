"""The Kinesis adapter: its pace, its patience, shards that move, and shards that are split and merged."""

from __future__ import annotations

import unittest
from collections import Counter
from collections.abc import Callable

from live_kinesis import FakeKinesis
from live_leases import lease_table
from live_support import PREFIX, FakeClock, ListTopic, MemoryStore, engine_of, event
from moto import mock_aws
from terrane_stream.errors import StreamError
from terrane_stream.live import readers
from terrane_stream.live.engine import Engine
from terrane_stream.live.kinesis import KinesisSource
from terrane_stream.live.source import Batch, Fenced, Record

KEYS = [f"S{number:03d}" for number in range(12)]
LEASE_SECONDS = 10.0


class KinesisCase(unittest.TestCase):
    def setUp(self) -> None:
        emulator = mock_aws()
        emulator.start()
        self.addCleanup(emulator.stop)
        self.clock = FakeClock()
        self.table = lease_table()

    def source(self, kinesis: FakeKinesis, owner: str = "one", poll_seconds: float = 1.0) -> KinesisSource:
        """Its leases are renewed while it sleeps, as its thread would."""
        source = KinesisSource(
            kinesis,
            self.table,
            "waves",
            owner,
            self.clock,
            poll_seconds=poll_seconds,
            lease_seconds=LEASE_SECONDS,
        )
        source._holder.start = lambda: None  # type: ignore[method-assign]
        return source

    def all(self, source: KinesisSource, seconds: float) -> list[Record]:
        end = self.clock.passed + seconds
        records: list[Record] = []
        while self.clock.passed < end:
            records += source.poll(1, 10_000).records
        return records


class Reading(KinesisCase):
    def test_every_record_comes_once_and_in_the_order_of_its_shard(self) -> None:
        kinesis = FakeKinesis(self.clock, 5)
        for n in range(600):
            kinesis.put(KEYS[n % 12], b"%d" % n)
        source = self.source(kinesis)
        source.open(lambda shard: None)
        records = self.all(source, 20)
        self.assertEqual(sorted(int(record.data) for record in records), list(range(600)))
        for shard in kinesis.shards:
            told = [int(record.data) for record in records if record.shard == shard]
            self.assertEqual(told, sorted(told))

    def test_a_shard_is_asked_at_most_five_times_a_second_however_far_behind(self) -> None:
        kinesis = FakeKinesis(self.clock, 2)
        for n in range(20_000):
            kinesis.put(KEYS[n % 12], b"%d" % n)
        source = self.source(kinesis, poll_seconds=0.01)
        source.open(lambda shard: None)
        end = self.clock.passed + 10
        while self.clock.passed < end:
            source.poll(0.1, 100)
        for calls in kinesis.calls.values():
            self.assertGreater(len(calls), 40)
            gaps = [after - before for before, after in zip(calls, calls[5:])]
            self.assertGreaterEqual(min(gaps), 1 - 1e-9)

    def test_a_shard_at_its_end_is_asked_as_often_as_declared(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        source = self.source(kinesis, poll_seconds=2.0)
        source.open(lambda shard: None)
        self.all(source, 20)
        self.assertIn(len(kinesis.calls["shardId-000000000000"]), (10, 11))

    def test_throttling_and_failures_are_waited_out(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        for n in range(50):
            kinesis.put("a", b"%d" % n)
        kinesis.refuse = ["ProvisionedThroughputExceededException"] * 4 + ["InternalFailure", "KMSThrottlingException"]
        source = self.source(kinesis)
        source.open(lambda shard: None)
        self.assertEqual([int(record.data) for record in self.all(source, 60)], list(range(50)))
        pauses = kinesis.calls["shardId-000000000000"][:7]
        gaps = [after - before for before, after in zip(pauses, pauses[1:])]
        self.assertGreater(gaps[5], 4 * gaps[0])

    def test_an_iterator_that_expired_is_renewed_where_it_stood(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        source = self.source(kinesis)
        source.open(lambda shard: None)
        for n in range(30):
            kinesis.put("a", b"%d" % n)
        records = source.poll(1, 10).records
        self.clock.passed += 400
        records += self.all(source, 5)
        self.assertEqual([int(record.data) for record in records], list(range(30)))

    def test_what_does_not_pass_ends_the_consumer_with_its_reason(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        kinesis.refuse = ["AccessDeniedException"]
        source = self.source(kinesis)
        source.open(lambda shard: None)
        with self.assertRaisesRegex(StreamError, "waves.*AccessDenied"):
            self.all(source, 5)

    def test_the_age_of_the_next_record_is_told(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        for n in range(30):
            kinesis.put("a", b"")
        source = self.source(kinesis)
        source.open(lambda shard: None)
        source.poll(1, 10)
        self.assertEqual(source.lag()["shardId-000000000000"].seconds, 20)


class Moving(KinesisCase):
    def two(self, kinesis: FakeKinesis, leaving: Callable[[str], None]) -> tuple[KinesisSource, KinesisSource]:
        one, two = self.source(kinesis, "one"), self.source(kinesis, "two")
        one.open(leaving)
        two.open(lambda shard: None)
        one.poll(0, 10)
        return one, two

    def rounds(self, seconds: float, *sources: KinesisSource) -> list[Batch]:
        batches = []
        end = self.clock.passed + seconds
        while self.clock.passed < end:
            for source in sources:
                source._holder.renew()
                batches.append(source.poll(0.5, 10))
        return batches

    def test_a_shard_is_committed_before_it_is_handed_over(self) -> None:
        kinesis = FakeKinesis(self.clock, 2)
        left: list[str] = []

        def leave(shard: str) -> None:
            one.commit(shard, "41", "note of " + shard)
            left.append(shard)

        one, two = self.two(kinesis, leave)
        batches = self.rounds(30, one, two)
        (gained,) = [gained for batch in batches for gained in batch.gained]
        self.assertEqual(left, [gained.shard])
        self.assertEqual((gained.position, gained.note, gained.epoch), ("41", "note of " + gained.shard, "2"))
        self.assertEqual([batch.lost for batch in batches if batch.lost], [])

    def test_a_zombie_s_commit_is_fenced_and_it_reads_no_more(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        zombie, other = self.two(kinesis, lambda shard: None)
        (shard,) = kinesis.shards
        self.rounds(25, other)
        with self.assertRaises(Fenced):
            zombie.commit(shard, "7", "the zombie's")
        kinesis.put("a", b"for the other")
        told = zombie.poll(0, 10)
        self.assertEqual((told.records, told.gained, zombie.lag()), ([], [], {}))
        self.assertEqual(len(self.all(other, 3)), 1)

    def test_a_zombie_that_renews_first_learns_that_it_has_lost_its_shard(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        zombie, other = self.two(kinesis, lambda shard: None)
        self.rounds(25, other)
        zombie._holder.renew()
        self.assertEqual(zombie.poll(0, 10).lost, list(kinesis.shards))

    def test_an_abandoned_shard_comes_back_with_a_new_epoch(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        source = self.source(kinesis)
        source.open(lambda shard: None)
        (first,) = source.poll(0, 10).gained
        source.commit(first.shard, "3", "note")
        source.abandon(first.shard)
        (again,) = source.poll(0, 10).gained
        self.assertEqual((again.epoch, again.position, again.note), ("2", "3", "note"))

    def test_closing_gives_the_shards_to_whoever_is_there(self) -> None:
        kinesis = FakeKinesis(self.clock, 2)
        one, two = self.two(kinesis, lambda shard: None)
        one.close()
        self.assertEqual(sorted(gained.shard for gained in two.poll(0, 10).gained), sorted(kinesis.shards))


class Resharding(KinesisCase):
    def setUp(self) -> None:
        super().setUp()
        self.store = MemoryStore()
        self.topic = ListTopic()

    def consume(self, engine: Engine, rounds: int) -> None:
        for _ in range(rounds):
            engine._source._holder.renew()  # type: ignore[attr-defined]
            engine.step(1)

    def play(self, kinesis: FakeKinesis, begin: int, end: int) -> None:
        for n in range(begin, end):
            for key in KEYS:
                kinesis.put(key, event(key, n * 20 + 1, 500.0 if n % 17 == 16 else 10.0, n))

    def check(self, count: int) -> None:
        """Each event in one window of its key, by a detector that has seen all before it; each alert once."""
        counted = Counter(
            (row["key"], int(str(row["numbers"])), row["seen"]) for row in readers.rows(self.store, PREFIX)
        )
        wanted = {(key, n, n + 1 - (n + 1) // 17) for key in KEYS for n in range(count)}
        self.assertEqual(counted, Counter({each: 1 for each in wanted}))
        alerts = Counter((alert.key, int(str(alert.row["numbers"]))) for alert in self.topic.sent)
        self.assertEqual(alerts, Counter({(key, n): 1 for key in KEYS for n in range(count) if n % 17 == 16}))

    def test_through_splits_and_a_merge_every_event_is_in_one_window_of_its_key(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        source = self.source(kinesis)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        self.play(kinesis, 0, 30)
        self.consume(engine, 4)
        kinesis.split("shardId-000000000000", 2**127)
        self.play(kinesis, 30, 60)
        self.consume(engine, 12)
        kinesis.split("shardId-000000000002", 3 * 2**126)
        self.play(kinesis, 60, 90)
        self.consume(engine, 12)
        kinesis.merge("shardId-000000000001", "shardId-000000000003")
        self.play(kinesis, 90, 125)
        self.consume(engine, 20)
        for shard in list(engine._owned):
            engine._leave(shard)
        # Of the last windows, three of 20 s and their lateness are open still.
        self.check(122)
        self.assertEqual(readers.late(self.store, PREFIX), {})

    def test_children_are_not_read_before_their_parent_s_end(self) -> None:
        kinesis = FakeKinesis(self.clock, 1)
        self.play(kinesis, 0, 20)
        kinesis.split("shardId-000000000000", 2**127)
        self.play(kinesis, 20, 40)
        source = self.source(kinesis)
        source.open(lambda shard: None)
        first = source.poll(1, 10_000)
        self.assertEqual(first.ended, ["shardId-000000000000"])
        self.assertEqual(self.all(source, 30), [])
        source.commit("shardId-000000000000", "end", "note")
        gained = source.poll(1, 10_000).gained
        self.assertEqual([each.shard for each in gained], ["shardId-000000000001", "shardId-000000000002"])
        takes = [[key for key in KEYS if each.inherits[0].takes(key)] for each in gained]
        self.assertEqual(sorted(takes[0] + takes[1]), KEYS)
        self.assertTrue(takes[0] and takes[1])


if __name__ == "__main__":
    unittest.main()
