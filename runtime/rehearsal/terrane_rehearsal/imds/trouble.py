"""Faults of the metadata service itself: it is slow, or answers 503; for every instance or for one."""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Trouble:
    delay: float = 0
    """Seconds before each answer."""
    refuse: bool = False
    """Every request is answered 503, as when EC2 throttles."""

    def sentence(self, whom: str) -> str:
        slow = f"answers {whom} after {self.delay:g} s" if self.delay else ""
        refused = f"answers {whom} with 503" if self.refuse else ""
        return f"the metadata service {' and '.join(filter(None, (slow, refused))) or f'answers {whom} as it should'}"


NONE = Trouble()


class Troubles:
    """What holds for one instance wins over what holds for all. Methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all = NONE
        self._own: dict[str, Trouble] = {}

    def set(self, instance: str | None, trouble: Trouble) -> None:
        with self._lock:
            if instance is None:
                self._all = trouble
            else:
                self._own[instance] = trouble

    def of(self, instance: str) -> Trouble:
        with self._lock:
            return self._own.get(instance, self._all)

    def clear(self) -> None:
        with self._lock:
            self._all = NONE
            self._own.clear()
