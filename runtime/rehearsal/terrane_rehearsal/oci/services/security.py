"""Security lists and network security groups."""

from __future__ import annotations

from dataclasses import replace

from ..api import models
from ..call import Answer, Call
from ..errors import absent, exceeded, invalid, missing
from ..handlers import Handler, alive, page, seen
from ..tenancy import Tenancy, now
from ..thing import Facts, Kind, Thing
from .network import IN_VCN
from .routing import table_leaves
from .rules import check_rule

MOST_LIST_RULES = 200
"""Of a security list, each way."""
MOST_GROUP_RULES = 120
MOST_IN_A_CALL = 25
"""https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/networksecuritygroups.htm"""
WAYS = {"ingressSecurityRules": "source", "egressSecurityRules": "destination"}
PEERS = {"INGRESS": "source", "EGRESS": "destination"}


def prepare_list(tenancy: Tenancy, facts: Facts, _list: Thing | None) -> None:
    for name, peer in WAYS.items():
        rules = facts.get(name) or []
        if len(rules) > MOST_LIST_RULES:
            invalid(f"{name}: a security list has at most {MOST_LIST_RULES} rules each way")
        facts[name] = [check_rule(tenancy, rule, peer, None) for rule in rules]


def rules_of(group: Thing) -> list[Facts]:
    rules: list[Facts] = group.kept.setdefault("rules", [])
    return rules


def _checked(tenancy: Tenancy, group: Thing, rule: Facts) -> Facts:
    return check_rule(tenancy, rule, PEERS[rule["direction"]], group["vcnId"])


def _given(call: Call, name: str) -> list[Facts]:
    given: list[Facts] = call.body.get(name) or []
    if not given:
        missing(name)
    if len(given) > MOST_IN_A_CALL:
        invalid(f"{name}: at most {MOST_IN_A_CALL} rules in one request")
    return given


def add_rules(tenancy: Tenancy, call: Call) -> Answer:
    group = alive(tenancy, call)
    rules = rules_of(group)
    checked = [_checked(tenancy, group, each) for each in _given(call, "securityRules")]
    if len(rules) + len(checked) > MOST_GROUP_RULES:
        exceeded(f"A network security group has at most {MOST_GROUP_RULES} rules")
    added = [{**each, "id": f"{tenancy.number():06X}", "isValid": True, "timeCreated": now()} for each in checked]
    rules += added
    return _shown(call, added)


def update_rules(tenancy: Tenancy, call: Call) -> Answer:
    group = alive(tenancy, call)
    rules = rules_of(group)
    changed = []
    for wanted in _given(call, "securityRules"):
        place = _place(group, wanted["id"])
        checked = _checked(tenancy, group, wanted)
        changed.append({**checked, "isValid": True, "timeCreated": rules[place]["timeCreated"]})
        rules[place] = changed[-1]
    return _shown(call, changed)


def remove_rules(tenancy: Tenancy, call: Call) -> Answer:
    group = alive(tenancy, call)
    places = {_place(group, id) for id in call.body.get("securityRuleIds") or []}
    group.kept["rules"] = [rule for n, rule in enumerate(rules_of(group)) if n not in places]
    return Answer(status=204)


def _place(group: Thing, id: object) -> int:
    for n, rule in enumerate(rules_of(group)):
        if rule["id"] == id:
            return n
    absent(f"security rule {id} of {group.id}")


def _shown(call: Call, rules: list[Facts]) -> Answer:
    return Answer({"securityRules": [models.shown("core", "SecurityRule", each) for each in rules]})


def list_rules(tenancy: Tenancy, call: Call) -> Answer:
    way = call.query.get("direction")
    rules = [each for each in rules_of(seen(tenancy, _of_group(call))) if way in (None, each["direction"])]
    return page(call, [models.shown("core", "SecurityRule", each) for each in rules])


def list_vnics(tenancy: Tenancy, call: Call) -> Answer:
    group = seen(tenancy, _of_group(call))
    inside = [each for each in tenancy.living("vnics") if group.id in each.get("nsgIds", [])]
    shown = [
        {
            "resourceId": group.id,
            "vnicId": each.id,
            "timeAssociated": each["timeCreated"],
            "displayName": each["displayName"],
        }
        for each in inside
    ]
    return page(call, shown)


def _of_group(call: Call) -> Call:
    """As a call for the group that the path names."""
    return replace(call, operation=replace(call.operation, path=call.operation.path.rpartition("/")[0]))


def leave_group(tenancy: Tenancy, group: Thing) -> None:
    """Rules of other groups that name it are valid no more."""
    for other in tenancy.living("networkSecurityGroups"):
        for rule in rules_of(other):
            if group.id in (rule.get("source"), rule.get("destination")):
                rule["isValid"] = False


KINDS = (
    Kind("securityLists", "securitylist", refs=(IN_VCN,), prepare=prepare_list, leaves=table_leaves),
    Kind("networkSecurityGroups", "networksecuritygroup", refs=(IN_VCN,), left=leave_group),
)
HANDLERS: dict[str, Handler] = {
    "add_network_security_group_security_rules": add_rules,
    "update_network_security_group_security_rules": update_rules,
    "remove_network_security_group_security_rules": remove_rules,
    "list_network_security_group_security_rules": list_rules,
    "list_network_security_group_vnics": list_vnics,
}
