"""A stack changed: in place, by replacement, by addition and removal; taken back when something fails."""

from __future__ import annotations

from terrane_rehearsal.cloudformation.difference import changed, replaces
from terrane_rehearsal.cloudformation.engine.operation import Operation, remove
from terrane_rehearsal.cloudformation.engine.stack_values import Surroundings
from terrane_rehearsal.cloudformation.engine.walk import Step, walk
from terrane_rehearsal.cloudformation.errors import ResourceFailed, reason
from terrane_rehearsal.cloudformation.model import Goal, Record, Stack, Undo
from terrane_rehearsal.cloudformation.resources.kind import unable_to_change
from terrane_rehearsal.cloudformation.resources.policies import replaced_besides

REPLACING = "Requested update requires the creation of a new physical resource; hence creating one."


def aim(stack: Stack, goal: Goal) -> None:
    """A failed update that was not rolled back keeps its way back."""
    if stack.status != "UPDATE_FAILED":
        stack.before, stack.undo = stack.goal, []
    stack.goal = goal


def update(stack: Stack, around: Surroundings) -> None:
    operation = Operation(stack, around)
    failure = _change(operation)
    if not failure:
        stack.become("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        _clean_up(operation)
        stack.undo, stack.before = [], None
        stack.become("UPDATE_COMPLETE")
    elif stack.on_failure == "DO_NOTHING":
        stack.become("UPDATE_FAILED", failure)
    else:
        roll_back(stack, around, failure)


def _change(operation: Operation) -> str:
    stack = operation.stack
    outcome = walk(operation.needs, lambda name: _changed(operation, name), stack.bell, operation.stopped)
    if outcome.failed or outcome.cancelled or stack.cancelled:
        failed = sorted([*outcome.failed, *outcome.cancelled])
        return stack.cancelled or f"The following resource(s) failed to update: [{', '.join(failed)}]."
    try:
        stack.outputs = operation.outputs()
    except Exception as error:  # noqa: BLE001 (the stack tells it)
        return reason(error)
    gone = [record for name, record in stack.records.items() if name not in operation.wanted]
    for record in gone:
        del stack.records[record.logical_id]
    stack.leftovers += gone
    return ""


def _changed(operation: Operation, name: str) -> Step:
    stack, resource = operation.stack, operation.wanted[name]
    record = stack.records.get(name)
    fresh = Record(name, resource.type)
    try:
        properties = operation.properties(resource)
        policy = operation.policy(resource)
        operation.describe(fresh, resource)
    except Exception as error:
        stack.note(record or fresh, "UPDATE_FAILED" if record else "CREATE_FAILED", reason(error))
        raise
    fresh.properties = properties
    if record is None:
        stack.undo.append(Undo(name, None))
        stack.records[name] = fresh
        yield from operation.steps.create(fresh, policy)
        return
    schema = operation.around.schemas[resource.type]
    names = changed(record.properties, properties)
    if replaces(schema, record.properties, properties) or replaced_besides(
        operation.around.kinds[resource.type], fresh.update_policy, names
    ):
        stack.undo.append(Undo(name, record, replaced=True))
        stack.records[name] = fresh
        yield from operation.steps.create(fresh, policy, REPLACING)
        replaced = record.copy()
        replaced.deletion_policy = record.update_replace_policy
        stack.leftovers.append(replaced)
        return
    if names:
        if unable := unable_to_change(operation.around.kinds[resource.type], names):
            stack.note(record, "UPDATE_FAILED", unable)
            raise ResourceFailed(unable)
        stack.undo.append(Undo(name, record.copy()))
        operation.describe(record, resource)
        yield from operation.steps.update(record, properties)
    else:
        operation.describe(record, resource)


def _clean_up(operation: Operation) -> None:
    """What fails here stays and is reported: the update itself is over."""
    stack = operation.stack
    kept = {record.logical_id for record in stack.leftovers if record.deletion_policy != "Delete"}
    remove(operation, stack.leftovers, kept)
    stack.leftovers = []


def roll_back(stack: Stack, around: Surroundings, failure: str, skip: frozenset[str] = frozenset()) -> None:
    stack.cancelled = ""
    if stack.status != "UPDATE_ROLLBACK_IN_PROGRESS":
        stack.become("UPDATE_ROLLBACK_IN_PROGRESS", failure)
    assert stack.before is not None
    operation = Operation(stack, around)
    while stack.undo:
        change = stack.undo[-1]
        if change.logical_id not in skip:
            error = _taken_back(operation, change)
            if error is not None:
                stack.become(
                    "UPDATE_ROLLBACK_FAILED", f"The following resource(s) failed to update: [{change.logical_id}]."
                )
                return
        stack.undo.pop()
    stack.goal = stack.before
    operation.aim(stack.goal)
    for name in stack.records.keys() & operation.wanted.keys():
        operation.describe(stack.records[name], operation.wanted[name])
    stack.outputs = operation.outputs()
    stack.become("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    _clean_up(operation)
    stack.become("UPDATE_ROLLBACK_COMPLETE")


def _taken_back(operation: Operation, change: Undo) -> Exception | None:
    stack, before = operation.stack, change.before
    record = stack.records.get(change.logical_id)
    if before is None or change.replaced:
        if record is not None:
            record.deletion_policy = "Retain" if before is None and record.deletion_policy == "Retain" else "Delete"
            kept = before.physical_id if before is not None else ""
            stack.leftovers = [held for held in stack.leftovers if held.physical_id != kept] + [record]
            del stack.records[change.logical_id]
        if before is not None:
            stack.records[change.logical_id] = before
            stack.note(before, "UPDATE_COMPLETE")
        return None
    if record is None:
        stack.records[change.logical_id] = before
        return None
    outcome = walk(
        {change.logical_id: set()}, lambda name: operation.steps.update(record, before.properties), stack.bell
    )
    return next(iter(outcome.failed.values()), None)
