"""`SignalResource`."""

from __future__ import annotations

from typing import Any

from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.operations.call import Call
from terrane_rehearsal.cloudformation.signals import Signal, Signals

WAITING = {"CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"}


def signal(call: Call) -> dict[str, Any]:
    stack, name = call.stack, call.given["LogicalResourceId"]
    record = stack.records.get(name)
    if record is None:
        raise invalid(f"Resource {name} does not exist for stack {stack.name}")
    if record.status not in WAITING:
        raise invalid(f"Resource {name} is in {record.status} state and cannot be signaled")
    if call.given["Status"] not in ("SUCCESS", "FAILURE"):
        raise invalid(
            "Value at 'status' failed to satisfy constraint: Member must satisfy enum value set: [SUCCESS, FAILURE]"
        )
    with stack.lock:
        received = stack.signals.setdefault(name, Signals(name))
        received.add(Signal(call.given["UniqueId"], call.given["Status"] == "SUCCESS"))
    stack.bell.ring()
    return {}
