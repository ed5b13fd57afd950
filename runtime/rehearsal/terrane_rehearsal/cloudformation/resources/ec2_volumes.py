"""EBS volumes, and their attachment to instances."""

from __future__ import annotations

from typing import Any

from terrane_rehearsal.cloudformation.resources.ec2_common import EC2, retag
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work

MODIFIABLE = ("Size", "VolumeType", "Iops", "Throughput", "MultiAttachEnabled")
GIVEN = (*MODIFIABLE, "AvailabilityZone", "Encrypted", "KmsKeyId", "SnapshotId")


def _create(work: Work) -> str:
    made = work.client.create_volume(**work.given(*GIVEN), TagSpecifications=work.specifications("volume"))
    return str(made["VolumeId"])


def _modify(work: Work) -> None:
    if work.changed(*MODIFIABLE):
        work.client.modify_volume(VolumeId=work.physical_id, **work.given(*MODIFIABLE))
    retag(work)


def _held(work: Work, volume: str) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_volumes(VolumeIds=[volume])["Volumes"][0]
    return found


def _attach(work: Work) -> str:
    work.client.attach_volume(**work.given("VolumeId", "InstanceId", "Device"))
    return f"{work.get('VolumeId')}|{work.get('InstanceId')}"


def _attached(work: Work) -> bool:
    return any(
        link["InstanceId"] == work.get("InstanceId") and link["State"] == "attached"
        for link in _held(work, work.get("VolumeId"))["Attachments"]
    )


def _detached(work: Work) -> bool:
    links = _held(work, work.get("VolumeId"))["Attachments"]
    return all(link["InstanceId"] != work.get("InstanceId") for link in links)


def _detach(work: Work) -> None:
    """An instance that was terminated meanwhile has let the volume go."""
    if not _detached(work):
        work.client.detach_volume(**work.given("VolumeId", "InstanceId"))


KINDS = (
    kind(
        "AWS::EC2::Volume",
        EC2,
        (*GIVEN, "Tags"),
        create=_create,
        delete=lambda w: w.client.delete_volume(VolumeId=w.physical_id),
        update=_modify,
        mutable=(*MODIFIABLE, "Tags"),
        attributes=lambda w: {"VolumeId": w.physical_id},
        settled=lambda w: _held(w, w.physical_id)["State"] != "creating",
    ),
    kind(
        "AWS::EC2::VolumeAttachment",
        EC2,
        "VolumeId InstanceId Device",
        create=_attach,
        delete=_detach,
        settled=_attached,
        gone=_detached,
    ),
)
