"""The query protocol: parameters of a call as data, by the service's own description (botocore's)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import botocore.session  # type: ignore[import-untyped]

TRUE = "true"


@lru_cache(maxsize=1)
def service_model() -> Any:
    return botocore.session.get_session().get_service_model("cloudformation")


def parse(shape: Any, flat: Mapping[str, str]) -> dict[str, Any]:
    """flat: `Tags.member.1.Key=a`; shape: the operation's input."""
    if shape is None:
        return {}
    members = {name: _value(member, flat, name) for name, member in shape.members.items()}
    return {name: value for name, value in members.items() if value is not None}


def _value(shape: Any, flat: Mapping[str, str], prefix: str) -> Any:
    if shape.type_name == "structure":
        inner = {name: _value(member, flat, f"{prefix}.{name}") for name, member in shape.members.items()}
        return {name: value for name, value in inner.items() if value is not None} or None
    if shape.type_name == "list":
        numbers = _numbers(flat, f"{prefix}.member.")
        if not numbers:
            return [] if flat.get(prefix) == "" else None
        return [_value(shape.member, flat, f"{prefix}.member.{number}") for number in numbers]
    if shape.type_name == "map":
        entries = [f"{prefix}.entry.{number}" for number in _numbers(flat, f"{prefix}.entry.")]
        return {flat[f"{entry}.key"]: _value(shape.value, flat, f"{entry}.value") for entry in entries} or None
    return _scalar(shape.type_name, flat[prefix]) if prefix in flat else None


def _numbers(flat: Mapping[str, str], prefix: str) -> list[int]:
    found = (re.match(r"(\d+)", name[len(prefix) :]) for name in flat if name.startswith(prefix))
    return sorted({int(number.group(1)) for number in found if number})


def _scalar(kind: str, written: str) -> Any:
    if kind == "boolean":
        return written.lower() == TRUE
    return int(written) if kind in ("integer", "long") else written
