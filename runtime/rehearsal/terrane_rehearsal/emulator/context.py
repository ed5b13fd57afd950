"""What the supplements of the emulator share: they change classes of moto, of which a process has one set."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..journal import Journal
from .faults import Faults


def _nobody(_instance: str) -> None:
    return None


class Runs(Protocol):
    """Runs Lambda functions; the function is an object of moto's, the event is JSON."""

    def call(self, function: Any, event: str) -> tuple[str, bool, str]:
        """The answer as JSON, whether it is an error, and what was printed."""

    def begin(self, function: Any, event: str) -> None:
        """The same without waiting: whoever calls may hold what the function needs."""


class RunsNone:
    """Without a rehearsal around the emulator."""

    def call(self, function: Any, event: str) -> tuple[str, bool, str]:
        return json.dumps({"errorMessage": "nothing runs functions here"}), True, ""

    def begin(self, function: Any, event: str) -> None:
        return None


@dataclass
class Context:
    account: str
    region: str
    journal: Journal
    boots: bool = True
    """Instances are made real by a launcher, which reports; otherwise their states follow the calls at once."""
    faults: Faults = field(default_factory=Faults)
    reboots: Callable[[str], None] = _nobody
    functions: Runs = field(default_factory=RunsNone)
    lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while a service of networks, machines or identities is called or read: moto has no locks of its own."""
    lost: set[str] = field(default_factory=set)
    """Instances whose hardware failed: still running, status checks impaired."""


_current: list[Context] = []


def current() -> Context:
    return _current[-1]


def use(context: Context) -> None:
    _current[:] = [context]
