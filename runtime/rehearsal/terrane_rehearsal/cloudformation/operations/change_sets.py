"""Change sets: an update, or a creation, that is looked at before it is carried out."""

from __future__ import annotations

from typing import Any

from terrane_rehearsal.cloudformation import names, planning
from terrane_rehearsal.cloudformation.engine import launch
from terrane_rehearsal.cloudformation.errors import CloudFormationError, invalid
from terrane_rehearsal.cloudformation.model import ChangeSet, Stack, now
from terrane_rehearsal.cloudformation.operations.call import Call
from terrane_rehearsal.cloudformation.operations.stacks import new_stack, prepare_update, require_updatable
from terrane_rehearsal.cloudformation.parameters import HIDDEN

EMPTY = "The submitted information didn't contain changes. Submit different information to create a change set."
REVIEW = "REVIEW_IN_PROGRESS"


def create(call: Call) -> dict[str, Any]:
    region, name, kind = call.region, call.given["StackName"], call.get("ChangeSetType", "UPDATE")
    with region.lock:
        stack = region.stacks.get(name) or region.named(name)
        if kind == "IMPORT" or call.get("ImportExistingResources") or call.get("ResourcesToImport"):
            raise invalid("The rehearsal does not import resources")
        if kind == "CREATE":
            stack = _reviewed(call, name, stack)
        elif stack is None:
            raise invalid(f"Stack [{name}] does not exist")
        else:
            require_updatable(stack)
        if any(known.name == call.given["ChangeSetName"] for known in stack.change_sets.values()):
            raise CloudFormationError(
                "AlreadyExistsException", f"ChangeSet {call.given['ChangeSetName']} already exists"
            )
        change_set = _drafted(call, stack, kind)
        stack.change_sets[change_set.id] = change_set
        if stack.id not in region.stacks:
            region.stacks[stack.id] = stack
            stack.become(REVIEW, "User Initiated")
    return {"Id": change_set.id, "StackId": stack.id}


def _reviewed(call: Call, name: str, stack: Stack | None) -> Stack:
    if stack is not None and stack.status != REVIEW:
        raise invalid(
            f"Stack [{name}] already exists and cannot be created again with the changeSet "
            f"[{call.given['ChangeSetName']}]."
        )
    goal = call.goal(name, None)
    return stack or new_stack(call, name, goal)


def _drafted(call: Call, stack: Stack, kind: str) -> ChangeSet:
    region = call.region
    goal = call.goal(stack.name, None if kind == "CREATE" else stack)
    planning.check(goal, stack.name, stack.id, region, stack.options)
    name = call.given["ChangeSetName"]
    change_set = ChangeSet(names.arn("changeSet", name, region.region, region.account), name, kind, goal)
    change_set.description, change_set.options = call.get("Description", ""), dict(call.given)
    change_set.changes = planning.plan(stack, goal, region)
    if not change_set.changes and (kind == "CREATE" or not planning.differs_besides(stack, goal)):
        change_set.status, change_set.execution, change_set.reason = "FAILED", "UNAVAILABLE", EMPTY
    return change_set


def find(call: Call) -> tuple[Stack, ChangeSet]:
    name = call.given["ChangeSetName"]
    stacks = [call.stack] if "StackName" in call.given else list(call.region.stacks.values())
    for stack in stacks:
        for change_set in list(stack.change_sets.values()):
            if name in (change_set.id, change_set.name):
                return stack, change_set
    raise CloudFormationError("ChangeSetNotFound", f"ChangeSet [{name}] does not exist", 404)


def describe(call: Call) -> dict[str, Any]:
    stack, change_set = find(call)
    goal = change_set.goal
    return {
        "ChangeSetName": change_set.name,
        "ChangeSetId": change_set.id,
        "StackId": stack.id,
        "StackName": stack.name,
        "Description": change_set.description or None,
        "Parameters": [
            {
                "ParameterKey": key,
                "ParameterValue": HIDDEN if held.hidden else held.written,
                "ResolvedValue": held.stored,
            }
            for key, held in goal.parameters.items()
        ],
        "CreationTime": change_set.created,
        "ExecutionStatus": change_set.execution,
        "Status": change_set.status,
        "StatusReason": change_set.reason or None,
        "NotificationARNs": change_set.options.get("NotificationARNs", []),
        "RollbackConfiguration": {"RollbackTriggers": []},
        "Capabilities": list(goal.capabilities),
        "Tags": [{"Key": key, "Value": value} for key, value in goal.tags.items()],
        "Changes": change_set.changes,
        "IncludeNestedStacks": False,
        "OnStackFailure": change_set.options.get("OnStackFailure"),
    }


def execute(call: Call) -> dict[str, Any]:
    with call.region.lock:
        stack, change_set = find(call)
        if change_set.execution != "AVAILABLE":
            raise CloudFormationError(
                "InvalidChangeSetStatus",
                f"ChangeSet [{change_set.id}] cannot be executed in its current status of [{change_set.status}]",
            )
        if change_set.kind != "CREATE":
            require_updatable(stack)
        prepare_update(Call(call.region, {**change_set.options, **call.given}), stack)
        wanted = change_set.options.get("OnStackFailure")
        stack.on_failure = wanted or stack.on_failure
        change_set.execution = "EXECUTE_COMPLETE"
        stack.change_sets = {change_set.id: change_set}
        if change_set.kind == "CREATE":
            stack.goal, stack.created = change_set.goal, now()
            launch.start_creation(call.region, stack)
        else:
            launch.start_update(call.region, stack, change_set.goal)
    return {}


def delete(call: Call) -> dict[str, Any]:
    """One that does not exist is deleted already."""
    try:
        stack, change_set = find(call)
    except CloudFormationError as error:
        if error.code == "ChangeSetNotFound":
            return {}
        raise
    del stack.change_sets[change_set.id]
    return {}


def list_all(call: Call) -> dict[str, Any]:
    stack = call.stack
    return {
        "Summaries": [
            {
                "StackId": stack.id,
                "StackName": stack.name,
                "ChangeSetId": change_set.id,
                "ChangeSetName": change_set.name,
                "ExecutionStatus": change_set.execution,
                "Status": change_set.status,
                "StatusReason": change_set.reason or None,
                "CreationTime": change_set.created,
                "Description": change_set.description or None,
            }
            for change_set in stack.change_sets.values()
        ]
    }
