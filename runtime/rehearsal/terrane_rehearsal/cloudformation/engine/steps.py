"""One resource made, changed or deleted, with its events."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation.checking import typed
from terrane_rehearsal.cloudformation.difference import changed
from terrane_rehearsal.cloudformation.dynamic import resolved
from terrane_rehearsal.cloudformation.engine import waiting
from terrane_rehearsal.cloudformation.engine.stack_values import Surroundings
from terrane_rehearsal.cloudformation.engine.walk import Step, pauses
from terrane_rehearsal.cloudformation.errors import ResourceFailed, code, reason
from terrane_rehearsal.cloudformation.model import Record, Stack
from terrane_rehearsal.cloudformation.resources.kind import Kind, unable_to_change
from terrane_rehearsal.cloudformation.resources.work import Work
from terrane_rehearsal.cloudformation.signals import Signals

DELETION_PATIENCE_SECONDS = 15.0
"""How long something in use is tried again. AWS tries for many minutes; what is still in use here after
seconds is in use by something that the stack does not delete."""

IN_USE = {
    "DependencyViolation", "DeleteConflict", "VolumeInUse", "InvalidGroup.InUse", "InvalidPlacementGroup.InUse",
    "ResourceInUse", "ResourceInUseFault", "FileSystemInUse", "InvalidIPAddress.InUse", "IncorrectState",
    "InvalidNetworkInterface.InUse", "AuthFailure", "ScalingActivityInProgress", "ResourceInUseException",
}  # fmt: skip

MISSING_WORDS = ("NotFound", "NoSuch", "NonExistent", "DoesNotExist", "NotExist", ".Unknown")


@dataclass
class Steps:
    stack: Stack
    around: Surroundings

    def create(self, record: Record, policy: Mapping[str, Any], why: str = "") -> Step:
        """policy: the creation policy, worked out."""
        self.stack.note(record, "CREATE_IN_PROGRESS", why)
        signals = self.stack.signals[record.logical_id] = Signals(record.logical_id)
        try:
            kind, work = self._work(record)
            try:
                record.physical_id = kind.create(work)
            finally:
                record.physical_id = record.physical_id or work.physical_id
            work.physical_id, record.notes = record.physical_id, work.notes
            self.stack.note(record, "CREATE_IN_PROGRESS", "Resource creation Initiated")
            yield from self._settled(kind, work)
            wanted = waiting.wanted_by(policy)
            if wanted is not None:

                def tell(text: str) -> None:
                    self.stack.note(record, "CREATE_IN_PROGRESS", text)

                yield from waiting.for_signals(signals, wanted, tell)
            record.attributes = dict(kind.attributes(work))
        except GeneratorExit:
            self.stack.note(record, "CREATE_FAILED", "Resource creation cancelled")
            raise
        except Exception as error:
            self.stack.note(record, "CREATE_FAILED", reason(error))
            raise
        self.stack.note(record, "CREATE_COMPLETE")

    def update(self, record: Record, properties: dict[str, Any], why: str = "") -> Step:
        """In place. The record has the new properties from here on, also when it fails."""
        names = frozenset(changed(record.properties, properties))
        old, record.properties = record.live, properties
        self.stack.note(record, "UPDATE_IN_PROGRESS", why)
        try:
            kind, work = self._work(record)
            work.old, work.differing = old, names
            if unable := unable_to_change(kind, names):
                raise ResourceFailed(unable)
            working = kind.update(work) if kind.update is not None else None
            if isinstance(working, Generator):
                yield from working
            record.notes = work.notes
            yield from self._settled(kind, work)
            record.attributes = dict(kind.attributes(work))
        except GeneratorExit:
            self.stack.note(record, "UPDATE_FAILED", "Resource update cancelled")
            raise
        except Exception as error:
            self.stack.note(record, "UPDATE_FAILED", reason(error))
            raise
        self.stack.note(record, "UPDATE_COMPLETE")

    def delete(self, record: Record) -> Step:
        if not record.physical_id:
            return
        self.stack.note(record, "DELETE_IN_PROGRESS")
        try:
            kind = self.around.kinds[record.type]
            work = self._of(record, kind, record.live)
            yield from _until_deleted(kind, work)
            if kind.gone is not None:
                for pause in pauses():
                    if _is_gone(kind, work):
                        break
                    yield pause
        except Exception as error:
            self.stack.note(record, "DELETE_FAILED", reason(error))
            raise
        self.stack.note(record, "DELETE_COMPLETE")

    def _work(self, record: Record) -> tuple[Kind, Work]:
        live = typed(resolved(record.properties, self.around.client), self.around.schemas[record.type])
        record.live = live
        kind = self.around.kinds[record.type]
        return kind, self._of(record, kind, live)

    def _of(self, record: Record, kind: Kind, live: dict[str, Any]) -> Work:
        return Work(
            clients=self.around.client,
            service=kind.service,
            region=self.around.region,
            account=self.around.account,
            stack_name=self.stack.name,
            stack_id=self.stack.id,
            logical_id=record.logical_id,
            type=record.type,
            properties=live,
            signals=lambda name: self.stack.signals.setdefault(name, Signals(name)),
            nested=self.around,
            update_policy=record.update_policy,
            physical_id=record.physical_id,
            attributes=record.attributes,
            notes=dict(record.notes),
        )

    def _settled(self, kind: Kind, work: Work) -> Step:
        if kind.wait is not None:
            yield from kind.wait(work)
        if kind.settled is not None:
            for pause in pauses():
                if kind.settled(work):
                    return
                yield pause


def _until_deleted(kind: Kind, work: Work) -> Step:
    deadline = time.monotonic() + DELETION_PATIENCE_SECONDS
    for pause in pauses(0.2):
        try:
            if kind.delete is not None:
                kind.delete(work)
            return
        except Exception as error:
            if is_missing(error):
                return
            if code(error) not in IN_USE or time.monotonic() > deadline:
                raise
        yield pause


def _is_gone(kind: Kind, work: Work) -> bool:
    assert kind.gone is not None
    try:
        return kind.gone(work)
    except Exception as error:
        if is_missing(error):
            return True
        raise


def is_missing(error: BaseException) -> bool:
    """Whether a call failed because what it names does not exist (any more)."""
    no_record = code(error) == "InvalidChangeBatch" and "not found" in str(error)
    return no_record or any(word in code(error) for word in MISSING_WORDS)
