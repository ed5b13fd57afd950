"""Users, groups and access keys."""

from __future__ import annotations

from terrane_rehearsal.cloudformation.resources.ec2_common import own_id
from terrane_rehearsal.cloudformation.resources.iam import IAM, boundary, clear_policies, if_there, put_policies, retag
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list


def _user(work: Work) -> str:
    name = work.name("UserName")
    made = work.client.create_user(
        UserName=name, Tags=tags_as_list(work.get("Tags")), **work.given("Path", "PermissionsBoundary")
    )
    work.notes["Arn"] = made["User"]["Arn"]
    work.made(name)
    if profile := work.get("LoginProfile"):
        work.client.create_login_profile(UserName=name, **profile)
    put_policies(work, "user")
    _membership(work)
    return name


def _membership(work: Work) -> None:
    old, new = set(work.before("Groups", [])), set(work.get("Groups", []))
    for group in sorted(old - new):
        work.client.remove_user_from_group(GroupName=group, UserName=work.physical_id)
    for group in sorted(new - old):
        work.client.add_user_to_group(GroupName=group, UserName=work.physical_id)


def _change_user(work: Work) -> None:
    put_policies(work, "user")
    boundary(work, "user")
    _membership(work)
    retag(work, "user")


def _delete_user(work: Work) -> None:
    clear_policies(work, "user")
    for group in work.get("Groups", []):
        if_there(work.client.remove_user_from_group, GroupName=group, UserName=work.physical_id)
    if "LoginProfile" in work.properties:
        if_there(work.client.delete_login_profile, UserName=work.physical_id)
    work.client.delete_user(UserName=work.physical_id)


def _group(work: Work) -> str:
    name = work.name("GroupName", limit=128)
    work.notes["Arn"] = work.client.create_group(GroupName=name, **work.given("Path"))["Group"]["Arn"]
    work.made(name)
    put_policies(work, "group")
    return name


def _delete_group(work: Work) -> None:
    clear_policies(work, "group")
    work.client.delete_group(GroupName=work.physical_id)


def _add_users(work: Work) -> str:
    old, new = set(work.before("Users", [])), set(work.get("Users", []))
    for user in sorted(old - new):
        if_there(work.client.remove_user_from_group, GroupName=work.get("GroupName"), UserName=user)
    for user in sorted(new - old):
        work.client.add_user_to_group(GroupName=work.get("GroupName"), UserName=user)
    return work.physical_id or work.name("")


def _remove_users(work: Work) -> None:
    for user in work.get("Users", []):
        if_there(work.client.remove_user_from_group, GroupName=work.get("GroupName"), UserName=user)


def _access_key(work: Work) -> str:
    made = work.client.create_access_key(UserName=work.get("UserName"))["AccessKey"]
    work.notes["secret"] = made["SecretAccessKey"]
    work.made(made["AccessKeyId"])
    if work.get("Status", "Active") != "Active":
        _key_status(work)
    return work.physical_id


def _key_status(work: Work) -> None:
    work.client.update_access_key(
        UserName=work.get("UserName"), AccessKeyId=work.physical_id, Status=work.get("Status", "Active")
    )


KINDS = (
    kind(
        "AWS::IAM::User",
        IAM,
        "Groups LoginProfile ManagedPolicyArns Path PermissionsBoundary Policies Tags UserName",
        create=_user,
        delete=_delete_user,
        update=_change_user,
        mutable="Groups ManagedPolicyArns PermissionsBoundary Policies Tags",
        attributes=lambda w: {"Arn": w.notes["Arn"]},
    ),
    kind(
        "AWS::IAM::Group",
        IAM,
        "GroupName ManagedPolicyArns Path Policies",
        create=_group,
        delete=_delete_group,
        update=lambda w: put_policies(w, "group"),
        mutable="ManagedPolicyArns Policies",
        attributes=lambda w: {"Arn": w.notes["Arn"]},
    ),
    kind(
        "AWS::IAM::UserToGroupAddition",
        IAM,
        "GroupName Users",
        create=_add_users,
        delete=_remove_users,
        update=_add_users,
        mutable="Users",
        attributes=own_id,
        replaced="GroupName",
    ),
    kind(
        "AWS::IAM::AccessKey",
        IAM,
        "Serial Status UserName",
        create=_access_key,
        delete=lambda w: w.client.delete_access_key(UserName=w.get("UserName"), AccessKeyId=w.physical_id),
        update=_key_status,
        mutable="Status",
        attributes=lambda w: {"SecretAccessKey": w.notes["secret"]},
    ),
)
