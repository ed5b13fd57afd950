"""Roles, policies, profiles, users and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import code
from terrane_rehearsal.cloudformation.resources.ec2_common import document, own_id
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

IAM = "iam"
PRINCIPALS = {"Roles": "role", "Users": "user", "Groups": "group"}


def _named(principal: str, name: str) -> dict[str, str]:
    return {f"{principal.capitalize()}Name": name}


def put_policies(work: Work, principal: str) -> None:
    """Inline and attached policies of one role, user or group."""
    owner, client = _named(principal, work.physical_id), work.client
    if work.changed("Policies"):
        old = {policy["PolicyName"]: policy for policy in work.before("Policies", [])}
        new = {policy["PolicyName"]: policy for policy in work.get("Policies", [])}
        for name in old.keys() - new.keys():
            getattr(client, f"delete_{principal}_policy")(**owner, PolicyName=name)
        for name, policy in new.items():
            if old.get(name) != policy:
                text = document(policy["PolicyDocument"])
                getattr(client, f"put_{principal}_policy")(**owner, PolicyName=name, PolicyDocument=text)
    if work.changed("ManagedPolicyArns"):
        before, after = set(work.before("ManagedPolicyArns", [])), set(work.get("ManagedPolicyArns", []))
        for arn in sorted(before - after):
            getattr(client, f"detach_{principal}_policy")(**owner, PolicyArn=arn)
        for arn in sorted(after - before):
            getattr(client, f"attach_{principal}_policy")(**owner, PolicyArn=arn)


def boundary(work: Work, principal: str) -> None:
    if work.old is None or not work.changed("PermissionsBoundary"):
        return
    owner, arn = _named(principal, work.physical_id), work.get("PermissionsBoundary")
    if arn:
        getattr(work.client, f"put_{principal}_permissions_boundary")(**owner, PermissionsBoundary=arn)
    else:
        getattr(work.client, f"delete_{principal}_permissions_boundary")(**owner)


def retag(work: Work, principal: str) -> None:
    if work.old is None or not work.changed("Tags"):
        return
    owner, new = _named(principal, work.physical_id), work.tag_map()
    if lost := sorted(tags_as_map(work.before("Tags")).keys() - new.keys()):
        getattr(work.client, f"untag_{principal}")(**owner, TagKeys=lost)
    if new:
        getattr(work.client, f"tag_{principal}")(**owner, Tags=tags_as_list(new))


def _role(work: Work) -> str:
    name = work.name("RoleName")
    made = work.client.create_role(
        RoleName=name,
        AssumeRolePolicyDocument=document(work.get("AssumeRolePolicyDocument")),
        Tags=tags_as_list(work.get("Tags")),
        **work.given("Description", "MaxSessionDuration", "Path", "PermissionsBoundary"),
    )
    work.made(name)
    work.notes |= {"Arn": made["Role"]["Arn"], "RoleId": made["Role"]["RoleId"]}
    put_policies(work, "role")
    return name


def _change_role(work: Work) -> None:
    if work.changed("AssumeRolePolicyDocument"):
        text = document(work.get("AssumeRolePolicyDocument"))
        work.client.update_assume_role_policy(RoleName=work.physical_id, PolicyDocument=text)
    if work.changed("Description", "MaxSessionDuration"):
        usual = {"Description": "", "MaxSessionDuration": 3600}
        work.client.update_role(RoleName=work.physical_id, **{**usual, **work.given(*usual)})
    put_policies(work, "role")
    boundary(work, "role")
    retag(work, "role")


def clear_policies(work: Work, principal: str) -> None:
    """As CloudFormation: its own policies go first; a foreign one makes the deletion fail."""
    owner = _named(principal, work.physical_id)
    for policy in work.get("Policies", []):
        if_there(getattr(work.client, f"delete_{principal}_policy"), **owner, PolicyName=policy["PolicyName"])
    for arn in work.get("ManagedPolicyArns", []):
        if_there(getattr(work.client, f"detach_{principal}_policy"), **owner, PolicyArn=arn)


def if_there(call: Any, **parameters: str) -> None:
    try:
        call(**parameters)
    except Exception as error:
        if code(error) != "NoSuchEntity":
            raise


def _delete_role(work: Work) -> None:
    clear_policies(work, "role")
    work.client.delete_role(RoleName=work.physical_id)


def _put_policy(work: Work) -> str:
    """`AWS::IAM::Policy`: an inline policy of several principals. A new name is put beside the old one first."""
    name, text = work.get("PolicyName"), document(work.get("PolicyDocument"))
    for member, principal in PRINCIPALS.items():
        for owner in work.get(member, []):
            put = getattr(work.client, f"put_{principal}_policy")
            put(**_named(principal, owner), PolicyName=name, PolicyDocument=text)
    if work.old is not None:
        for member, principal in PRINCIPALS.items():
            kept = work.get(member, []) if work.before("PolicyName") == name else []
            _take_policy(work, principal, set(work.before(member, [])) - set(kept), work.before("PolicyName"))
    return work.physical_id or work.name("")


def _take_policy(work: Work, principal: str, owners: Iterable[str], name: str) -> None:
    for owner in sorted(owners):
        if_there(getattr(work.client, f"delete_{principal}_policy"), **_named(principal, owner), PolicyName=name)


def _delete_policy(work: Work) -> None:
    for member, principal in PRINCIPALS.items():
        _take_policy(work, principal, work.get(member, []), work.get("PolicyName"))


def _put_role_policy(work: Work) -> str:
    given = work.given("RoleName", "PolicyName")
    work.client.put_role_policy(**given, PolicyDocument=document(work.get("PolicyDocument")))
    return f"{given['PolicyName']}|{given['RoleName']}"


def _managed_policy(work: Work) -> str:
    made = work.client.create_policy(
        PolicyName=work.name("ManagedPolicyName", limit=128),
        PolicyDocument=document(work.get("PolicyDocument")),
        **work.given("Description", "Path"),
    )
    work.made(made["Policy"]["Arn"])
    _attachments(work)
    return work.physical_id


def _attachments(work: Work) -> None:
    for member, principal in PRINCIPALS.items():
        old, new = set(work.before(member, [])), set(work.get(member, []))
        for verb, owners in (("attach", new - old), ("detach", old - new)):
            for owner in sorted(owners):
                getattr(work.client, f"{verb}_{principal}_policy")(
                    **_named(principal, owner), PolicyArn=work.physical_id
                )


def _change_managed_policy(work: Work) -> None:
    if work.changed("PolicyDocument"):
        versions = work.client.list_policy_versions(PolicyArn=work.physical_id)["Versions"]
        oldest = [version for version in versions if not version["IsDefaultVersion"]]
        if len(versions) >= 5:
            work.client.delete_policy_version(PolicyArn=work.physical_id, VersionId=oldest[-1]["VersionId"])
        text = document(work.get("PolicyDocument"))
        work.client.create_policy_version(PolicyArn=work.physical_id, PolicyDocument=text, SetAsDefault=True)
    _attachments(work)


def _delete_managed_policy(work: Work) -> None:
    for member, principal in PRINCIPALS.items():
        for owner in work.get(member, []):
            if_there(
                getattr(work.client, f"detach_{principal}_policy"),
                **_named(principal, owner),
                PolicyArn=work.physical_id,
            )
    for version in work.client.list_policy_versions(PolicyArn=work.physical_id)["Versions"]:
        if not version["IsDefaultVersion"]:
            work.client.delete_policy_version(PolicyArn=work.physical_id, VersionId=version["VersionId"])
    work.client.delete_policy(PolicyArn=work.physical_id)


def _managed_policy_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.get_policy(PolicyArn=work.physical_id)["Policy"]
    return {
        "PolicyArn": work.physical_id,
        "PolicyId": held["PolicyId"],
        "DefaultVersionId": held["DefaultVersionId"],
        "AttachmentCount": held["AttachmentCount"],
        "IsAttachable": True,
        "PermissionsBoundaryUsageCount": held.get("PermissionsBoundaryUsageCount", 0),
        "CreateDate": held["CreateDate"].isoformat(),
        "UpdateDate": held["UpdateDate"].isoformat(),
    }


def _profile(work: Work) -> str:
    name = work.name("InstanceProfileName", limit=128)
    made = work.client.create_instance_profile(InstanceProfileName=name, **work.given("Path"))
    work.notes["Arn"] = made["InstanceProfile"]["Arn"]
    work.made(name)
    _profile_roles(work)
    return name


def _profile_roles(work: Work) -> None:
    old, new = set(work.before("Roles", [])), set(work.get("Roles", []))
    for role in sorted(old - new):
        work.client.remove_role_from_instance_profile(InstanceProfileName=work.physical_id, RoleName=role)
    for role in sorted(new - old):
        work.client.add_role_to_instance_profile(InstanceProfileName=work.physical_id, RoleName=role)


def _delete_profile(work: Work) -> None:
    for role in work.get("Roles", []):
        if_there(work.client.remove_role_from_instance_profile, InstanceProfileName=work.physical_id, RoleName=role)
    work.client.delete_instance_profile(InstanceProfileName=work.physical_id)


KINDS = (
    kind(
        "AWS::IAM::Role",
        IAM,
        "AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration Path "
        "PermissionsBoundary Policies RoleName Tags",
        create=_role,
        delete=_delete_role,
        update=_change_role,
        mutable="AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration PermissionsBoundary "
        "Policies Tags",
        attributes=lambda w: {"Arn": w.notes["Arn"], "RoleId": w.notes["RoleId"]},
    ),
    kind(
        "AWS::IAM::Policy",
        IAM,
        (*PRINCIPALS, "PolicyName", "PolicyDocument"),
        create=_put_policy,
        delete=_delete_policy,
        update=_put_policy,
        mutable=(*PRINCIPALS, "PolicyName", "PolicyDocument"),
        attributes=own_id,
    ),
    kind(
        "AWS::IAM::RolePolicy",
        IAM,
        "RoleName PolicyName PolicyDocument",
        create=_put_role_policy,
        delete=lambda w: w.client.delete_role_policy(**w.given("RoleName", "PolicyName")),
        update=_put_role_policy,
        mutable="PolicyDocument",
    ),
    kind(
        "AWS::IAM::ManagedPolicy",
        IAM,
        (*PRINCIPALS, "Description", "ManagedPolicyName", "Path", "PolicyDocument"),
        create=_managed_policy,
        delete=_delete_managed_policy,
        update=_change_managed_policy,
        mutable=(*PRINCIPALS, "PolicyDocument"),
        attributes=_managed_policy_attributes,
    ),
    kind(
        "AWS::IAM::InstanceProfile",
        IAM,
        "InstanceProfileName Path Roles",
        create=_profile,
        delete=_delete_profile,
        update=_profile_roles,
        mutable="Roles",
        attributes=lambda w: {"Arn": w.notes["Arn"]},
    ),
)
