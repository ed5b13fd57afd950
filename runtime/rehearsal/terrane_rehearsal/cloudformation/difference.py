"""Two states of a resource's properties: what changed, and whether AWS makes a new resource for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.schemas import Path_, Schema
from terrane_rehearsal.cloudformation.values import has_unknown

_ABSENT = object()


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Names of properties that differ, or may differ because they are not known yet."""
    return sorted(name for name in {*old, *new} if old.get(name, _ABSENT) != new.get(name, _ABSENT))


def replaces(schema: Schema, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return any(_at(old, path) != _at(new, path) for path in schema.create_only)


def surely_replaces(schema: Schema, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    differing = (path for path in schema.create_only if _at(old, path) != _at(new, path))
    return any(not has_unknown(_at(new, path)) for path in differing)


def recreation(schema: Schema, name: str) -> str:
    """As change sets word it."""
    paths = [path for path in schema.create_only if path[0] == name]
    if any(len(path) == 1 for path in paths):
        return "Always"
    return "Conditionally" if paths else "Never"


def _at(value: Any, path: Path_) -> Any:
    """The part of the properties at a path; `*` stands for every member of a list."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if first == "*":
        return [_at(part, rest) for part in value] if isinstance(value, list) else _ABSENT
    if isinstance(value, Mapping):
        return _at(value[first], rest) if first in value else _ABSENT
    return _ABSENT if not has_unknown(value) else value
