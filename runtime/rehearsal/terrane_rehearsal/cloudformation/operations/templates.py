"""Templates shown, checked and summed up."""

from __future__ import annotations

import json
from typing import Any

from terrane_rehearsal.cloudformation.errors import CloudFormationError
from terrane_rehearsal.cloudformation.operations.call import Call, needed_capabilities
from terrane_rehearsal.cloudformation.order import in_order
from terrane_rehearsal.cloudformation.preflight import check_references, check_types
from terrane_rehearsal.cloudformation.references import dependencies
from terrane_rehearsal.cloudformation.template import Template
from terrane_rehearsal.cloudformation.values import as_list, text

CONSTRAINTS = ("AllowedPattern", "ConstraintDescription", "MinLength", "MaxLength", "MinValue", "MaxValue")


def get(call: Call) -> dict[str, Any]:
    template = _of_stack(call)
    return {"TemplateBody": template.text, "StagesAvailable": ["Original", "Processed"]}


def _of_stack(call: Call) -> Template:
    if "ChangeSetName" in call.given:
        name = call.given["ChangeSetName"]
        stacks = [call.stack] if "StackName" in call.given else list(call.region.stacks.values())
        for stack in stacks:
            for change_set in list(stack.change_sets.values()):
                if name in (change_set.id, change_set.name):
                    return change_set.goal.template
        raise CloudFormationError("ChangeSetNotFound", f"ChangeSet [{name}] does not exist", 404)
    return call.stack.goal.template


def validate(call: Call) -> dict[str, Any]:
    template = call.template()
    check_types(template, call.region.schemas)
    check_references(template, call.region.schemas)
    in_order(dependencies(template))
    needed = needed_capabilities(template)
    return {
        "Parameters": [
            {
                "ParameterKey": name,
                "DefaultValue": text(declared["Default"]) if "Default" in declared else None,
                "NoEcho": text(declared.get("NoEcho", False)) == "true",
                "Description": declared.get("Description"),
            }
            for name, declared in template.section("Parameters").items()
        ],
        "Description": template.description,
        "Capabilities": needed,
        "CapabilitiesReason": _reason(template, needed),
        "DeclaredTransforms": template.transforms,
    }


def _reason(template: Template, needed: list[str]) -> str | None:
    if not needed:
        return None
    types = sorted(
        {resource.type for resource in template.resources.values() if resource.type.startswith("AWS::IAM::")}
    )
    return f"The following resource(s) require capabilities: [{', '.join(types)}]"


def summary(call: Call) -> dict[str, Any]:
    template = _of_stack(call) if "StackName" in call.given else call.template()
    needed = needed_capabilities(template)
    metadata = template.section("Metadata")
    return {
        "Parameters": [_declaration(name, declared) for name, declared in template.section("Parameters").items()],
        "Description": template.description or None,
        "Capabilities": needed,
        "CapabilitiesReason": _reason(template, needed),
        "ResourceTypes": sorted({resource.type for resource in template.resources.values()}),
        "Version": template.body.get("AWSTemplateFormatVersion"),
        "DeclaredTransforms": template.transforms,
        "Metadata": json.dumps(metadata) if metadata else None,
    }


def _declaration(name: str, declared: dict[str, Any]) -> dict[str, Any]:
    constraints: dict[str, Any] = {key: text(declared[key]) for key in CONSTRAINTS if key in declared}
    if "AllowedValues" in declared:
        constraints["AllowedValues"] = [text(value) for value in as_list(declared["AllowedValues"])]
    return {
        "ParameterKey": name,
        "DefaultValue": text(declared["Default"]) if "Default" in declared else None,
        "ParameterType": declared.get("Type"),
        "NoEcho": text(declared.get("NoEcho", False)) == "true",
        "Description": declared.get("Description"),
        "ParameterConstraints": constraints,
    }


def policy(call: Call) -> dict[str, Any]:
    return {"StackPolicyBody": call.stack.options.get("StackPolicyBody")}
