"""Kinesis as its documentation tells it, for what the emulator does not do: shards that end, limits, iterators that
expire, pages. https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from botocore.exceptions import ClientError
from live_support import ARRIVED, FakeClock

ITERATOR_SECONDS = 300
CALLS_A_SECOND = 5
PAGE = 2


@dataclass
class Shard:
    first: int
    last: int
    parents: tuple[str, ...] = ()
    closed: bool = False
    records: list[dict[str, Any]] = field(default_factory=list)


def refused(code: str, operation: str = "GetRecords") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "as the test wants"}}, operation)


class FakeKinesis:
    def __init__(self, clock: FakeClock, shards: int) -> None:
        self.clock = clock
        self.calls: dict[str, list[float]] = defaultdict(list)
        """Times of GetRecords, by shard."""
        self.refuse: list[str] = []
        """Codes that the next calls of GetRecords are answered with."""
        self.shards: dict[str, Shard] = {}
        self._number = 0
        step = 2**128 // shards
        for number in range(shards):
            self._add(number * step, (number + 1) * step - 1 if number + 1 < shards else 2**128 - 1)

    def _add(self, first: int, last: int, *parents: str) -> str:
        name = f"shardId-{len(self.shards):012d}"
        self.shards[name] = Shard(first, last, parents)
        return name

    def shard_of(self, key: str) -> str:
        hashed = int.from_bytes(hashlib.md5(key.encode()).digest(), "big")
        return next(
            name for name, shard in self.shards.items() if not shard.closed and shard.first <= hashed <= shard.last
        )

    def put(self, key: str, data: bytes) -> None:
        self._number += 1
        record = {
            "SequenceNumber": str(49 * 10**54 + self._number),
            "PartitionKey": key,
            "Data": data,
            "ApproximateArrivalTimestamp": ARRIVED + timedelta(seconds=self.clock.passed),
        }
        self.shards[self.shard_of(key)].records.append(record)

    def split(self, name: str, at: int) -> None:
        shard = self.shards[name]
        shard.closed = True
        self._add(shard.first, at - 1, name)
        self._add(at, shard.last, name)

    def merge(self, one: str, other: str) -> None:
        self.shards[one].closed = self.shards[other].closed = True
        self._add(self.shards[one].first, self.shards[other].last, one, other)

    def list_shards(self, **request: Any) -> dict[str, Any]:
        assert set(request) in ({"StreamName"}, {"NextToken"}), "StreamName and NextToken exclude each other"
        begin = int(request.get("NextToken", "0"))
        names = list(self.shards)
        told = []
        for name in names[begin : begin + PAGE]:
            shard = self.shards[name]
            parents = dict(zip(("ParentShardId", "AdjacentParentShardId"), shard.parents))
            hashes = {"StartingHashKey": str(shard.first), "EndingHashKey": str(shard.last)}
            told.append({"ShardId": name, "HashKeyRange": hashes, **parents})
        return {"Shards": told, **({"NextToken": str(begin + PAGE)} if begin + PAGE < len(names) else {})}

    def get_shard_iterator(self, **request: Any) -> dict[str, Any]:
        after = request.get("StartingSequenceNumber")
        records = self.shards[request["ShardId"]].records
        begin = 0 if after is None else sum(int(record["SequenceNumber"]) <= int(after) for record in records)
        return {"ShardIterator": self._iterator(request["ShardId"], begin)}

    def get_records(self, ShardIterator: str, Limit: int) -> dict[str, Any]:
        name, begin, made = ShardIterator.split(" ")
        shard, now = self.shards[name], self.clock.monotonic()
        self.calls[name].append(now)
        if sum(now - call < 1 - 1e-9 for call in self.calls[name]) > CALLS_A_SECOND:
            raise refused("ProvisionedThroughputExceededException")
        if self.refuse:
            raise refused(self.refuse.pop(0))
        if now - float(made) > ITERATOR_SECONDS:
            raise refused("ExpiredIteratorException")
        found = shard.records[int(begin) : int(begin) + Limit]
        end = int(begin) + len(found)
        over = shard.closed and end == len(shard.records)
        return {
            "Records": found,
            "NextShardIterator": None if over else self._iterator(name, end),
            "MillisBehindLatest": 1000 * (len(shard.records) - end),
        }

    def _iterator(self, name: str, begin: int) -> str:
        return f"{name} {begin} {self.clock.monotonic()}"
