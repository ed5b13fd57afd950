"""Addresses: moto draws private ones at random, outside their subnets or twice, and elastic ones from the loopback."""

from __future__ import annotations

from ipaddress import IPv4Address
from typing import Any

from moto.ec2.models import elastic_ip_addresses
from moto.ec2.models.elastic_network_interfaces import NetworkInterface, NetworkInterfaceBackend
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses import EC2Response
from moto.ec2.utils import random_public_ip

from ..errors import refuse
from ..patching import around

FIRST = 4
"""The network address, the router, DNS and one more are EC2's: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""


def install() -> None:
    around(Subnet, "get_available_subnet_ip")(_next_address)
    around(Subnet, "request_ip")(_request)
    around(NetworkInterface, "__init__")(_interface)
    around(NetworkInterfaceBackend, "delete_network_interface")(_delete_interface)
    around(EC2Response, "create_network_interface")(_create_interface)
    elastic_ip_addresses.random_ip = random_public_ip  # type: ignore[attr-defined]
    Subnet.free_addresses = _free_addresses  # type: ignore[attr-defined]


def _free_addresses(subnet: Any) -> int:
    return int(subnet.cidr.num_addresses) - FIRST - 1 - len(subnet._subnet_ips)


def _next_address(_: Any, subnet: Any, instance: Any) -> str:
    """One after the other, from the last one on: an address is not given away again at once."""
    usable = subnet.cidr.num_addresses - FIRST - 1
    start = vars(subnet).get("next_address", 0)
    for step in range(usable):
        number = (start + step) % usable
        address = str(subnet.cidr.network_address + FIRST + number)
        if address not in subnet._subnet_ips:
            subnet.next_address = number + 1
            subnet._subnet_ips[address] = instance
            return address
    refuse(
        "InsufficientFreeAddressesInSubnet",
        "The specified subnet does not have enough free addresses to satisfy the request.",
    )


def _request(original: Any, subnet: Any, address: str, instance: Any) -> None:
    _check_free(subnet, address)
    original(subnet, address, instance)


def _check_free(subnet: Any, address: str) -> None:
    if not _usable(subnet, address):
        refuse("InvalidParameterValue", f"Address {address} does not fall within the subnet's address range")
    if address in subnet._subnet_ips:
        refuse("InvalidIPAddress.InUse", f"Address {address} is in use.")


def _usable(subnet: Any, address: str) -> bool:
    number = int(IPv4Address(address)) - int(subnet.cidr.network_address)
    return FIRST <= number < int(subnet.cidr.num_addresses) - 1


def _interface(original: Any, interface: Any, ec2: Any, subnet: Any, address: Any, *rest: Any, **named: Any) -> None:
    """Addresses that are none of the subnet's are moto's own, drawn at random."""
    where = ec2.get_subnet(subnet) if isinstance(subnet, str) else subnet
    given = address[0] if isinstance(address, list) and address else address
    listed = rest[0] if rest else named.get("private_ip_addresses")
    primary = next((each["PrivateIpAddress"] for each in listed or () if each.get("Primary")), None)
    given = given or primary
    if not given or not _usable(where, given):
        given = where.get_available_subnet_ip(interface)
    elif given not in where._subnet_ips:
        where._subnet_ips[given] = interface
    original(interface, ec2, where, given, *rest, **named)


def _delete_interface(original: Any, ec2: Any, eni_id: str) -> None:
    interface = ec2.enis.get(eni_id)
    original(ec2, eni_id)
    interface.subnet.del_subnet_ip(interface.private_ip_address)


def _create_interface(original: Any, response: Any) -> Any:
    address, subnet_id = response._get_param("PrivateIpAddress"), response._get_param("SubnetId")
    if address:
        _check_free(response.ec2_backend.get_subnet(subnet_id), address)
    return original(response)
