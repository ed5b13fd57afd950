"""What a VPC asks for and a rehearsal does not do, or does otherwise than the cloud, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ..world import SecurityGroup
from .places import Scene
from .clouds import service_addresses
from .services import OUTSIDE_NETWORK, SERVICE_NETWORK
from .ways import NOT_REHEARSED


def unlike_the_cloud(scene: Scene) -> list[str]:
    return [*_routes(scene), *_endpoints(scene), *_prefix_lists(scene), *_networks(scene), *_zones(scene)]


def _routes(scene: Scene) -> Iterator[str]:
    for table in scene.world.route_tables.values():
        if table.vpc == scene.vpc:
            for route in table.routes:
                if route.target in NOT_REHEARSED:
                    to = route.target_id or "its target"
                    yield f"{table.id} leads {route.destination} to {to}: {route.target} routes are not rehearsed"


def _endpoints(scene: Scene) -> Iterator[str]:
    for endpoint in scene.world.endpoints.values():
        if endpoint.vpc == scene.vpc and endpoint.service not in service_addresses(scene.vpc):
            yield f"{endpoint.id} leads to {endpoint.service}, which has no address of its own: not rehearsed"


def _prefix_lists(scene: Scene) -> Iterator[str]:
    used = {group for place in scene.places.values() for group in place.groups or ()}
    groups = (scene.world.groups[id] for id in sorted(used) if id in scene.world.groups)
    for group in groups:
        for name in sorted(_lists(group) - scene.world.prefix_lists.keys()):
            yield f"{group.id} ({group.name}) names {name}, which is no AWS service's prefix list: it matches nothing"


def _lists(group: SecurityGroup) -> set[str]:
    return {permission.prefix_list for permission in (*group.ingress, *group.egress) if permission.prefix_list}


def _networks(scene: Scene) -> Iterator[str]:
    for network in scene.world.vpcs[scene.vpc].cidrs:
        if network.overlaps(SERVICE_NETWORK):
            yield f"{scene.vpc} has {network}, where the rehearsal keeps AWS services ({SERVICE_NETWORK})"
        if network.overlaps(OUTSIDE_NETWORK) and any(place.kind == "outside" for place in scene.places.values()):
            yield f"{scene.vpc} has {network}, where the rehearsal keeps servers outside the cloud ({OUTSIDE_NETWORK})"


def _zones(scene: Scene) -> Iterator[str]:
    """EFS: a file system's name leads to the mount target in the zone of the one who asks, here to all."""
    zones = {subnet.id: subnet.zone for subnet in scene.world.subnets.values()}
    servers = [s for s in scene.world.file_servers if s.vpc == scene.vpc and s.kind == "efs"]
    asking = sorted({instance.zone for instance in scene.instances.values()})
    for system in sorted({server.file_system for server in servers}):
        has = {zones.get(server.subnet) for server in servers if server.file_system == system}
        for zone in asking:
            if zone not in has:
                yield f"{system} has no mount target in {zone}, where instances are: in the cloud it has no name there"
