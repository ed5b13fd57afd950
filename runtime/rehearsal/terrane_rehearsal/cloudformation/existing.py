"""Whether a parameter of an AWS type names something that the account has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from terrane_rehearsal.cloudformation.errors import code
from terrane_rehearsal.cloudformation.parameters import Exists

CALLS = {
    "AWS::EC2::VPC::Id": ("ec2", "describe_vpcs", "VpcIds"),
    "AWS::EC2::Subnet::Id": ("ec2", "describe_subnets", "SubnetIds"),
    "AWS::EC2::SecurityGroup::Id": ("ec2", "describe_security_groups", "GroupIds"),
    "AWS::EC2::SecurityGroup::GroupName": ("ec2", "describe_security_groups", "GroupNames"),
    "AWS::EC2::Image::Id": ("ec2", "describe_images", "ImageIds"),
    "AWS::EC2::Instance::Id": ("ec2", "describe_instances", "InstanceIds"),
    "AWS::EC2::KeyPair::KeyName": ("ec2", "describe_key_pairs", "KeyNames"),
    "AWS::EC2::Volume::Id": ("ec2", "describe_volumes", "VolumeIds"),
    "AWS::EC2::AvailabilityZone::Name": ("ec2", "describe_availability_zones", "ZoneNames"),
}
"""`AWS::Route53::HostedZone::Id` and `AWS::SSM::Parameter::Name` are taken as they are: their use shows an error."""


def exists(client: Callable[[str], Any]) -> Exists:
    def check(kind: str, value: str) -> bool:
        if kind not in CALLS:
            return True
        service, operation, member = CALLS[kind]
        try:
            getattr(client(service), operation)(**{member: [value]})
        except Exception as error:
            if code(error):
                return False
            raise
        return True

    return check
