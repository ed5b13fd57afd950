"""EC2: resources by the ids in a request. What launches instances is in `launch.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .ask import ANY, Ask, Later, Values, one
from .authorization import resource_types
from .call import Call
from .facts import Facts
from .params import specified_tags, tags, walk

_ID = re.compile(r"([a-z]+(?:-[a-z]+)?)-[0-9a-f]{8,17}")

# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html, and the kinds of resource as in ARNs.
KINDS = {
    "acl": "network-acl",
    "ami": "image",
    "cr": "capacity-reservation",
    "dopt": "dhcp-options",
    "eigw": "egress-only-internet-gateway",
    "eipalloc": "elastic-ip",
    "eni": "network-interface",
    "fl": "vpc-flow-log",
    "fleet": "fleet",
    "i": "instance",
    "igw": "internet-gateway",
    "lt": "launch-template",
    "nat": "natgateway",
    "pcx": "vpc-peering-connection",
    "pg": "placement-group",
    "pl": "prefix-list",
    "rtb": "route-table",
    "sfr": "spot-fleet-request",
    "sg": "security-group",
    "sgr": "security-group-rule",
    "sir": "spot-instances-request",
    "snap": "snapshot",
    "subnet": "subnet",
    "tgw": "transit-gateway",
    "vgw": "vpn-gateway",
    "vol": "volume",
    "vpc": "vpc",
    "vpce": "vpc-endpoint",
}

# Belong to no account in their ARNs.
_SHARED = frozenset({"image", "snapshot"})
_NAMED = {"KeyName": "key-pair"}
_MADE = {"AllocateAddress": "elastic-ip", "CreateNatGateway": "natgateway", "ImportKeyPair": "key-pair"}
_PROFILE = frozenset({"AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation"})


def arn(facts: Facts, kind: str, name: str) -> str:
    return facts.arn("ec2", f"{kind}/{name}", "" if kind in _SHARED else None)


def asks(call: Call, facts: Facts) -> list[Ask]:
    action = f"ec2:{call.operation}"
    given = tags(call.params)
    made = specified_tags(call.params)
    found = [
        Ask(action, resource, _attributes(facts, resource), made.get(_kind(resource), given))
        for resource in _resources(call, action, facts)
    ]
    return [*found, *tagging(facts, call.operation, made), *_passing(call, facts)]


def tagging(facts: Facts, operation: str, made: Mapping[str, Mapping[str, str]]) -> list[Ask]:
    """Tags given to what an operation makes need CreateTags too.

    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
    """
    return [
        Ask("ec2:CreateTags", arn(facts, kind, "*"), {"ec2:createaction": (operation,)}, given)
        for kind, given in made.items()
        if given
    ]


def pass_role(facts: Facts, profile: Mapping[str, Any] | None, service: str = "ec2") -> list[Ask]:
    """What gives a profile to an instance needs to be allowed to pass its role."""
    name = (profile or {}).get("Name") or str((profile or {}).get("Arn", "")).rpartition("/")[2]
    if not name:
        return []
    roles = (facts.look("profile", name) or {}).get("Roles") or [{}]
    context = {"iam:passedtoservice": (f"{service}.amazonaws.com",)}
    return [Ask("iam:PassRole", role.get("Arn"), context) for role in roles]


def _resources(call: Call, action: str, facts: Facts) -> list[str | None]:
    kinds = resource_types(action)
    if kinds == ():
        return [ANY]
    if call.operation == "CreateTags" or call.operation == "DeleteTags":
        named = [(KINDS.get(_prefix(each)), each) for each in call.params.get("Resources", [])]
        return [arn(facts, kind, each) if kind else None for kind, each in named] or [None]
    found = dict.fromkeys(
        arn(facts, kind, value) for name, value in walk(call.params) if (kind := _kind_of(name, value)) in (kinds or ())
    )
    made = _made(call.operation, kinds or ())
    return [*found, *([arn(facts, made, "*")] if made else [])] or [None]


def _kind_of(name: str, value: str) -> str | None:
    return _NAMED.get(name) or KINDS.get(_prefix(value))


def _prefix(value: str) -> str:
    found = _ID.fullmatch(value)
    return found[1] if found else ""


def _made(operation: str, kinds: tuple[str, ...]) -> str | None:
    """The kind of resource that the operation makes."""
    name = operation.removeprefix("Create") if operation.startswith("Create") else ""
    kind = _MADE.get(operation) or re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
    return kind if kind in kinds else None


def _kind(resource: str | None) -> str:
    return (resource or "").rpartition(":")[2].partition("/")[0]


def _attributes(facts: Facts, resource: str | None) -> dict[str, Values | Later]:
    kind, _, name = (resource or "").rpartition(":")[2].partition("/")
    if kind != "instance" or name == "*":
        return {}

    def of(*path: str) -> Later:
        return lambda: _at(facts.look("instance", name), path)

    return {
        "ec2:instanceid": (name,),
        "ec2:instancetype": of("InstanceType"),
        "ec2:availabilityzone": of("Placement", "AvailabilityZone"),
        "ec2:instanceprofile": of("IamInstanceProfile", "Arn"),
        "ec2:rootdevicetype": of("RootDeviceType"),
        "ec2:tenancy": of("Placement", "Tenancy"),
    }


def _at(found: Any, path: tuple[str, ...]) -> Values | None:
    if found is None:
        return None
    for name in path:
        found = (found or {}).get(name)
    return one(found)


def _passing(call: Call, facts: Facts) -> list[Ask]:
    return pass_role(facts, call.params.get("IamInstanceProfile")) if call.operation in _PROFILE else []
