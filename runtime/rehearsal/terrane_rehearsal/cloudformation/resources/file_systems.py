"""Elastic File System and FSx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.ec2_common import document, own_id
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

EFS, FSX = "efs", "fsx"


def _retag(work: Work, member: str, resource: str) -> None:
    if not work.changed(member):
        return
    old, new = tags_as_map(work.before(member)), work.tag_map(member)
    if lost := sorted(old.keys() - new.keys()):
        work.client.untag_resource(ResourceId=resource, TagKeys=lost)
    if new:
        work.client.tag_resource(ResourceId=resource, Tags=tags_as_list(new))


def _file_system(work: Work) -> str:
    made = work.client.create_file_system(
        CreationToken=f"{work.stack_id}/{work.logical_id}"[-64:],
        Tags=tags_as_list(work.get("FileSystemTags")),
        **work.given(
            "AvailabilityZoneName",
            "Encrypted",
            "KmsKeyId",
            "PerformanceMode",
            "ProvisionedThroughputInMibps",
            "ThroughputMode",
        ),
    )
    work.made(made["FileSystemId"])
    _file_system_settings(work)
    return work.physical_id


def _file_system_settings(work: Work) -> None:
    target = {"FileSystemId": work.physical_id}
    if work.changed("LifecyclePolicies"):
        work.client.put_lifecycle_configuration(**target, LifecyclePolicies=work.get("LifecyclePolicies", []))
    if work.changed("BackupPolicy"):
        work.client.put_backup_policy(**target, BackupPolicy=work.get("BackupPolicy", {"Status": "DISABLED"}))
    if work.changed("FileSystemPolicy"):
        policy = work.get("FileSystemPolicy")
        if policy:
            work.client.put_file_system_policy(**target, Policy=document(policy))
        else:
            work.client.delete_file_system_policy(**target)
    if work.old is not None:
        if work.changed("ThroughputMode", "ProvisionedThroughputInMibps"):
            given = work.given("ThroughputMode", "ProvisionedThroughputInMibps")
            work.client.update_file_system(**target, **given)
        _retag(work, "FileSystemTags", work.physical_id)


def _file_system_settled(work: Work) -> bool:
    state = work.client.describe_file_systems(FileSystemId=work.physical_id)["FileSystems"][0]["LifeCycleState"]
    if state in ("error", "deleting", "deleted"):
        raise ResourceFailed(f"FileSystem {work.physical_id} is in state {state}")
    return bool(state == "available")


def _file_system_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_file_systems(FileSystemId=work.physical_id)["FileSystems"][0]
    return {"FileSystemId": work.physical_id, "Arn": held["FileSystemArn"]}


def _mount_target(work: Work) -> str:
    given = work.given("FileSystemId", "SubnetId", "SecurityGroups", "IpAddress")
    return str(work.client.create_mount_target(**given)["MountTargetId"])


def _mount_target_held(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_mount_targets(MountTargetId=work.physical_id)["MountTargets"][0]
    return found


def _access_point(work: Work) -> str:
    made = work.client.create_access_point(
        ClientToken=work.get("ClientToken", f"{work.stack_id}/{work.logical_id}"[-64:]),
        Tags=tags_as_list(work.get("AccessPointTags")),
        **work.given("FileSystemId", "PosixUser", "RootDirectory"),
    )
    return str(made["AccessPointId"])


def _access_point_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_access_points(AccessPointId=work.physical_id)["AccessPoints"][0]
    return {"AccessPointId": work.physical_id, "Arn": held["AccessPointArn"]}


CONFIGURATIONS = ("LustreConfiguration", "OpenZFSConfiguration", "OntapConfiguration", "WindowsConfiguration")
FSX_GIVEN = (
    "FileSystemType", "FileSystemTypeVersion", "KmsKeyId", "SecurityGroupIds", "StorageCapacity", "StorageType",
    "SubnetIds", *CONFIGURATIONS,
)  # fmt: skip
FSX_MUTABLE = ("StorageCapacity", "StorageType", "FileSystemTypeVersion", *CONFIGURATIONS)


def _fsx(work: Work) -> str:
    tags = tags_as_list(work.get("Tags"))
    made = work.client.create_file_system(**work.given(*FSX_GIVEN), **({"Tags": tags} if tags else {}))
    return str(made["FileSystem"]["FileSystemId"])


def _fsx_held(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_file_systems(FileSystemIds=[work.physical_id])["FileSystems"][0]
    return found


def _fsx_settled(work: Work) -> bool:
    held = _fsx_held(work)
    state = held.get("Lifecycle", "AVAILABLE")
    if state in ("FAILED", "MISCONFIGURED", "DELETING"):
        raise ResourceFailed(held.get("FailureDetails", {}).get("Message", f"FileSystem is in state {state}"))
    return bool(state == "AVAILABLE")


def _fsx_update(work: Work) -> None:
    names = [name for name in FSX_MUTABLE if work.changed(name)]
    if names:
        work.client.update_file_system(FileSystemId=work.physical_id, **work.given(*names))
    if work.changed("Tags"):
        arn = _fsx_held(work)["ResourceARN"]
        lost = sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys())
        if lost:
            work.client.untag_resource(ResourceARN=arn, TagKeys=lost)
        if work.get("Tags"):
            work.client.tag_resource(ResourceARN=arn, Tags=tags_as_list(work.get("Tags")))


def _fsx_attributes(work: Work) -> Mapping[str, Any]:
    held = _fsx_held(work)
    return {
        "Id": work.physical_id,
        "ResourceARN": held.get("ResourceARN", ""),
        "DNSName": held.get("DNSName", ""),
        "LustreMountName": held.get("LustreConfiguration", {}).get("MountName", ""),
        "RootVolumeId": held.get("OpenZFSConfiguration", {}).get("RootVolumeId", ""),
    }


KINDS = (
    kind(
        "AWS::EFS::FileSystem",
        EFS,
        "AvailabilityZoneName Encrypted KmsKeyId PerformanceMode ProvisionedThroughputInMibps "
        "ThroughputMode LifecyclePolicies BackupPolicy FileSystemPolicy FileSystemTags",
        create=_file_system,
        delete=lambda w: w.client.delete_file_system(FileSystemId=w.physical_id),
        update=_file_system_settings,
        mutable="LifecyclePolicies BackupPolicy FileSystemPolicy ThroughputMode ProvisionedThroughputInMibps "
        "FileSystemTags",
        attributes=_file_system_attributes,
        settled=_file_system_settled,
    ),
    kind(
        "AWS::EFS::MountTarget",
        EFS,
        "FileSystemId SubnetId SecurityGroups IpAddress",
        create=_mount_target,
        delete=lambda w: w.client.delete_mount_target(MountTargetId=w.physical_id),
        update=lambda w: w.client.modify_mount_target_security_groups(
            MountTargetId=w.physical_id, **w.given("SecurityGroups")
        ),
        mutable="SecurityGroups",
        attributes=lambda w: {**own_id(w), "IpAddress": _mount_target_held(w)["IpAddress"]},
        settled=lambda w: _mount_target_held(w)["LifeCycleState"] == "available",
    ),
    kind(
        "AWS::EFS::AccessPoint",
        EFS,
        "ClientToken FileSystemId PosixUser RootDirectory AccessPointTags",
        create=_access_point,
        delete=lambda w: w.client.delete_access_point(AccessPointId=w.physical_id),
        update=lambda w: _retag(w, "AccessPointTags", w.physical_id),
        mutable="AccessPointTags",
        attributes=_access_point_attributes,
    ),
    kind(
        "AWS::FSx::FileSystem",
        FSX,
        (*FSX_GIVEN, "Tags"),
        create=_fsx,
        delete=lambda w: w.client.delete_file_system(FileSystemId=w.physical_id),
        update=_fsx_update,
        mutable=(*FSX_MUTABLE, "Tags"),
        attributes=_fsx_attributes,
        settled=_fsx_settled,
    ),
)
