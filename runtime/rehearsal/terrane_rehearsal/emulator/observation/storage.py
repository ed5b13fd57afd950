"""Volumes and file servers of one Region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...world import Attachment, FileServer, Volume

NFS, LUSTRE = 2049, 988


def volumes(ec2: Any) -> Iterator[Volume]:
    for volume in list(ec2.volumes.values()):
        yield Volume(volume.id, int(volume.size), volume.availability_zone, _attachment(volume.attachment))


def _attachment(attachment: Any) -> Attachment | None:
    if attachment is None:
        return None
    mapped = attachment.instance.block_device_mapping.get(attachment.device)
    return Attachment(attachment.instance.id, attachment.device, bool(mapped and mapped.delete_on_termination))


def efs_servers(efs: Any) -> Iterator[FileServer]:
    for target in list(efs.mount_targets_by_id.values()):
        name = f"{target.file_system_id}.efs.{efs.region_name}.amazonaws.com"
        yield FileServer(
            file_system=target.file_system_id,
            kind="efs",
            region=efs.region_name,
            vpc=target.vpc_id,
            subnet=target.subnet_id,
            address=target.ip_address,
            groups=tuple(target.security_groups or ()),
            names=(name, f"{target.availability_zone_name}.{name}"),
            port=NFS,
        )


def fsx_servers(fsx: Any) -> Iterator[FileServer]:
    for system in list(fsx.file_systems.values()):
        for interface in system.interfaces:
            lustre = system.file_system_type == "LUSTRE"
            yield FileServer(
                file_system=system.file_system_id,
                kind="lustre" if lustre else "openzfs",
                region=fsx.region_name,
                vpc=interface.vpc_id,
                subnet=interface.subnet_id,
                address=interface.private_ip_address,
                groups=tuple(sorted(group.id for group in interface.group_set)),
                names=(system.dns_name,),
                port=LUSTRE if lustre else NFS,
                export=system.lustre_configuration["MountName"] if lustre else "/fsx",
            )
