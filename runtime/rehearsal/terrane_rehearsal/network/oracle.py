"""OCI's networks as hosts meet them: the resolver, the names, and Oracle's services, which have two addresses here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address

from .services import METADATA, SERVICE_NETWORK

OBJECT_STORAGE = "oci-objectstorage"
SERVICES = "oci-services"
"""The whole of Oracle's services network, of which Object Storage is a part that can be reached alone."""

ADDRESSES: Mapping[str, str] = {OBJECT_STORAGE: str(SERVICE_NETWORK[201]), SERVICES: str(SERVICE_NETWORK[202])}
"""Above those of AWS's services: both clouds may be in one rehearsal."""

SPOKEN: Mapping[str, str] = {OBJECT_STORAGE: "OCI's Object Storage", SERVICES: "a service of OCI"}

HOSTS_DOMAIN = "oraclevcn.com"
RESOLVERS = (IPv4Address(METADATA),)

# https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicenetwork.htm and the endpoints of the API reference
DOMAINS = ("oraclecloud.com", "customer-oci.com")


def domains(region: str) -> Iterator[tuple[str, str]]:
    """(domain, address): the domain and whatever is below it lead there, where no longer domain matches."""
    yield from ((domain, ADDRESSES[SERVICES]) for domain in DOMAINS)
    yield f"objectstorage.{region}.oraclecloud.com", ADDRESSES[OBJECT_STORAGE]
    yield f"objectstorage.{region}.oci.customer-oci.com", ADDRESSES[OBJECT_STORAGE]


def parts_of(service: str) -> tuple[str, ...]:
    """The services that a name stands for."""
    return (SERVICES, OBJECT_STORAGE) if service == SERVICES else (service,)
