"""Alerts: each once, at once, with the same id again; and how long they took."""

from __future__ import annotations

import unittest
from collections import Counter

from live_case import SHARDS, EngineCase, flow
from live_support import (
    PREFIX,
    FakeClock,
    ListTopic,
    MemorySource,
    declaration,
    engine_of,
    event,
)
from terrane_stream.live import readers


class Alerts(EngineCase):
    def expected(self) -> set[tuple[str, int]]:
        return {(key, n) for key in "abcd" for n in range(60) if n % 17 == 16}

    def told(self) -> list[tuple[str, int]]:
        return [(alert.key, int(str(alert.row["numbers"]))) for alert in self.topic.sent]

    def test_each_alert_is_sent_once(self) -> None:
        flow(self.stream)
        self.consume()
        self.assertEqual(Counter(self.told()), Counter(self.expected()))

    def test_an_alert_is_sent_before_the_checkpoint(self) -> None:
        flow(self.stream)
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        engine.step(0)
        self.assertEqual(len(self.topic.sent), len(self.expected()))
        self.assertEqual(self.stream.committed, {})

    def test_an_alert_brings_the_next_checkpoint_forward(self) -> None:
        flow(self.stream)
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        engine.step(0)
        self.clock.passed += 5.1
        engine.step(0)
        self.assertEqual(sorted(self.stream.committed), list(SHARDS))

    def test_a_replay_sends_the_same_ids(self) -> None:
        flow(self.stream)
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        engine.step(0)
        first = {alert.id for alert in self.topic.sent}
        self.consume("two")
        self.assertEqual({alert.id for alert in self.topic.sent}, first)
        self.assertEqual(len(first), len(self.expected()))
        self.assertGreater(len(self.topic.sent), len(first))

    def test_an_alert_that_the_topic_refuses_is_sent_later(self) -> None:
        flow(self.stream)
        self.topic.refuses = 3
        self.consume(most=20)
        self.assertEqual(Counter(self.told()), Counter(self.expected()))

    def test_a_topic_that_refuses_is_left_alone_for_a_while(self) -> None:
        flow(self.stream)
        self.topic.refuses = 10**6
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, self.topic, self.clock)
        source.open(engine._leave)
        for _ in range(20):
            engine.step(0)
            self.clock.passed += 0.1
        # At once, and after a second; by each of the shards.
        self.assertEqual(10**6 - self.topic.refuses, 2 * len(SHARDS))

    def test_an_alert_that_was_not_sent_is_sent_by_the_next_owner(self) -> None:
        flow(self.stream)
        self.topic.refuses = 10**6
        self.consume()
        self.assertEqual(self.topic.sent, [])
        self.topic.refuses = 0
        source = MemorySource(self.stream)
        engine = engine_of(source, self.store, self.topic, self.clock, "two")
        source.open(engine._leave)
        engine.step(0)
        self.assertEqual(Counter(self.told()), Counter(self.expected()))

    def test_latency_is_measured_and_compared_with_the_target(self) -> None:
        begin = FakeClock().now().timestamp()
        for n in range(60):
            value = 500.0 if n in (20, 40) else 10.0
            self.stream.put("0", "a", event("a", n * 20, value, n), arrived=begin + n * 20)
        for target, met in ((1190, True), (700, False)):
            self.topic, self.clock, self.stream.committed = ListTopic(), FakeClock(), {}
            self.clock.passed = 60 * 20
            self.consume(document=declaration(latencyTargetSeconds=target))
            latency = readers.metrics(self.store, PREFIX)["latency"]
            self.assertEqual((latency["met"], latency["arrivalToAlert"]["count"]), (met, 2))
            self.assertAlmostEqual(latency["arrivalToAlert"]["max"], 60 * 20 - 20 * 20)
            self.assertAlmostEqual(latency["closingToAlert"]["max"], 60 * 20 - 23 * 20)


if __name__ == "__main__":
    unittest.main()
