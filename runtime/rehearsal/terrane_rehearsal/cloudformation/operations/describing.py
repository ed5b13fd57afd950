"""What stacks are: described and listed. Every answer is one page."""

from __future__ import annotations

import json
from typing import Any

from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.model import Record, Stack
from terrane_rehearsal.cloudformation.operations.call import Call
from terrane_rehearsal.cloudformation.parameters import HIDDEN

NOT_CHECKED = {"StackDriftStatus": "NOT_CHECKED"}


def stacks(call: Call) -> dict[str, Any]:
    if "StackName" in call.given:
        return {"Stacks": [_stack(call.stack)]}
    return {"Stacks": [_stack(stack) for stack in _newest(call) if stack.status != "DELETE_COMPLETE"]}


def _newest(call: Call) -> list[Stack]:
    return sorted([*call.region.stacks.values()], key=lambda stack: stack.created, reverse=True)


def _stack(stack: Stack) -> dict[str, Any]:
    goal, options = stack.goal, stack.options
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "Description": goal.template.description or None,
        "Parameters": parameters_of(stack),
        "CreationTime": stack.created,
        "DeletionTime": stack.deleted,
        "LastUpdatedTime": stack.updated,
        "RollbackConfiguration": {"RollbackTriggers": []},
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason or None,
        "DisableRollback": stack.on_failure == "DO_NOTHING",
        "NotificationARNs": options.get("NotificationARNs", []),
        "TimeoutInMinutes": options.get("TimeoutInMinutes"),
        "Capabilities": list(goal.capabilities),
        "Outputs": [
            {
                "OutputKey": output.key,
                "OutputValue": output.value,
                "Description": output.description or None,
                "ExportName": output.export or None,
            }
            for output in stack.outputs
        ],
        "RoleARN": options.get("RoleARN"),
        "Tags": [{"Key": key, "Value": value} for key, value in goal.tags.items()],
        "EnableTerminationProtection": stack.protected,
        "ParentId": stack.parent or None,
        "RootId": stack.root or None,
        "DriftInformation": NOT_CHECKED,
    }


def parameters_of(stack: Stack) -> list[dict[str, Any]]:
    return [
        {
            "ParameterKey": name,
            "ParameterValue": HIDDEN if parameter.hidden else parameter.written,
            "ResolvedValue": parameter.stored,
        }
        for name, parameter in stack.goal.parameters.items()
    ]


def list_stacks(call: Call) -> dict[str, Any]:
    wanted = call.get("StackStatusFilter") or []
    return {"StackSummaries": [_summary(stack) for stack in _newest(call) if not wanted or stack.status in wanted]}


def _summary(stack: Stack) -> dict[str, Any]:
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "TemplateDescription": stack.goal.template.description or None,
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason or None,
        "ParentId": stack.parent or None,
        "RootId": stack.root or None,
        "DriftInformation": NOT_CHECKED,
    }


def events(call: Call) -> dict[str, Any]:
    """Newest first."""
    stack = call.stack
    return {
        "StackEvents": [
            {
                "StackId": stack.id,
                "EventId": event.id,
                "StackName": stack.name,
                "LogicalResourceId": event.logical_id,
                "PhysicalResourceId": event.physical_id,
                "ResourceType": event.type,
                "Timestamp": event.at,
                "ResourceStatus": event.status,
                "ResourceStatusReason": event.reason or None,
                "ClientRequestToken": event.token or None,
            }
            for event in reversed(list(stack.events))
        ]
    }


def resource(call: Call) -> dict[str, Any]:
    stack, name = call.stack, call.given["LogicalResourceId"]
    record = stack.records.get(name)
    if record is None:
        raise invalid(f"Resource {name} does not exist for stack {stack.name}")
    detail = {
        **_facts(record),
        "LastUpdatedTimestamp": record.at,
        "StackId": stack.id,
        "StackName": stack.name,
        "Metadata": json.dumps(record.metadata) if record.metadata else None,
        "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
    }
    return {"StackResourceDetail": detail}


def resources(call: Call) -> dict[str, Any]:
    physical, logical = call.get("PhysicalResourceId"), call.get("LogicalResourceId")
    if "StackName" in call.given:
        stack = call.stack
    else:
        stack = _holding(call, physical)
    found = [record for record in list(stack.records.values())
             if logical in (None, record.logical_id) and physical in (None, record.physical_id)]  # fmt: skip
    return {
        "StackResources": [
            {
                **_facts(record),
                "Timestamp": record.at,
                "StackId": stack.id,
                "StackName": stack.name,
                "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
            }
            for record in found
        ]
    }


def _holding(call: Call, physical: str | None) -> Stack:
    for stack in _newest(call):
        if any(record.physical_id == physical for record in list(stack.records.values())):
            return stack
    raise invalid(f"Stack for {physical} does not exist")


def list_resources(call: Call) -> dict[str, Any]:
    return {
        "StackResourceSummaries": [
            {
                **_facts(record),
                "LastUpdatedTimestamp": record.at,
                "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
            }
            for record in list(call.stack.records.values())
        ]
    }


def _facts(record: Record) -> dict[str, Any]:
    return {
        "LogicalResourceId": record.logical_id,
        "PhysicalResourceId": record.physical_id or None,
        "ResourceType": record.type,
        "ResourceStatus": record.status,
        "ResourceStatusReason": record.reason or None,
    }


def exports(call: Call) -> dict[str, Any]:
    return {
        "Exports": [
            {"ExportingStackId": stack.id, "Name": output.export, "Value": output.value}
            for stack in _newest(call)
            for output in stack.outputs
            if output.export
        ]
    }


def imports(call: Call) -> dict[str, Any]:
    name = call.given["ExportName"]
    users = call.region.importers(name)
    if not users:
        raise invalid(f"Export '{name}' is not imported by any stack.")
    return {"Imports": users}
