"""Which disks a host has, under which names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from terrane_rehearsal.world import Instance, Volume

EBS_MODEL, LOCAL_MODEL = "Amazon Elastic Block Store", "Amazon EC2 NVMe Instance Storage"
"""As NVMe devices of EC2 name themselves."""
GIB, GB = 1 << 30, 10**9
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html: reserved for the root device.
_ROOT = re.compile(r"(sd|xvd)a\d*")


@dataclass(frozen=True)
class Disk:
    name: str
    """Below /dev in the guest."""
    bytes: int
    model: str
    serial: str
    volume: str | None = None
    """Id of the volume; None: a disk of the machine itself."""
    links: tuple[str, ...] = ()
    """Further names below /dev."""
    kind: str = "disk"


def disks_of(instance: Instance, volumes: Iterable[Volume]) -> tuple[Disk, ...]:
    """The root disk is not among them: it has no device in a container."""
    attached = sorted(
        (device_name(volume.attachment.device), volume)
        for volume in volumes
        if volume.attachment is not None and volume.attachment.instance == instance.id
    )
    own = enumerate(instance.hardware.local_disks_gb, start=1)
    return tuple(
        [Disk(f"nvme{n}n1", gb * GB, LOCAL_MODEL, f"AWS{instance.id.removeprefix('i-')}{n}".upper()) for n, gb in own]
        + [
            Disk(name, volume.size_gib * GIB, EBS_MODEL, volume.id.replace("-", ""), volume.id)
            for name, volume in attached
            if not _ROOT.fullmatch(name)
        ]
    )


def device_name(asked: str) -> str:
    """`/dev/sdf` is asked for; Xen's and Debian's name of it is xvdf."""
    name = asked.rsplit("/", 1)[-1]
    return f"xv{name[1:]}" if name.startswith("sd") else name
