"""Puts records into a stream, in batches."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from terrane_node.clock import Clock
from terrane_stream.errors import DeclarationError, StreamError
from terrane_stream.live import aws
from terrane_stream.place import KafkaPlace, KinesisPlace, Place

log = logging.getLogger("terrane.stream")

# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html: 500 records and, keys included, 5 MB in
# the smallest of the limits that the service has had.
MOST_RECORDS = 500
MOST_BYTES = 5 << 20
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
ATTEMPTS = 20
FLUSH_SECONDS = 60.0

Entry = tuple[str, bytes]
"""Partition key and data."""


class Sender(Protocol):
    def send(self, entries: Sequence[Entry]) -> None:
        """Returns when the stream has taken all of them. Raises StreamError when it does not."""


class KinesisSender:
    def __init__(self, client: Any, stream: str, clock: Clock) -> None:
        self._client = client
        self._stream = stream
        self._clock = clock

    def send(self, entries: Sequence[Entry]) -> None:
        for batch in batches(entries):
            self._put([{"PartitionKey": key, "Data": data} for key, data in batch])

    def _put(self, records: list[dict[str, Any]]) -> None:
        """A call may take some and turn others away, which are sent again: those of a key may change their order."""
        for attempt in range(ATTEMPTS):
            answer = self._client.put_records(StreamName=self._stream, Records=records)
            if answer["FailedRecordCount"] == 0:
                return
            records = [record for record, told in zip(records, answer["Records"], strict=True) if "ErrorCode" in told]
            longest = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2**attempt)
            self._clock.sleep(random.uniform(longest / 2, longest))
        raise StreamError(f"the stream {self._stream} did not take {len(records)} records in {ATTEMPTS} attempts")


class KafkaSender:
    def __init__(self, producer: Any, topic: str) -> None:
        """`producer`: it makes the batches itself, see `kafka_settings.of_producer`."""
        self._producer = producer
        self._topic = topic
        self._refused: list[str] = []

    def send(self, entries: Sequence[Entry]) -> None:
        for key, data in entries:
            self._produce(key, data)
        left = self._producer.flush(FLUSH_SECONDS)
        if left or self._refused:
            reason = self._refused[0] if self._refused else f"no answer in {FLUSH_SECONDS:.0f} s"
            raise StreamError(f"the topic {self._topic} did not take {left + len(self._refused)} records: {reason}")

    def _produce(self, key: str, data: bytes) -> None:
        while True:
            try:
                self._producer.produce(self._topic, value=data, key=key.encode(), on_delivery=self._delivered)
                return
            except BufferError:
                # The producer's queue is full.
                self._producer.poll(0.1)

    def _delivered(self, error: Any, message: Any) -> None:
        if error is not None:
            self._refused.append(error.str())


def open_sender(place: Place, clock: Clock) -> Sender:
    if isinstance(place.stream, KinesisPlace):
        return KinesisSender(aws.client("kinesis", place.stream.region, place.endpoint), place.stream.name, clock)
    if isinstance(place.stream, KafkaPlace):
        from confluent_kafka import Producer

        from terrane_stream.live import kafka_settings

        producer = Producer(kafka_settings.of_producer(kafka_settings.of_any(place.stream)))
        return KafkaSender(producer, place.stream.topic)
    raise DeclarationError("the place file names no stream")


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    size = 0
    for key, data in entries:
        more = len(key.encode()) + len(data)
        if batch and (len(batch) == MOST_RECORDS or size + more > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((key, data))
        size += more
    if batch:
        yield batch
