"""From one VPC of a world to who may reach whom there: neutral data, made anew whenever the world changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, collapse_addresses
from typing import Literal

from ..world import Permission, SecurityGroup
from .clouds import address_of, resolvers
from .oracle import parts_of
from .places import Place, Scene
from .traffic import Traffic, traffic_of
from .ways import EVERYWHERE, gateway_endpoints, no_way_out

Direction = Literal["egress", "ingress"]
Groups = tuple[str, ...]
Addresses = tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One permission of a security group, as it is counted."""

    group: str
    direction: Direction
    permission: Permission


@dataclass(frozen=True)
class Clause:
    """What a rule lets through: traffic with any of the networks (there is one), or with any member of the group."""

    rule: Rule
    traffic: Traffic
    networks: tuple[IPv4Network, ...] = ()
    group: str | None = None


@dataclass(frozen=True)
class RuleSet:
    """Judged in this order: what leaves `sources`, then what enters `destinations`, then the ways out of the VPC."""

    vpc: str
    networks: tuple[IPv4Network, ...]
    resolvers: Addresses
    members: Mapping[str, Addresses]
    """Of each security group that a clause names."""
    egress: Mapping[Groups, tuple[Clause, ...]]
    ingress: Mapping[Groups, tuple[Clause, ...]]
    sources: Mapping[str, Groups]
    destinations: Mapping[str, Groups]
    by_gateway: Mapping[str, Addresses]
    """The address of a service -> hosts that have a gateway endpoint for it."""
    online: Addresses
    """Hosts that reach public addresses."""
    outside: tuple[tuple[str, int], ...]
    """Addresses and TCP ports of servers outside the cloud."""
    cut: Addresses
    """Hosts that get and send nothing."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Each rule once, in the order of the clauses."""
        chains = (*self.egress.values(), *self.ingress.values())
        return tuple(dict.fromkeys(clause.rule for chain in chains for clause in chain))


def compile_rules(scene: Scene, cut: Collection[str] = ()) -> RuleSet:
    """`cut`: ids of instances that are cut off."""
    vpc = scene.world.vpcs[scene.vpc]
    networks = vpc.cidrs
    sources = {address: tuple(sorted(instance.groups)) for address, instance in sorted(scene.instances.items())}
    destinations = {place.address: place.groups for place in scene.places.values() if place.groups is not None}
    egress = {groups: tuple(_clauses(scene, groups, "egress")) for groups in sorted(set(sources.values()))}
    ingress = {groups: tuple(_clauses(scene, groups, "ingress")) for groups in sorted(set(destinations.values()))}
    named = {clause.group for chain in (*egress.values(), *ingress.values()) for clause in chain}
    return RuleSet(
        vpc=scene.vpc,
        networks=networks,
        resolvers=tuple(str(address) for address in resolvers(vpc)),
        members={group: _members(scene, group) for group in sorted(filter(None, named))},
        egress=egress,
        ingress=ingress,
        sources=sources,
        destinations=destinations,
        by_gateway=_by_gateway(scene),
        online=tuple(a for a, instance in sorted(scene.instances.items()) if not no_way_out(scene.world, instance)),
        outside=tuple((p.address, port) for p in scene.places.values() if p.kind == "outside" for port in p.ports),
        cut=tuple(address for address, instance in sorted(scene.instances.items()) if instance.id in cut),
    )


def _clauses(scene: Scene, groups: Groups, direction: Direction) -> Iterator[Clause]:
    known = (scene.world.groups[id] for id in groups if id in scene.world.groups)
    for group in known:
        for permission in _permissions(group, direction):
            rule = Rule(group.id, direction, permission)
            traffic = traffic_of(permission)
            networks = () if permission.group else tuple(_networks(scene, permission))
            if permission.group or networks:
                yield Clause(rule, traffic, networks, permission.group)


def _permissions(group: SecurityGroup, direction: Direction) -> tuple[Permission, ...]:
    return group.egress if direction == "egress" else group.ingress


def _members(scene: Scene, group: str) -> Addresses:
    return tuple(sorted(place.address for place in scene.places.values() if group in (place.groups or ())))


def _networks(scene: Scene, permission: Permission) -> list[IPv4Network]:
    """A rule by network holds for a service behind an interface endpoint where it covers all the endpoint's subnets."""
    if permission.cidr is None:
        return [IPv4Network(place.address) for place in _listed(scene, permission.prefix_list)]
    cidr = permission.cidr
    behind = (place for place in scene.places.values() if place.kind == "service" and place.networks)
    covered = (place for place in behind if all(network.subnet_of(cidr) for network in place.networks))
    return list(collapse_addresses([cidr, *(IPv4Network(place.address) for place in covered)]))


def _listed(scene: Scene, prefix_list: str | None) -> list[Place]:
    """A service's prefix list holds its public addresses: not those of an interface endpoint."""
    listed = parts_of(scene.world.prefix_lists.get(prefix_list or "", ""))
    return [p for p in scene.places.values() if p.kind == "service" and p.id in listed and not p.endpoint]


def _by_gateway(scene: Scene) -> Mapping[str, Addresses]:
    found: dict[str, list[str]] = {}
    for address, instance in sorted(scene.instances.items()):
        for service in sorted(gateway_endpoints(scene.world, instance.subnet)):
            found.setdefault(address_of(service), []).append(address)
    return {service: tuple(hosts) for service, hosts in sorted(found.items())}


def admits_all(networks: tuple[IPv4Network, ...]) -> bool:
    return EVERYWHERE in networks
