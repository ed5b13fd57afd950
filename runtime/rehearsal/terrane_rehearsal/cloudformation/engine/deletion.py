"""A stack taken down, last made first."""

from __future__ import annotations

from terrane_rehearsal.cloudformation.engine.operation import Operation, remove
from terrane_rehearsal.cloudformation.engine.stack_values import Surroundings
from terrane_rehearsal.cloudformation.model import Stack

KEEPING = {"Retain", "RetainExceptOnCreate"}


def delete(stack: Stack, around: Surroundings, retain: set[str]) -> None:
    """retain: logical ids that failed before and are to stay."""
    used = [output.export for output in stack.outputs if output.export and around.importers(output.export)]
    if used:
        users = " and ".join(around.importers(used[0]))
        stack.become("DELETE_FAILED", f"Export {used[0]} cannot be deleted as it is in use by {users}")
        return
    operation = Operation(stack, around)
    records = [*stack.records.values(), *stack.leftovers]
    kept = {record.logical_id for record in records if record.deletion_policy in KEEPING and record.physical_id}
    outcome = remove(operation, records, kept | retain)
    left = sorted([*outcome.failed, *outcome.cancelled])
    stack.leftovers = [record for record in stack.leftovers if record.logical_id in left]
    if left:
        for name in outcome.done:
            stack.records.pop(name, None)
        stack.become("DELETE_FAILED", f"The following resource(s) failed to delete: [{', '.join(left)}]. ")
        return
    stack.outputs, stack.imports = [], set()
    stack.become("DELETE_COMPLETE")
