"""What the resolver of a VPC answers: hosts, file servers, private zones, its cloud, servers outside; nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..world import Instance, PrivateZone, Record, Vpc, is_of_oci
from .clouds import domains, resolvers
from .oracle import HOSTS_DOMAIN
from .places import Scene
from .services import HOME_OF_GLOBAL_NAMES, service_at

TTL_SECONDS = 60
"""Of EC2's own records."""


@dataclass(frozen=True)
class Names:
    settings: str
    """The configuration file of dnsmasq, apart from where the next is: read at its start."""
    hosts: str
    """Addresses and their names: read again at SIGHUP. The first name of an address answers the reverse lookup."""


def names_of(scene: Scene) -> Names:
    world, vpc = scene.world, scene.world.vpcs[scene.vpc]
    zones = [zone for zone in world.zones if scene.vpc in zone.vpcs] if vpc.dns_support and vpc.dns_hostnames else []
    records = [record for zone in zones for record in zone.records]
    settings = [*_always(vpc), *_services(vpc), *_settings(records, zones)]
    hosts = [*_hosts(scene, records), *_outside(scene, zones)]
    return Names("\n".join(settings) + "\n", "".join(f"{line}\n" for line in hosts))


def _always(vpc: Vpc) -> list[str]:
    return [
        "no-resolv",
        "no-hosts",
        "no-poll",
        "no-daemon",
        "bind-interfaces",
        "user=root",
        "group=root",
        "pid-file=",
        "cache-size=0",
        f"local-ttl={TTL_SECONDS}",
        *(f"listen-address={address}" for address in resolvers(vpc)),
        "address=/#/",
    ]


def _services(vpc: Vpc) -> Iterator[str]:
    for domain, address in domains(vpc):
        yield from _leads_to(domain, (address,))
    if is_of_oci(vpc.id):
        yield f"local=/{HOSTS_DOMAIN}/"
        return
    region = vpc.region
    # Names of file systems are those that exist, though the service beside them answers for all that is below its own.
    yield f"address=/efs.{region}.amazonaws.com/"
    yield f"address=/*.fsx.{region}.amazonaws.com/"


def _leads_to(domain: str, addresses: tuple[str, ...]) -> Iterator[str]:
    yield from (f"address=/{domain}/{address}" for address in addresses)
    # Without it, a question for another kind of record is answered as if there were no such name.
    yield f"local=/{domain}/"


def _settings(records: list[Record], zones: list[PrivateZone]) -> Iterator[str]:
    yield from (f"local=/{zone.name}/" for zone in zones)
    for record in records:
        name = _plain(record.name)
        if record.kind == "CNAME":
            yield from (f"cname={name},{_plain(value)}" for value in record.values)
        elif name.startswith("*."):
            yield from _leads_to(name, record.values)


def _hosts(scene: Scene, records: list[Record]) -> Iterator[str]:
    vpc = scene.world.vpcs[scene.vpc]
    for address, instance in sorted(scene.instances.items()):
        names = " ".join(_names_of_instance(instance, vpc))
        if names:
            yield f"{address} {names}"
    servers = [server for server in scene.world.file_servers if server.vpc == scene.vpc and server.names]
    yield from (f"{server.address} {' '.join(server.names)}" for server in servers)
    for record in records:
        name = _plain(record.name)
        if record.kind == "A" and not name.startswith("*."):
            yield from (f"{address} {name}" for address in record.values)
        elif record.kind == "CNAME":
            yield from _service_behind(record, vpc.region)


def _outside(scene: Scene, zones: list[PrivateZone]) -> Iterator[str]:
    """A private zone answers for all that is below it, as if there were no such names outside."""
    for place in scene.places.values():
        hidden = any(f".{place.name}".endswith(f".{zone.name}") for zone in zones)
        if place.kind == "outside" and not hidden:
            yield f"{place.address} {place.name}"


def _service_behind(record: Record, region: str) -> Iterator[str]:
    """dnsmasq follows an alias only to names of this file."""
    for value in map(_plain, record.values):
        address = service_at(value, region)
        if address:
            yield f"{address} {value}"


def _names_of_instance(instance: Instance, vpc: Vpc) -> Iterator[str]:
    if is_of_oci(instance.id):
        # Without a host name label a VNIC has no name, and public addresses have none at all.
        yield from filter(None, [instance.private_dns_name])
        return
    yield instance.private_dns_name or f"ip-{_dashed(instance.address)}.{_internal(vpc.region)}"
    if instance.public_address and vpc.dns_hostnames:
        yield f"ec2-{_dashed(instance.public_address)}.{_public(vpc.region)}"


def _internal(region: str) -> str:
    return "ec2.internal" if region == HOME_OF_GLOBAL_NAMES else f"{region}.compute.internal"


def _public(region: str) -> str:
    return "compute-1.amazonaws.com" if region == HOME_OF_GLOBAL_NAMES else f"{region}.compute.amazonaws.com"


def _dashed(address: str) -> str:
    return address.replace(".", "-")


def _plain(name: str) -> str:
    """Route 53 writes the star of a wildcard as an octal number."""
    return name.rstrip(".").lower().replace("\\052", "*")
