"""Compartments, domains and Regions; dynamic groups, policies and tags."""

from __future__ import annotations

import re

from .. import checks
from ..call import Answer, Call
from ..errors import conflict, invalid, missing, wrong_state
from ..handlers import Handler, page
from ..tenancy import FAULT_DOMAINS, Tenancy
from ..thing import ACTIVE, Facts, Kind, Ref, Thing
from . import statements

NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
MOST_STATEMENTS = 50
"""Of a policy: https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicelimits.htm"""


def check_name(_tenancy: Tenancy, facts: Facts, thing: Thing | None) -> None:
    name = facts.get("name") or ""
    if not NAME.fullmatch(name):
        invalid(f"name: {name!r} must be 1 to 100 letters, digits, periods, hyphens or underscores")
    if not facts.get("description"):
        missing("description")
    checks.unchanged(thing, facts, "name") if thing is not None and thing.kind.collection != "compartments" else None


def check_policy(tenancy: Tenancy, facts: Facts, policy: Thing | None) -> None:
    check_name(tenancy, facts, policy)
    if not 1 <= len(facts["statements"]) <= MOST_STATEMENTS:
        invalid(f"statements: a policy has 1 to {MOST_STATEMENTS} statements, not {len(facts['statements'])}")
    for each in facts["statements"]:
        statements.check(each)


def check_dynamic_group(tenancy: Tenancy, facts: Facts, group: Thing | None) -> None:
    check_name(tenancy, facts, group)
    if facts["compartmentId"] != tenancy.id:
        invalid("compartmentId: dynamic groups are in the tenancy")
    statements.check_matching_rule(facts["matchingRule"])


def check_tag(tenancy: Tenancy, facts: Facts, tag: Thing | None) -> None:
    check_name(tenancy, facts, tag)
    space = tenancy.find(facts["tagNamespaceId"], "tagNamespaces")
    facts["compartmentId"], facts["tagNamespaceName"] = space["compartmentId"], space["name"]
    validator = facts.get("validator") or {}
    if validator.get("validatorType") == "ENUM" and not validator.get("values"):
        missing("validator.values")


def check_compartment(tenancy: Tenancy, facts: Facts, own: Thing | None) -> None:
    check_name(tenancy, facts, own)
    for other in tenancy.living("compartments"):
        if other is not own and other["compartmentId"] == facts["compartmentId"] and other["name"] == facts["name"]:
            conflict(f"Compartment {facts['name']!r} already exists")


def leave_space(tenancy: Tenancy, space: Thing) -> None:
    if any(each["tagNamespaceId"] == space.id for each in tenancy.living("tags")):
        conflict(f"Tag namespace {space['name']} still has tag key definitions")


def leave_tag(_tenancy: Tenancy, tag: Thing) -> None:
    if not tag["isRetired"]:
        wrong_state(f"Tag key definition {tag['name']} has to be retired before it is deleted")


def left_tag(tenancy: Tenancy, tag: Thing) -> None:
    """Nothing has the tag any more."""
    for thing in tenancy.living():
        space = thing.get("definedTags", {}).get(tag["tagNamespaceName"], {})
        if tag["name"] in space:
            rest = {key: value for key, value in space.items() if key != tag["name"]}
            others = {name: tags for name, tags in thing["definedTags"].items() if name != tag["tagNamespaceName"]}
            tenancy.change(thing, definedTags={**others, tag["tagNamespaceName"]: rest} if rest else others)


def list_domains(tenancy: Tenancy, call: Call) -> Answer:
    compartment = call.query["compartmentId"]
    checks.check_compartment(tenancy, compartment)
    tenancy.take("domains", tenancy.prefix)
    found = [{"name": name, "id": f"ocid1.availabilitydomain.oc1..{name[-4:].lower()}"} for name in tenancy.domains]
    return page(call, [{**each, "compartmentId": compartment} for each in found])


def list_fault_domains(tenancy: Tenancy, call: Call) -> Answer:
    domain = call.query["availabilityDomain"]
    checks.check_common(tenancy, {"availabilityDomain": domain})
    own = {"compartmentId": call.query["compartmentId"], "availabilityDomain": domain}
    return page(call, [{**own, "name": name, "id": f"ocid1.faultdomain.oc1..{name.lower()}"} for name in FAULT_DOMAINS])


def subscriptions(tenancy: Tenancy, call: Call) -> Answer:
    own = {
        "regionKey": tenancy.region_key.upper(),
        "regionName": tenancy.region,
        "status": "READY",
        "isHomeRegion": True,
    }
    return page(call, [own])


def get_tenancy(tenancy: Tenancy, _call: Call) -> Answer:
    own = {
        "id": tenancy.id,
        "name": "rehearsal",
        "homeRegionKey": tenancy.region_key.upper(),
        "description": "Rehearsal",
    }
    return Answer({**own, "freeformTags": {}, "definedTags": {}})


KINDS = (
    Kind("compartments", "compartment", states=ACTIVE, regional=False, name="name", check=check_compartment),
    Kind(
        "dynamicGroups",
        "dynamicgroup",
        states=ACTIVE,
        regional=False,
        name="name",
        unique=("name",),
        check=check_dynamic_group,
    ),
    Kind(
        "policies",
        "policy",
        states=ACTIVE,
        regional=False,
        name="name",
        unique=("compartmentId", "name"),
        check=check_policy,
    ),
    Kind(
        "tagNamespaces",
        "tagnamespace",
        states=ACTIVE,
        regional=False,
        name="name",
        unique=("name",),
        defaults={"isRetired": False},
        check=check_name,
        leaves=leave_space,
    ),
    Kind(
        "tags",
        "tagdefinition",
        states=ACTIVE,
        regional=False,
        name="name",
        key="name",
        unique=("tagNamespaceId", "name"),
        defaults={"isRetired": False, "isCostTracking": False},
        refs=(Ref("tagNamespaceId", ("tagNamespaces",)),),
        work="tag_definition",
        worked=frozenset({"DELETE"}),
        check=check_tag,
        leaves=leave_tag,
        left=left_tag,
    ),
)
HANDLERS: dict[str, Handler] = {
    "list_availability_domains": list_domains,
    "list_fault_domains": list_fault_domains,
    "list_region_subscriptions": subscriptions,
    "get_tenancy": get_tenancy,
}
