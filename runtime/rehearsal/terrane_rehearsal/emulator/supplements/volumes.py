"""Volumes: states and refusals of attaching and detaching, which moto does not know."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_block_store import Volume
from moto.ec2.responses import EC2Response

from ..errors import refuse
from ..patching import around

ATTACHABLE = ("running", "stopped", "stopping")


def install() -> None:
    around(EC2Response, "attach_volume")(_attach)
    around(EC2Response, "detach_volume")(_detach)
    around(EC2Backend, "delete_volume")(_delete)


def _attach(original: Any, response: Any) -> Any:
    ec2 = response.ec2_backend
    volume = ec2.get_volume(response._get_param("VolumeId"))
    instance = ec2.get_instance(response._get_param("InstanceId"))
    check_attachable(volume, instance, response._get_param("Device"))
    return original(response)


def check_attachable(volume: Any, instance: Any, device: str) -> None:
    if volume.attachment is not None:
        refuse("VolumeInUse", f"{volume.id} is already attached to an instance")
    if instance.state not in ATTACHABLE:
        refuse("IncorrectState", f"Instance '{instance.id}' is not 'running'.")
    if volume.availability_zone != instance.availability_zone:
        refuse(
            "InvalidVolume.ZoneMismatch",
            f"The volume '{volume.id}' is not in the same availability zone as instance '{instance.id}'",
        )
    if device in instance.block_device_mapping:
        taken = f"Attachment point {device} is already in use"
        refuse("InvalidParameterValue", f"Invalid value '{device}' for unixDevice. {taken}")


def _detach(original: Any, response: Any) -> Any:
    ec2 = response.ec2_backend
    volume = ec2.get_volume(response._get_param("VolumeId"))
    asked = response._get_param("InstanceId")
    if volume.attachment is None:
        refuse("IncorrectState", f"Volume '{volume.id}' is in the 'available' state.")
    instance = volume.attachment.instance
    if asked not in (None, instance.id):
        refuse("InvalidAttachment.NotFound", f"Volume '{volume.id}' is not attached to instance '{asked}'.")
    if volume.attachment.device == instance.root_device_name and instance.state != "stopped":
        refuse("OperationNotPermitted", f"Unable to detach root volume '{volume.id}' from instance '{instance.id}'")
    response.params["InstanceId"] = instance.id
    return original(response)


def _delete(original: Any, ec2: Any, volume_id: str) -> Any:
    volume: Volume | None = ec2.volumes.get(volume_id)
    if volume is not None and volume.attachment is not None:
        refuse("VolumeInUse", f"Volume {volume_id} is currently attached to {volume.attachment.instance.id}")
    return original(ec2, volume_id)
