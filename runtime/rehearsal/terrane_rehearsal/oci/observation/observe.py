"""The world of a tenancy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...world import Instance, World
from ..tenancy import Tenancy
from . import instances, names, networks, storage


class Observer:
    def __init__(self, tenancy: Tenancy) -> None:
        self._tenancy = tenancy
        self._ended: dict[str, Instance] = {}

    def observe(self) -> World:
        tenancy = self._tenancy
        seen = _by_id(instances.instances(tenancy, self._ended))
        self._ended = {each.id: each for each in seen.values() if each.state == "terminated"}
        return World(
            account=tenancy.id,
            instances=seen,
            vpcs=_by_id(networks.vpcs(tenancy)),
            subnets=_by_id(networks.subnets(tenancy)),
            groups=_by_id(networks.groups(tenancy)),
            route_tables=_by_id(networks.route_tables(tenancy)),
            nat_gateways=_by_id(networks.nat_gateways(tenancy)),
            endpoints=_by_id(networks.endpoints(tenancy)),
            file_servers=tuple(storage.file_servers(tenancy)),
            zones=tuple(names.zones(tenancy)),
            volumes=_by_id(storage.volumes(tenancy)),
            prefix_lists=networks.prefix_lists(tenancy),
        )


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {each.id: each for each in things}
