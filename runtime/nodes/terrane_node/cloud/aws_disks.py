"""EBS volumes."""

from __future__ import annotations

from terrane_node.cloud.aws_clients import Clients, translated
from terrane_node.cloud.base import Disk


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

    def attach_disk(self, disk_id: str, instance_id: str, device: str) -> None:
        with translated():
            self._clients.get("ec2").attach_volume(VolumeId=disk_id, InstanceId=instance_id, Device=device)

    def detach_disk(self, disk_id: str, instance_id: str) -> None:
        with translated():
            self._clients.get("ec2").detach_volume(VolumeId=disk_id, InstanceId=instance_id)
