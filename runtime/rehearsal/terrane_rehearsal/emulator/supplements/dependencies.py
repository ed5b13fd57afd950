"""What is in use is not deleted: moto lets subnets, groups, networks and gateways go from under what lives in them."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import EC2Backend

from ..errors import refuse
from ..patching import around


def install() -> None:
    around(EC2Backend, "delete_subnet")(_delete_subnet)
    around(EC2Backend, "delete_vpc")(_delete_vpc)
    around(EC2Backend, "delete_security_group")(_delete_group)
    around(EC2Backend, "detach_internet_gateway")(_detach_gateway)
    around(EC2Backend, "delete_nat_gateway")(_delete_nat_gateway)
    around(EC2Backend, "create_nat_gateway")(_create_nat_gateway)
    around(EC2Backend, "create_vpc_endpoint")(_create_endpoint)
    around(EC2Backend, "delete_vpc_endpoints")(_delete_endpoints)


def _delete_subnet(original: Any, ec2: Any, subnet_id: str) -> Any:
    if any(each.subnet.id == subnet_id for each in ec2.enis.values()):
        refuse("DependencyViolation", f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
    return original(ec2, subnet_id)


def _delete_vpc(original: Any, ec2: Any, vpc_id: str) -> Any:
    gateways = [each for each in ec2.internet_gateways.values() if each.vpc and each.vpc.id == vpc_id]
    groups = [each for each in ec2.groups.get(vpc_id, {}).values() if not each.is_default]
    endpoints = [each for each in ec2.vpc_end_points.values() if each.vpc_id == vpc_id and each.state != "deleted"]
    if gateways or groups or endpoints:
        refuse("DependencyViolation", f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    return original(ec2, vpc_id)


def _delete_group(original: Any, ec2: Any, name: str | None = None, group_id: str | None = None) -> None:
    group = ec2.get_security_group_by_name_or_id(group_id or name)
    if group is not None and (_worn(ec2, group) or _named_by_others(ec2, group)):
        refuse("DependencyViolation", f"resource {group.id} has a dependent object")
    original(ec2, name, group_id)


def _worn(ec2: Any, group: Any) -> bool:
    return any(group in interface._group_set for interface in ec2.enis.values())


def _named_by_others(ec2: Any, group: Any) -> bool:
    others = (each for of_vpc in ec2.groups.values() for each in of_vpc.values() if each is not group)
    rules = (rule for other in others for rule in (*other.ingress_rules, *other.egress_rules))
    return any(rule.source_group.get("GroupId") == group.id for rule in rules)


def _detach_gateway(original: Any, ec2: Any, gateway_id: str, vpc_id: str) -> None:
    if any(each.public_ip and each.subnet.vpc_id == vpc_id for each in ec2.enis.values()):
        refuse(
            "DependencyViolation",
            f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before "
            "detaching the gateway.",
        )
    original(ec2, gateway_id, vpc_id)


def _create_nat_gateway(original: Any, ec2: Any, *arguments: Any, **named: Any) -> Any:
    gateway = original(ec2, *arguments, **named)
    gateway.private_ip = gateway._eni.private_ip_address
    return gateway


def _delete_nat_gateway(original: Any, ec2: Any, gateway_id: str) -> Any:
    gateway = ec2.nat_gateways.get(gateway_id)
    if gateway is None:
        refuse("NatGatewayNotFound", f"The Nat Gateway {gateway_id} was not found")
    for address in list(ec2.addresses):
        if address.eni is gateway._eni:
            ec2.disassociate_address(association_id=address.association_id)
    if gateway._eni.id in ec2.enis:
        ec2.delete_network_interface(gateway._eni.id)
    return original(ec2, gateway_id)


def _create_endpoint(original: Any, ec2: Any, *arguments: Any, **named: Any) -> Any:
    endpoint = original(ec2, *arguments, **named)
    if endpoint.network_interface_ids and not endpoint.security_group_ids:
        endpoint.security_group_ids = [ec2.get_default_security_group(endpoint.vpc_id).id]
    groups = [ec2.get_security_group_from_id(each) for each in endpoint.security_group_ids]
    for interface_id in endpoint.network_interface_ids:
        interface = ec2.enis[interface_id]
        interface._group_set = [each for each in groups if each is not None]
        interface.description = f"VPC Endpoint Interface {endpoint.id}"
    return endpoint


def _delete_endpoints(original: Any, ec2: Any, vpce_ids: list[str] | None = None) -> None:
    found = [ec2.vpc_end_points[each] for each in vpce_ids or [] if each in ec2.vpc_end_points]
    interfaces = [each for endpoint in found for each in endpoint.network_interface_ids if each in ec2.enis]
    for interface_id in interfaces:
        ec2.delete_network_interface(interface_id)
    original(ec2, vpce_ids)
