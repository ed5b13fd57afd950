"""Machine images: the root disk that the publishers give them, in the place of moto's 15 GiB of magnetic disk."""

from __future__ import annotations

from typing import Any

from moto.ec2.models.amis import Ami

from ..images import BY_ID


def install() -> None:
    Ami.block_device_mappings = property(_mappings)  # type: ignore[assignment]


def _mappings(image: Any) -> list[dict[str, Any]]:
    known = BY_ID.get(image.id)
    disk = {
        "SnapshotId": image.ebs_snapshot.id,
        "VolumeSize": known.root_size_gib if known else 8,
        "DeleteOnTermination": True,
        "VolumeType": "gp3",
        "Encrypted": False,
    }
    return [{"DeviceName": image.root_device_name, "Ebs": disk}]
