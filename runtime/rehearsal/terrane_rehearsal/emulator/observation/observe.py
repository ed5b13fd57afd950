"""The world of an account, of all Regions that something was asked of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends
from moto.fsx.models import fsx_backends
from moto.iam.models import iam_backends
from moto.route53.models import route53_backends

from ...world import FileServer, Instance, World
from . import instances, names, networks, storage


class Observer:
    """Instances that ended do not change any more: they are read once."""

    def __init__(self, account: str) -> None:
        self._account = account
        self._ended: dict[str, Instance] = {}

    def observe(self) -> World:
        world = observe(self._account, self._ended)
        self._ended = {each.id: each for each in world.instances.values() if each.state == "terminated"}
        return world


def observe(account: str, ended: Mapping[str, Instance]) -> World:
    regions = list(ec2_backends[account].values())
    roles = _roles_of_profiles(account)
    servers = [server for ec2 in regions for server in _file_servers(account, ec2)]
    return World(
        account=account,
        instances=_by_id(each for ec2 in regions for each in instances.instances(ec2, roles, ended)),
        vpcs=_by_id(each for ec2 in regions for each in networks.vpcs(ec2)),
        subnets=_by_id(each for ec2 in regions for each in networks.subnets(ec2)),
        groups=_by_id(each for ec2 in regions for each in networks.groups(ec2)),
        route_tables=_by_id(each for ec2 in regions for each in networks.route_tables(ec2)),
        nat_gateways=_by_id(each for ec2 in regions for each in networks.nat_gateways(ec2)),
        endpoints=_by_id(each for ec2 in regions for each in networks.endpoints(ec2)),
        file_servers=tuple(servers),
        zones=tuple(names.zones(route53_backends[account]["aws"])),
        volumes=_by_id(each for ec2 in regions for each in storage.volumes(ec2)),
        prefix_lists=dict(each for ec2 in regions for each in networks.prefix_lists(ec2)),
    )


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {each.id: each for each in things}


def _roles_of_profiles(account: str) -> Mapping[str, str]:
    profiles = list(iam_backends[account]["aws"].instance_profiles.values())
    return {each.arn: each.roles[0].name for each in profiles if each.roles}


def _file_servers(account: str, ec2: Any) -> Iterator[FileServer]:
    yield from storage.efs_servers(efs_backends[account][ec2.region_name])
    yield from storage.fsx_servers(fsx_backends[account][ec2.region_name])
