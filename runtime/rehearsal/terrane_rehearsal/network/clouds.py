"""What a network has of the cloud that it belongs to: resolvers, services, their addresses and domains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address

from ..world import Vpc, is_of_oci
from . import oracle, services


def resolvers(vpc: Vpc) -> tuple[IPv4Address, ...]:
    return oracle.RESOLVERS if is_of_oci(vpc.id) else services.resolvers(vpc.cidrs[0])


def service_addresses(vpc: str) -> Mapping[str, str]:
    return oracle.ADDRESSES if is_of_oci(vpc) else services.SERVICE_ADDRESSES


def address_of(service: str) -> str:
    return oracle.ADDRESSES.get(service) or services.address_of(service)


def domains(vpc: Vpc) -> Iterator[tuple[str, str]]:
    """(domain, address): the domain and whatever is below it lead there, where no longer domain matches."""
    return oracle.domains(vpc.region) if is_of_oci(vpc.id) else services.domains(vpc.region)


def spoken(service: str) -> str:
    if service == services.OTHER:
        return "another AWS service"
    return oracle.SPOKEN.get(service) or f"the AWS service {service}"
