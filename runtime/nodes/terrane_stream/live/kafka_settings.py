"""How the clients of a Kafka topic are configured: librdkafka's names,
https://docs.confluent.io/platform/current/clients/librdkafka/html/md_CONFIGURATION.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from terrane_node.clock import SystemClock
from terrane_node.cloud import connect
from terrane_node.paths import Paths
from terrane_node.settings import read_settings
from terrane_stream.place import KafkaPlace

# A consumer that says nothing for so long is taken for dead, and its partitions go to others.
SESSION_SECONDS = 10.0


def of_any(place: KafkaPlace, secret: Callable[[str], bytes] | None = None) -> dict[str, Any]:
    """`secret`: gives the value of a reference; by default through this machine's own cloud."""
    configuration: dict[str, Any] = {"bootstrap.servers": place.bootstrap, "client.id": "terrane"}
    if place.security is not None:
        password = (secret or _of_this_machine)(place.security.secret)
        configuration |= {
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "PLAIN",
            "sasl.username": place.security.user,
            "sasl.password": password.decode().rstrip("\n"),
        }
    return configuration


def of_consumer(
    any_client: dict[str, Any], patience_seconds: float, session_seconds: float = SESSION_SECONDS
) -> dict[str, Any]:
    """`patience_seconds`: an engine that has not polled for so long is taken for stuck; its partitions go to others."""
    session = round(session_seconds * 1000)
    return {
        **any_client,
        "session.timeout.ms": session,
        "heartbeat.interval.ms": session // 3,
        "max.poll.interval.ms": max(session, round(patience_seconds * 1000)),
    }


def of_producer(any_client: dict[str, Any]) -> dict[str, Any]:
    """Batches by default. OCI Streaming has no idempotent producer:
    https://docs.oracle.com/iaas/Content/Streaming/Tasks/kafkacompatibility.htm"""
    return {**any_client, "enable.idempotence": False, "acks": "all", "linger.ms": 50, "batch.num.messages": 500}


def _of_this_machine(reference: str) -> bytes:
    return connect(read_settings(Paths()), SystemClock()).secret(reference)
