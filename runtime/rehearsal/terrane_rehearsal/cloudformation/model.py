"""Stacks, their resources, events and change sets: what the service knows."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from terrane_rehearsal.cloudformation.engine.bell import Bell
from terrane_rehearsal.cloudformation.parameters import Parameter
from terrane_rehearsal.cloudformation.signals import Signals
from terrane_rehearsal.cloudformation.template import Template
from terrane_rehearsal.journal import Journal

EVENT_DISTANCE = timedelta(milliseconds=1)
"""Tools sort events by their time, which the API gives in milliseconds."""


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Record:
    """One resource of a stack. A replaced resource keeps its own record until it is deleted."""

    logical_id: str
    type: str
    physical_id: str = ""
    status: str = ""
    reason: str = ""
    at: datetime = field(default_factory=now)
    properties: dict[str, Any] = field(default_factory=dict)
    """Worked out, with the stack's tags; dynamic references are still texts."""
    live: dict[str, Any] = field(default_factory=dict)
    """The same with dynamic references resolved, as the service has them."""
    attributes: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    """What its kind remembers of it, e.g. the rules that a group was given."""
    needs: set[str] = field(default_factory=set)
    deletion_policy: str = "Delete"
    update_replace_policy: str = "Delete"
    metadata: Mapping[str, Any] = field(default_factory=dict)
    update_policy: Mapping[str, Any] = field(default_factory=dict)

    def copy(self) -> Record:
        return replace(self, properties=dict(self.properties), attributes=dict(self.attributes), notes=dict(self.notes))


@dataclass(frozen=True)
class Event:
    id: str
    at: datetime
    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str = ""
    token: str = ""


@dataclass(frozen=True)
class Output:
    key: str
    value: str
    description: str = ""
    export: str = ""


@dataclass(frozen=True)
class Undo:
    """One change of an update that a rollback takes back. `before` is None for a resource that was added."""

    logical_id: str
    before: Record | None
    replaced: bool = False


@dataclass(frozen=True)
class Goal:
    """What a stack is asked to become."""

    template: Template
    parameters: Mapping[str, Parameter]
    tags: Mapping[str, str] = field(default_factory=dict)
    capabilities: tuple[str, ...] = ()


@dataclass
class ChangeSet:
    id: str
    name: str
    kind: str
    goal: Goal
    changes: list[dict[str, Any]] = field(default_factory=list)
    status: str = "CREATE_COMPLETE"
    execution: str = "AVAILABLE"
    reason: str = ""
    description: str = ""
    created: datetime = field(default_factory=now)
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Stack:
    id: str
    name: str
    goal: Goal
    journal: Journal
    options: Mapping[str, Any] = field(default_factory=dict)
    """RoleARN, NotificationARNs, TimeoutInMinutes, EnableTerminationProtection ... as given."""
    on_failure: str = "ROLLBACK"
    parent: str = ""
    root: str = ""
    created: datetime = field(default_factory=now)
    updated: datetime | None = None
    deleted: datetime | None = None
    status: str = ""
    reason: str = ""
    token: str = ""
    protected: bool = False
    records: dict[str, Record] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    change_sets: dict[str, ChangeSet] = field(default_factory=dict)
    signals: dict[str, Signals] = field(default_factory=dict)
    undo: list[Undo] = field(default_factory=list)
    leftovers: list[Record] = field(default_factory=list)
    """Replaced or removed resources that the end of an update deletes."""
    before: Goal | None = None
    """What the stack was before the update in progress, or before the one that failed."""
    cancelled: str = ""
    """Why the work in progress is to stop; empty: it is not."""
    deletion_asked: bool = False
    """A deletion waits for the work in progress to end."""
    bell: Bell = field(default_factory=Bell)
    """Rung when something came that the work in progress may wait for."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while state changes."""

    @property
    def busy(self) -> bool:
        return self.status.endswith("_IN_PROGRESS") and self.status != "REVIEW_IN_PROGRESS"

    def become(self, status: str, reason: str = "") -> None:
        with self.lock:
            self.status, self.reason = status, reason
            if status == "DELETE_COMPLETE":
                self.deleted = now()
            self._event(self.name, self.id, "AWS::CloudFormation::Stack", status, reason)
        self.bell.ring()

    def note(self, record: Record, status: str, reason: str = "") -> None:
        with self.lock:
            record.status, record.reason, record.at = status, reason, now()
            self._event(record.logical_id, record.physical_id, record.type, status, reason)

    def _event(self, logical_id: str, physical_id: str, type_: str, status: str, reason: str) -> None:
        after = self.events[-1].at + EVENT_DISTANCE if self.events else now()
        at = max(now(), after)
        event = Event(f"{logical_id}-{uuid.uuid4()}", at, logical_id, physical_id, type_, status, reason, self.token)
        self.events.append(event)
        self.journal.note(
            "stack", stack=self.name, resource=logical_id, type=type_, id=physical_id, status=status, reason=reason
        )
