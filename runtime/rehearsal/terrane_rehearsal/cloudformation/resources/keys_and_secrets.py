"""KMS keys, secrets and parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.ec2_common import document, own_id
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

KMS, SECRETS, SSM = "kms", "secretsmanager", "ssm"


def _key(work: Work) -> str:
    tags = tags_as_list(work.get("Tags"), "TagKey", "TagValue")
    given = work.given("Description", "KeySpec", "KeyUsage", "MultiRegion", "Origin")
    if "KeyPolicy" in work.properties:
        given["Policy"] = document(work.get("KeyPolicy"))
    made = work.client.create_key(**given, **({"Tags": tags} if tags else {}))
    work.notes["Arn"] = made["KeyMetadata"]["Arn"]
    work.made(made["KeyMetadata"]["KeyId"])
    _key_switches(work)
    return work.physical_id


def _key_switches(work: Work) -> None:
    target = {"KeyId": work.physical_id}
    if work.changed("EnableKeyRotation", "RotationPeriodInDays"):
        if work.get("EnableKeyRotation"):
            work.client.enable_key_rotation(**target, **work.given("RotationPeriodInDays"))
        elif work.old is not None:
            work.client.disable_key_rotation(**target)
    if work.changed("Enabled"):
        (work.client.enable_key if work.get("Enabled", True) else work.client.disable_key)(**target)


def _change_key(work: Work) -> None:
    target = {"KeyId": work.physical_id}
    if work.changed("Description"):
        work.client.update_key_description(**target, Description=work.get("Description", ""))
    if work.changed("KeyPolicy"):
        work.client.put_key_policy(**target, PolicyName="default", Policy=document(work.get("KeyPolicy")))
    _key_switches(work)
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(**target, TagKeys=lost)
        work.client.tag_resource(**target, Tags=tags_as_list(work.get("Tags"), "TagKey", "TagValue"))


def _schedule_deletion(work: Work) -> None:
    work.client.schedule_key_deletion(KeyId=work.physical_id, PendingWindowInDays=work.get("PendingWindowInDays", 30))


def _alias(work: Work) -> str:
    work.client.create_alias(**work.given("AliasName", "TargetKeyId"))
    return str(work.get("AliasName"))


def secret_text(work: Work) -> str | None:
    """The value that the template gives or has made; None: it has none."""
    wanted = work.get("GenerateSecretString")
    if wanted is None:
        given: str | None = work.get("SecretString")
        return given
    shape = {name: value for name, value in wanted.items() if name not in ("SecretStringTemplate", "GenerateStringKey")}
    password = str(work.client.get_random_password(**shape)["RandomPassword"])
    if "GenerateStringKey" not in wanted:
        return password
    try:
        body = json.loads(wanted.get("SecretStringTemplate", "{}"))
    except ValueError:
        raise ResourceFailed("Could not parse SecretStringTemplate JSON.") from None
    return json.dumps({**body, wanted["GenerateStringKey"]: password})


def _secret(work: Work) -> str:
    value = secret_text(work)
    made = work.client.create_secret(
        Name=work.name(limit=512),
        Tags=tags_as_list(work.get("Tags")),
        **({"SecretString": value} if value is not None else {}),
        **work.given("Description", "KmsKeyId"),
    )
    return str(made["ARN"])


def _change_secret(work: Work) -> None:
    given = work.given("Description", "KmsKeyId")
    if work.changed("SecretString", "GenerateSecretString"):
        value = secret_text(work)
        given |= {"SecretString": value} if value is not None else {}
    if given:
        work.client.update_secret(SecretId=work.physical_id, **given)
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(SecretId=work.physical_id, TagKeys=lost)
        if work.get("Tags"):
            work.client.tag_resource(SecretId=work.physical_id, Tags=tags_as_list(work.get("Tags")))


def _secret_policy(work: Work) -> str:
    made = work.client.put_resource_policy(
        SecretId=work.get("SecretId"),
        ResourcePolicy=document(work.get("ResourcePolicy")),
        **work.given("BlockPublicPolicy"),
    )
    return str(made["ARN"])


PARAMETER = ("AllowedPattern", "DataType", "Description", "Policies", "Tier", "Type", "Value")


def _parameter(work: Work) -> str:
    name = work.name("Name", limit=1011)
    tags = tags_as_list(work.get("Tags"))
    work.client.put_parameter(Name=name, **work.given(*PARAMETER), **({"Tags": tags} if tags else {}))
    return name


def _change_parameter(work: Work) -> None:
    if work.changed(*PARAMETER):
        work.client.put_parameter(Name=work.physical_id, **work.given(*PARAMETER), Overwrite=True)
    if work.changed("Tags"):
        target = {"ResourceType": "Parameter", "ResourceId": work.physical_id}
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.remove_tags_from_resource(**target, TagKeys=lost)
        if work.get("Tags"):
            work.client.add_tags_to_resource(**target, Tags=tags_as_list(work.get("Tags")))


def _parameter_attributes(work: Work) -> Mapping[str, Any]:
    name = work.physical_id if work.physical_id.startswith("/") else f"/{work.physical_id}"
    return {"Arn": f"arn:aws:ssm:{work.region}:{work.account}:parameter{name}"}


KINDS = (
    kind(
        "AWS::KMS::Key",
        KMS,
        "Description Enabled EnableKeyRotation KeyPolicy KeySpec KeyUsage MultiRegion Origin "
        "PendingWindowInDays RotationPeriodInDays Tags",
        create=_key,
        delete=_schedule_deletion,
        update=_change_key,
        mutable="Description Enabled EnableKeyRotation KeyPolicy PendingWindowInDays RotationPeriodInDays Tags",
        attributes=lambda w: {"KeyId": w.physical_id, "Arn": w.notes["Arn"]},
        replaced="KeySpec KeyUsage Origin MultiRegion",
    ),
    kind(
        "AWS::KMS::Alias",
        KMS,
        "AliasName TargetKeyId",
        create=_alias,
        delete=lambda w: w.client.delete_alias(AliasName=w.physical_id),
        update=lambda w: w.client.update_alias(**w.given("AliasName", "TargetKeyId")),
        mutable="TargetKeyId",
    ),
    kind(
        "AWS::SecretsManager::Secret",
        SECRETS,
        "Description GenerateSecretString KmsKeyId Name SecretString Tags",
        create=_secret,
        delete=lambda w: w.client.delete_secret(SecretId=w.physical_id, ForceDeleteWithoutRecovery=True),
        update=_change_secret,
        mutable="Description GenerateSecretString KmsKeyId SecretString Tags",
        attributes=own_id,
    ),
    kind(
        "AWS::SecretsManager::ResourcePolicy",
        SECRETS,
        "BlockPublicPolicy ResourcePolicy SecretId",
        create=_secret_policy,
        delete=lambda w: w.client.delete_resource_policy(SecretId=w.get("SecretId")),
        update=_secret_policy,
        mutable="BlockPublicPolicy ResourcePolicy",
        attributes=own_id,
    ),
    kind(
        "AWS::SSM::Parameter",
        SSM,
        ("Name", "Tags", *PARAMETER),
        create=_parameter,
        delete=lambda w: w.client.delete_parameter(Name=w.physical_id),
        update=_change_parameter,
        mutable=(*PARAMETER, "Tags"),
        attributes=_parameter_attributes,
    ),
)
