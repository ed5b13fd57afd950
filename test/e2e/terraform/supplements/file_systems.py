"""EFS: moto takes the backup policy of a file system when it is made, but not afterwards."""

import json

from moto.efs.responses import EFSResponse

JSON = {"Content-Type": "application/json"}


def put_backup_policy(response):
    file_system = response.efs_backend.file_systems_by_id[response._get_param("FileSystemId")]
    policy = response._get_param("BackupPolicy")
    file_system._backup = policy["Status"] == "ENABLED"
    return json.dumps({"BackupPolicy": policy}), JSON


def describe_backup_policy(response):
    """Every file system has a policy once it was put, an ineffective one, too; moto answers that there is none."""
    file_system = response.efs_backend.file_systems_by_id[response._get_param("FileSystemId")]
    return json.dumps({"BackupPolicy": {"Status": "ENABLED" if file_system._backup else "DISABLED"}}), JSON


def install():
    EFSResponse.put_backup_policy = put_backup_policy
    EFSResponse.describe_backup_policy = describe_backup_policy
