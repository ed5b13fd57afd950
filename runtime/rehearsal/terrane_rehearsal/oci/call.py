"""A request to a service and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .api.operations import Operation


@dataclass(frozen=True)
class Call:
    operation: Operation
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """By lower-case name."""
    body: dict[str, Any] = field(default_factory=dict)
    """Of JSON; empty where the body is the content of an object."""
    content: bytes = b""

    @property
    def id(self) -> str:
        """What the path ends with, before an action."""
        return list(self.path.values())[-1]


@dataclass
class Answer:
    body: Any = None
    """None for no body; bytes go out as they are; everything else as JSON."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
