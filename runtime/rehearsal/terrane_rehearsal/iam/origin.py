"""Where a host's call comes from, as the service sees it: its public address, or the endpoint in its VPC."""

from __future__ import annotations

from collections.abc import Mapping

from ..world import Endpoint, Instance, World
from .ask import Values

KEYS = frozenset(
    {"aws:sourceip", "aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce"}
    | {"aws:ec2instancesourcevpc", "aws:ec2instancesourceprivateipv4"}
)

# What an endpoint's service is called, where it is not the scope's name.
_ENDPOINTS = {"kinesis": "kinesis-streams"}


def origin(world: World, instance_id: str | None, service: str) -> Mapping[str, Values | None]:
    """Values of KEYS; None: not known, such as the address that a NAT gateway shows."""
    instance = world.instances.get(instance_id or "")
    if instance is None:
        return dict.fromkeys(KEYS)
    of_role = {"aws:ec2instancesourcevpc": (instance.vpc,), "aws:ec2instancesourceprivateipv4": (instance.address,)}
    endpoint = _endpoint(world, instance, _ENDPOINTS.get(service, service))
    if endpoint is not None:
        inside = {
            "aws:sourcevpc": (instance.vpc,),
            "aws:sourcevpce": (endpoint.id,),
            "aws:vpcsourceip": (instance.address,),
        }
        return {**of_role, **inside, "aws:sourceip": ()}
    outside: dict[str, Values] = {"aws:sourcevpc": (), "aws:sourcevpce": (), "aws:vpcsourceip": ()}
    return {**of_role, **outside, "aws:sourceip": (instance.public_address,) if instance.public_address else None}


def _endpoint(world: World, instance: Instance, service: str) -> Endpoint | None:
    table = world.route_table_of(instance.subnet)
    found = [each for each in world.endpoints.values() if each.vpc == instance.vpc and each.service == service]
    private = (each for each in found if each.kind == "interface" and each.private_dns)
    routed = (each for each in found if each.kind == "gateway" and table and table.id in each.route_tables)
    return next(private, next(routed, None))
