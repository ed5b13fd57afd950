"""Leases in the emulator's DynamoDB or in memory, and consumers that have no records."""

from __future__ import annotations

import itertools
import unittest
from dataclasses import replace

from live_support import REGION, FakeClock
from moto import mock_aws
from terrane_stream.live import aws
from terrane_stream.live.holder import Holder
from terrane_stream.live.leases import Lease, LeaseTable
from terrane_stream.live.sharing import Watch
from terrane_stream.live.source import Fenced

LEASE_SECONDS = 10.0
ALL = (0, 2**128 - 1)
NUMBERS = itertools.count()


def lease_table(shards: int = 0) -> LeaseTable:
    client = aws.client("dynamodb", REGION, None)
    name = f"leases-{next(NUMBERS)}"
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "shard", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "shard", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    table = LeaseTable(client, name)
    for number in range(shards):
        table.create(f"s{number}", (), ALL)
    return table


class Consumer:
    """What a consumer does about leases, without records."""

    def __init__(self, table: LeaseTable, name: str, clock: FakeClock) -> None:
        self.table = table
        self.name = name
        self.clock = clock
        self.holder = Holder(table, clock, LEASE_SECONDS, 900)
        self.watch = Watch(name, LEASE_SECONDS)

    def round(self, renews: bool = True) -> None:
        """A third of the lease time, as the engine spends it."""
        self.holder.polled()
        if renews:
            self.holder.renew()
        for shard in self.holder.asked():
            self.holder.release(shard)
        plan = self.watch.plan(self.table.all(), self.holder.held(), self.clock.monotonic())
        for lease in plan.take:
            self.holder.take(lease, self.name)
        if plan.ask is not None:
            self.table.ask(plan.ask, self.name)


class MemoryTable:
    """The table's rules without the table, for many rounds."""

    def __init__(self, shards: int) -> None:
        names = [f"s{number}" for number in range(shards)]
        self.leases = {name: Lease(name, None, 0, 0, None, None, None, (), ALL) for name in names}

    def all(self) -> list[Lease]:
        return list(self.leases.values())

    def take(self, seen: Lease, owner: str) -> Lease | None:
        if (now := self.leases[seen.shard]).counter != seen.counter or now.epoch != seen.epoch:
            return None
        return self._now(replace(now, owner=owner, epoch=now.epoch + 1, wanted=None))

    def ask(self, seen: Lease, owner: str) -> Lease | None:
        now = self.leases[seen.shard]
        if (now.owner, now.epoch, now.wanted) != (seen.owner, seen.epoch, None):
            return None
        self.leases[seen.shard] = replace(now, wanted=owner)
        return self.leases[seen.shard]

    def renew(self, held: Lease) -> Lease:
        return self._now(self._own(held))

    def release(self, held: Lease) -> Lease:
        return self._now(replace(self._own(held), owner=held.wanted, wanted=None))

    def _own(self, held: Lease) -> Lease:
        now = self.leases[held.shard]
        if (now.owner, now.epoch) != (held.owner, held.epoch):
            raise Fenced(held.shard)
        return now

    def _now(self, lease: Lease) -> Lease:
        self.leases[lease.shard] = replace(lease, counter=lease.counter + 1)
        return self.leases[lease.shard]


class LeaseCase(unittest.TestCase):
    def setUp(self) -> None:
        emulator = mock_aws()
        emulator.start()
        self.addCleanup(emulator.stop)
        self.clock = FakeClock()

    def rounds(self, count: int, *consumers: Consumer) -> None:
        for _ in range(count):
            for consumer in consumers:
                consumer.round()
            self.clock.passed += LEASE_SECONDS / 3

    def shares(self, *consumers: Consumer) -> list[int]:
        return [len(consumer.holder.held()) for consumer in consumers]

    def lease(self, table: LeaseTable, shard: str = "s0") -> Lease:
        return next(lease for lease in table.all() if lease.shard == shard)
