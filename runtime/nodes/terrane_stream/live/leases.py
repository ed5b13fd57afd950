"""Leases of shards: one item a shard in a DynamoDB table, changed by conditional writes alone.

The table's partition key is `shard`, a string. An owner renews its leases by counting `counter` up. Nobody compares
clocks: a lease counts as expired for an observer who has seen its counter stand still for the lease time, on the
observer's own monotonic clock. `epoch` grows with every change of hands, so what an earlier owner writes is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from terrane_stream.errors import StreamError
from terrane_stream.live.aws import code_of, passes
from terrane_stream.live.source import ENDED, Fenced, Unsure

REFUSED = "ConditionalCheckFailedException"
# Attributes by placeholder: "counter", "owner" and others are reserved words of DynamoDB's expressions.
NAMES = {f"#{name}": name for name in ("owner", "epoch", "counter", "position", "note", "wanted", "shard")}
MINE = "#owner = :owner AND #epoch = :epoch"


@dataclass(frozen=True)
class Lease:
    shard: str
    owner: str | None
    epoch: int
    counter: int
    position: str | None
    """Of the last checkpoint. ENDED: the shard's last record is processed."""
    note: str | None
    wanted: str | None
    """A consumer that has fewer shards and asks for this one."""
    parents: tuple[str, ...]
    hashes: tuple[int, int]
    """First and last of the shard's hash keys."""

    @property
    def ended(self) -> bool:
        return self.position == ENDED


class LeaseTable:
    def __init__(self, client: Any, table: str) -> None:
        """`client`: of DynamoDB; may be used by several threads."""
        self._client = client
        self._table = table

    def all(self) -> list[Lease]:
        """Raises Unsure when there was no answer, as the other methods do."""
        pages = self._client.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True)
        with _answered(self._table):
            leases = [_lease(item) for page in pages for item in page["Items"]]
        return sorted(leases, key=lambda lease: lease.shard)

    def create(self, shard: str, parents: Sequence[str], hashes: tuple[int, int]) -> None:
        """One that is there stays as it is."""
        item = {
            "shard": {"S": shard},
            "epoch": {"N": "0"},
            "counter": {"N": "0"},
            "parents": {"L": [{"S": parent} for parent in parents]},
            "hashes": {"L": [{"S": str(bound)} for bound in hashes]},
        }
        with _answered(shard):
            self._if(
                "put_item",
                Item=item,
                ConditionExpression="attribute_not_exists(#shard)",
                ExpressionAttributeNames={"#shard": "shard"},
            )

    def take(self, seen: Lease, owner: str) -> Lease | None:
        """The lease with a new epoch; None if it is not any more what was seen."""
        return self._change(
            seen.shard,
            "SET #owner = :me, #epoch = #epoch + :one, #counter = #counter + :one REMOVE #wanted",
            "#epoch = :epoch AND #counter = :counter",
            {":me": owner, ":one": 1, ":epoch": seen.epoch, ":counter": seen.counter},
        )

    def ask(self, seen: Lease, owner: str) -> Lease | None:
        """Tells the owner that another is to have the shard; None if somebody has asked or taken before."""
        return self._change(
            seen.shard,
            "SET #wanted = :me",
            f"{MINE} AND attribute_not_exists(#wanted)",
            {":me": owner, ":owner": seen.owner, ":epoch": seen.epoch},
        )

    def renew(self, held: Lease) -> Lease:
        return self._own(held, "SET #counter = #counter + :one", {":one": 1})

    def commit(self, held: Lease, position: str, note: str) -> Lease:
        return self._own(
            held,
            "SET #position = :position, #note = :note, #counter = #counter + :one",
            {":position": position, ":note": note, ":one": 1},
        )

    def release(self, held: Lease) -> Lease:
        """Gives the lease to who asked for it, or to whoever comes."""
        if held.wanted is None:
            return self._own(held, "SET #counter = #counter + :one REMOVE #owner, #wanted", {":one": 1})
        change = "SET #owner = :wanted, #counter = #counter + :one REMOVE #wanted"
        return self._own(held, change, {":wanted": held.wanted, ":one": 1})

    def _own(self, held: Lease, change: str, values: Mapping[str, str | int]) -> Lease:
        changed = self._change(held.shard, change, MINE, {**values, ":owner": held.owner, ":epoch": held.epoch})
        if changed is None:
            raise Fenced(f"{held.shard}: the lease of {held.owner} (epoch {held.epoch}) has been taken")
        return changed

    def _change(self, shard: str, change: str, condition: str, values: Mapping[str, str | int | None]) -> Lease | None:
        used = {key: name for key, name in NAMES.items() if key in change or key in condition}
        with _answered(shard):
            answer = self._if(
                "update_item",
                Key={"shard": {"S": shard}},
                UpdateExpression=change,
                ConditionExpression=condition,
                ExpressionAttributeNames=used,
                ExpressionAttributeValues={key: _attribute(value) for key, value in values.items()},
                ReturnValues="ALL_NEW",
            )
        return None if answer is None else _lease(answer["Attributes"])

    def _if(self, operation: str, **request: Any) -> dict[str, Any] | None:
        """The answer; None where the condition does not hold."""
        try:
            return dict(getattr(self._client, operation)(TableName=self._table, **request))
        except ClientError as error:
            if code_of(error) == REFUSED:
                return None
            raise


@contextmanager
def _answered(what: str) -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        if passes(error):
            raise Unsure(f"{what}: the table of leases gave no answer: {error}") from error
        raise StreamError(f"{what}: the table of leases refused: {error}") from error


def _attribute(value: str | int | None) -> dict[str, str]:
    return {"N": str(value)} if isinstance(value, int) else {"S": str(value)}


def _lease(item: Mapping[str, Any]) -> Lease:
    def text(name: str) -> str | None:
        return str(item[name]["S"]) if name in item else None

    shard = text("shard")
    if shard is None:
        raise StreamError("the table of leases has no key 'shard' of type S")
    first, last = (int(bound["S"]) for bound in item["hashes"]["L"])
    return Lease(
        shard=shard,
        owner=text("owner"),
        epoch=int(item["epoch"]["N"]),
        counter=int(item["counter"]["N"]),
        position=text("position"),
        note=text("note"),
        wanted=text("wanted"),
        parents=tuple(str(parent["S"]) for parent in item["parents"]["L"]),
        hashes=(first, last),
    )
