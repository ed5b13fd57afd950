"""Carries a launch out through moto, completely."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from moto.core.types import Base64EncodedString
from moto.ec2.exceptions import DryRunClientError
from moto.ec2.utils import random_spot_request_id
from moto.iam.models import iam_backends

from ..context import current
from ..errors import refuse
from ..images import BY_ID
from ..life import put
from . import machine
from .bootable import check_bootable
from .place import Place, place_of
from .request import Request, check_combination, is_spot, merged, merged_devices, tags_of, user_data_of


@dataclass(frozen=True)
class Launch:
    """What was asked for, judged: everything in it exists and fits."""

    asked: Request
    type: str
    image: Any
    place: Place
    user_data: str | None
    profile: Any | None
    spot: bool
    template: Any | None
    """The version of the launch template."""


def run(ec2: Any, request: Request) -> Any:
    """RunInstances; gives moto's reservation."""
    token = request.get("ClientToken") or ""
    held = _earlier(ec2, token, request)
    if held is not None:
        return held
    least, most = int(request.get("MinCount", 1)), int(request.get("MaxCount", 1))
    launch = settle(ec2, request)
    if request.get("DryRun"):
        raise DryRunClientError()
    if current().faults.lacks_capacity(launch.type, launch.place.subnet.availability_zone, token):
        raise machine.no_capacity(ec2.region_name, launch.type, launch.place.subnet.availability_zone)
    machine.check_vcpu_limit(ec2, launch.type, least, None if launch.spot else current().faults.vcpu_limit)
    reservation = _create(ec2, launch, _fitting(launch.place.subnet, least, most), token)
    _remember(ec2, token, request, reservation)
    return reservation


def settle(ec2: Any, request: Request) -> Launch:
    template = ec2._get_template_from_args(request["LaunchTemplate"]) if request.get("LaunchTemplate") else None
    asked = merged(template.data if template else {}, request)
    check_combination(asked)
    image = machine.image_of(ec2, asked["ImageId"])
    machine_type = asked.get("InstanceType") or machine.DEFAULT_TYPE
    machine.check_type(ec2.region_name, machine_type, image)
    if asked.get("CpuOptions"):
        machine.check_cpus(machine_type, asked["CpuOptions"])
    if current().boots:
        check_bootable(image)
    user_data = user_data_of(asked)
    place = place_of(ec2, asked)
    machine.check_zone(ec2.region_name, machine_type, place.subnet.availability_zone)
    _check_key(ec2, asked.get("KeyName"))
    _check_placement_group(ec2, asked)
    profile = _profile(ec2, asked.get("IamInstanceProfile") or {})
    return Launch(asked, machine_type, image, place, user_data, profile, is_spot(asked), template)


def _earlier(ec2: Any, token: str, request: Request) -> Any | None:
    if not token:
        return None
    held = _tokens(ec2).get(token)
    if held is None:
        return None
    if held[0] != _fingerprint(request):
        refuse(
            "IdempotentParameterMismatch",
            "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
        )
    return held[1]


def _remember(ec2: Any, token: str, request: Request, reservation: Any) -> None:
    if token:
        _tokens(ec2)[token] = (_fingerprint(request), reservation)


def _tokens(ec2: Any) -> dict[str, tuple[str, Any]]:
    held: dict[str, tuple[str, Any]] = vars(ec2).setdefault("launch_tokens", {})
    return held


def _fingerprint(request: Request) -> str:
    return json.dumps(request, sort_keys=True, default=str)


def _fitting(subnet: Any, least: int, most: int) -> int:
    free = subnet.free_addresses()
    if free < least:
        refuse(
            "InsufficientFreeAddressesInSubnet",
            "The specified subnet does not have enough free addresses to satisfy the request.",
        )
    return int(min(free, most))


def _check_key(ec2: Any, name: str | None) -> None:
    if name and name not in ec2.key_pairs:
        refuse("InvalidKeyPair.NotFound", f"The key pair '{name}' does not exist")


def _check_placement_group(ec2: Any, asked: Request) -> None:
    name = (asked.get("Placement") or {}).get("GroupName")
    if name and name not in vars(ec2).get("placement_groups", {}):
        refuse("InvalidPlacementGroup.Unknown", f"The placement group '{name}' is unknown.")


def _profile(ec2: Any, asked: Request) -> Any | None:
    name, arn = asked.get("Name"), asked.get("Arn")
    if not (name or arn):
        return None
    profiles = iam_backends[ec2.account_id][ec2.partition].instance_profiles.values()
    found = next((each for each in profiles if name in (None, each.name) and arn in (None, each.arn)), None)
    if found is None:
        kind, given = ("name", name) if name else ("arn", arn)
        what = "name" if name else "ARN"
        refuse(
            "InvalidParameterValue",
            f"Value ({given}) for parameter iamInstanceProfile.{kind} is invalid. Invalid IAM Instance Profile {what}",
        )
    if not found.roles:
        refuse("InvalidParameterValue", f"IAM Instance Profile '{found.arn}' has no associated IAM Roles")
    return found


def disks_of(image: Any, asked: Request) -> list[dict[str, Any]]:
    """Every disk that EC2 makes: the image's root disk, under what the launch says of it, and the launch's own."""
    known = BY_ID.get(image.id)
    root = {
        "DeviceName": image.root_device_name,
        "Ebs": {"VolumeSize": known.root_size_gib if known else 8, "VolumeType": "gp3", "DeleteOnTermination": True},
    }
    disks = merged_devices([root], asked.get("BlockDeviceMappings", ()))
    # The default of EBS: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html
    return [
        {**disk, "Ebs": {"DeleteOnTermination": True, "VolumeType": "gp2", **disk["Ebs"]}}
        for disk in disks
        if "Ebs" in disk
    ]


def _create(ec2: Any, launch: Launch, count: int, token: str) -> Any:
    asked, place = launch.asked, launch.place
    disks = disks_of(launch.image, asked)
    if not all(disk["Ebs"].get("VolumeSize") or disk["Ebs"].get("SnapshotId") for disk in disks):
        refuse("MissingParameter", "The request must contain the parameter size or snapshotId")
    reservation = ec2.run_instances(
        launch.image.id,
        count,
        Base64EncodedString(launch.user_data) if launch.user_data else None,
        [],
        instance_type=launch.type,
        is_instance_type_default=False,
        placement=place.subnet.availability_zone,
        region_name=ec2.region_name,
        subnet_id=place.subnet.id,
        key_name=asked.get("KeyName"),
        nics=[dict(each) for each in place.interfaces],
        associate_public_ip=place.interfaces[0].get("AssociatePublicIpAddress", False),
        tags={"instance": _instance_tags(launch), "volume": tags_of(asked, "volume")},
        ebs_optimized=asked.get("EbsOptimized", False),
        disable_api_stop=asked.get("DisableApiStop", False),
        disable_api_termination=asked.get("DisableApiTermination", False),
        instance_initiated_shutdown_behavior=asked.get("InstanceInitiatedShutdownBehavior"),
        hibernation_options=asked.get("HibernationOptions", {}),
        monitoring_state="enabled" if (asked.get("Monitoring") or {}).get("Enabled") else "disabled",
        metadata_options=asked.get("MetadataOptions", {}),
        block_device_mappings=disks,
        client_token=token,
    )
    for instance in reservation.instances:
        _complete(ec2, instance, launch, disks)
    return reservation


def _instance_tags(launch: Launch) -> dict[str, str]:
    template = launch.template
    source = (
        {
            "aws:ec2launchtemplate:id": template.template.id,
            "aws:ec2launchtemplate:version": str(template.number),
        }
        if template
        else {}
    )
    return {**source, **tags_of(launch.asked, "instance")}


def _complete(ec2: Any, instance: Any, launch: Launch, disks: Sequence[dict[str, Any]]) -> None:
    """What moto does not take from a launch."""
    asked = launch.asked
    if current().boots:
        put(instance, "pending")
    if launch.profile is not None:
        ec2.associate_iam_instance_profile(instance.id, iam_instance_profile_arn=launch.profile.arn)
    if asked.get("CpuOptions"):
        instance.cpu_options = asked["CpuOptions"]
    placement = asked.get("Placement") or {}
    instance.placement.group_name = placement.get("GroupName") or ""
    instance.placement.tenancy = placement.get("Tenancy") or "default"
    if launch.spot:
        instance.lifecycle = "spot"
        instance.spot_instance_request_id = random_spot_request_id()
    for disk in disks:
        volume = ec2.volumes[instance.block_device_mapping[disk["DeviceName"]].volume_id]
        volume.iops, volume.throughput = disk["Ebs"].get("Iops", volume.iops), disk["Ebs"].get("Throughput")
    for asked_interface, interface in zip(launch.place.interfaces, instance.nics.values(), strict=True):
        interface.interface_type = asked_interface.get("InterfaceType") or interface.interface_type
        interface.add_tags(tags_of(asked, "network-interface"))
