"""Backup vaults and plans. Nothing is ever backed up here: a plan is kept, and read again."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work

BACKUP = "backup"

RENAMED = {"BackupPlanRule": "Rules", "TargetBackupVault": "TargetBackupVaultName"}
"""Members of a plan that are called otherwise in the API."""


def _vault(work: Work) -> str:
    name = str(work.get("BackupVaultName"))
    tags = work.tag_map("BackupVaultTags")
    made = work.client.create_backup_vault(
        BackupVaultName=name, **work.given("EncryptionKeyArn"), **({"BackupVaultTags": tags} if tags else {})
    )
    work.notes["arn"] = made["BackupVaultArn"]
    work.made(name)
    if "AccessPolicy" in work.properties:
        work.client.put_backup_vault_access_policy(BackupVaultName=name, Policy=json.dumps(work.get("AccessPolicy")))
    return name


def _worded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {RENAMED.get(name, name): _worded(part) for name, part in value.items()}
    return [_worded(part) for part in value] if isinstance(value, list) else value


def _plan(work: Work) -> str:
    tags = work.tag_map("BackupPlanTags")
    made = work.client.create_backup_plan(
        BackupPlan=_worded(work.get("BackupPlan")),
        CreatorRequestId=str(uuid.uuid4()),
        **({"BackupPlanTags": tags} if tags else {}),
    )
    work.notes |= {"arn": made["BackupPlanArn"], "version": made["VersionId"]}
    return str(made["BackupPlanId"])


KINDS = (
    kind(
        "AWS::Backup::BackupVault",
        BACKUP,
        "AccessPolicy BackupVaultName BackupVaultTags EncryptionKeyArn",
        create=_vault,
        delete=lambda w: w.client.delete_backup_vault(BackupVaultName=w.physical_id),
        attributes=lambda w: {"BackupVaultArn": w.notes["arn"], "BackupVaultName": w.physical_id},
    ),
    kind(
        "AWS::Backup::BackupPlan",
        BACKUP,
        "BackupPlan BackupPlanTags",
        create=_plan,
        delete=lambda w: w.client.delete_backup_plan(BackupPlanId=w.physical_id),
        attributes=lambda w: {
            "BackupPlanId": w.physical_id,
            "BackupPlanArn": w.notes["arn"],
            "VersionId": w.notes["version"],
        },
    ),
)
