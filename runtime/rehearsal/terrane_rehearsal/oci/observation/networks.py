"""VCNs, subnets, gateways, routes and groups. A security list is a group that every card of its subnets is in: what
either kind of rule allows is allowed, as on OCI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any, Literal

from ...world import Endpoint, NatGateway, Permission, Route, RouteTable, SecurityGroup, Subnet, Vpc
from ..services.rules import ALL, CIDR, GROUP, ICMP, SERVICE, TCP, UDP
from ..services.security import rules_of
from ..tenancy import Tenancy
from ..thing import Facts, Thing

PROTOCOLS: Mapping[str, str] = {ALL: "-1", TCP: "tcp", UDP: "udp", ICMP: "icmp"}
OPTIONS = ("tcpOptions", "udpOptions")
Target = Literal["internet-gateway", "nat-gateway", "interface", "other"]
TARGETS: Mapping[str, Target] = {
    "internetGateways": "internet-gateway",
    "natGateways": "nat-gateway",
    "privateIps": "interface",
}
ALL_SERVICES, STORAGE = "oci-services", "oci-objectstorage"


def service_named(label: str) -> str:
    return ALL_SERVICES if label.startswith("all-") else STORAGE


def vpcs(tenancy: Tenancy) -> Iterator[Vpc]:
    gateways = {each["vcnId"]: each.id for each in tenancy.living("internetGateways") if each["isEnabled"]}
    for vcn in tenancy.living("vcns"):
        yield Vpc(
            id=vcn.id,
            region=tenancy.region,
            cidrs=tuple(IPv4Network(each) for each in vcn["cidrBlocks"]),
            dns_hostnames=bool(vcn.get("dnsLabel")),
            internet_gateway=gateways.get(vcn.id),
        )


def subnets(tenancy: Tenancy) -> Iterator[Subnet]:
    for each in tenancy.living("subnets"):
        yield Subnet(each.id, each["vcnId"], IPv4Network(each["cidrBlock"]), each.get("availabilityDomain", ""))


def groups(tenancy: Tenancy) -> Iterator[SecurityGroup]:
    for each in tenancy.living("securityLists"):
        ways = (
            _permissions(each["ingressSecurityRules"], "source"),
            _permissions(each["egressSecurityRules"], "destination"),
        )
        yield SecurityGroup(each.id, each["displayName"], each["vcnId"], *(tuple(way) for way in ways))
    for each in tenancy.living("networkSecurityGroups"):
        rules = rules_of(each)
        incoming = [rule for rule in rules if rule["direction"] == "INGRESS" and rule["isValid"]]
        outgoing = [rule for rule in rules if rule["direction"] == "EGRESS" and rule["isValid"]]
        ways = (_permissions(incoming, "source"), _permissions(outgoing, "destination"))
        yield SecurityGroup(each.id, each["displayName"], each["vcnId"], *(tuple(way) for way in ways))


def _permissions(rules: list[Facts], peer: str) -> Iterator[Permission]:
    """Rules without state are taken as rules with it; source ports are not told apart."""
    for rule in rules:
        first, last = _ports(rule)
        protocol = PROTOCOLS.get(rule["protocol"], rule["protocol"])
        flow = Permission(protocol, first, last, description=rule.get("description", ""))
        kind, value = rule[f"{peer}Type"], rule[peer]
        if kind == CIDR:
            yield replace(flow, cidr=IPv4Network(value, strict=False))
        elif kind == GROUP:
            yield replace(flow, group=value)
        elif kind == SERVICE:
            yield replace(flow, prefix_list=value)


def _ports(rule: Facts) -> tuple[int, int]:
    options: Any = next((rule[name] for name in OPTIONS if rule.get(name)), {})
    ports = options.get("destinationPortRange") or {"min": 0, "max": 65535}
    return ports["min"], ports["max"]


def route_tables(tenancy: Tenancy) -> Iterator[RouteTable]:
    vcns = {each.id: each for each in tenancy.living("vcns")}
    for table in tenancy.living("routeTables"):
        vcn = vcns[table["vcnId"]]
        users = [each.id for each in tenancy.living("subnets") if each["routeTableId"] == table.id]
        local = [Route(IPv4Network(each), "local", "local") for each in vcn["cidrBlocks"]]
        yield RouteTable(
            id=table.id,
            vpc=vcn.id,
            main=vcn["defaultRouteTableId"] == table.id,
            subnets=tuple(users),
            routes=(*local, *_routes(tenancy, table)),
        )


def _routes(tenancy: Tenancy, table: Thing) -> Iterator[Route]:
    """A rule whose target is gone leads nowhere."""
    targets = {each.id: each for each in tenancy.living(*TARGETS)}
    for rule in table["routeRules"]:
        target = targets.get(rule["networkEntityId"])
        if rule["destinationType"] == CIDR and target is not None:
            kind: Target = TARGETS.get(target.kind.collection, "other")
            yield Route(IPv4Network(rule["destination"]), kind, target.get("vnicId", target.id))


def nat_gateways(tenancy: Tenancy) -> Iterator[NatGateway]:
    """They belong to a VCN, not to a subnet."""
    for each in tenancy.living("natGateways"):
        yield NatGateway(each.id, "", public=not each["blockTraffic"])


def endpoints(tenancy: Tenancy) -> Iterator[Endpoint]:
    """A service gateway is one where a route table leads to it."""
    for gateway in tenancy.living("serviceGateways"):
        if gateway["blockTraffic"]:
            continue
        services = [tenancy.find(each["serviceId"], "services") for each in gateway["services"]]
        for label in (each["cidrBlock"] for each in services):
            tables = tuple(each.id for each in tenancy.living("routeTables") if _leads(each, gateway, label))
            yield Endpoint(gateway.id, gateway["vcnId"], service_named(label), "gateway", route_tables=tables)


def _leads(table: Thing, gateway: Thing, label: str) -> bool:
    return any(rule["networkEntityId"] == gateway.id and rule["destination"] == label for rule in table["routeRules"])


def prefix_lists(tenancy: Tenancy) -> Mapping[str, str]:
    return {each["cidrBlock"]: service_named(each["cidrBlock"]) for each in tenancy.living("services")}
