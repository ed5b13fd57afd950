"""Bodies against the models of the API: what is missing, of another type, unknown, or not one of the values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import invalid, missing, unparsable

Model = Mapping[str, Any]
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)")
PLAIN: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "object": (object,),
    "bytearray": (str,),
}
ADDED = frozenset({"systemTags", "locks", "isLockOverride"})
"""Attributes that every service takes, whether its model has them or not."""


@cache
def models() -> Mapping[str, Model]:
    file = Path(__file__).parent / "models.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def model_of(package: str, name: str, value: Any) -> Model:
    """The model of a value: of its own kind where several share a name."""
    model = models()[f"{package}.{name}"]
    told = model.get("?")
    if told is None or not isinstance(value, Mapping):
        return model
    chosen = value.get(told["by"])
    if chosen is None:
        every = {name: text.rstrip("!") for kind in told["kinds"].values() for name, text in _own(package, kind)}
        return {**every, **model}
    kind = told["kinds"].get(chosen)
    return {**models()[f"{package}.{kind}"], **model} if kind else model


def _own(package: str, kind: str) -> list[tuple[str, str]]:
    return [(name, text) for name, text in models()[f"{package}.{kind}"].items() if name != "?"]


def check(package: str, name: str, value: Any, where: str = "") -> None:
    if not isinstance(value, Mapping):
        unparsable(f"{where or 'The body'} is not an object.")
    model = model_of(package, name, value)
    told = model.get("?")
    if told and value.get(told["by"]) not in (None, *told["kinds"]):
        invalid(f"{where}{told['by']} must be one of {', '.join(told['kinds'])}, not {value[told['by']]}")
    for attribute, kind in model.items():
        if attribute != "?" and kind.endswith("!") and value.get(attribute) is None:
            missing(where + attribute)
    for attribute, each in value.items():
        if attribute not in model and attribute not in ADDED:
            unparsable(f"Unrecognized field {where}{attribute}.")
        if each is not None and attribute in model:
            _check_value(package, model[attribute].rstrip("!"), each, where + attribute)


def _check_value(package: str, kind: str, value: Any, where: str) -> None:
    if kind.startswith("list["):
        if not isinstance(value, list):
            unparsable(f"{where} is not a list.")
        for n, each in enumerate(value):
            _check_value(package, kind[5:-1], each, f"{where}[{n}]")
    elif kind.startswith("dict("):
        if not isinstance(value, Mapping):
            unparsable(f"{where} is not an object.")
        for key, each in value.items():
            _check_value(package, kind[5:-1].partition(", ")[2], each, f"{where}.{key}")
    elif kind == "datetime":
        if not isinstance(value, str) or not DATE.fullmatch(value):
            unparsable(f"{where} is not a time as of RFC 3339.")
    elif kind in PLAIN:
        _check_plain(kind, value, where)
    elif f"{package}.{kind}" in models():
        check(package, kind, value, f"{where}.")
    elif value not in kind.split("|"):
        invalid(f"{where} must be one of {kind.replace('|', ', ')}, not {value}")


def _check_plain(kind: str, value: Any, where: str) -> None:
    if kind != "object" and (not isinstance(value, PLAIN[kind]) or (kind != "bool" and isinstance(value, bool))):
        unparsable(f"{where} is not of type {kind}.")


def shown(package: str, name: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a model has of the facts."""
    model = model_of(package, name, facts)
    return {attribute: value for attribute, value in facts.items() if attribute in model and value is not None}
