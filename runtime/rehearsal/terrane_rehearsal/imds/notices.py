"""What EC2 lets an instance know about its own future: spot interruptions, rebalance recommendations, maintenance."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Action = Literal["terminate", "stop", "hibernate"]


@dataclass(frozen=True)
class Maintenance:
    """A scheduled event, with the words of the service, e.g. code `instance-reboot`, state `active`."""

    id: str
    code: str
    not_before: datetime
    not_after: datetime
    description: str = ""
    state: str = "active"


@dataclass(frozen=True)
class Notices:
    """Of one instance."""

    action: Action | None = None
    action_at: datetime | None = None
    """When the action happens; EC2 gives two minutes."""
    rebalance_at: datetime | None = None
    """When the recommendation was made."""
    maintenance: tuple[Maintenance, ...] = ()


NONE = Notices()


class Board:
    """The notices of every instance. Methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._notices: dict[str, Notices] = {}

    def of(self, instance: str) -> Notices:
        with self._lock:
            return self._notices.get(instance, NONE)

    def spot(self, instance: str, action: Action, at: datetime) -> None:
        self._change(instance, lambda was: replace(was, action=action, action_at=at))

    def rebalance(self, instance: str, at: datetime) -> None:
        self._change(instance, lambda was: replace(was, rebalance_at=at))

    def maintenance(self, instance: str, event: Maintenance) -> None:
        self._change(instance, lambda was: replace(was, maintenance=(*was.maintenance, event)))

    def clear(self, instance: str) -> None:
        with self._lock:
            self._notices.pop(instance, None)

    def _change(self, instance: str, change: Callable[[Notices], Notices]) -> None:
        with self._lock:
            self._notices[instance] = change(self._notices.get(instance, NONE))
