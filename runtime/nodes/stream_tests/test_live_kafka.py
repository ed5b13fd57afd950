"""Consumers as processes on a real Kafka broker; and the adapter's own rules there."""

from __future__ import annotations

import json
import signal
import tempfile
import unittest
from collections import Counter
from pathlib import Path
from typing import Any

from confluent_kafka import Consumer, Producer
from live_fleet import LEASE_SECONDS, Fleet, kafka_fleet, make_topic
from live_support import event
from processes import wait_until
from terrane_node.clock import SystemClock
from terrane_stream.errors import StreamError
from terrane_stream.live import kafka_settings
from terrane_stream.live.kafka import LONGEST_NOTE_BYTES, KafkaSource
from terrane_stream.live.source import Batch, Fenced, Gained
from terrane_stream.place import KafkaPlace, KafkaSecurity

KEYS = 12
EVENTS = 180
SECONDS = EVENTS * 20 + 100
SPIKES = 45
CLOCK = SystemClock()


# Of the adapter's own tests, beside that of the fleet.
TOPIC = "plain"


class Broker:
    """The one of all tests of this module."""

    fleet: Fleet
    bootstrap: str


def setUpModule() -> None:
    folder = unittest.enterModuleContext(tempfile.TemporaryDirectory(prefix="terrane-live-"))
    Broker.fleet = unittest.enterModuleContext(kafka_fleet(Path(folder), 4, checkpointSeconds=1))
    place = json.loads((Broker.fleet.folder / "place.json").read_text())
    Broker.bootstrap = place["stream"]["bootstrap"]
    make_topic(Broker.bootstrap, TOPIC, 4)


class Consumers(unittest.TestCase):
    def test_one_killed_and_one_stopped_for_longer_than_its_session_lose_and_double_nothing(self) -> None:
        fleet = Broker.fleet
        killed, stopped, _ = (fleet.consume() for _ in range(3))
        player = fleet.play("--speed=250", f"--keys={KEYS}", f"--seconds={SECONDS}", f"--spike-every={SPIKES}")
        self.addCleanup(player.kill)
        fleet.await_rows(KEYS * 20, 60)
        killed.send_signal(signal.SIGKILL)
        fleet.await_rows(KEYS * 60, 60)
        stopped.send_signal(signal.SIGSTOP)
        self.assertEqual(player.wait(60), 0)
        # The one that is left does all.
        fleet.await_events(KEYS, EVENTS, 60)
        stopped.send_signal(signal.SIGCONT)
        wait_until(lambda: "not owned any more" in fleet.log(1), 30, "the stopped consumer learns of it")
        self.assertEqual(fleet.stop(), [0, 0])
        counted = {event: count for event, count in fleet.events().items() if event[1] < EVENTS}
        self.assertEqual(counted, {(f"S{key:03d}", n): 1 for key in range(KEYS) for n in range(EVENTS)})
        told = Counter({event: count for event, count in fleet.alerts().items() if event[1] < EVENTS})
        wanted = {(f"S{key:03d}", n): 1 for key in range(KEYS) for n in range(SPIKES - 1, EVENTS, SPIKES)}
        self.assertEqual(told, Counter(wanted))
        assert player.stdout is not None
        player.stdout.close()


class Adapter(unittest.TestCase):
    """Each test has a group of its own."""

    def setUp(self) -> None:
        self.group = self.id()

    def source(self, left: list[str] | None = None) -> KafkaSource:
        any_client = kafka_settings.of_any(KafkaPlace(Broker.bootstrap, TOPIC, None))
        source = KafkaSource(kafka_settings.of_consumer(any_client, 60, LEASE_SECONDS), TOPIC, self.group, CLOCK)
        source.open((left if left is not None else []).append)
        self.addCleanup(source.close)
        return source

    def produce(self, count: int) -> None:
        producer = Producer(kafka_settings.of_producer({"bootstrap.servers": Broker.bootstrap}))
        for n in range(count):
            producer.produce(TOPIC, event("a", n, n=n), key=f"k{n % 9}", partition=n % 4)
        producer.flush(30)

    def gained(self, source: KafkaSource, count: int, *others: KafkaSource) -> list[Gained]:
        found: list[Gained] = []

        def look() -> bool:
            for other in others:
                other.poll(0.05, 100)
            found.extend(source.poll(0.05, 100).gained)
            return len(found) >= count

        wait_until(look, 30, f"{count} partitions")
        return found

    def await_batch(self, source: KafkaSource) -> Batch:
        batch = Batch()

        def look() -> bool:
            nonlocal batch
            batch = source.poll(0.2, 100)
            return bool(batch.records)

        wait_until(look, 30, "records")
        return batch

    def test_a_checkpoint_and_its_note_are_found_by_the_next_owner(self) -> None:
        self.produce(40)
        first = self.source()
        self.gained(first, 4)
        first.commit("2", "5", "results/shard=2/from-start.eabc.manifest.json")
        first.close()
        gained = {each.shard: each for each in self.gained(self.source(), 4)}
        self.assertEqual(gained["2"].position, "5")
        self.assertEqual(gained["2"].note, "results/shard=2/from-start.eabc.manifest.json")
        self.assertEqual((gained["1"].position, gained["1"].note), (None, None))

    def test_reading_goes_on_after_the_checkpoint(self) -> None:
        self.produce(80)
        first = self.source()
        self.gained(first, 4)
        first.commit("3", "9", "note")
        first.close()
        source = self.source()
        records = [record for record in self.await_batch(source).records if record.shard == "3"]
        while not records:
            records = [record for record in self.await_batch(source).records if record.shard == "3"]
        self.assertEqual(records[0].position, "10")

    def test_a_partition_that_goes_to_another_is_left_first(self) -> None:
        left: list[str] = []
        one = self.source(left)
        self.gained(one, 4)
        gained = self.gained(self.source(), 2, one)
        self.assertEqual(sorted(left), sorted(each.shard for each in gained))

    def test_one_that_the_group_has_given_up_is_fenced_and_goes_on(self) -> None:
        """It does not poll for longer than it may, as if it had been stopped."""
        any_client = kafka_settings.of_any(KafkaPlace(Broker.bootstrap, TOPIC, None))
        slow = kafka_settings.of_consumer(any_client, LEASE_SECONDS, LEASE_SECONDS)
        zombie = KafkaSource(slow, TOPIC, self.group, CLOCK)
        zombie.open(lambda shard: None)
        self.addCleanup(zombie.close)
        (shard, *_) = [each.shard for each in self.gained(zombie, 4)]
        other = self.source()
        self.gained(other, 4)
        other.commit(shard, "7", "the other's")
        with self.assertRaises(Fenced):
            zombie.commit(shard, "3", "the zombie's")
        self.assertEqual(other._read([int(shard)]), {int(shard): (8, "the other's")})
        again: list[str] = []

        def back() -> bool:
            other.poll(0.05, 100)
            again.extend(gained.shard for gained in zombie.poll(0.05, 100).gained)
            return len(zombie._committed) == 2 and {str(held) for held in zombie._committed} <= set(again)

        wait_until(back, 30, "the zombie's share, from what is committed by now")

    def test_one_that_was_overtaken_is_fenced_by_a_broker_that_knows_no_generations(self) -> None:
        source = self.source()
        self.gained(source, 4)
        plain = Consumer({"bootstrap.servers": Broker.bootstrap, "group.id": self.group, "enable.auto.commit": False})
        self.addCleanup(plain.close)
        # As if another had committed: what this one believes to be the last commit is not.
        source._committed[0] = (1, "of long ago")
        with self.assertRaisesRegex(Fenced, "another consumer has committed"):
            source.commit("0", "3", "note")
        (gained,) = self.gained(source, 1)
        self.assertEqual((gained.shard, gained.position), ("0", None))

    def test_an_abandoned_partition_comes_back_from_its_checkpoint(self) -> None:
        self.produce(80)
        source = self.source()
        before = {each.shard: each for each in self.gained(source, 4)}
        source.commit("1", "4", "note")
        source.poll(1, 10_000)
        source.abandon("1")
        (after,) = self.gained(source, 1)
        self.assertEqual((after.shard, after.position, after.note), ("1", "4", "note"))
        self.assertNotEqual(after.epoch, before["1"].epoch)
        records = [record for record in self.await_batch(source).records if record.shard == "1"]
        self.assertEqual(records[0].position, "5")

    def test_the_lag_is_told_in_records(self) -> None:
        self.produce(40)
        source = self.source()
        self.gained(source, 4)
        source.commit("0", "2", "note")
        self.await_batch(source)
        wait_until(lambda: not source.poll(0.5, 10_000).records, 30, "the end")
        self.assertEqual({lag.records for lag in source.lag().values()}, {0})

    def test_a_note_longer_than_a_broker_takes_is_refused_before_it_is_sent(self) -> None:
        source = self.source()
        self.gained(source, 4)
        with self.assertRaisesRegex(StreamError, "4000 bytes"):
            source.commit("0", "1", "x" * (LONGEST_NOTE_BYTES + 1))
        source.commit("0", "1", "x" * LONGEST_NOTE_BYTES)

    def test_a_topic_that_is_not_there_is_an_error(self) -> None:
        any_client = kafka_settings.of_any(KafkaPlace(Broker.bootstrap, "nowhere", None))
        source = KafkaSource(kafka_settings.of_consumer(any_client, 60, LEASE_SECONDS), "nowhere", self.group, CLOCK)
        source.open(lambda shard: None)
        self.addCleanup(source.close)
        with self.assertRaisesRegex(StreamError, "nowhere"):
            wait_until(lambda: bool(source.poll(0.2, 10)), 30, "the error")


class Settings(unittest.TestCase):
    def test_the_password_is_read_by_its_reference(self) -> None:
        place = KafkaPlace("host:9092", "waves", KafkaSecurity("tenancy/user/pool", "ocid1.vaultsecret.x"))
        asked: list[str] = []

        def secret(reference: str) -> bytes:
            asked.append(reference)
            return b"token\n"

        given: dict[str, Any] = kafka_settings.of_any(place, secret)
        self.assertEqual(asked, ["ocid1.vaultsecret.x"])
        self.assertEqual((given["sasl.mechanism"], given["security.protocol"]), ("PLAIN", "SASL_SSL"))
        self.assertEqual((given["sasl.username"], given["sasl.password"]), ("tenancy/user/pool", "token"))

    def test_a_producer_is_not_idempotent(self) -> None:
        self.assertIs(kafka_settings.of_producer({})["enable.idempotence"], False)

    def test_these_settings_are_known_to_the_client(self) -> None:
        place = KafkaPlace("127.0.0.1:9", "waves", KafkaSecurity("user", "reference"))
        any_client = kafka_settings.of_any(place, lambda reference: b"token")
        Consumer({**kafka_settings.of_consumer(any_client, 900), "group.id": "test"}).close()
        Producer(kafka_settings.of_producer(any_client))


if __name__ == "__main__":
    unittest.main()
