"""Stacks made, changed, deleted."""

from __future__ import annotations

from typing import Any

from terrane_rehearsal.cloudformation import names, planning
from terrane_rehearsal.cloudformation.engine import launch
from terrane_rehearsal.cloudformation.errors import CloudFormationError, invalid
from terrane_rehearsal.cloudformation.model import Goal, Stack
from terrane_rehearsal.cloudformation.operations.call import Call

UPDATABLE = {
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "CREATE_FAILED",
    "UPDATE_FAILED",
    "IMPORT_COMPLETE",
}
UNCHANGED = "No updates are to be performed."
OPTIONS = ("RoleARN", "NotificationARNs", "TimeoutInMinutes", "StackPolicyBody")


def create(call: Call) -> dict[str, Any]:
    region, name = call.region, call.given["StackName"]
    with region.lock:
        if region.named(name):
            raise CloudFormationError("AlreadyExistsException", f"Stack [{name}] already exists")
        goal = call.goal(name, None)
        stack = new_stack(call, name, goal)
        planning.check(goal, name, stack.id, region, stack.options)
        stack.protected = bool(call.get("EnableTerminationProtection"))
        stack.on_failure = "DO_NOTHING" if call.get("DisableRollback") else call.get("OnFailure", "ROLLBACK")
        region.stacks[stack.id] = stack
        launch.start_creation(region, stack)
    return {"StackId": stack.id}


def new_stack(call: Call, name: str, goal: Goal) -> Stack:
    if not name or not name[0].isalpha() or not name.replace("-", "").isalnum() or len(name) > 128:
        raise invalid(f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
                      "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*")  # fmt: skip
    region = call.region
    stack = Stack(names.arn("stack", name, region.region, region.account), name, goal, region.journal)
    stack.options = {key: call.given[key] for key in OPTIONS if key in call.given}
    stack.token = call.get("ClientRequestToken", "")
    return stack


def update(call: Call) -> dict[str, Any]:
    stack, region = call.stack, call.region
    with region.lock:
        require_updatable(stack)
        goal = call.goal(stack.name, stack)
        planning.check(goal, stack.name, stack.id, region, stack.options)
        if not planning.plan(stack, goal, region) and not planning.differs_besides(stack, goal):
            raise invalid(UNCHANGED)
        prepare_update(call, stack)
        launch.start_update(region, stack, goal)
    return {"StackId": stack.id}


def require_updatable(stack: Stack) -> None:
    if stack.status not in UPDATABLE:
        raise invalid(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")


def prepare_update(call: Call, stack: Stack) -> None:
    stack.token = call.get("ClientRequestToken", "")
    stack.options = {**stack.options, **{key: call.given[key] for key in OPTIONS if key in call.given}}
    stack.on_failure = "DO_NOTHING" if call.get("DisableRollback") else "ROLLBACK"


def delete(call: Call) -> dict[str, Any]:
    """A stack that does not exist is deleted already."""
    region, name = call.region, call.given["StackName"]
    stack = region.stacks.get(name) or region.named(name)
    if stack is None or stack.status == "DELETE_COMPLETE":
        return {}
    if stack.protected:
        raise invalid(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    retain = set(call.get("RetainResources", []))
    if retain and stack.status != "DELETE_FAILED":
        raise invalid(
            f"Invalid operation on stack [{stack.id}]. RetainResources is only for stacks in the DELETE_FAILED state"
        )
    with region.lock:
        stack.token = call.get("ClientRequestToken", "")
        if stack.status == "DELETE_IN_PROGRESS":
            return {}
        if stack.status == "CREATE_IN_PROGRESS":
            stack.deletion_asked = True
            launch.cancel(stack, "Deletion initiated by user")
        elif stack.busy:
            raise invalid(f"Stack [{stack.name}] cannot be deleted while in status {stack.status}")
        else:
            launch.start_deletion(region, stack, retain)
    return {}


def cancel_update(call: Call) -> dict[str, Any]:
    stack = call.stack
    if stack.status != "UPDATE_IN_PROGRESS":
        raise invalid(f"CancelUpdateStack cannot be called from current stack status ({stack.status})")
    launch.cancel(stack, "Resource update cancelled by user")
    return {}


def continue_rollback(call: Call) -> dict[str, Any]:
    stack = call.stack
    if stack.status != "UPDATE_ROLLBACK_FAILED":
        raise invalid(f"Stack:{stack.id} is in {stack.status} state and can not continue rollback.")
    launch.start_rollback(call.region, stack, frozenset(call.get("ResourcesToSkip", [])))
    return {}


def roll_back(call: Call) -> dict[str, Any]:
    stack = call.stack
    if stack.status not in ("CREATE_FAILED", "UPDATE_FAILED"):
        raise invalid(f"RollbackStack cannot be called from current stack status ({stack.status})")
    launch.start_rollback(call.region, stack, frozenset())
    return {"StackId": stack.id}


def protect(call: Call) -> dict[str, Any]:
    stack = call.stack
    stack.protected = bool(call.given["EnableTerminationProtection"])
    return {"StackId": stack.id}
