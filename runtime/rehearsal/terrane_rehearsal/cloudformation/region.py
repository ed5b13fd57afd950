"""CloudFormation in one region: its stacks, and what they see around them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol

from terrane_rehearsal.cloudformation import nesting
from terrane_rehearsal.cloudformation.errors import CloudFormationError, ResourceFailed, invalid, no_such_stack
from terrane_rehearsal.cloudformation.model import Output, Stack
from terrane_rehearsal.cloudformation.resources.table import KINDS
from terrane_rehearsal.cloudformation.schemas import schemas_of
from terrane_rehearsal.journal import Journal

_MAKING = threading.Lock()
"""boto3 makes clients of one thread at a time; a made client may be used by all."""


class Emulator(Protocol):
    """All that this service needs of the emulated cloud."""

    @property
    def account(self) -> str: ...

    @property
    def region(self) -> str: ...

    def client(self, service: str, region: str | None = None) -> Any: ...


class Region:
    def __init__(self, emulator: Emulator, region: str, journal: Journal) -> None:
        self.region = region
        self.account = emulator.account
        self.kinds = KINDS
        self.schemas = schemas_of(region)
        self.journal = journal
        self.stacks: dict[str, Stack] = {}
        """By id, deleted ones too."""
        self.lock = threading.RLock()
        self._emulator = emulator
        self._clients: dict[tuple[str, str], Any] = {}
        self._zones: dict[str, list[str]] = {}

    def client(self, service: str, region: str | None = None) -> Any:
        key = (service, region or self.region)
        with _MAKING:
            if key not in self._clients:
                self._clients[key] = self._emulator.client(*key)
            return self._clients[key]

    def zones(self, region: str) -> list[str]:
        if region not in self._zones:
            found = self.client("ec2", region).describe_availability_zones()["AvailabilityZones"]
            self._zones[region] = sorted(zone["ZoneName"] for zone in found)
        return self._zones[region]

    def find(self, name: str) -> Stack:
        """By id, or by the name of a stack that is not deleted."""
        found = self.stacks.get(name) or self.named(name)
        if found is None:
            raise no_such_stack(name)
        return found

    def named(self, name: str) -> Stack | None:
        return next((s for s in list(self.stacks.values()) if s.name == name and s.status != "DELETE_COMPLETE"), None)

    def export(self, name: str) -> str:
        for stack in self._standing():
            for output in stack.outputs:
                if output.export == name:
                    return output.value
        raise invalid(f"No export named {name} found.")

    def importers(self, export: str) -> list[str]:
        return sorted(stack.name for stack in self._standing() if export in stack.imports)

    def claim_exports(self, stack: Stack, outputs: list[Output]) -> None:
        """An export's name is one of its region; what others import neither goes nor changes."""
        claimed = {output.export: output.value for output in outputs if output.export}
        for other in self._standing():
            taken = {output.export for output in other.outputs} & claimed.keys()
            if other is not stack and taken:
                raise ResourceFailed(f"Export with name {min(taken)} is already exported by stack {other.name}.")
        for output in stack.outputs:
            users = [user for user in self.importers(output.export) if user != stack.name] if output.export else []
            if users and claimed.get(output.export) != output.value:
                verb = "updated" if output.export in claimed else "deleted"
                raise ResourceFailed(
                    f"Export {output.export} cannot be {verb} as it is in use by {' and '.join(users)}"
                )

    def work(self, stack: Stack, task: Callable[[], None]) -> None:
        """Runs on a thread of the stack's own. An error of this service itself ends the stack's work visibly."""

        def run() -> None:
            try:
                task()
            except Exception as error:
                told = error.message if isinstance(error, CloudFormationError) else f"{type(error).__name__}: {error}"
                stack.become(_failed(stack.status), f"Internal failure of the rehearsal: {told}")
                raise

        threading.Thread(target=run, name=f"stack-{stack.name}", daemon=True).start()

    def start_nested(self, name: str, parent: str, properties: dict[str, Any]) -> str:
        return nesting.start(self, name, parent, properties)

    def update_nested(self, stack_id: str, properties: dict[str, Any]) -> None:
        nesting.update(self, stack_id, properties)

    def delete_nested(self, stack_id: str) -> None:
        nesting.delete(self, stack_id)

    def _standing(self) -> list[Stack]:
        return [stack for stack in list(self.stacks.values()) if stack.status != "DELETE_COMPLETE"]


def _failed(status: str) -> str:
    first = status.partition("_")[0]
    if "ROLLBACK" in status:
        return "UPDATE_ROLLBACK_FAILED" if first == "UPDATE" else "ROLLBACK_FAILED"
    return f"{first}_FAILED"
