"""Groups of moto's Auto Scaling as plain data, and the launches that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..context import current
from ..launch.request import Request, placed, tagged
from .plan import Group, Launch, Member

GROUP_TAG = "aws:autoscaling:groupName"
VERSION_TAG = "aws:ec2launchtemplate:version"


def group_of(group: Any) -> Group:
    distribution = (group.mixed_instances_policy or {}).get("InstancesDistribution") or {}
    return Group(
        desired=int(group.desired_capacity or 0),
        subnets=tuple(subnets_of(group)),
        members=tuple(_member(number, state) for number, state in enumerate(group.instance_states)),
        suspended=frozenset(each["ProcessName"] for each in group.suspended_processes),
        termination_policies=tuple(group.termination_policies),
        on_demand_base=int(distribution.get("OnDemandBaseCapacity", 0)),
        on_demand_percentage=int(distribution.get("OnDemandPercentageAboveBaseCapacity", 100)),
    )


def subnets_of(group: Any) -> list[str]:
    if group.vpc_zone_identifier:
        return [each.strip() for each in group.vpc_zone_identifier.split(",")]
    defaults = group.ec2_backend.get_default_subnets()
    return [defaults[zone].id for zone in group.availability_zones if zone in defaults]


def _member(number: int, state: Any) -> Member:
    instance = state.instance
    tags = instance.ec2_backend.tags.get(instance.id, {})
    return Member(
        id=instance.id,
        subnet=instance.subnet_id,
        order=number,
        state=instance.state,
        healthy=state.health_status == "Healthy" and instance.id not in current().lost,
        protected=bool(state.protected_from_scale_in),
        standby=state.lifecycle_state == "Standby",
        spot=instance.lifecycle == "spot",
        template_version=int(tags.get(VERSION_TAG, 0)),
    )


def requests_of(group: Any, launch: Launch) -> Iterator[dict[str, Any]]:
    """What to ask of RunInstances, in the order in which it is to be tried."""
    for subnet in launch.subnets:
        for template, asked in _alternatives(group):
            data = group.ec2_backend._get_template_from_args(template).data if template else {}
            request = {**asked, **({"LaunchTemplate": template} if template else {})}
            if launch.spot:
                request["InstanceMarketOptions"] = {"MarketType": "spot"}
            tags = {**group.get_propagated_tags(), GROUP_TAG: group.name}
            yield tagged(data, placed(data, request, subnet), tags)


def _alternatives(group: Any) -> Iterator[tuple[dict[str, Any] | None, Request]]:
    """Launch templates with what overrides them."""
    if group.ec2_launch_template is None:
        yield None, _of_configuration(group.launch_config)
        return
    own = {"LaunchTemplateId": group.ec2_launch_template.id, "Version": str(group.launch_template_version)}
    overrides = ((group.mixed_instances_policy or {}).get("LaunchTemplate") or {}).get("Overrides") or [{}]
    for override in overrides:
        template = dict(override.get("LaunchTemplateSpecification") or own)
        yield template, {name: override[name] for name in ("InstanceType", "InstanceRequirements") if name in override}


def _of_configuration(configuration: Any) -> dict[str, Any]:
    profile = configuration.iam_instance_profile
    named = {"Arn" if str(profile).startswith("arn:") else "Name": profile}
    groups = list(configuration.security_groups)
    public = bool(configuration.associate_public_ip_address)
    wanted = {
        "ImageId": configuration.image_id,
        "InstanceType": configuration.instance_type,
        "KeyName": configuration.key_name,
        "UserData": str(configuration.user_data) if configuration.user_data else None,
        "IamInstanceProfile": named if profile else None,
        "BlockDeviceMappings": configuration.block_device_mapping_dict,
        "MetadataOptions": configuration.metadata_options,
        "EbsOptimized": configuration.ebs_optimized,
        "InstanceMarketOptions": {"MarketType": "spot"} if configuration.spot_price else None,
        "SecurityGroupIds": None if public else groups,
        "NetworkInterfaces": [{"DeviceIndex": 0, "AssociatePublicIpAddress": True, "Groups": groups}]
        if public
        else None,
    }
    return {name: value for name, value in wanted.items() if value}
