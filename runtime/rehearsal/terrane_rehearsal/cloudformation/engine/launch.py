"""Operations begun: the stack says at once that it is in progress, and a thread of its own does the work."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from terrane_rehearsal.cloudformation.engine import creation, deletion, updating
from terrane_rehearsal.cloudformation.engine.operation import Operation
from terrane_rehearsal.cloudformation.model import Goal, Stack, now

if TYPE_CHECKING:
    from terrane_rehearsal.cloudformation.region import Region

BY_USER = "User Initiated"


def start_creation(region: Region, stack: Stack) -> None:
    stack.cancelled = ""
    stack.become("CREATE_IN_PROGRESS", BY_USER)
    limit = stack.options.get("TimeoutInMinutes")
    timer = _limit(stack, float(limit) * 60) if limit else None

    def task() -> None:
        creation.create(stack, region)
        if timer is not None:
            timer.cancel()
        if stack.deletion_asked:
            start_deletion(region, stack, set())

    region.work(stack, task)


def _limit(stack: Stack, seconds: float) -> threading.Timer:
    def over() -> None:
        cancel(stack, "Stack creation time exceeded the specified timeout.")

    timer = threading.Timer(seconds, over)
    timer.daemon = True
    timer.start()
    return timer


def start_update(region: Region, stack: Stack, goal: Goal) -> None:
    updating.aim(stack, goal)
    stack.cancelled, stack.updated = "", now()
    stack.become("UPDATE_IN_PROGRESS", BY_USER)
    region.work(stack, lambda: updating.update(stack, region))


def start_deletion(region: Region, stack: Stack, retain: set[str]) -> None:
    stack.cancelled, stack.deletion_asked = "", False
    stack.become("DELETE_IN_PROGRESS", BY_USER)
    region.work(stack, lambda: deletion.delete(stack, region, retain))


def start_rollback(region: Region, stack: Stack, skip: frozenset[str]) -> None:
    """Of a stack whose creation or update failed and was left as it was, or whose rollback failed."""
    if stack.status in ("CREATE_FAILED", "ROLLBACK_FAILED"):
        stack.become("ROLLBACK_IN_PROGRESS", BY_USER)
        undo = partial(creation.unmake, Operation(stack, region), "ROLLBACK_COMPLETE", "ROLLBACK_FAILED")
    else:
        stack.become("UPDATE_ROLLBACK_IN_PROGRESS", BY_USER)
        undo = partial(updating.roll_back, stack, region, BY_USER, skip)
    region.work(stack, undo)


def cancel(stack: Stack, why: str) -> None:
    stack.cancelled = why
    stack.bell.ring()
