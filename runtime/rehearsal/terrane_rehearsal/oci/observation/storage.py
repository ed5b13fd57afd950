"""Volumes and file servers."""

from __future__ import annotations

from collections.abc import Iterator

from ipaddress import IPv4Network

from ...world import Attachment, ExportClient, FileServer, Volume
from ..tenancy import Tenancy
from ..thing import Thing
from .instances import groups_of, name_of

NFS, LUSTRE = 2049, 988
FIRST_DEVICE = "/dev/oracleoci/oraclevdb"


def volumes(tenancy: Tenancy) -> Iterator[Volume]:
    attached = {each["volumeId"]: each for each in tenancy.living("volumeAttachments")}
    for volume in tenancy.living("volumes"):
        found = attached.get(volume.id)
        attachment = Attachment(found["instanceId"], found.get("device", FIRST_DEVICE)) if found else None
        yield Volume(volume.id, volume["sizeInGBs"], volume["availabilityDomain"], attachment)


def file_servers(tenancy: Tenancy) -> Iterator[FileServer]:
    targets = {each["exportSetId"]: each for each in tenancy.living("mountTargets")}
    for export in tenancy.living("exports"):
        yield _nfs(tenancy, export, targets[export["exportSetId"]])
    for system in tenancy.living("lustreFileSystems"):
        yield _lustre(tenancy, system)


def _nfs(tenancy: Tenancy, export: Thing, target: Thing) -> FileServer:
    subnet = tenancy.find(target["subnetId"], "subnets")
    address = tenancy.find(target["privateIpIds"][0], "privateIps")
    name = name_of(subnet, target.get("hostnameLabel"))
    options = export["exportOptions"]
    return FileServer(
        file_system=export["fileSystemId"],
        kind="fss",
        region=tenancy.region,
        vpc=subnet["vcnId"],
        subnet=subnet.id,
        address=address["ipAddress"],
        groups=groups_of(subnet, target["nsgIds"]),
        names=(name,) if name else (),
        port=NFS,
        export=export["path"],
        clients=tuple(ExportClient(IPv4Network(each["source"]), each["access"] == "READ_ONLY") for each in options),
    )


def _lustre(tenancy: Tenancy, system: Thing) -> FileServer:
    subnet = tenancy.find(system["subnetId"], "subnets")
    return FileServer(
        file_system=system.id,
        kind="lustre",
        region=tenancy.region,
        vpc=subnet["vcnId"],
        subnet=subnet.id,
        address=system["managementServiceAddress"],
        groups=groups_of(subnet, system["nsgIds"]),
        names=(),
        port=LUSTRE,
        export=system["fileSystemName"],
    )
