"""The policies of roles, as statements; made anew when their text changes."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass

from .ports import Cloud
from .statements import Statement, statements

GONE = "NoSuchEntity"
"""Code of the emulator's error."""


@dataclass(frozen=True)
class Held:
    text: str
    identity: tuple[Statement, ...]
    boundary: tuple[Statement, ...] | None


class Roles:
    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._lock = threading.Lock()
        self._held: dict[str, Held] = {}

    def held(self, role: str) -> Held | None:
        """None: the role is gone, and its credentials with it."""
        try:
            policies, boundary = self._cloud.policies(role), self._cloud.boundary(role)
        except Exception as error:
            if getattr(error, "code", None) == GONE:
                return None
            raise
        text = json.dumps([(each.name, each.document) for each in policies] + [boundary and boundary.document])
        with self._lock:
            known = self._held.get(role)
        if known is not None and known.text == text:
            return known
        fresh = Held(text, statements(policies), statements([boundary]) if boundary else None)
        with self._lock:
            self._held[role] = fresh
        return fresh
