"""A template as data, checked for what its own text shows to be wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.values import as_list
from terrane_rehearsal.cloudformation.yaml_text import read_yaml

SECTIONS = {
    "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions",
    "Transform", "Resources", "Outputs",
}  # fmt: skip

RESOURCE_MEMBERS = {
    "Type", "Properties", "Condition", "DependsOn", "Metadata", "DeletionPolicy", "UpdateReplacePolicy",
    "CreationPolicy", "UpdatePolicy",
}  # fmt: skip

LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions"
DELETION_POLICIES = {"Delete", "Retain", "RetainExceptOnCreate", "Snapshot"}
MOST_RESOURCES = 500
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""


@dataclass(frozen=True)
class Resource:
    logical_id: str
    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    condition: str | None = None
    depends_on: tuple[str, ...] = ()
    deletion_policy: Any = "Delete"
    update_replace_policy: Any = "Delete"
    creation_policy: Mapping[str, Any] = field(default_factory=dict)
    update_policy: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    text: str
    body: Mapping[str, Any]
    resources: Mapping[str, Resource]

    def section(self, name: str) -> Mapping[str, Any]:
        return self.body.get(name) or {}

    @property
    def description(self) -> str:
        return str(self.body.get("Description", ""))

    @property
    def transforms(self) -> list[str]:
        return [str(name) for name in as_list(self.body.get("Transform"))]


def parse(text: str) -> Any:
    """JSON when it looks like it, else YAML."""
    if text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except ValueError:
            if "\t" in text or '":' in text:
                raise invalid("Template format error: JSON not well-formed.") from None
    return read_yaml(text)


def read(text: str) -> Template:
    body = parse(text)
    if not isinstance(body, dict):
        raise invalid("Template format error: unsupported structure.")
    if unknown := sorted(str(name) for name in body if name not in SECTIONS):
        raise invalid(f"Invalid template property or properties [{', '.join(unknown)}]")
    if body.get("AWSTemplateFormatVersion", "2010-09-09") != "2010-09-09":
        raise invalid("Template format error: unsupported value for AWSTemplateFormatVersion.")
    resources = body.get("Resources")
    if not isinstance(resources, dict) or not resources:
        raise invalid("Template format error: At least one Resources member must be defined.")
    if len(resources) > MOST_RESOURCES:
        raise invalid(
            f"Template format error: Number of resources, {len(resources)}, "
            f"is greater than maximum allowed, {MOST_RESOURCES}"
        )
    for name in ("Parameters", "Mappings", "Conditions", "Outputs", "Rules"):
        if not isinstance(body.get(name) or {}, dict):
            raise invalid(f"Template format error: {name} must be an object.")
    template = Template(text, body, {name: _resource(name, value) for name, value in resources.items()})
    if foreign := [name for name in template.transforms if name != LANGUAGE_EXTENSIONS]:
        raise invalid(f"The rehearsal expands no macros: the transform {foreign[0]} is not available")
    return template


def _resource(name: str, value: Any) -> Resource:
    if not isinstance(value, dict):
        raise invalid(f"Template format error: [/Resources/{name}] resource definition is malformed")
    if not name.isalnum():
        if name.startswith("Fn::ForEach"):
            raise invalid(f"The rehearsal does not expand loops: {name}")
        raise invalid(f"Template format error: Resource name {name} is non alphanumeric.")
    if unknown := sorted(str(member) for member in value if member not in RESOURCE_MEMBERS):
        raise invalid(f"Invalid template resource property '{unknown[0]}'")
    if not isinstance(value.get("Type"), str):
        raise invalid(f"Template format error: [/Resources/{name}] Every Resources object must contain a Type member.")
    properties = value.get("Properties") or {}
    if not isinstance(properties, dict):
        raise invalid(f"Template format error: [/Resources/{name}/Properties] Properties must be an object.")
    for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
        if isinstance(value.get(policy), str) and value[policy] not in DELETION_POLICIES:
            raise invalid(f"Template format error: Unrecognized {policy} {value[policy]} for resource {name}")
    return Resource(
        name,
        value["Type"],
        properties,
        value.get("Condition"),
        tuple(str(other) for other in as_list(value.get("DependsOn"))),
        value.get("DeletionPolicy", "Delete"),
        value.get("UpdateReplacePolicy", "Delete"),
        value.get("CreationPolicy") or {},
        value.get("UpdatePolicy") or {},
        value.get("Metadata") or {},
    )
