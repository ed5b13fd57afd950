"""Security groups and their rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import code
from terrane_rehearsal.cloudformation.resources.ec2_common import EC2, own_id, retag
from terrane_rehearsal.cloudformation.resources.kind import Kind, kind
from terrane_rehearsal.cloudformation.resources.work import Work

EVERYWHERE = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
"""The egress rule that a new group of a VPC has, until a template gives others."""

RULE = "IpProtocol FromPort ToPort CidrIp CidrIpv6 Description"


def permission(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as the API takes it."""
    described = {"Description": rule["Description"]} if rule.get("Description") else {}
    result: dict[str, Any] = {"IpProtocol": str(rule["IpProtocol"])}
    if result["IpProtocol"] != "-1":
        result |= {name: int(rule[name]) for name in ("FromPort", "ToPort") if name in rule}
    if rule.get("CidrIp"):
        result["IpRanges"] = [{"CidrIp": rule["CidrIp"], **described}]
    if rule.get("CidrIpv6"):
        result["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **described}]
    if group := rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId"):
        owner = rule.get("SourceSecurityGroupOwnerId")
        result["UserIdGroupPairs"] = [{"GroupId": group, **({"UserId": owner} if owner else {}), **described}]
    elif rule.get("SourceSecurityGroupName"):
        result["UserIdGroupPairs"] = [{"GroupName": rule["SourceSecurityGroupName"], **described}]
    if prefixes := rule.get("SourcePrefixListId") or rule.get("DestinationPrefixListId"):
        result["PrefixListIds"] = [{"PrefixListId": prefixes, **described}]
    return result


def _call(work: Work, verb: str, direction: str, permissions: list[dict[str, Any]], group: str) -> Any:
    return getattr(work.client, f"{verb}_security_group_{direction}")(GroupId=group, IpPermissions=permissions)


def _group(work: Work) -> str:
    made = work.client.create_security_group(
        GroupName=work.name("GroupName", limit=255),
        Description=work.get("GroupDescription"),
        **work.given("VpcId"),
        TagSpecifications=work.specifications("security-group"),
    )
    work.made(made["GroupId"])
    if work.get("SecurityGroupEgress"):
        _call(work, "revoke", "egress", [EVERYWHERE], work.physical_id)
    _rules(work)
    return work.physical_id


def _rules(work: Work) -> None:
    for direction in ("ingress", "egress"):
        member = f"SecurityGroup{direction.capitalize()}"
        old = [permission(rule) for rule in work.before(member, [])]
        new = [permission(rule) for rule in work.get(member, [])]
        if direction == "egress" and work.old is not None and bool(old) != bool(new):
            (old if new else new).append(EVERYWHERE)
        for rule in old:
            if rule not in new:
                _call(work, "revoke", direction, [rule], work.physical_id)
        for rule in new:
            if rule not in old:
                _authorize(work, direction, rule, work.physical_id)
    if work.old is not None:
        retag(work)


def _authorize(work: Work, direction: str, rule: dict[str, Any], group: str) -> Any:
    return _call(work, "authorize", direction, [rule], group)


def _attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_security_groups(GroupIds=[work.physical_id])["SecurityGroups"][0]
    return {"GroupId": work.physical_id, "Id": work.physical_id, "VpcId": held.get("VpcId", "")}


def _one_rule(direction: str, peers: str) -> Kind:
    def create(work: Work) -> str:
        try:
            made = _authorize(work, direction, permission(work.properties), work.get("GroupId"))
        except Exception as error:
            if code(error) != "InvalidPermission.Duplicate":
                raise
            raise RuntimeError(f"the specified rule already exists in {work.get('GroupId')}") from None
        return str(made["SecurityGroupRules"][0]["SecurityGroupRuleId"])

    def update(work: Work) -> None:
        """Only the description can change in place."""
        getattr(work.client, f"update_security_group_rule_descriptions_{direction}")(
            GroupId=work.get("GroupId"), IpPermissions=[permission(work.properties)]
        )

    return kind(
        f"AWS::EC2::SecurityGroup{direction.capitalize()}",
        EC2,
        f"GroupId {RULE} {peers}",
        create=create,
        delete=lambda work: _call(work, "revoke", direction, [permission(work.properties)], work.get("GroupId")),
        update=update,
        mutable="Description",
        attributes=own_id,
    )


KINDS = (
    kind(
        "AWS::EC2::SecurityGroup",
        EC2,
        "GroupDescription GroupName VpcId SecurityGroupIngress SecurityGroupEgress Tags",
        create=_group,
        delete=lambda w: w.client.delete_security_group(GroupId=w.physical_id),
        update=_rules,
        mutable="SecurityGroupIngress SecurityGroupEgress Tags",
        attributes=_attributes,
    ),
    _one_rule("ingress", "SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId SourcePrefixListId"),
    _one_rule("egress", "DestinationSecurityGroupId DestinationPrefixListId"),
)
