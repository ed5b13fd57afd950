"""EFS: moto changes neither backup policy nor throughput of a file system, and forgets the default group."""

from __future__ import annotations

import json
from typing import Any

from moto.efs.models import EFSBackend
from moto.efs.responses import EFSResponse

from ..patching import around, operation

JSON = {"Content-Type": "application/json"}


def install() -> None:
    around(EFSResponse, "describe_backup_policy")(_describe_backup_policy)
    EFSResponse.put_backup_policy = _put_backup_policy  # type: ignore[attr-defined]
    operation(EFSResponse)(update_file_system)
    around(EFSBackend, "create_mount_target")(_create_mount_target)


def _put_backup_policy(response: Any) -> tuple[str, dict[str, str]]:
    file_system = response.efs_backend.file_systems_by_id[response._get_param("FileSystemId")]
    policy = response._get_param("BackupPolicy")
    file_system._backup = policy["Status"] == "ENABLED"
    return json.dumps({"BackupPolicy": policy}), JSON


def update_file_system(response: Any) -> tuple[str, dict[str, str]]:
    file_system = response.efs_backend.file_systems_by_id[response._get_param("FileSystemId")]
    file_system.throughput_mode = response._get_param("ThroughputMode") or file_system.throughput_mode
    provisioned = response._get_param("ProvisionedThroughputInMibps")
    file_system.provisioned_throughput_in_mibps = provisioned or file_system.provisioned_throughput_in_mibps
    return json.dumps(file_system.info_json()), JSON


def _create_mount_target(original: Any, efs: Any, *arguments: Any, **named: Any) -> Any:
    target = original(efs, *arguments, **named)
    interface = efs.ec2_backend.enis[target.network_interface_id]
    interface.requester_managed = True
    target.security_groups = target.security_groups or [group.id for group in interface._group_set]
    return target


def _describe_backup_policy(_: Any, response: Any) -> tuple[str, dict[str, str]]:
    """Every file system has a policy once it was put, an ineffective one, too; moto answers that there is none."""
    file_system = response.efs_backend.file_systems_by_id[response._get_param("FileSystemId")]
    return json.dumps({"BackupPolicy": {"Status": "ENABLED" if file_system._backup else "DISABLED"}}), JSON
