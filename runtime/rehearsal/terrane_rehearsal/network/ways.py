"""How a host leaves its VPC by its subnet's route table: to AWS services and to servers outside the cloud."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network

from ..world import Endpoint, Instance, Route, RouteTable, World, is_of_oci
from .oracle import parts_of

EVERYWHERE = IPv4Network("0.0.0.0/0")
NOT_REHEARSED = ("instance", "interface", "peering", "other")
"""Targets of routes that lead nowhere in a rehearsal."""


def default_route(table: RouteTable) -> Route | None:
    return next((route for route in table.routes if route.destination == EVERYWHERE), None)


def table_of(world: World, subnet: str) -> RouteTable | None:
    """None also for a subnet that was deleted while its instances live: the emulator does not always refuse that."""
    return world.route_table_of(subnet) if subnet in world.subnets else None


def no_way_out(world: World, instance: Instance) -> str | None:
    """Why public addresses cannot be reached from an instance; None: they can."""
    table = table_of(world, instance.subnet)
    if table is None:
        return f"{instance.subnet} has no route table"
    route = default_route(table)
    if route is None:
        return f"{table.id} of {instance.subnet} has no default route"
    if route.target == "internet-gateway":
        if not attached(world, instance.vpc, route):
            return f"{table.id} of {instance.subnet} leads to {route.target_id}, which {instance.vpc} does not have"
        return None if instance.public_address else f"its way is {route.target_id}, and it has no public address"
    if route.target == "nat-gateway":
        return no_way_by_nat(world, route.target_id)
    return f"{table.id} of {instance.subnet} leads to {route.target_id or route.target}: not rehearsed"


def no_way_by_nat(world: World, gateway: str) -> str | None:
    nat = world.nat_gateways.get(gateway)
    if nat is not None and is_of_oci(nat.id):
        return None if nat.public else f"its way is {gateway}, which blocks all traffic"
    subnet = world.subnets.get(nat.subnet) if nat else None
    if nat is None or subnet is None:
        return f"its way is {gateway}, which is gone"
    if not nat.public:
        return f"its way is {gateway}, which is private"
    table = table_of(world, subnet.id)
    route = default_route(table) if table else None
    if route and route.target == "internet-gateway" and attached(world, subnet.vpc, route):
        return None
    return f"its way is {gateway} in {nat.subnet}, which itself has no default route to an internet gateway"


def attached(world: World, vpc: str, route: Route) -> bool:
    return bool(route.target_id) and world.vpcs[vpc].internet_gateway == route.target_id


def gateway_endpoints(world: World, subnet: str) -> frozenset[str]:
    """Services that the subnet's route table leads to by a gateway endpoint."""
    table = table_of(world, subnet)
    ours = (e for e in world.endpoints.values() if e.kind == "gateway")
    reached = (e.service for e in ours if table is not None and table.id in e.route_tables)
    return frozenset(part for service in reached for part in parts_of(service))


def interface_endpoints(world: World, vpc: str) -> Mapping[str, Endpoint]:
    """Services whose names lead to an interface endpoint for the whole VPC: both DNS settings of the VPC are needed."""
    network = world.vpcs[vpc]
    if not (network.dns_support and network.dns_hostnames):
        return {}
    ours = (e for e in world.endpoints.values() if e.vpc == vpc and e.kind == "interface" and e.private_dns)
    return {endpoint.service: endpoint for endpoint in ours}


def not_rehearsed_to(world: World, subnet: str, address: str) -> str | None:
    """The route that would lead to an address if its kind of target were rehearsed."""
    table = table_of(world, subnet)
    routes = [r for r in table.routes if IPv4Address(address) in r.destination] if table else []
    best = max(routes, key=lambda route: route.destination.prefixlen, default=None)
    if table is None or best is None or best.target not in NOT_REHEARSED:
        return None
    return f"{table.id} leads to {best.target_id or best.target}: not rehearsed"
