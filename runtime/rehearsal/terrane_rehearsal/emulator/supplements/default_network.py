"""Defaults of networks: the default VPC leads to the internet, members of a default group reach one another, and the
zone of a subnet is no accident.

https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
"""

from __future__ import annotations

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.responses import EC2Response

from ..patching import around


def install() -> None:
    around(EC2Backend, "create_default_vpc")(_create_default_vpc)
    around(EC2Backend, "create_security_group")(_create_security_group)
    around(EC2Response, "create_subnet")(_create_subnet)


def _create_default_vpc(original: Any, ec2: Any) -> Any:
    vpc = original(ec2)
    gateway = ec2.create_internet_gateway()
    ec2.attach_internet_gateway(gateway.id, vpc.id)
    table = next(each for each in ec2.route_tables.values() if each.vpc_id == vpc.id)
    ec2.create_route(table.id, "0.0.0.0/0", gateway_id=gateway.id)
    return vpc


def _create_security_group(original: Any, ec2: Any, *arguments: Any, **named: Any) -> Any:
    group = original(ec2, *arguments, **named)
    if group.is_default:
        ec2.authorize_security_group_ingress(group.id, "-1", None, None, [], source_groups=[{"GroupId": group.id}])
    return group


def _create_subnet(original: Any, response: Any) -> Any:
    """moto draws the zone of a subnet that names none, even one without most machine types."""
    if not (response._get_param("AvailabilityZone") or response._get_param("AvailabilityZoneId")):
        response.params["AvailabilityZone"] = response.ec2_backend.describe_availability_zones()[0].name
    return original(response)
