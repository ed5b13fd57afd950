"""The Kafka protocol (OCI Streaming, Amazon MSK, any broker): shards are partitions, owned through a consumer group.

A checkpoint is an offset commit whose metadata is the note. The group's generation fences it: a consumer that the group
has given up is answered ILLEGAL_GENERATION or UNKNOWN_MEMBER_ID. Before a commit the last one is read, so that a broker
which knows no generations still refuses a consumer that has been overtaken.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from confluent_kafka import (
    OFFSET_BEGINNING,
    TIMESTAMP_NOT_AVAILABLE,
    Consumer,
    KafkaError,
    KafkaException,
    Message,
    TopicPartition,
)

from terrane_node.clock import Clock
from terrane_stream.errors import StreamError
from terrane_stream.live.source import Batch, Fenced, Gained, Lag, Record, Unsure

log = logging.getLogger("terrane.stream")

# Below offset.metadata.max.bytes of a broker, 4,096 by default: https://kafka.apache.org/documentation/#brokerconfigs
LONGEST_NOTE_BYTES = 4000
ANSWER_SECONDS = 15.0
REBALANCE_PAUSE_SECONDS = 0.2
# https://kafka.apache.org/protocol#protocol_error_codes
FENCED = (KafkaError.ILLEGAL_GENERATION, KafkaError.UNKNOWN_MEMBER_ID, KafkaError.FENCED_INSTANCE_ID)
FATAL = (
    KafkaError._AUTHENTICATION,
    KafkaError._FATAL,
    KafkaError.GROUP_AUTHORIZATION_FAILED,
    KafkaError.TOPIC_AUTHORIZATION_FAILED,
    KafkaError.UNKNOWN_TOPIC_OR_PART,
)
# Offsets are committed by checkpoints alone. A shard changes hands without a stop of the others.
OWNED = {
    "enable.auto.commit": False,
    "enable.auto.offset.store": False,
    "auto.offset.reset": "earliest",
    "partition.assignment.strategy": "cooperative-sticky",
}


class KafkaSource:
    def __init__(self, configuration: Mapping[str, Any], topic: str, group: str, clock: Clock) -> None:
        """`configuration`: of the client, see `kafka_settings`. `group`: the same for all consumers of the fleet."""
        self._topic = topic
        self._clock = clock
        self._consumer = Consumer({**configuration, **OWNED, "group.id": group, "error_cb": self._told})
        self._leaving: Callable[[str], None] = lambda shard: None
        # By partition: the offset and the note of the last commit, as this consumer knows it.
        self._committed: dict[int, tuple[int, str]] = {}
        # By partition: the next offset to come.
        self._next: dict[int, int] = {}
        self._batch = Batch()
        # Partitions of which it is not known whether they are this consumer's still.
        self._doubtful: set[int] = set()
        # The partition that is being given back.
        self._going: int | None = None
        self._fatal: KafkaError | None = None
        self._closing = False

    def open(self, leaving: Callable[[str], None]) -> None:
        self._leaving = leaving
        self._consumer.subscribe([self._topic], on_assign=self._assigned, on_revoke=self._revoked, on_lost=self._lost)

    def poll(self, seconds: float, most: int) -> Batch:
        # One message a call: those of a partition that comes or goes in between are told apart.
        message = self._consumer.poll(seconds)
        while message is not None:
            self._take(message)
            message = self._consumer.poll(0) if len(self._batch.records) < most else None
        if self._fatal is not None:
            raise StreamError(f"the topic {self._topic} cannot be read: {self._fatal.str()}")
        batch, self._batch = self._batch, Batch()
        doubtful, self._doubtful = sorted(self._doubtful), set()
        for partition in doubtful:
            self._begin_anew(partition)
        return batch

    def commit(self, shard: str, position: str, note: str) -> None:
        partition = int(shard)
        if len(note.encode()) > LONGEST_NOTE_BYTES:
            raise StreamError(f"partition {shard}: a note of more than {LONGEST_NOTE_BYTES} bytes cannot be committed")
        offset = int(position) + 1
        try:
            if partition not in self._committed or self._read([partition])[partition] != self._committed[partition]:
                raise self._doubted(partition, "another consumer has committed")
            self._commit(partition, offset, note)
        except KafkaException as error:
            code = error.args[0]
            if code.code() in FENCED:
                raise self._doubted(partition, code.str()) from error
            raise Unsure(f"partition {shard} of {self._topic}: {code.str()}") from error
        self._committed[partition] = (offset, note)

    def abandon(self, shard: str) -> None:
        self._forget(int(shard))
        if int(shard) != self._going:
            self._begin_anew(int(shard))

    def lag(self) -> Mapping[str, Lag]:
        return {str(partition): Lag(records=self._behind(partition)) for partition in self._next}

    def close(self) -> None:
        self._closing = True
        self._consumer.close()

    def _doubted(self, partition: int, reason: str) -> Fenced:
        """A consumer that the group has given up is told so in a later poll, and its partitions with it. One that was
        only overtaken by a change of generations still has the partition, and goes on from what is committed."""
        self._forget(partition)
        if partition != self._going:
            self._doubtful.add(partition)
        return Fenced(f"partition {partition} of {self._topic}: {reason}")

    def _begin_anew(self, partition: int) -> None:
        self._consumer.incremental_unassign([TopicPartition(self._topic, partition)])
        self._own([partition])

    def _take(self, message: Message) -> None:
        error = message.error()
        if error is not None:
            if error.code() == KafkaError._MAX_POLL_EXCEEDED:
                self._given_up()
            self._told(error)
            return
        partition, offset, (kind, milliseconds) = message.partition(), message.offset(), message.timestamp()
        assert partition is not None and offset is not None
        if partition not in self._next:
            return
        if offset > self._next[partition] >= 0:
            log.info("partition %d: from %d to %d there is nothing", partition, self._next[partition], offset)
        self._next[partition] = offset + 1
        arrived = self._clock.now().timestamp() if kind == TIMESTAMP_NOT_AVAILABLE else milliseconds / 1000
        key = message.key() or b""
        data = message.value() or b""
        self._batch.records.append(Record(str(partition), str(offset), _text(key), _bytes(data), arrived))

    def _commit(self, partition: int, offset: int, note: str) -> None:
        """While the group is being shared out anew, nobody can commit; that passes."""
        wanted = TopicPartition(self._topic, partition, offset, metadata=note)
        end = self._clock.monotonic() + ANSWER_SECONDS
        while True:
            try:
                done = self._consumer.commit(offsets=[wanted], asynchronous=False)
                if done and done[0].error is not None:
                    raise KafkaException(done[0].error)
                return
            except KafkaException as error:
                waits = error.args[0].code() == KafkaError.REBALANCE_IN_PROGRESS and self._clock.monotonic() < end
                if not waits:
                    raise
            self._clock.sleep(REBALANCE_PAUSE_SECONDS)

    def _read(self, partitions: Iterable[int]) -> dict[int, tuple[int, str]]:
        """What is committed."""
        wanted = [TopicPartition(self._topic, partition) for partition in partitions]
        read = self._consumer.committed(wanted, timeout=ANSWER_SECONDS)
        for partition in read:
            if partition.error is not None:
                raise KafkaException(partition.error)
        return {partition.partition: (partition.offset, partition.metadata or "") for partition in read}

    def _assigned(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        if not self._closing:
            self._own([partition.partition for partition in partitions])

    def _own(self, partitions: list[int]) -> None:
        try:
            committed = self._read(partitions)
        except KafkaException as error:
            raise StreamError(f"{self._topic}: what is committed cannot be read: {error.args[0].str()}") from error
        begin = [TopicPartition(self._topic, partition, _start(committed[partition][0])) for partition in partitions]
        self._consumer.incremental_assign(begin)
        for partition, (offset, note) in committed.items():
            log.info("partition %d: owned from here on, from offset %d", partition, offset)
            self._committed[partition] = (offset, note)
            self._next[partition] = offset
            position = str(offset - 1) if offset > 0 else None
            # The group's generation is not told to its members' programs.
            epoch = secrets.token_hex(4)
            self._batch.gained.append(Gained(str(partition), epoch, position, note or None))

    def _revoked(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        for partition in partitions:
            self._going = partition.partition
            if self._drop(str(partition.partition)):
                self._leaving(str(partition.partition))
            self._forget(partition.partition)
            self._doubtful.discard(partition.partition)
        self._going = None

    def _lost(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        for partition in partitions:
            if self._drop(str(partition.partition)):
                self._batch.lost.append(str(partition.partition))
            self._forget(partition.partition)
            self._doubtful.discard(partition.partition)

    def _given_up(self) -> None:
        """The client has left the group, and joins it again as if it had kept what others may have had meanwhile."""
        for partition in list(self._committed):
            if self._drop(str(partition)):
                self._batch.lost.append(str(partition))
            self._forget(partition)
            self._doubtful.add(partition)

    def _drop(self, shard: str) -> bool:
        """Takes a shard out of the batch that is being made. Whether the engine knows of the shard."""
        batch = self._batch
        gained = [other for other in batch.gained if other.shard != shard]
        known = len(gained) == len(batch.gained)
        batch.gained = gained
        batch.records = [record for record in batch.records if record.shard != shard]
        return known

    def _forget(self, partition: int) -> None:
        self._committed.pop(partition, None)
        self._next.pop(partition, None)

    def _behind(self, partition: int) -> int | None:
        ends = self._consumer.get_watermark_offsets(TopicPartition(self._topic, partition), cached=True)
        if ends is None or ends[1] < 0:
            return None
        return int(ends[1]) - max(self._next[partition], int(ends[0]), 0)

    def _told(self, error: KafkaError) -> None:
        """What the client says of its connections, too: it goes on by itself, unless the broker refuses."""
        if error.fatal() or error.code() in FATAL:
            self._fatal = error
        else:
            log.warning("the topic %s: %s", self._topic, error.str())


def _start(committed: int) -> int:
    return committed if committed >= 0 else OFFSET_BEGINNING


def _text(key: str | bytes) -> str:
    return key if isinstance(key, str) else key.decode("utf-8", errors="replace")


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
