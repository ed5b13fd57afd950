"""What several services ask of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network
from typing import TYPE_CHECKING, Any

from . import adoption
from .errors import invalid, missing
from .thing import Facts, Thing, reach

if TYPE_CHECKING:
    from .tenancy import Tenancy

OCID = re.compile(r"ocid1\.[a-z0-9]+\.[a-z0-9]+\.[a-z0-9-]*(\.[a-zA-Z0-9_-]*)?\.[a-zA-Z0-9_.-]+")
"""https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm"""
OTHER_IDS = frozenset({"securityRuleIds"})
"""Attributes whose names end as those of OCIDs do."""
LABEL = re.compile(r"[a-z][a-z0-9]{0,14}", re.IGNORECASE)
"""DNS label of a VCN or subnet: letters and digits, a letter first, at most 15."""
HOSTNAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
MOST_FREEFORM_TAGS, MOST_DEFINED_TAGS = 10, 64
LONGEST_TAG_KEY, LONGEST_TAG_VALUE = 100, 256
"""https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm"""
LONGEST_DISPLAY_NAME = 255


def check_ocids(facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        texts = value if name.endswith("Ids") and isinstance(value, list) else [value] if name.endswith("Id") else []
        for text in texts:
            if isinstance(text, str) and text and not OCID.fullmatch(text) and name not in OTHER_IDS:
                invalid(f"{name}: {text!r} is not a valid OCID")


def check_refs(tenancy: Tenancy, thing_kind: Any, facts: Mapping[str, Any]) -> None:
    for ref in thing_kind.refs:
        for value in reach(facts, ref.path):
            if value:
                tenancy.find(value, *ref.collections)


def check_common(tenancy: Tenancy, facts: Mapping[str, Any]) -> None:
    """Compartment, availability and fault domain, name and tags, wherever a body has them."""
    compartment = facts.get("compartmentId")
    if compartment is not None:
        check_compartment(tenancy, compartment)
    domain = facts.get("availabilityDomain")
    if domain is not None and domain not in tenancy.domains and not adoption.domain(tenancy, domain):
        invalid(f"availabilityDomain: {domain!r} is not one of {', '.join(tenancy.domains)}")
    if len(str(facts.get("displayName") or "")) > LONGEST_DISPLAY_NAME:
        invalid(f"displayName is longer than {LONGEST_DISPLAY_NAME} characters")
    check_tags(tenancy, facts)


def check_compartment(tenancy: Tenancy, compartment: str) -> None:
    if compartment != tenancy.id and not adoption.root(tenancy, compartment):
        tenancy.find(compartment, "compartments")


def check_tags(tenancy: Tenancy, facts: Mapping[str, Any]) -> None:
    freeform = facts.get("freeformTags") or {}
    if len(freeform) > MOST_FREEFORM_TAGS:
        invalid(f"freeformTags: a resource has at most {MOST_FREEFORM_TAGS} free-form tags, not {len(freeform)}")
    for key, value in freeform.items():
        _check_tag(key, value)
    defined = [
        (space, key, value) for space, tags in (facts.get("definedTags") or {}).items() for key, value in tags.items()
    ]
    if len(defined) > MOST_DEFINED_TAGS:
        invalid(f"definedTags: a resource has at most {MOST_DEFINED_TAGS} defined tags, not {len(defined)}")
    for space, key, value in defined:
        _check_tag(key, value)
        check_defined_tag(tenancy, space, key, value)


def _check_tag(key: str, value: Any) -> None:
    if not 1 <= len(key) <= LONGEST_TAG_KEY:
        invalid(f"Tag key {key!r} must have 1 to {LONGEST_TAG_KEY} characters")
    if len(str(value)) > LONGEST_TAG_VALUE:
        invalid(f"The value of tag {key!r} has more than {LONGEST_TAG_VALUE} characters")


def check_defined_tag(tenancy: Tenancy, space: str, key: str, value: Any) -> None:
    spaces = [each for each in tenancy.living("tagNamespaces") if each["name"].lower() == space.lower()]
    keys = [each for each in tenancy.living("tags") if spaces and each["tagNamespaceId"] == spaces[0].id]
    tag = next((each for each in keys if each["name"].lower() == key.lower() and not each.get("isRetired")), None)
    if tag is None or spaces[0].get("isRetired"):
        invalid(f"TagDefinition {space}.{key} does not exist or is retired")
    values = (tag.get("validator") or {}).get("values")
    if values and value not in values:
        invalid(f"The value {value!r} of tag {space}.{key} is not one of {', '.join(values)}")


def network(name: str, text: Any, shortest: int = 0, longest: int = 32) -> IPv4Network:
    try:
        found = IPv4Network(text)
    except ValueError as error:
        invalid(f"{name}: the CIDR block {text!r} is not valid: {error}")
    if not shortest <= found.prefixlen <= longest:
        invalid(f"{name}: the CIDR block {text} must be between /{shortest} and /{longest}")
    return found


def address(name: str, text: str) -> IPv4Address:
    try:
        return IPv4Address(text)
    except ValueError:
        invalid(f"{name}: {text!r} is not an IPv4 address")


def within(name: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least <= value <= most:
        invalid(f"{name} must be between {least:g} and {most:g}, not {value:g}")


def label(name: str, value: str | None) -> None:
    if value is not None and not LABEL.fullmatch(value):
        invalid(f"{name}: {value!r} must be 1 to 15 letters and digits and begin with a letter")


def exactly_one(facts: Facts, *names: str) -> None:
    given = [name for name in names if facts.get(name)]
    if not given:
        missing(" or ".join(names))
    if len(given) > 1:
        invalid(f"Only one of {', '.join(names)} may be given")


def unchanged(thing: Thing | None, facts: Mapping[str, Any], *names: str) -> None:
    for name in names:
        if thing is not None and facts.get(name) is not None and facts[name] != thing.get(name, facts[name]):
            invalid(f"{name} cannot be changed")
