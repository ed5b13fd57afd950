"""What a stack's expressions see: its parameters, its resources as they are now, exports of other stacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from terrane_rehearsal.cloudformation.checking import typed
from terrane_rehearsal.cloudformation.conditions import conditions
from terrane_rehearsal.cloudformation.errors import ResourceFailed, invalid, unresolved
from terrane_rehearsal.cloudformation.intrinsics import Resources, Scope, evaluate
from terrane_rehearsal.cloudformation.model import Goal, Output, Record, Stack
from terrane_rehearsal.cloudformation.resources.kind import Kind
from terrane_rehearsal.cloudformation.resources.work import tags_as_list, tags_as_map
from terrane_rehearsal.cloudformation.schemas import Schema, Schemas
from terrane_rehearsal.cloudformation.template import Resource

PARTITIONS = {"cn": ("aws-cn", "amazonaws.com.cn"), "us-gov": ("aws-us-gov", "amazonaws.com")}


class Surroundings(Protocol):
    """What the region gives to a stack in it."""

    region: str
    account: str
    schemas: Schemas
    kinds: Mapping[str, Kind]

    def zones(self, region: str) -> list[str]: ...

    def export(self, name: str) -> str: ...

    def claim_exports(self, stack: Stack, outputs: list[Output]) -> None: ...

    def importers(self, export: str) -> list[str]: ...

    def client(self, service: str) -> Any: ...


@dataclass(frozen=True)
class Made:
    """Resources as they stand; one that is not there is an error of the template."""

    records: Mapping[str, Record]

    def _record(self, logical_id: str) -> Record:
        record = self.records.get(logical_id)
        if record is None or not record.physical_id:
            raise unresolved([logical_id])
        return record

    def ref(self, logical_id: str) -> Any:
        return self._record(logical_id).physical_id

    def attribute(self, logical_id: str, name: str) -> Any:
        record = self._record(logical_id)
        for known in (record.attributes, record.properties):
            if name in known:
                return known[name]
        first, _, rest = name.partition(".")
        inner = record.attributes.get(first)
        if isinstance(inner, Mapping) and rest in inner:
            return inner[rest]
        raise ResourceFailed(
            f"Attribute '{name}' does not exist in resource {logical_id} ({record.type}) of the rehearsal"
        )


def scope_of(
    goal: Goal,
    name: str,
    stack_id: str,
    around: Surroundings,
    resources: Resources,
    options: Mapping[str, Any],
    imported: Callable[[str], Any] | None = None,
) -> Scope:
    partition, suffix = next(
        (found for start, found in PARTITIONS.items() if around.region.startswith(start)), ("aws", "amazonaws.com")
    )
    parameters = {key: parameter.value for key, parameter in goal.parameters.items()} | {
        "AWS::AccountId": around.account,
        "AWS::NotificationARNs": list(options.get("NotificationARNs", [])),
        "AWS::Partition": partition,
        "AWS::Region": around.region,
        "AWS::StackId": stack_id,
        "AWS::StackName": name,
        "AWS::URLSuffix": suffix,
    }
    mappings = goal.template.section("Mappings")
    first = Scope(parameters, mappings)
    holds = conditions(goal.template.section("Conditions"), first)

    def condition(key: str) -> bool:
        if key not in holds:
            raise invalid(f"Template format error: Unresolved condition dependency {key}")
        return holds[key]

    return Scope(parameters, mappings, condition, resources, imported or around.export, around.zones)


def active(goal: Goal, scope: Scope) -> dict[str, Resource]:
    """The resources whose condition holds."""
    return {
        name: resource
        for name, resource in goal.template.resources.items()
        if resource.condition is None or scope.condition(resource.condition)
    }


def properties_of(resource: Resource, goal: Goal, scope: Scope, around: Surroundings) -> dict[str, Any]:
    """As far as they are known, in the schema's types, with the stack's own tags."""
    schema = around.schemas[resource.type]
    properties = typed(evaluate(dict(resource.properties), scope), schema)
    kind = around.kinds.get(resource.type)
    member = schema.tag_property
    if goal.tags and kind is not None and member in kind.accepts:
        properties[member] = _with_stack_tags(properties.get(member), goal.tags, schema)
    return properties


def _with_stack_tags(own: Any, of_stack: Mapping[str, str], schema: Schema) -> Any:
    if schema.tags_are_a_map:
        return {**of_stack, **(own or {})}
    tags = list(own or [])
    known = tags_as_map([tag for tag in tags if isinstance(tag, Mapping)])
    extra = {"PropagateAtLaunch": True} if schema.type == "AWS::AutoScaling::AutoScalingGroup" else {}
    return tags + [{**tag, **extra} for tag in tags_as_list({k: v for k, v in of_stack.items() if k not in known})]
