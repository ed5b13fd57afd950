"""Private hosted zones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...world import PrivateZone, Record

KINDS = ("A", "CNAME")


def zones(route53: Any) -> Iterator[PrivateZone]:
    for zone in list(route53.zones.values()):
        if zone.private_zone:
            vpcs = tuple(each.get("vpc_id") or each["VPCId"] for each in zone.vpcs)
            yield PrivateZone(_plain(zone.name), vpcs, tuple(_records(zone.rrsets)))


def _records(sets: list[Any]) -> Iterator[Record]:
    for each in list(sets):
        if each.type in KINDS and each.records:
            values = tuple(value["Value"] if isinstance(value, dict) else value for value in each.records)
            yield Record(_plain(each.name), each.type, values)


def _plain(name: str) -> str:
    return name.rstrip(".").lower()
