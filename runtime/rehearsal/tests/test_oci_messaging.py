"""Stream pools with their settings, and subscriptions to topics."""

from __future__ import annotations

import json
import unittest
from typing import Any

from .oci_emulated import COMPARTMENT, Emulated

TOPICS, STREAMS, QUEUES = "/20181201", "/20180418", "/20210201"
POOL = {"compartmentId": COMPARTMENT, "name": "records"}


class TestPools(Emulated):
    def pool(self, **more: Any) -> Any:
        made = self.done("POST", f"{STREAMS}/streampools", {**POOL, **more})
        return self.done("GET", f"{STREAMS}/streampools/{made['id']}")

    def test_a_pool_says_where_kafka_clients_begin(self) -> None:
        settings = self.pool(kafkaSettings={"logRetentionHours": 48, "numPartitions": 2})["kafkaSettings"]
        self.assertEqual("cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com:9092", settings["bootstrapServers"])
        self.assertEqual(
            (False, 48, 2), tuple(settings[name] for name in sorted(settings) if name != "bootstrapServers")
        )

    def test_settings_change_in_place(self) -> None:
        pool = self.pool()
        changed = self.done("PUT", f"{STREAMS}/streampools/{pool['id']}", {"kafkaSettings": {"logRetentionHours": 168}})
        self.assertEqual(168, changed["kafkaSettings"]["logRetentionHours"])
        wrong = {"kafkaSettings": {"logRetentionHours": 169}}
        self.refused(400, "InvalidParameter", "PUT", f"{STREAMS}/streampools/{pool['id']}", wrong)

    def test_a_pool_goes_when_its_streams_are_gone(self) -> None:
        pool = self.pool()
        body = {"streamPoolId": pool["id"], "name": "records", "partitions": 1}
        stream = self.done("POST", f"{STREAMS}/streams", body)
        self.refused(409, "Conflict", "DELETE", f"{STREAMS}/streampools/{pool['id']}")
        for place in (f"{STREAMS}/streams/{stream['id']}", f"{STREAMS}/streampools/{pool['id']}"):
            self.done("DELETE", place)
            self.oci.tick()
        self.assertEqual("DELETED", self.done("GET", f"{STREAMS}/streampools/{pool['id']}")["lifecycleState"])


class TestQueues(Emulated):
    def test_a_queue_hides_messages_for_a_second_at_least(self) -> None:
        body = {"compartmentId": COMPARTMENT, "displayName": "work", "visibilityInSeconds": 0}
        self.refused(400, "InvalidParameter", "POST", f"{QUEUES}/queues", body)
        self.done("POST", f"{QUEUES}/queues", {**body, "visibilityInSeconds": 1})


class TestSubscriptions(Emulated):
    def setUp(self) -> None:
        super().setUp()
        topic = self.done("POST", f"{TOPICS}/topics", {"compartmentId": COMPARTMENT, "name": "alerts"})
        self.topic = topic["topicId"]
        self.good = {
            "compartmentId": COMPARTMENT,
            "topicId": self.topic,
            "protocol": "EMAIL",
            "endpoint": "observer@example.org",
        }

    def subscribed(self) -> Any:
        return self.done("POST", f"{TOPICS}/subscriptions", self.good)

    def test_it_waits_until_its_end_confirms(self) -> None:
        made = self.subscribed()
        for _ in range(3):
            self.oci.tick()
        shown = self.done("GET", f"{TOPICS}/subscriptions/{made['id']}")
        self.assertEqual(("PENDING", self.topic), (shown["lifecycleState"], shown["topicId"]))
        self.assertIsInstance(shown["createdTime"], int)

    def test_it_is_listed_with_its_topic(self) -> None:
        made = self.subscribed()
        listed = self.done("GET", f"{TOPICS}/subscriptions?compartmentId={COMPARTMENT}&topicId={self.topic}")
        self.assertEqual([made["id"]], [each["id"] for each in listed])

    def test_its_delivery_policy_is_shown_as_text(self) -> None:
        place = f"{TOPICS}/subscriptions/{self.subscribed()['id']}"
        policy = {"backoffRetryPolicy": {"maxRetryDuration": 60000, "policyType": "EXPONENTIAL"}}
        self.done("PUT", place, {"deliveryPolicy": policy})
        self.assertEqual(policy, json.loads(self.done("GET", place)["deliverPolicy"]))

    def test_it_names_a_topic_a_protocol_and_an_address(self) -> None:
        for wrong in ({"protocol": "FAX"}, {"endpoint": "nobody"}):
            with self.subTest(wrong):
                self.refused(400, "InvalidParameter", "POST", f"{TOPICS}/subscriptions", {**self.good, **wrong})
        absent = {**self.good, "topicId": f"{self.topic}x"}
        self.refused(404, "NotAuthorizedOrNotFound", "POST", f"{TOPICS}/subscriptions", absent)

    def test_it_is_deleted_by_itself_or_with_its_topic(self) -> None:
        first, second = (self.subscribed()["id"] for _ in range(2))
        self.done("DELETE", f"{TOPICS}/subscriptions/{first}")
        self.refused(404, "NotAuthorizedOrNotFound", "GET", f"{TOPICS}/subscriptions/{first}")
        self.done("DELETE", f"{TOPICS}/topics/{self.topic}")
        self.refused(404, "NotAuthorizedOrNotFound", "GET", f"{TOPICS}/subscriptions/{second}")


if __name__ == "__main__":
    unittest.main()
