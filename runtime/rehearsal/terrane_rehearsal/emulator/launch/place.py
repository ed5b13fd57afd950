"""Where a launch goes: subnet, interfaces and security groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moto.ec2.exceptions import InvalidSubnetIdError

from ..errors import refuse
from .request import Request


@dataclass(frozen=True)
class Place:
    subnet: Any
    interfaces: tuple[dict[str, Any], ...]
    """As moto takes them; the first is the primary one and names its groups."""


def place_of(ec2: Any, launch: Request) -> Place:
    asked = sorted(launch.get("NetworkInterfaces", ()), key=lambda each: int(each.get("DeviceIndex", 0)))
    primary = dict(asked[0]) if asked else {}
    if primary.get("NetworkInterfaceId"):
        existing = _interface(ec2, primary["NetworkInterfaceId"])
        return Place(existing.subnet, tuple(_numbered(ec2, existing.subnet, asked)))
    subnet = _subnet(ec2, launch, primary.get("SubnetId") or launch.get("SubnetId"))
    groups = primary.get("Groups") or _group_ids(ec2, launch, subnet)
    primary = {
        "DeviceIndex": 0,
        "AssociatePublicIpAddress": subnet.map_public_ip_on_launch in (True, "true"),
        "PrivateIpAddress": launch.get("PrivateIpAddress"),
        **{name: value for name, value in primary.items() if value is not None},
        "SubnetId": subnet.id,
        "Groups": groups,
    }
    rest = [{"SubnetId": subnet.id, **each} for each in asked[1:]]
    return Place(subnet, tuple(_numbered(ec2, subnet, [primary, *rest])))


def _numbered(ec2: Any, subnet: Any, interfaces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Interfaces on several network cards may share a device index; moto keeps one for each."""
    made = []
    for number, each in enumerate(interfaces):
        check_groups(ec2, each.get("Groups") or [], subnet)
        kept = {"DeleteOnTermination": each.get("NetworkInterfaceId") is None, **each}
        made.append({**kept, "DeviceIndex": number})
    return made


def _interface(ec2: Any, interface_id: str) -> Any:
    interface = ec2.get_network_interface(interface_id)
    if interface.instance is not None:
        refuse("InvalidNetworkInterface.InUse", f"Interface: [{interface_id}] in use.")
    return interface


def _subnet(ec2: Any, launch: Request, subnet_id: str | None) -> Any:
    zone = (launch.get("Placement") or {}).get("AvailabilityZone")
    if subnet_id:
        try:
            subnet = ec2.get_subnet(subnet_id)
        except InvalidSubnetIdError:
            refuse("InvalidSubnetID.NotFound", f"The subnet ID '{subnet_id}' does not exist")
        if zone not in (None, subnet.availability_zone):
            refuse("InvalidParameterValue", f"The availability zone '{zone}' is not that of subnet '{subnet_id}'.")
        return subnet
    vpc = ec2.get_default_vpc()
    if vpc is None:
        refuse(
            "VPCIdNotSpecified",
            "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.",
        )
    defaults = ec2.get_default_subnets()
    found = [defaults[zone]] if zone in defaults else [] if zone else [defaults[each] for each in sorted(defaults)]
    if not found:
        refuse("MissingInput", f"No subnets found for the default VPC '{vpc.id}'. Please specify a subnet.")
    return found[0]


def _group_ids(ec2: Any, launch: Request, subnet: Any) -> list[str]:
    named = [_named(ec2, name, subnet.vpc_id) for name in launch.get("SecurityGroups", ())]
    return [*launch.get("SecurityGroupIds", ()), *named] or [ec2.get_default_security_group(subnet.vpc_id).id]


def _named(ec2: Any, name: str, vpc_id: str) -> str:
    group = ec2.get_security_group_by_name_or_id(name, vpc_id)
    if group is None:
        refuse("InvalidGroup.NotFound", f"The security group '{name}' does not exist in VPC '{vpc_id}'")
    return str(group.id)


def check_groups(ec2: Any, group_ids: list[str], subnet: Any) -> None:
    for group_id in group_ids:
        group = ec2.get_security_group_from_id(group_id)
        if group is None:
            refuse("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist")
        if group.vpc_id != subnet.vpc_id:
            refuse(
                "InvalidParameter",
                f"Security group {group_id} and subnet {subnet.id} belong to different networks.",
            )
