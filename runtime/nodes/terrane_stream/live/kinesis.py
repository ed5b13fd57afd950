"""Kinesis: shards are owned by leases in a table, records are read with GetRecords.

Resharding: children are read when their parents' last records have been processed, and inherit what the parents' last
checkpoints hold of the keys that hash into them.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from terrane_node.clock import Clock
from terrane_stream.errors import StreamError
from terrane_stream.live.aws import passes
from terrane_stream.live.holder import RENEWALS_A_LEASE, Holder
from terrane_stream.live.kinesis_reader import ShardReader
from terrane_stream.live.leases import Lease, LeaseTable
from terrane_stream.live.sharing import Watch
from terrane_stream.live.source import ENDED, Batch, Fenced, Gained, Inheritance, Lag, Unsure

log = logging.getLogger("terrane.stream")

# How soon a dead consumer's shards go to others: after this time and a third of it.
LEASE_SECONDS = 10.0
# How soon children of a shard that somebody splits are known; those of an own shard are at its end.
SHARDS_SECONDS = 60.0


class KinesisSource:
    def __init__(
        self,
        client: Any,
        table: LeaseTable,
        stream: str,
        owner: str,
        clock: Clock,
        *,
        poll_seconds: float = 1.0,
        lease_seconds: float = LEASE_SECONDS,
        patience_seconds: float = 900.0,
    ) -> None:
        """`client`: of Kinesis, one that does not try again by itself. `owner`: unlike any other consumer's."""
        self._client = client
        self._table = table
        self._stream = stream
        self._owner = owner
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._balance_seconds = lease_seconds / RENEWALS_A_LEASE
        self._holder = Holder(table, clock, lease_seconds, patience_seconds)
        self._watch = Watch(owner, lease_seconds)
        self._readers: dict[str, ShardReader] = {}
        self._leaving: Callable[[str], None] = lambda shard: None
        self._shards: dict[str, Mapping[str, Any]] = {}
        self._list_at = self._balance_at = clock.monotonic()

    def open(self, leaving: Callable[[str], None]) -> None:
        self._leaving = leaving
        self._holder.start()

    def poll(self, seconds: float, most: int) -> Batch:
        end = self._clock.monotonic() + seconds
        while True:
            self._holder.polled()
            batch = Batch(lost=self._holder.lost())
            for shard in batch.lost:
                self._readers.pop(shard, None)
            self._hand_over()
            self._balance(batch)
            self._read(batch, most)
            now = self._clock.monotonic()
            if batch or now >= end:
                return batch
            dues = [reader.due for reader in self._readers.values()]
            self._clock.sleep(max(0.001, min(end, self._balance_at, *dues) - now))

    def commit(self, shard: str, position: str, note: str) -> None:
        try:
            self._holder.commit(shard, position, note)
        except Fenced:
            self._readers.pop(shard, None)
            raise
        if position == ENDED:
            self._holder.release(shard)
            self._list_at = self._balance_at = self._clock.monotonic()

    def abandon(self, shard: str) -> None:
        self._holder.forget(shard)
        self._readers.pop(shard, None)
        self._balance_at = self._clock.monotonic()

    def lag(self) -> Mapping[str, Lag]:
        return {shard: reader.lag for shard, reader in self._readers.items()}

    def close(self) -> None:
        self._holder.stop()
        for shard in sorted(self._holder.held()):
            self._holder.release(shard)
        self._readers.clear()

    def _hand_over(self) -> None:
        for shard in self._holder.asked():
            self._leaving(shard)
            if self._readers.pop(shard, None) is not None and shard in self._holder.held():
                self._holder.release(shard)

    def _balance(self, batch: Batch) -> None:
        """Takes leases, or asks for one. Where the table or the stream does not answer, the next time will do."""
        now = self._clock.monotonic()
        if now < self._balance_at:
            return
        self._balance_at = now + self._balance_seconds
        try:
            leases = self._leases(now)
            plan = self._watch.plan(leases, self._holder.held(), now)
            for seen in plan.take:
                taken = self._holder.take(seen, self._owner)
                if taken is not None:
                    batch.gained.append(self._gain(taken, leases))
            if plan.ask is not None:
                self._table.ask(plan.ask, self._owner)
        except Unsure as error:
            log.warning("shards are not shared out now: %s", error)

    def _leases(self, now: float) -> list[Lease]:
        """Of the shards that the stream has."""
        leases = self._table.all()
        if now >= self._list_at:
            self._shards = {str(raw["ShardId"]): raw for raw in self._listed()}
            self._list_at = now + SHARDS_SECONDS
            missing = set(self._shards) - {lease.shard for lease in leases}
            for shard in sorted(missing):
                self._table.create(shard, self._parents(shard), _hashes(self._shards[shard]))
            leases = self._table.all() if missing else leases
        return [lease for lease in leases if lease.shard in self._shards]

    def _listed(self) -> Iterator[Mapping[str, Any]]:
        """The SDK's paginator names the stream on every page, which the service refuses after the first."""
        request = {"StreamName": self._stream}
        while request:
            try:
                answer = self._client.list_shards(**request)
            except (ClientError, BotoCoreError) as error:
                kind = Unsure if passes(error) else StreamError
                raise kind(f"the shards of the stream {self._stream} cannot be listed: {error}") from error
            yield from answer["Shards"]
            request = {"NextToken": answer["NextToken"]} if answer.get("NextToken") else {}

    def _parents(self, shard: str) -> list[str]:
        """Those whose records the stream still keeps."""
        raw = self._shards[shard]
        return [raw[name] for name in ("ParentShardId", "AdjacentParentShardId") if raw.get(name) in self._shards]

    def _gain(self, lease: Lease, leases: list[Lease]) -> Gained:
        log.info("%s: owned from here on (epoch %d), after %s", lease.shard, lease.epoch, lease.position or "nothing")
        self._readers[lease.shard] = ShardReader(
            self._client, self._stream, lease.shard, lease.position, self._clock, self._poll_seconds
        )
        parents = [parent for parent in leases if parent.shard in lease.parents and parent.note is not None]
        heritage = [Inheritance(str(parent.note), lambda route: _goes_to(route, lease.hashes)) for parent in parents]
        return Gained(
            lease.shard, str(lease.epoch), lease.position, lease.note, tuple(heritage) if lease.note is None else ()
        )

    def _read(self, batch: Batch, most: int) -> None:
        """Of the shards that are due, the one that waited longest first."""
        now = self._clock.monotonic()
        due = [shard for shard, reader in self._readers.items() if reader.due <= now]
        for shard in sorted(due, key=lambda shard: self._readers[shard].due):
            read = self._readers[shard].read(most)
            batch.records += read.records
            if read.ended:
                batch.ended.append(shard)
                del self._readers[shard]
            if len(batch.records) >= most:
                return


def _hashes(raw: Mapping[str, Any]) -> tuple[int, int]:
    bounds = raw["HashKeyRange"]
    return int(bounds["StartingHashKey"]), int(bounds["EndingHashKey"])


def _goes_to(route: str, hashes: tuple[int, int]) -> bool:
    """https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html: the MD5 of the partition key."""
    hashed = int.from_bytes(hashlib.md5(route.encode(), usedforsecurity=False).digest(), "big")
    return hashes[0] <= hashed <= hashes[1]
