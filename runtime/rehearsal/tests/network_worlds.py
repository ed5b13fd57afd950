"""Small worlds for the tests of the networks, and a second reading of rule sets that knows nothing of nftables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from terrane_rehearsal.network.outside import Server
from terrane_rehearsal.network.places import Scene, scene_of
from terrane_rehearsal.network.rules import Clause, RuleSet, compile_rules
from terrane_rehearsal.network.services import SERVICE_NETWORK
from terrane_rehearsal.network.traffic import Traffic
from terrane_rehearsal.world import (
    Hardware,
    Instance,
    Permission,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
    Vpc,
    World,
)

EVERYWHERE = IPv4Network("0.0.0.0/0")
ALL_OUT = (Permission("-1", cidr=EVERYWHERE),)


def tcp(first: int, last: int | None = None, **peer: Any) -> Permission:
    if "cidr" in peer:
        peer["cidr"] = IPv4Network(peer["cidr"])
    return Permission("tcp", first, first if last is None else last, **peer)


def group(
    id: str, ingress: tuple[Permission, ...] = (), egress: tuple[Permission, ...] = ALL_OUT, vpc: str = "vpc-1"
) -> SecurityGroup:
    return SecurityGroup(id, f"{id.removeprefix('sg-')}-group", vpc, ingress, egress)


def instance(
    id: str, address: str, *groups: str, vpc: str = "vpc-1", subnet: str = "subnet-1", **more: Any
) -> Instance:
    last = int(IPv4Address(address)).to_bytes(4, "big").hex(":")
    fields: dict[str, Any] = {
        "id": id,
        "region": "us-east-1",
        "state": "running",
        "image": "ami-1",
        "type": "c7i.large",
        "zone": "us-east-1a",
        "mac": f"02:00:{last}",
        "interface": f"eni-{id}",
        "hardware": Hardware(),
        "tags": {"Name": id.removeprefix("i-")},
        **more,
    }
    return Instance(vpc=vpc, subnet=subnet, address=address, groups=groups, **fields)


IGW = Route(EVERYWHERE, "internet-gateway", "igw-1")


def world(*things: Instance | SecurityGroup, routes: tuple[Route, ...] = (), **more: Any) -> World:
    """One VPC, 10.0.0.0/16, with subnet-1, 10.0.0.0/24, and a main route table of these routes."""
    fields: dict[str, Any] = {
        "vpcs": {"vpc-1": vpc("vpc-1")},
        "subnets": {"subnet-1": Subnet("subnet-1", "vpc-1", IPv4Network("10.0.0.0/24"), "us-east-1a")},
        "route_tables": {"rtb-1": RouteTable("rtb-1", "vpc-1", True, (), routes)},
        "instances": {each.id: each for each in things if isinstance(each, Instance)},
        "groups": {each.id: each for each in things if isinstance(each, SecurityGroup)},
        **more,
    }
    return World(**fields)


def vpc(id: str, cidr: str = "10.0.0.0/16", **more: Any) -> Vpc:
    fields: dict[str, Any] = {"region": "us-east-1", "dns_hostnames": True, "internet_gateway": "igw-1", **more}
    return Vpc(id, cidrs=(IPv4Network(cidr),), **fields)


def with_group(before: World, changed: SecurityGroup) -> World:
    return replace(before, groups={**before.groups, changed.id: changed})


@dataclass(frozen=True)
class Packet:
    source: str
    destination: str
    protocol: str = "tcp"
    port: int = 0
    """Of ICMP: the type."""


def rules_of(before: World, vpc: str = "vpc-1", cut: tuple[str, ...] = (), outside: tuple[Server, ...] = ()) -> RuleSet:
    return compile_rules(scene(before, vpc, outside), cut)


def scene(before: World, vpc: str = "vpc-1", outside: tuple[Server, ...] = ()) -> Scene:
    return scene_of(before, vpc, outside=outside)


def verdict(rules: RuleSet, packet: Packet) -> str:
    """`accept`, or what refuses it: `egress`, `ingress`, `route`, or `cut`."""
    if packet.source in rules.cut or packet.destination in rules.cut:
        return "cut"
    leaving = rules.egress[rules.sources[packet.source]]
    if not any(_lets(rules, clause, packet.destination, packet) for clause in leaving):
        return "egress"
    if packet.destination in rules.destinations:
        entering = rules.ingress[rules.destinations[packet.destination]]
        return "accept" if any(_lets(rules, c, packet.source, packet) for c in entering) else "ingress"
    if packet.source in rules.by_gateway.get(packet.destination, ()):
        return "accept"
    service = IPv4Address(packet.destination) in SERVICE_NETWORK
    outside = packet.protocol == "tcp" and (packet.destination, packet.port) in rules.outside
    return "accept" if (service or outside) and packet.source in rules.online else "route"


def _lets(rules: RuleSet, clause: Clause, peer: str, packet: Packet) -> bool:
    who = (
        peer in rules.members[clause.group]
        if clause.group
        else any(IPv4Address(peer) in network for network in clause.networks)
    )
    return who and _matches(clause.traffic, packet)


def _matches(traffic: Traffic, packet: Packet) -> bool:
    if traffic.protocol not in ("all", packet.protocol):
        return False
    if traffic.ports:
        return traffic.ports[0] <= packet.port <= traffic.ports[1]
    return traffic.icmp[0] in (None, packet.port)
