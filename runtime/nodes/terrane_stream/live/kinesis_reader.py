"""Reads one shard of a Kinesis stream, at the pace that the service allows."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from terrane_node.clock import Clock
from terrane_stream.errors import StreamError
from terrane_stream.live.aws import code_of, passes
from terrane_stream.live.source import Lag, Record

log = logging.getLogger("terrane.stream")

# https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html: 5 calls a second a shard, 10,000 records
# or 10 MB a call, 2 MB a second a shard.
LEAST_PAUSE_SECONDS = 0.2
MOST_RECORDS = 10_000
FIRST_BACKOFF_SECONDS = 0.5
LONGEST_BACKOFF_SECONDS = 10.0


@dataclass
class Read:
    records: list[Record] = field(default_factory=list)
    ended: bool = False
    """No record will come after these."""


class ShardReader:
    def __init__(
        self, client: Any, stream: str, shard: str, after: str | None, clock: Clock, poll_seconds: float
    ) -> None:
        """`after`: the position behind which to begin; None: with the oldest record that the stream has.

        `client`: one that does not try again by itself.
        """
        self.due = clock.monotonic()
        """When the next call is allowed and wanted."""
        self.lag = Lag()
        self._client = client
        self._stream = stream
        self._shard = shard
        self._after = after
        self._clock = clock
        self._poll_seconds = max(poll_seconds, LEAST_PAUSE_SECONDS)
        self._iterator: str | None = None
        self._failures = 0

    def read(self, most: int) -> Read:
        """One call. Nothing, where the service asks for patience or does not answer."""
        called = self._clock.monotonic()
        try:
            if self._iterator is None:
                self._iterator = self._begin()
            answer = self._client.get_records(ShardIterator=self._iterator, Limit=min(most, MOST_RECORDS))
        except (ClientError, BotoCoreError) as error:
            self._failed(error)
            return Read()
        self._failures = 0
        return self._taken(answer, called)

    def _taken(self, answer: dict[str, Any], called: float) -> Read:
        records = [
            Record(
                self._shard,
                str(raw["SequenceNumber"]),
                str(raw["PartitionKey"]),
                bytes(raw["Data"]),
                raw["ApproximateArrivalTimestamp"].timestamp(),
            )
            for raw in answer["Records"]
        ]
        if records:
            self._after = records[-1].position
        behind = float(answer.get("MillisBehindLatest") or 0) / 1000
        self.lag = Lag(seconds=behind)
        self._iterator = answer.get("NextShardIterator")
        self.due = called + (LEAST_PAUSE_SECONDS if behind > 0 else self._poll_seconds)
        return Read(records, ended=self._iterator is None)

    def _begin(self) -> str:
        where: dict[str, str] = (
            {"ShardIteratorType": "TRIM_HORIZON"}
            if self._after is None
            else {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber": self._after}
        )
        answer = self._client.get_shard_iterator(StreamName=self._stream, ShardId=self._shard, **where)
        return str(answer["ShardIterator"])

    def _failed(self, error: ClientError | BotoCoreError) -> None:
        if isinstance(error, ClientError) and code_of(error) == "ExpiredIteratorException":
            # An iterator lives for five minutes: a batch took longer.
            self._iterator = None
            self.due = self._clock.monotonic() + LEAST_PAUSE_SECONDS
        elif passes(error):
            self._wait(error)
        else:
            raise StreamError(f"{self._shard} of the stream {self._stream}: {error}") from error

    def _wait(self, error: Exception) -> None:
        """Longer each time, and a little apart from others that were turned away together."""
        if self._failures:
            log.warning("%s: no records after %d calls: %s", self._shard, self._failures + 1, error)
        longest = min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2**self._failures)
        self._failures += 1
        self.due = self._clock.monotonic() + random.uniform(longest / 2, longest)
