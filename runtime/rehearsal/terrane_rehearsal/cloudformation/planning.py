"""What an update would do: the changes of a change set, and what is refused before anything is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation.difference import changed, recreation, replaces, surely_replaces
from terrane_rehearsal.cloudformation.engine.stack_values import Made, Surroundings, active, properties_of, scope_of
from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.intrinsics import Scope, evaluate
from terrane_rehearsal.cloudformation.model import Goal, Record, Stack
from terrane_rehearsal.cloudformation.order import in_order
from terrane_rehearsal.cloudformation.preflight import (
    NothingMade,
    check_properties,
    check_references,
    check_types,
)
from terrane_rehearsal.cloudformation.references import dependencies
from terrane_rehearsal.cloudformation.resources.kind import unable_to_change
from terrane_rehearsal.cloudformation.resources.policies import replaced_besides
from terrane_rehearsal.cloudformation.template import Resource
from terrane_rehearsal.cloudformation.values import UNKNOWN, has_unknown


@dataclass
class Foreseen:
    """Resources as the update will find them: what is new, replaced or changed is not known."""

    records: Mapping[str, Record]
    renewed: set[str]
    touched: set[str]

    def ref(self, logical_id: str) -> Any:
        if logical_id in self.renewed or logical_id not in self.records:
            return UNKNOWN
        return Made(self.records).ref(logical_id)

    def attribute(self, logical_id: str, name: str) -> Any:
        if logical_id in self.touched or logical_id in self.renewed or logical_id not in self.records:
            return UNKNOWN
        return Made(self.records).attribute(logical_id, name)


def check(goal: Goal, name: str, stack_id: str, around: Surroundings, options: Mapping[str, Any]) -> None:
    """Raises what CloudFormation would answer to a template that cannot work."""
    check_types(goal.template, around.schemas)
    check_references(goal.template, around.schemas)
    in_order(dependencies(goal.template))
    scope = scope_of(goal, name, stack_id, around, NothingMade(), options)
    wanted = active(goal, scope)

    def known(resource: Resource) -> dict[str, Any]:
        properties: dict[str, Any] = evaluate(dict(resource.properties), scope)
        return properties

    check_properties(wanted, known, around.kinds, around.schemas)
    for output in goal.template.section("Outputs").values():
        if "Condition" not in output or scope.condition(output["Condition"]):
            evaluate(output, scope)


def plan(stack: Stack, goal: Goal, around: Surroundings) -> list[dict[str, Any]]:
    """ResourceChange entries of a change set, in the order in which they will be made."""
    foreseen = Foreseen(stack.records, set(), set())
    scope = scope_of(goal, stack.name, stack.id, around, foreseen, stack.options)
    wanted = active(goal, scope)
    if others := [name for name, resource in wanted.items() if _is_of_another_type(resource, stack.records)]:
        raise invalid(
            "Update of resource type is not permitted. The new template modifies resource type of the following "
            f"resources: [{', '.join(others)}]"
        )
    changes = []
    for name in in_order(dependencies(goal.template)):
        if name in wanted:
            entry = _entry(wanted[name], goal, scope, around, foreseen)
            changes += [entry] if entry else []
    changes += [_removal(record) for name, record in stack.records.items() if name not in wanted]
    return [{"Type": "Resource", "ResourceChange": entry} for entry in changes]


def _is_of_another_type(resource: Resource, records: Mapping[str, Record]) -> bool:
    record = records.get(resource.logical_id)
    return record is not None and record.type != resource.type


def _entry(
    resource: Resource, goal: Goal, scope: Scope, around: Surroundings, foreseen: Foreseen
) -> dict[str, Any] | None:
    name, record = resource.logical_id, foreseen.records.get(resource.logical_id)
    facts = {"LogicalResourceId": name, "ResourceType": resource.type}
    if record is None:
        return {"Action": "Add", **facts, "Scope": [], "Details": []}
    facts["PhysicalResourceId"] = record.physical_id
    properties = properties_of(resource, goal, scope, around)
    names, schema = changed(record.properties, properties), around.schemas[resource.type]
    policies = _policy_scopes(resource, record, scope)
    if not names and not policies:
        return None
    sure = surely_replaces(schema, record.properties, properties)
    sure = sure or replaced_besides(around.kinds[resource.type], evaluate(dict(resource.update_policy), scope), names)
    maybe = not sure and replaces(schema, record.properties, properties)
    if sure or maybe:
        foreseen.renewed.add(name)
    elif names:
        foreseen.touched.add(name)
        known = [changed_name for changed_name in names if not has_unknown(properties.get(changed_name))]
        if unable := unable_to_change(around.kinds[resource.type], known):
            raise invalid(f"Resource {name}: {unable}")
    details = [_detail(schema, part, properties) for part in names]
    return {
        "Action": "Modify",
        **facts,
        "Replacement": "True" if sure else "Conditional" if maybe else "False",
        "Scope": sorted({*policies, *("Tags" if part == "Tags" else "Properties" for part in names)}),
        "Details": details,
    }


def _detail(schema: Any, name: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    dynamic = has_unknown(properties.get(name))
    attribute = "Tags" if name == "Tags" else "Properties"
    target = {"Attribute": attribute, "RequiresRecreation": recreation(schema, name)}
    if attribute == "Properties":
        target["Name"] = name
    return {
        "Target": target,
        "Evaluation": "Dynamic" if dynamic else "Static",
        "ChangeSource": "ResourceReference" if dynamic else "DirectModification",
    }


def _policy_scopes(resource: Resource, record: Record, scope: Scope) -> list[str]:
    told = {
        "DeletionPolicy": (record.deletion_policy, str(evaluate(resource.deletion_policy, scope))),
        "UpdateReplacePolicy": (record.update_replace_policy, str(evaluate(resource.update_replace_policy, scope))),
        "Metadata": (record.metadata, resource.metadata),
    }
    return [name for name, (old, new) in told.items() if old != new]


def _removal(record: Record) -> dict[str, Any]:
    return {
        "Action": "Remove",
        "LogicalResourceId": record.logical_id,
        "PhysicalResourceId": record.physical_id,
        "ResourceType": record.type,
        "PolicyAction": "Retain" if record.deletion_policy != "Delete" else "Delete",
        "Scope": [],
        "Details": [],
    }


def differs_besides(stack: Stack, goal: Goal) -> bool:
    """Whether an update has something to do although no resource changes: outputs, tags."""
    return stack.goal.tags != goal.tags or stack.goal.template.section("Outputs") != goal.template.section("Outputs")
