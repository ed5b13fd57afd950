"""What the hosts' roles were allowed, refused, and never asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .patterns import fits, wild
from .ports import Notes
from .statements import Statement
from .tables import NOT_JUDGED

Grant = tuple[str, str, int, str | None, str]
"""Role, policy, index and sid of the statement, action as written."""


@dataclass(frozen=True)
class Refused:
    role: str
    action: str
    resource: str
    host: str


@dataclass
class _Counted:
    told: dict[str, Any]
    count: int = 0


class Usage:
    """Methods may be called from any thread."""

    def __init__(self, journal: Notes) -> None:
        self._journal = journal
        self._lock = threading.Lock()
        self._calls = 0
        self._used: set[Grant] = set()
        self._held: dict[str, tuple[Statement, ...]] = {}
        self._denied: dict[Refused, _Counted] = {}
        self._unevaluated: dict[Refused, _Counted] = {}

    def called(self) -> None:
        with self._lock:
            self._calls += 1

    def holds(self, role: str, statements: tuple[Statement, ...]) -> None:
        """What the role's policies say now."""
        with self._lock:
            self._held[role] = statements

    def allowed(self, role: str, action: str, by: Iterable[Statement]) -> None:
        grants = [_grant(role, statement, written) for statement in by for written in statement.named(action)]
        with self._lock:
            self._used.update(grants)

    def refused(self, what: Refused, sentence: str) -> None:
        self._count("denied", self._denied, what, {"sentence": sentence})

    def untold(self, what: Refused, because: Iterable[str], sentence: str) -> None:
        """It cannot be told whether the policies allow it."""
        self._count("unevaluated", self._unevaluated, what, {"sentence": sentence, "because": list(because)})

    def report(self) -> dict[str, Any]:
        with self._lock:
            return {
                "calls": self._calls,
                "denied": [_entry(what, counted) for what, counted in self._denied.items()],
                "unevaluated": [_entry(what, counted) for what, counted in self._unevaluated.items()],
                "unused": [entry for role in sorted(self._held) for entry in self._unused(role)],
            }

    def _count(self, event: str, counted: dict[Refused, _Counted], what: Refused, told: dict[str, Any]) -> None:
        with self._lock:
            entry = counted.setdefault(what, _Counted(told))
            entry.count += 1
            first = entry.count == 1
        if first:
            self._journal.note(event, **vars(what))

    def _unused(self, role: str) -> list[Mapping[str, Any]]:
        return [
            {
                "role": role,
                "policy": statement.policy,
                "sid": statement.sid,
                "index": statement.index,
                "action": written,
                "reason": reason_for(written),
            }
            for statement in self._held[role]
            if statement.allows
            for written in (("NotAction",) if statement.except_actions else statement.actions)
            if _grant(role, statement, written) not in self._used
        ]


def _entry(what: Refused, counted: _Counted) -> dict[str, Any]:
    return {**vars(what), "count": counted.count, **counted.told}


def _grant(role: str, statement: Statement, written: str) -> Grant:
    return role, statement.policy, statement.index, statement.sid, written


def reason_for(action: str) -> str | None:
    """Why a rehearsal does not use the action; None: nothing is known that explains it."""
    return next((why for pattern, why in NOT_JUDGED.items() if fits(wild(pattern.lower()), action.lower())), None)
