"""What a request does not say itself and the emulator knows: ARNs behind names, templates, profiles, attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jmespath  # type: ignore[import-untyped, unused-ignore]
from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]

from .ports import Cloud


@dataclass(frozen=True)
class Look:
    """A call of the emulator's API that turns a name into one value."""

    service: str
    method: str
    argument: str
    answer: str
    """Where the value is: a JMESPath."""
    many: bool = False
    """The argument is a list."""


LOOKS = {
    "secret": Look("secretsmanager", "describe_secret", "SecretId", "ARN"),
    "stack": Look("cloudformation", "describe_stacks", "StackName", "Stacks[0].StackId"),
    "group": Look(
        "autoscaling",
        "describe_auto_scaling_groups",
        "AutoScalingGroupNames",
        "AutoScalingGroups[0].AutoScalingGroupARN",
        many=True,
    ),
    "key": Look("kms", "describe_key", "KeyId", "KeyMetadata.Arn"),
    "role": Look("iam", "get_role", "RoleName", "Role"),
    "profile": Look("iam", "get_instance_profile", "InstanceProfileName", "InstanceProfile"),
    "image": Look("ec2", "describe_images", "ImageIds", "Images[0]", many=True),
    "instance": Look("ec2", "describe_instances", "InstanceIds", "Reservations[0].Instances[0]", many=True),
    "volume": Look("ec2", "describe_volumes", "VolumeIds", "Volumes[0]", many=True),
    "subnet": Look("ec2", "describe_subnets", "SubnetIds", "Subnets[0]", many=True),
    "placement": Look("ec2", "describe_placement_groups", "GroupNames", "PlacementGroups[0]", many=True),
    "template": Look(
        "ec2", "describe_launch_templates", "LaunchTemplateIds", "LaunchTemplates[0].LaunchTemplateId", many=True
    ),
    "template name": Look(
        "ec2", "describe_launch_templates", "LaunchTemplateNames", "LaunchTemplates[0].LaunchTemplateId", many=True
    ),
    "security group name": Look(
        "ec2", "describe_security_groups", "GroupNames", "SecurityGroups[0].GroupId", many=True
    ),
}


class Facts:
    """Of one Region, for one call: what is looked up once stays."""

    def __init__(self, cloud: Cloud, region: str) -> None:
        self._cloud = cloud
        self.region = region
        self.account = cloud.account
        self.partition = _partition(region)
        self._looked: dict[tuple[str, str], Any] = {}

    def arn(self, service: str, resource: str, account: str | None = None) -> str:
        owner = self.account if account is None else account
        return f"arn:{self.partition}:{service}:{self.region}:{owner}:{resource}"

    def global_arn(self, service: str, resource: str, account: str | None = None) -> str:
        """Of a service without Regions."""
        return f"arn:{self.partition}:{service}::{self.account if account is None else account}:{resource}"

    def look(self, what: str, name: str) -> Any:
        """None: there is no such thing."""
        if (what, name) not in self._looked:
            look = LOOKS[what]
            given = {look.argument: [name] if look.many else name}
            self._looked[what, name] = self._answer(look.service, look.method, look.answer, given)
        return self._looked[what, name]

    def template_data(self, template: str, version: str) -> Mapping[str, Any] | None:
        """Of a launch template, by its id."""
        given = {"LaunchTemplateId": template, "Versions": [version]}
        path = "LaunchTemplateVersions[0].LaunchTemplateData"
        found: Mapping[str, Any] | None = self._answer("ec2", "describe_launch_template_versions", path, given)
        return found

    def default_group(self, vpc: str) -> str | None:
        """The security group of instances that name none."""
        filters = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "group-name", "Values": ["default"]}]
        found: str | None = self._answer(
            "ec2", "describe_security_groups", "SecurityGroups[0].GroupId", {"Filters": filters}
        )
        return found

    def tags(self, arn: str) -> Mapping[str, str]:
        return self._cloud.resource_tags(arn)

    def _answer(self, service: str, method: str, path: str, given: dict[str, Any]) -> Any:
        try:
            return jmespath.search(path, getattr(self._cloud.client(service, self.region), method)(**given))
        except ClientError:
            return None


def _partition(region: str) -> str:
    return "aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"
