"""Leases of shards in the emulator's DynamoDB: who owns what, and what an owner of the past can do."""

from __future__ import annotations

import math
import random
import threading
import unittest
from collections import Counter
from typing import Any

from live_leases import ALL, LEASE_SECONDS, Consumer, LeaseCase, MemoryTable, lease_table
from live_support import ENDED, REGION, FakeClock
from terrane_stream.errors import StreamError
from terrane_stream.live import aws
from terrane_stream.live.holder import Holder
from terrane_stream.live.leases import Lease, LeaseTable
from terrane_stream.live.source import Fenced, Unsure


class Table(LeaseCase):
    def test_of_those_who_saw_the_same_lease_free_one_gets_it(self) -> None:
        table = lease_table(1)
        seen = self.lease(table)
        got = [table.take(seen, f"c{number}") for number in range(4)]
        self.assertEqual([lease.owner for lease in got if lease], ["c0"])

    def test_of_those_who_ask_for_a_lease_the_first_gets_it(self) -> None:
        table = lease_table(1)
        held = table.take(self.lease(table), "owner")
        assert held is not None
        asked = [table.ask(held, name) for name in ("one", "two")]
        self.assertEqual([lease.wanted for lease in asked if lease], ["one"])
        self.assertEqual(table.release(table.renew(held)).owner, "one")

    def test_an_owner_of_the_past_can_neither_commit_nor_renew_nor_release(self) -> None:
        table = lease_table(1)
        first = table.take(self.lease(table), "one")
        assert first is not None
        second = table.take(self.lease(table), "two")
        assert second is not None
        second = table.commit(second, "7", "the second's")
        gone = "the lease of one .epoch 1. has been taken"
        with self.assertRaisesRegex(Fenced, gone):
            table.commit(first, "9", "the first's")
        with self.assertRaisesRegex(Fenced, gone):
            table.renew(first)
        with self.assertRaisesRegex(Fenced, gone):
            table.release(first)
        self.assertEqual(self.lease(table), second)

    def test_the_same_owner_of_an_earlier_epoch_is_fenced_too(self) -> None:
        table = lease_table(1)
        first = table.take(self.lease(table), "one")
        again = table.take(self.lease(table), "one")
        assert first is not None and again is not None
        self.assertEqual((first.epoch, again.epoch), (1, 2))
        with self.assertRaises(Fenced):
            table.commit(first, "9", "note")

    def test_a_checkpoint_outlives_its_owner(self) -> None:
        table = lease_table(1)
        held = table.take(self.lease(table), "one")
        assert held is not None
        table.release(table.commit(held, "4", "note"))
        taken = table.take(self.lease(table), "two")
        assert taken is not None
        self.assertEqual((taken.position, taken.note, taken.epoch), ("4", "note", 2))

    def test_a_shard_that_is_there_is_not_created_again(self) -> None:
        table = lease_table(1)
        held = table.take(self.lease(table), "one")
        table.create("s0", ("other",), ALL)
        self.assertEqual(self.lease(table), held)

    def test_hash_keys_of_128_bits_are_kept_exactly(self) -> None:
        self.assertEqual(self.lease(lease_table(1)).hashes, ALL)

    def test_a_table_that_is_not_there_is_an_error_and_not_a_matter_of_patience(self) -> None:
        with self.assertRaisesRegex(StreamError, "refused") as caught:
            LeaseTable(aws.client("dynamodb", REGION, None), "nowhere").all()
        self.assertNotIsInstance(caught.exception, Unsure)

    def test_no_answer_is_unsure(self) -> None:
        nobody = aws.client("dynamodb", REGION, "http://127.0.0.1:9", aws.UNTRIED)
        lease = Lease("s0", "one", 1, 1, None, None, None, (), ALL)
        with self.assertRaises(Unsure):
            LeaseTable(nobody, "leases").commit(lease, "1", "note")


class Shares(LeaseCase):
    def test_one_consumer_takes_all(self) -> None:
        one = Consumer(lease_table(4), "one", self.clock)
        self.rounds(1, one)
        self.assertEqual(self.shares(one), [4])

    def test_those_who_join_get_their_fair_shares_without_a_lease_expiring(self) -> None:
        table = lease_table(7)
        consumers = [Consumer(table, name, self.clock) for name in ("one", "two", "three")]
        self.rounds(2, consumers[0])
        self.rounds(8, *consumers)
        self.assertEqual(sorted(self.shares(*consumers)), [2, 2, 3])
        self.assertEqual([consumer.holder.lost() for consumer in consumers], [[], [], []])

    def test_shares_that_are_fair_stay_as_they_are(self) -> None:
        table = lease_table(4)
        consumers = [Consumer(table, name, self.clock) for name in ("one", "two", "three")]
        self.rounds(8, *consumers)
        epochs = [lease.epoch for lease in table.all()]
        self.rounds(12, *consumers)
        self.assertEqual([lease.epoch for lease in table.all()], epochs)

    def test_a_dead_consumer_s_shards_are_taken_after_the_lease_time_and_not_before(self) -> None:
        table = lease_table(4)
        dead, living = Consumer(table, "dead", self.clock), Consumer(table, "living", self.clock)
        self.rounds(6, dead, living)
        self.assertEqual(self.shares(dead, living), [2, 2])
        self.rounds(3, living)
        self.assertEqual(self.shares(living), [2])
        self.rounds(2, living)
        self.assertEqual(self.shares(living), [4])
        dead.holder.renew()
        self.assertEqual((dead.holder.held(), len(dead.holder.lost())), (set(), 2))

    def test_of_a_dead_consumer_s_shards_each_takes_its_share(self) -> None:
        table = lease_table(6)
        one, two, dead = (Consumer(table, name, self.clock) for name in ("one", "two", "dead"))
        self.rounds(9, one, two, dead)
        self.assertEqual(self.shares(one, two, dead), [2, 2, 2])
        before = {lease.shard: lease.epoch for lease in table.all()}
        self.rounds(8, one, two)
        self.assertEqual(self.shares(one, two), [3, 3])
        moved = {lease.shard: lease.epoch - before[lease.shard] for lease in table.all()}
        self.assertEqual(sorted(moved.values()), [0, 0, 0, 0, 1, 1])

    def test_clocks_do_not_matter(self) -> None:
        table = lease_table(2)
        ahead, behind = FakeClock(), FakeClock()
        ahead.passed, behind.passed = 1e9, -1e9
        one, two = Consumer(table, "one", ahead), Consumer(table, "two", behind)
        for _ in range(10):
            for consumer, clock in ((one, ahead), (two, behind)):
                consumer.round()
                clock.passed += LEASE_SECONDS / 3
        self.assertEqual(self.shares(one, two), [1, 1])

    def test_shards_of_one_that_is_given_back_are_taken_at_once(self) -> None:
        table = lease_table(2)
        one, two = Consumer(table, "one", self.clock), Consumer(table, "two", self.clock)
        self.rounds(1, one)
        for shard in sorted(one.holder.held()):
            one.holder.release(shard)
        self.rounds(1, two)
        self.assertEqual(self.shares(two), [2])

    def test_a_stuck_engine_s_leases_are_not_renewed(self) -> None:
        table = lease_table(1)
        stuck, other = Consumer(table, "stuck", self.clock), Consumer(table, "other", self.clock)
        self.rounds(1, stuck)
        self.clock.passed += 901
        before = table.all()
        stuck.holder.renew()
        self.assertEqual(table.all(), before)
        self.rounds(5, other)
        self.assertEqual(self.shares(other), [1])

    def test_children_wait_for_their_parents(self) -> None:
        table = lease_table(2)
        table.create("s2", ("s0", "s1"), ALL)
        table.create("s3", ("gone",), ALL)
        one = Consumer(table, "one", self.clock)
        self.rounds(1, one)
        self.assertEqual(one.holder.held(), {"s0", "s1", "s3"})
        for shard in ("s0", "s1"):
            self.assertNotIn("s2", one.holder.held())
            one.holder.commit(shard, ENDED, "note")
            one.holder.release(shard)
            self.rounds(1, one)
        self.assertEqual(one.holder.held(), {"s2", "s3"})

    def test_whoever_comes_and_dies_each_shard_has_one_owner_and_shares_are_fair_in_the_end(self) -> None:
        for seed in range(60):
            drawn = random.Random(seed)
            table: Any = MemoryTable(drawn.randint(1, 12))
            living: list[Consumer] = []
            for number in range(40):
                if len(living) < 5 and drawn.random() < 0.3 or not living:
                    living.append(Consumer(table, f"c{number}", self.clock))
                elif len(living) > 1 and drawn.random() < 0.15:
                    living.remove(drawn.choice(living))
                drawn.shuffle(living)
                self.rounds(1, *living)
                held = Counter(shard for consumer in living for shard in consumer.holder.held())
                self.assertEqual(set(held.values()) - {1}, set(), seed)
            self.rounds(20, *living)
            shares = self.shares(*living)
            self.assertEqual(sum(shares), len(table.all()), seed)
            self.assertLessEqual(max(shares), math.ceil(len(table.all()) / len(living)), seed)
            self.assertLessEqual(max(shares) - min(shares), 1, seed)

    def test_the_renewing_thread_keeps_the_leases(self) -> None:
        class Counting:
            renewed = threading.Event()

            def renew(self, lease: Lease) -> Lease:
                self.renewed.set()
                return lease

            def take(self, seen: Lease, owner: str) -> Lease:
                return seen

        table: Any = Counting()
        holder = Holder(table, FakeClock(), 0.03, 900)
        holder.take(Lease("s0", "one", 1, 1, None, None, None, (), ALL), "one")
        holder.start()
        self.assertTrue(table.renewed.wait(5))
        holder.stop()
        self.assertEqual(holder.held(), {"s0"})


if __name__ == "__main__":
    unittest.main()
