"""Which disks a host has, under which names. Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from terrane_rehearsal.world import Instance, Volume, is_of_oci

EBS_MODEL, LOCAL_MODEL = "Amazon Elastic Block Store", "Amazon EC2 NVMe Instance Storage"
"""As NVMe devices of EC2 name themselves."""
OCI_MODEL, OCI_LOCAL_MODEL = "BlockVolume", "NVMe local disk"
GIB, GB = 1 << 30, 10**9
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html: reserved for the root device.
_ROOT = re.compile(r"(sd|xvd)a\d*")
# https://docs.oracle.com/en-us/iaas/Content/Block/References/consistentdevicepaths.htm: links to sdb and so on.
_CONSISTENT = re.compile(r"/dev/oracleoci/oraclevd([b-z])")


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
    attached = [v for v in volumes if v.attachment is not None and v.attachment.instance == instance.id]
    if is_of_oci(instance.id):
        return (*_local_of_oci(instance), *_volumes_of_oci(attached))
    return (*_local(instance), *_volumes(attached))


def _local(instance: Instance) -> Iterator[Disk]:
    for number, gb in enumerate(instance.hardware.local_disks_gb, start=1):
        serial = f"AWS{instance.id.removeprefix('i-')}{number}".upper()
        yield Disk(f"nvme{number}n1", gb * GB, LOCAL_MODEL, serial)


def _volumes(attached: Iterable[Volume]) -> Iterator[Disk]:
    for name, volume in sorted((device_name(device_of(volume)), volume) for volume in attached):
        if not _ROOT.fullmatch(name):
            yield Disk(name, volume.size_gib * GIB, EBS_MODEL, volume.id.replace("-", ""), volume.id)


def _local_of_oci(instance: Instance) -> Iterator[Disk]:
    for number, gb in enumerate(instance.hardware.local_disks_gb):
        yield Disk(f"nvme{number}n1", gb * GB, OCI_LOCAL_MODEL, f"{instance.id[-12:]}{number}")


def _volumes_of_oci(attached: Sequence[Volume]) -> Iterator[Disk]:
    """A volume that is attached without a device gets the first letter that is free, and no consistent name."""
    asked = {volume.id: _CONSISTENT.fullmatch(device_of(volume)) for volume in attached}
    free = iter(sorted(set(string.ascii_lowercase[1:]) - {match[1] for match in asked.values() if match}))
    for volume in sorted(attached, key=lambda each: (device_of(each), each.id)):
        match = asked[volume.id]
        letter = match[1] if match else next(free)
        links = (f"oracleoci/oraclevd{letter}",) if match else ()
        yield Disk(f"sd{letter}", volume.size_gib * GIB, OCI_MODEL, volume.id[-20:], volume.id, links)


def device_of(volume: Volume) -> str:
    return volume.attachment.device if volume.attachment is not None else ""


def device_name(asked: str) -> str:
    """`/dev/sdf` is asked for; Xen's and Debian's name of it is xvdf."""
    name = asked.rsplit("/", 1)[-1]
    return f"xv{name[1:]}" if name.startswith("sd") else name
