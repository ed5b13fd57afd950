"""Block volumes, attached paravirtualized: the machine sees them without a login, under the name that it was given."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

from terrane_node.cloud.base import Disk
from terrane_node.cloud.oci_clients import Clients
from terrane_node.cloud.oci_instances import INCORRECT_STATE, NOT_FOUND
from terrane_node.errors import CloudError
from terrane_node.settings import OciPlace

MORE = ("aa", "ab", "ac", "ad", "ae", "af")
# https://docs.oracle.com/en-us/iaas/Content/Block/References/consistentdevicepaths.htm; the boot volume has oraclevda.
DEVICE_NAMES = tuple(f"/dev/oracleoci/oraclevd{letters}" for letters in (*string.ascii_lowercase[1:], *MORE))
LET_GO = "DETACHED"
HOLDING = ("ATTACHING", "ATTACHED")


class OciDisks:
    _clients: Clients
    _place: OciPlace

    def disk(self, disk_id: str) -> Disk:
        state = str(self._clients.call("volumes", "get_volume", disk_id).data["lifecycleState"]).lower()
        held = [one for one in self._attachments(volume_id=disk_id) if one["lifecycleState"] != LET_GO]
        if not held:
            return Disk(id=disk_id, state=state)
        first = held[0]
        attachment = str(first["lifecycleState"]).lower()
        return Disk(disk_id, "in-use", first["instanceId"], attachment, first.get("device"))

    def free_devices(self, instance_id: str) -> Sequence[str]:
        attached = self._attachments(instance_id=instance_id)
        used = {one.get("device") for one in attached if one["lifecycleState"] != LET_GO}
        return [name for name in DEVICE_NAMES if name not in used]

    def attach_disk(self, disk_id: str, instance_id: str, device: str) -> None:
        wanted = {"type": "paravirtualized", "instanceId": instance_id, "volumeId": disk_id, "device": device}
        self._clients.call("compute", "attach_volume", wanted)

    def detach_disk(self, disk_id: str, instance_id: str) -> None:
        for one in self._attachments(volume_id=disk_id):
            if one["instanceId"] != instance_id or one["lifecycleState"] not in HOLDING:
                continue
            try:
                self._clients.call("compute", "detach_volume", one["id"], manner="acting")
            except CloudError as error:
                if error.code not in (INCORRECT_STATE, NOT_FOUND) or self._held(one["id"], disk_id):
                    raise

    def _held(self, attachment_id: str, disk_id: str) -> bool:
        held = [one["id"] for one in self._attachments(volume_id=disk_id) if one["lifecycleState"] in HOLDING]
        return attachment_id in held

    def _attachments(self, **of: str) -> list[dict[str, Any]]:
        return self._clients.every("compute", "list_volume_attachments", self._place.compartment, **of)
