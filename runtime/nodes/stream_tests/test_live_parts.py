"""Parts of the live engine that stand alone: events, latencies, alerts, what is opened from the files."""

from __future__ import annotations

import json
import math
import random
import tempfile
import unittest
from datetime import timedelta
from pathlib import Path
from typing import Any

from live_records import JSON, MINISEED, miniseed, record
from live_support import BEGIN, REGION, FakeClock, declaration, event
from moto import mock_aws
from terrane_node.errors import CloudUnreachable
from terrane_stream.declaration import declaration_of
from terrane_stream.errors import DeclarationError
from terrane_stream.fields import Fields
from terrane_stream.live import alerts, aws, opening
from terrane_stream.live.events import BadRecord, reader
from terrane_stream.live.latency import Histogram
from terrane_stream.live.pace import BATCH_SECONDS, FIRST, MOST, Pace
from terrane_stream.live.window import Window
from terrane_stream.live.windows import MICROSECONDS, Closed, Event
from terrane_stream.place import place_of
from terrane_stream.store_folder import FolderStore


class Events(unittest.TestCase):
    def time(self, value: Any) -> int:
        return reader(JSON)(record(json.dumps({"station": "a", "time": value}).encode())).time

    def test_times_are_iso_with_an_offset_or_utc_or_seconds(self) -> None:
        moment = 1767225600 * MICROSECONDS
        for value in ("2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", 1767225600):
            self.assertEqual(self.time(value), moment, value)
        self.assertEqual(self.time("2026-01-01T00:00:00.000001Z"), moment + 1)
        self.assertEqual(self.time(1767225600.25), moment + 250_000)

    def test_what_is_no_time_is_refused(self) -> None:
        values: list[Any] = [None, "noon", True, [], math.nan, math.inf]
        for value in values:
            with self.assertRaises(BadRecord):
                self.time(value)

    def test_a_clock_that_is_ahead_is_refused_and_one_that_is_behind_is_not(self) -> None:
        begin = BEGIN.timestamp()
        reader(JSON)(record(event("a", 299), begin))
        reader(JSON)(record(event("a", -1e6), begin))
        with self.assertRaisesRegex(BadRecord, "301 s ahead"):
            reader(JSON)(record(event("a", 301), begin))

    def test_a_miniseed_record_is_its_station_s_at_its_first_sample(self) -> None:
        read = reader(MINISEED)(record(miniseed(12.25)))
        self.assertEqual((read.key, read.route), ("IU.ANMO", "route"))
        self.assertEqual(read.time, round((BEGIN.timestamp() + 12.25) * MICROSECONDS))

    def test_what_is_no_miniseed_is_refused(self) -> None:
        with self.assertRaisesRegex(BadRecord, "no miniSEED"):
            reader(MINISEED)(record(b"x" * 512))

    def test_a_window_of_miniseed_is_a_stream_joined(self) -> None:
        events = [Event("IU.ANMO", 0, miniseed(seconds), "route", 0.0) for seconds in (0, 5, 10)]
        window = Window(Closed("IU.ANMO", 0, 20 * MICROSECONDS, events))
        (trace,) = window.stream
        self.assertEqual((trace.id, trace.stats.npts), ("IU.ANMO..BHZ", 300))


class Latencies(unittest.TestCase):
    def test_percentiles_are_within_a_tenth_and_the_greatest_is_exact(self) -> None:
        drawn = random.Random(1)
        values = sorted(drawn.lognormvariate(0, 2) for _ in range(5000))
        histogram = Histogram()
        for value in values:
            histogram.add(value)
        for percent in (50, 95):
            exact = values[math.ceil(percent / 100 * len(values)) - 1]
            self.assertTrue(exact <= (histogram.percentile(percent) or 0) <= 1.1 * exact)
        self.assertEqual(histogram.told()["max"], round(values[-1], 3))

    def test_those_of_several_consumers_add_up(self) -> None:
        whole, merged = Histogram(), Histogram()
        for share in range(3):
            part = Histogram()
            for value in (0.1 * share, 1.0 + share, 30.0):
                part.add(value)
                whole.add(value)
            merged.merge(json.loads(json.dumps(part.told())))
        self.assertEqual(merged.told(), whole.told())

    def test_without_alerts_there_is_no_percentile(self) -> None:
        self.assertIsNone(Histogram().percentile(95))


class Paces(unittest.TestCase):
    def test_batches_shrink_for_a_slow_detector_and_grow_for_a_fast_one(self) -> None:
        clock = FakeClock()
        pace = Pace(clock)
        for seconds, least, most in ((60.0, 1, 1), (0.01, MOST, MOST)):
            for _ in range(20):
                pace.begin()
                clock.passed += seconds
                pace.end(pace.most)
            self.assertTrue(least <= pace.most <= most, pace.most)

    def test_a_batch_that_was_not_full_says_nothing_of_a_larger_one(self) -> None:
        pace = Pace(FakeClock())
        pace.begin()
        pace.end(3)
        self.assertEqual(pace.most, FIRST)
        self.assertGreater(BATCH_SECONDS, 0)


class Alerts(unittest.TestCase):
    alert = alerts.Alert.of(
        "fleet", "Ü1", BEGIN, BEGIN + timedelta(seconds=20), {"alert": "x" * 200, "value": math.nan}
    )

    def test_the_id_is_of_key_window_and_row(self) -> None:
        def id_of(key: str = "a", begin: int = 0, row: Any = None) -> str:
            start = BEGIN + timedelta(seconds=begin)
            return alerts.Alert.of(
                "fleet", key, start, start + timedelta(seconds=20), row or {"alert": True, "v": 1}
            ).id

        same = id_of()
        self.assertEqual(id_of(row={"v": 1, "alert": True}), same)
        others = {id_of(key="b"), id_of(begin=20), id_of(row={"alert": True, "v": 2})}
        self.assertEqual(len(others | {same}), 4)

    def test_what_is_told_is_json_for_everybody_and_comes_back(self) -> None:
        told = json.loads(json.dumps(self.alert.told(), allow_nan=False))
        back = alerts.Alert.from_told(told)
        self.assertEqual((back.id, back.key, back.start), (self.alert.id, self.alert.key, self.alert.start))

    def test_sns_takes_it_with_a_subject_that_it_allows(self) -> None:
        with mock_aws():
            sns, sqs = aws.client("sns", REGION, None), aws.client("sqs", REGION, None)
            topic = sns.create_topic(Name="alerts")["TopicArn"]
            queue = sqs.create_queue(QueueName="alerts")["QueueUrl"]
            arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
            sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
            alerts.SnsTopic(sns, topic).send(self.alert)
            (message,) = sqs.receive_message(QueueUrl=queue)["Messages"]
            told = json.loads(message["Body"])
            self.assertEqual(told["MessageAttributes"]["id"]["Value"], self.alert.id)
            self.assertEqual(json.loads(told["Message"])["id"], self.alert.id)
            self.assertEqual((len(told["Subject"]), told["Subject"][:10]), (100, "fleet ?1: "))

    def test_a_topic_that_is_not_there_leaves_it_unsent(self) -> None:
        with mock_aws(), self.assertRaises(alerts.Unsent):
            topic = f"arn:aws:sns:{REGION}:123456789012:nowhere"
            alerts.SnsTopic(aws.client("sns", REGION, None), topic).send(self.alert)

    def test_oracle_s_topic_gets_title_and_body_and_may_refuse(self) -> None:
        class Clients:
            calls: list[tuple[Any, ...]] = []

            def call(self, *arguments: Any) -> None:
                if self.calls:
                    raise CloudUnreachable("TooManyRequests", "later")
                self.calls.append(arguments)

        topic = alerts.OnsTopic(Clients(), "ocid1.onstopic.x")
        topic.send(self.alert)
        service, operation, where, message = Clients.calls[0]
        self.assertEqual((service, operation, where), ("alerts", "publish_message", "ocid1.onstopic.x"))
        self.assertEqual(json.loads(message["body"])["id"], self.alert.id)
        with self.assertRaises(alerts.Unsent):
            topic.send(self.alert)

    def test_a_folder_holds_one_file_for_each_id(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            topic = alerts.FolderTopic(FolderStore(Path(folder)))
            topic.send(self.alert)
            topic.send(self.alert)
            self.assertEqual([file.name for file in Path(folder).iterdir()], [f"{self.alert.id}.json"])


class Opening(unittest.TestCase):
    def open(self, document: dict[str, Any], place: dict[str, Any]) -> Any:
        declared = declaration_of(Fields(document, "", "declaration.json"))
        whole = {"results": {"kind": "folder", "path": "/r"}, **place}
        return opening.open_source(declared, place_of(Fields(whole, "", "place.json")), "one", 10, FakeClock())

    def test_the_place_has_to_name_the_declared_kind_of_stream(self) -> None:
        kafka = {"stream": {"kind": "kafka", "bootstrap": "127.0.0.1:9", "topic": "t"}}
        with self.assertRaisesRegex(DeclarationError, 'a "kinesis" stream, and the place file names "kafka"'):
            self.open(declaration(), kafka)
        with self.assertRaisesRegex(DeclarationError, "names none"):
            self.open(declaration(), {})

    def test_kinesis_needs_a_table_of_leases(self) -> None:
        stream = {"stream": {"kind": "kinesis", "name": "waves", "region": REGION}}
        with self.assertRaisesRegex(DeclarationError, "no table of leases"):
            self.open(declaration(), stream)

    def test_an_archive_has_no_consumers(self) -> None:
        document = declaration()
        document.update(engine="queue", source={"kind": "queue"})
        with self.assertRaisesRegex(DeclarationError, '"live" is needed'):
            self.open(document, {})


if __name__ == "__main__":
    unittest.main()
