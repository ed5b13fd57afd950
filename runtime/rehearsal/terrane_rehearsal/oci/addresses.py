"""Private and public addresses."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import TYPE_CHECKING

from . import checks
from .errors import exceeded, invalid
from .thing import Facts, Thing

if TYPE_CHECKING:
    from .tenancy import Tenancy

PUBLIC = IPv4Network("198.51.100.0/24")
"""Documentation's addresses (RFC 5737): nobody else has them."""


def used(tenancy: Tenancy, subnet: Thing) -> set[str]:
    return {each["ipAddress"] for each in tenancy.living("privateIps") if each["subnetId"] == subnet.id}


def take(tenancy: Tenancy, subnet: Thing, facts: Facts) -> Thing:
    """A private address: the one in `ipAddress`, else the lowest that is free; OCI keeps the first two and the last."""
    cidr = IPv4Network(subnet["cidrBlock"])
    taken = used(tenancy, subnet)
    wanted = facts.get("ipAddress")
    if wanted is not None:
        _check(cidr, str(checks.address("privateIp", wanted)), taken)
    chosen = wanted or next((str(cidr[n]) for n in range(2, cidr.num_addresses - 1) if str(cidr[n]) not in taken), None)
    if chosen is None:
        exceeded(f"Subnet {subnet.id} has no free address")
    _check_hostname(tenancy, subnet, facts.get("hostnameLabel"))
    own = {"compartmentId": subnet["compartmentId"], "availabilityDomain": subnet.get("availabilityDomain")}
    return tenancy.add("privateIps", {**own, **facts, "subnetId": subnet.id, "ipAddress": chosen})


def _check(cidr: IPv4Network, wanted: str, taken: set[str]) -> None:
    kept = {str(cidr[0]), str(cidr[1]), str(cidr[-1])}
    if checks.address("privateIp", wanted) not in cidr or wanted in kept:
        invalid(f"privateIp: {wanted} is not a usable address of the subnet {cidr}")
    if wanted in taken:
        invalid(f"privateIp: {wanted} is already in use")


def _check_hostname(tenancy: Tenancy, subnet: Thing, hostname: str | None) -> None:
    if hostname is None:
        return
    if not checks.HOSTNAME.fullmatch(hostname):
        invalid(f"hostnameLabel: {hostname!r} is not a valid host name")
    if not subnet.get("dnsLabel"):
        invalid(f"hostnameLabel: subnet {subnet.id} has no DNS label")
    for other in tenancy.living("privateIps"):
        if other["subnetId"] == subnet.id and str(other.get("hostnameLabel", "")).lower() == hostname.lower():
            invalid(f"hostnameLabel: {hostname} is already in use in subnet {subnet.id}")


def take_public(tenancy: Tenancy, entity: Thing, kind: str, facts: Facts) -> Thing:
    """An ephemeral address of a private address or a NAT gateway."""
    taken = {each["ipAddress"] for each in tenancy.living("publicIps")}
    free = next((str(each) for each in PUBLIC.hosts() if str(each) not in taken), None)
    if free is None:
        exceeded("No public addresses are left")
    given: Facts = {
        "compartmentId": entity["compartmentId"],
        "ipAddress": free,
        "lifetime": "EPHEMERAL",
        "scope": "AVAILABILITY_DOMAIN" if kind == "PRIVATE_IP" else "REGION",
        "assignedEntityId": entity.id,
        "assignedEntityType": kind,
        "privateIpId": entity.id if kind == "PRIVATE_IP" else None,
        "lifecycleState": "ASSIGNED",
    }
    return tenancy.add("publicIps", {**given, **facts})


def release(tenancy: Tenancy, ids: list[str]) -> None:
    """Private addresses with their public ones."""
    for address in tenancy.living("publicIps"):
        if address.get("assignedEntityId") in ids:
            tenancy.finish(address)
    for address in tenancy.living("privateIps"):
        if address.id in ids:
            tenancy.finish(address)
