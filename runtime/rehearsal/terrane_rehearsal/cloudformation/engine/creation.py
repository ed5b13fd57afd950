"""A stack made, and unmade when something of it fails."""

from __future__ import annotations

from terrane_rehearsal.cloudformation.engine.operation import Operation, remove
from terrane_rehearsal.cloudformation.engine.stack_values import Surroundings
from terrane_rehearsal.cloudformation.engine.walk import Step, walk
from terrane_rehearsal.cloudformation.errors import reason
from terrane_rehearsal.cloudformation.model import Record, Stack


def create(stack: Stack, around: Surroundings) -> None:
    operation = Operation(stack, around)
    if failure := build(operation):
        give_up(operation, failure)
        return
    stack.become("CREATE_COMPLETE")


def build(operation: Operation) -> str:
    """Makes everything; the answer is why it failed, or an empty text."""
    stack = operation.stack

    def begin(name: str) -> Step:
        resource = operation.wanted[name]
        record = stack.records[name] = Record(name, resource.type)
        return _made(operation, record)

    outcome = walk(operation.needs, begin, stack.bell, operation.stopped)
    if outcome.failed or outcome.cancelled or stack.cancelled:
        failed = sorted([*outcome.failed, *outcome.cancelled])
        return stack.cancelled or f"The following resource(s) failed to create: [{', '.join(failed)}]."
    try:
        stack.outputs = operation.outputs()
    except Exception as error:  # noqa: BLE001 (the stack tells it)
        return reason(error)
    return ""


def _made(operation: Operation, record: Record) -> Step:
    resource = operation.wanted[record.logical_id]
    try:
        operation.describe(record, resource)
        record.properties = operation.properties(resource)
        policy = operation.policy(resource)
    except Exception as error:
        operation.stack.note(record, "CREATE_FAILED", reason(error))
        raise
    yield from operation.steps.create(record, policy)


def give_up(operation: Operation, failure: str) -> None:
    """As `OnFailure` wants it. A cancelled creation that is to be deleted is left to the deletion."""
    stack = operation.stack
    if stack.on_failure == "DO_NOTHING" or stack.deletion_asked:
        stack.become("CREATE_FAILED", failure)
    elif stack.on_failure == "DELETE":
        stack.become("DELETE_IN_PROGRESS", f"{failure} Delete requested by user.")
        unmake(operation, "DELETE_COMPLETE", "DELETE_FAILED")
    else:
        stack.become("ROLLBACK_IN_PROGRESS", f"{failure} Rollback requested by user.")
        unmake(operation, "ROLLBACK_COMPLETE", "ROLLBACK_FAILED")


def unmake(operation: Operation, done: str, failed: str) -> None:
    """`RetainExceptOnCreate` keeps nothing here: its resource was just made."""
    stack = operation.stack
    records = list(stack.records.values())
    kept = {record.logical_id for record in records if record.deletion_policy == "Retain" and record.physical_id}
    outcome = remove(operation, records, kept)
    for name in outcome.done:
        del stack.records[name]
    stack.outputs, stack.imports = [], set()
    if outcome.failed:
        left = ", ".join(sorted([*outcome.failed, *outcome.cancelled]))
        stack.become(failed, f"The following resource(s) failed to delete: [{left}].")
    else:
        stack.become(done)
