"""VPCs, subnets, security groups, routes, gateways and endpoints of one Region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any, Literal

from ...world import Endpoint, NatGateway, Permission, Route, RouteTable, SecurityGroup, Subnet, Vpc

Target = Literal["local", "internet-gateway", "nat-gateway", "instance", "interface", "peering", "other"]


def vpcs(ec2: Any) -> Iterator[Vpc]:
    gateways = {each.vpc.id: each.id for each in list(ec2.internet_gateways.values()) if each.vpc}
    for vpc in list(ec2.vpcs.values()):
        yield Vpc(
            id=vpc.id,
            region=ec2.region_name,
            cidrs=tuple(_network(each["cidr_block"]) for each in vpc.get_cidr_block_association_set()),
            dns_support=vpc.enable_dns_support,
            dns_hostnames=vpc.enable_dns_hostnames,
            internet_gateway=gateways.get(vpc.id),
        )


def subnets(ec2: Any) -> Iterator[Subnet]:
    for zone in list(ec2.subnets.values()):
        for subnet in list(zone.values()):
            yield Subnet(subnet.id, subnet.vpc_id, _network(subnet.cidr_block), subnet.availability_zone)


def groups(ec2: Any) -> Iterator[SecurityGroup]:
    for of_vpc in list(ec2.groups.values()):
        for group in list(of_vpc.values()):
            if group.vpc_id:
                yield SecurityGroup(
                    group.id,
                    group.name,
                    group.vpc_id,
                    tuple(_permissions(group.ingress_rules)),
                    tuple(_permissions(group.egress_rules)),
                )


def _permissions(rules: list[Any]) -> Iterator[Permission]:
    for rule in list(rules):
        protocol = rule.ip_protocol or "-1"
        every = protocol == "-1" or rule.from_port in (None, -1)
        first, last = (0, 65535) if every else (rule.from_port, rule.to_port)
        flow = Permission(protocol, first, last, description=rule.description or "")
        if rule.cidr_ipv4:
            yield replace(flow, cidr=_network(rule.cidr_ipv4))
        if rule.source_group.get("GroupId"):
            yield replace(flow, group=rule.source_group["GroupId"])
        if rule.prefix_list_id:
            yield replace(flow, prefix_list=rule.prefix_list_id)


def route_tables(ec2: Any) -> Iterator[RouteTable]:
    for table in list(ec2.route_tables.values()):
        yield RouteTable(
            id=table.id,
            vpc=table.vpc_id,
            main=table.main_association_id is not None,
            subnets=tuple(each for each in list(table._associations.values()) if each.startswith("subnet-")),
            routes=tuple(_routes(table.routes)),
        )


def _routes(routes: list[Any]) -> Iterator[Route]:
    for route in routes:
        if route.destination_cidr_block:
            yield Route(_network(route.destination_cidr_block), *_target(route))


def _target(route: Any) -> tuple[Target, str]:
    gateway = route.gateway_id or ""
    if gateway == "local":
        return "local", "local"
    if gateway.startswith("igw-"):
        return "internet-gateway", gateway
    found: dict[Target, str | None] = {
        "nat-gateway": route.nat_gateway_id,
        "instance": route.instance_id,
        "interface": route.network_interface_id,
        "peering": route.vpc_peering_connection_id,
    }
    kind: Target = next((kind for kind, id in found.items() if id), "other")
    return kind, found.get(kind) or gateway or route.transit_gateway_id or ""


def nat_gateways(ec2: Any) -> Iterator[NatGateway]:
    for gateway in list(ec2.nat_gateways.values()):
        if gateway.state != "deleted":
            yield NatGateway(gateway.id, gateway.subnet_id, gateway.connectivity_type != "private")


def endpoints(ec2: Any) -> Iterator[Endpoint]:
    for endpoint in list(ec2.vpc_end_points.values()):
        kind: Literal["gateway", "interface"] | None = _KINDS.get(str(endpoint.vpc_endpoint_type or "Gateway").lower())
        if kind and endpoint.state != "deleted":
            yield Endpoint(
                id=endpoint.id,
                vpc=endpoint.vpc_id,
                service=endpoint.service_name.rpartition(f".{ec2.region_name}.")[2],
                kind=kind,
                route_tables=tuple(endpoint.route_table_ids or ()),
                subnets=tuple(endpoint.subnet_ids or ()),
                groups=tuple(endpoint.security_group_ids or ()),
                private_dns=bool(endpoint.private_dns_enabled),
            )


_KINDS: dict[str, Literal["gateway", "interface"]] = {"gateway": "gateway", "interface": "interface"}


def prefix_lists(ec2: Any) -> Iterator[tuple[str, str]]:
    start = f"com.amazonaws.{ec2.region_name}."
    for each in list(ec2.managed_prefix_lists.values()):
        if each.prefix_list_name.startswith(start):
            yield each.id, each.prefix_list_name.removeprefix(start)


def _network(text: str) -> IPv4Network:
    return IPv4Network(text, strict=False)
