"""The part of the metadata that tells an instance of its network."""

from __future__ import annotations

from ..world import Instance, World


def local_name(instance: Instance) -> str:
    dashed = f"ip-{instance.address.replace('.', '-')}"
    zone = "ec2.internal" if instance.region == "us-east-1" else f"{instance.region}.compute.internal"
    return instance.private_dns_name or f"{dashed}.{zone}"


def public_name(instance: Instance, world: World) -> str | None:
    """Only where the VPC gives DNS host names."""
    vpc = world.vpcs.get(instance.vpc)
    if instance.public_address is None or vpc is None or not vpc.dns_hostnames:
        return None
    zone = "compute-1" if instance.region == "us-east-1" else f"{instance.region}.compute"
    return f"ec2-{instance.public_address.replace('.', '-')}.{zone}.amazonaws.com"


def group_names(instance: Instance, world: World) -> str:
    return "\n".join(world.groups[each].name if each in world.groups else each for each in instance.groups)


def interface(instance: Instance, world: World) -> dict[str, str]:
    """Of the one interface that an instance has here; paths below `network/interfaces/macs/MAC/`."""
    vpc, subnet = world.vpcs.get(instance.vpc), world.subnets.get(instance.subnet)
    blocks = [str(block) for block in vpc.cidrs] if vpc else []
    known = {
        "device-number": "0",
        "interface-id": instance.interface,
        "local-hostname": local_name(instance),
        "local-ipv4s": instance.address,
        "mac": instance.mac,
        "owner-id": world.account,
        "security-group-ids": "\n".join(instance.groups),
        "security-groups": group_names(instance, world),
        "subnet-id": instance.subnet,
        "vpc-id": instance.vpc,
    }
    perhaps = {
        "public-hostname": public_name(instance, world),
        "public-ipv4s": instance.public_address,
        "subnet-ipv4-cidr-block": str(subnet.cidr) if subnet else None,
        "vpc-ipv4-cidr-block": blocks[0] if blocks else None,
        "vpc-ipv4-cidr-blocks": "\n".join(blocks) or None,
    }
    if instance.public_address:
        perhaps[f"ipv4-associations/{instance.public_address}"] = instance.address
    return known | {name: value for name, value in perhaps.items() if value is not None}
