"""EBS volumes."""

from __future__ import annotations

from collections.abc import Sequence

from terrane_node.cloud.aws_clients import Clients, translated
from terrane_node.cloud.base import Disk
from terrane_node.errors import CloudError

# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html: recommended for data volumes.
DEVICE_NAMES = tuple(f"/dev/sd{letter}" for letter in "fghijklmnop")
# A terminated machine lets go by itself, perhaps between a look and the call.
LET_GO = ("IncorrectState", "InvalidAttachment.NotFound")


class AwsDisks:
    _clients: Clients

    def disk(self, disk_id: str) -> Disk:
        with translated():
            raw = self._clients.get("ec2").describe_volumes(VolumeIds=[disk_id])["Volumes"][0]
        held = [one for one in raw.get("Attachments") or [] if one.get("State") != "detached"]
        if not held:
            return Disk(id=disk_id, state=raw["State"])
        first = held[0]
        return Disk(disk_id, raw["State"], first["InstanceId"], first.get("State"), first.get("Device"))

    def free_devices(self, instance_id: str) -> Sequence[str]:
        with translated():
            answer = self._clients.get("ec2").describe_instances(InstanceIds=[instance_id])
        found = [raw for reservation in answer["Reservations"] for raw in reservation["Instances"]]
        used = {_letter(mapping["DeviceName"]) for raw in found for mapping in raw.get("BlockDeviceMappings") or []}
        return [name for name in DEVICE_NAMES if _letter(name) not in used]

    def attach_disk(self, disk_id: str, instance_id: str, device: str) -> None:
        with translated():
            self._clients.get("ec2").attach_volume(VolumeId=disk_id, InstanceId=instance_id, Device=device)

    def detach_disk(self, disk_id: str, instance_id: str) -> None:
        try:
            with translated():
                self._clients.get("ec2").detach_volume(VolumeId=disk_id, InstanceId=instance_id)
        except CloudError as error:
            if error.code not in LET_GO:
                raise


def _letter(name: str) -> str:
    """sdf and xvdf are the same device."""
    return name.rstrip("0123456789")[-1:]
