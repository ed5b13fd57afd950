"""Instances of one Region."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from moto.ec2.models.instance_types import INSTANCE_TYPES

from ...world import Hardware, Instance

GROUP_TAG = "aws:autoscaling:groupName"


def instances(ec2: Any, roles: Mapping[str, str], ended: Mapping[str, Instance]) -> Iterator[Instance]:
    """`roles`: names of roles by the ARN of their instance profile; `ended`: instances that need not be read again."""
    for reservation in list(ec2.reservations.values()):
        for instance in list(reservation.instances):
            yield ended.get(instance.id) or _instance(ec2, instance, reservation.id, roles)


def _instance(ec2: Any, instance: Any, reservation: str, roles: Mapping[str, str]) -> Instance:
    interface = instance.nics[0]
    tags = dict(ec2.tags.get(instance.id, {}))
    profile = (instance.iam_instance_profile or {}).get("Arn")
    options = instance.metadata_options
    key = ec2.key_pairs.get(instance.key_name)
    return Instance(
        id=instance.id,
        region=ec2.region_name,
        state=instance.state,
        image=instance.image_id,
        type=instance.instance_type,
        vpc=interface.subnet.vpc_id,
        subnet=interface.subnet.id,
        zone=interface.subnet.availability_zone,
        address=interface.private_ip_address,
        mac=interface.mac_address,
        interface=interface.id,
        groups=tuple(sorted({group.id for group in interface.group_set})),
        hardware=hardware(instance.instance_type),
        public_address=interface.public_ip,
        private_dns_name=instance.private_dns_name,
        profile_arn=profile,
        role=roles.get(profile) if profile else None,
        user_data=base64.b64decode(str(instance.user_data)) if instance.user_data else b"",
        key_name=instance.key_name,
        public_key=key.public_key if key else None,
        tags=tags,
        spot=instance.lifecycle == "spot",
        launch_index=instance.ami_launch_index,
        reservation=reservation,
        root_size_gib=_root_size(ec2, instance),
        tokens_required=options.http_tokens == "required",
        metadata_enabled=options.http_endpoint != "disabled",
        hop_limit=options.http_put_response_hop_limit,
        metadata_tags=options.instance_metadata_tags == "enabled",
        auto_scaling_group=tags.get(GROUP_TAG),
    )


def _root_size(ec2: Any, instance: Any) -> int:
    mapped = instance.block_device_mapping.get(instance.root_device_name)
    volume = ec2.volumes.get(mapped.volume_id) if mapped else None
    return int(volume.size) if volume else 8


@lru_cache
def hardware(machine_type: str) -> Hardware:
    facts: dict[str, Any] = INSTANCE_TYPES[machine_type]
    disks = facts.get("InstanceStorageInfo", {}).get("Disks", [])
    architectures = facts["ProcessorInfo"]["SupportedArchitectures"]
    return Hardware(
        architecture="arm64" if "arm64" in architectures else "x86_64",
        local_disks_gb=tuple(disk["SizeInGB"] for disk in disks for _ in range(disk["Count"])),
    )
