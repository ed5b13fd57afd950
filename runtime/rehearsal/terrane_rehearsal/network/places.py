"""Who has which address in a VPC: its instances, its file servers, the AWS services, and servers outside the cloud."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

from ..world import FileServer, Instance, World
from .clouds import address_of, service_addresses, spoken
from .outside import Server
from .ways import interface_endpoints

FILE_STORAGE_PORTS = (111, 2048, 2049, 2050)
"""https://docs.oracle.com/en-us/iaas/Content/File/Tasks/securitylistsfilestorage.htm"""

Kind = Literal["instance", "file system", "service", "outside", "address"]


@dataclass(frozen=True)
class Place:
    kind: Kind
    """`outside`: a server outside the cloud; `address`: of nobody in the rehearsal."""
    id: str
    name: str
    address: str
    groups: tuple[str, ...] | None = None
    """Security groups that judge who comes in; None: none do."""
    networks: tuple[IPv4Network, ...] = ()
    """Where in the VPC it is in the cloud, as closely as is known; empty: it is public."""
    endpoint: str | None = None
    """The interface endpoint through which a service is reached."""
    ports: tuple[int, ...] = ()
    """Of a file server, or of a server outside the cloud: where it answers."""

    def __str__(self) -> str:
        if self.kind == "address":
            return self.address
        if self.kind == "outside":
            return self.name
        if self.kind == "service":
            name = spoken(self.id)
            return f"{name} by {self.endpoint}" if self.endpoint else name
        return f"{self.name} ({self.address})"

    @property
    def facts(self) -> dict[str, str]:
        return {"kind": self.kind, "id": self.id, "name": self.name, "address": self.address}


@dataclass(frozen=True)
class Scene:
    """One VPC of a world, and who is in it, by address."""

    world: World
    vpc: str
    places: Mapping[str, Place]
    instances: Mapping[str, Instance]

    def at(self, address: str) -> Place:
        return self.places.get(address, Place("address", address, address, address))


def scene_of(world: World, vpc: str, hosts: Collection[str] = (), outside: Iterable[Server] = ()) -> Scene:
    """`hosts`: instances that still have a host, whatever the cloud says. A live instance's address is its own."""
    ended = (world.instances[id] for id in hosts if id in world.instances)
    instances = {i.address: i for i in (*ended, *world.live) if i.vpc == vpc and i.address}
    places = {
        **{place.address: place for place in outsiders(outside)},
        **{place.address: place for place in services(world, vpc)},
        **{place.address: place for place in file_servers(world, vpc)},
        **{address: place_of(instance) for address, instance in instances.items()},
    }
    return Scene(world, vpc, places, instances)


def place_of(instance: Instance) -> Place:
    own = IPv4Network(instance.address)
    return Place("instance", instance.id, instance.name, instance.address, tuple(sorted(instance.groups)), (own,))


def file_servers(world: World, vpc: str) -> list[Place]:
    return [
        Place(
            "file system",
            server.file_system,
            server.file_system,
            server.address,
            tuple(sorted(server.groups)),
            (IPv4Network(server.address),),
            ports=ports_of(server),
        )
        for server in world.file_servers
        if server.vpc == vpc
    ]


def ports_of(server: FileServer) -> tuple[int, ...]:
    """Where it answers: for version 3 of NFS, OCI's File Storage needs those of its helpers as well."""
    return FILE_STORAGE_PORTS if server.kind == "fss" else (server.port,)


def outsiders(outside: Iterable[Server]) -> list[Place]:
    """One for each name."""
    ports: dict[tuple[str, str], list[int]] = {}
    for server in outside:
        ports.setdefault((server.name, server.address), []).append(server.port)
    return [
        Place("outside", name, name, address, ports=tuple(sorted(numbers)))
        for (name, address), numbers in ports.items()
    ]


def services(world: World, vpc: str) -> list[Place]:
    public = {name: Place("service", name, name, address) for name, address in service_addresses(vpc).items()}
    for name, endpoint in interface_endpoints(world, vpc).items():
        if name in public:
            networks = tuple(world.subnets[subnet].cidr for subnet in endpoint.subnets if subnet in world.subnets)
            groups = tuple(sorted(endpoint.groups))
            public[name] = Place("service", name, name, address_of(name), groups, networks, endpoint.id)
    return list(public.values())
