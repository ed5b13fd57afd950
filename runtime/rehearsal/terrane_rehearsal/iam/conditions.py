"""One condition of a statement. Outcomes: True, False, or None: it cannot be told here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .ask import Find, Values
from .operators import OPERATORS, Operator
from .patterns import Absent, Text, Unknown, parse

_NAME = re.compile(r"(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?", re.IGNORECASE)


@dataclass(frozen=True)
class Condition:
    name: str
    """Of the operator, as written."""
    key: str
    """In lower case: names of condition keys, tags' keys among them, are not case-sensitive."""
    wanted: tuple[Text, ...]
    operator: Operator | None = None
    """None: `Null`, or one that is not known here."""
    null: bool = False
    sets: str = ""
    """`forallvalues`, `foranyvalue` or nothing."""
    if_exists: bool = False


def conditions(block: dict[str, dict[str, Any]], variables: bool) -> tuple[Condition, ...]:
    return tuple(
        _condition(name, key, given if isinstance(given, list) else [given], variables)
        for name, keys in block.items()
        for key, given in keys.items()
    )


def _condition(name: str, key: str, values: list[Any], variables: bool) -> Condition:
    wanted = tuple(parse(_text(value), variables) for value in values)
    found = _NAME.fullmatch(name)
    sets, plain, if_exists = found.groups() if found else (None, "", None)
    plain = (plain or "").lower()
    return Condition(
        name, key.lower(), wanted, OPERATORS.get(plain), plain == "null", (sets or "").lower(), bool(if_exists)
    )


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def holds(condition: Condition, find: Find) -> bool | None:
    given = find(condition.key)
    if given is None or (condition.operator is None and not condition.null):
        return None
    if condition.null:
        return any(text.plain(find).lower() == ("false" if given else "true") for text in condition.wanted)
    if not given:
        return _absent(condition)
    if not condition.sets and len(given) > 1:
        # AWS leaves open what becomes of several values without a set operator.
        return None
    try:
        outcomes = [_one(condition, condition.operator, value, find) for value in given if condition.operator]
    except Unknown:
        return None
    return any(outcomes) if condition.sets == "foranyvalue" else all(outcomes)


def _absent(condition: Condition) -> bool:
    """The request has no such key."""
    if condition.if_exists or condition.sets == "forallvalues":
        return True
    return bool(condition.operator and condition.operator.negated and not condition.sets)


def _one(condition: Condition, operator: Operator, value: str, find: Find) -> bool:
    try:
        return operator.negated != any(_compare(operator, value, text, find) for text in condition.wanted)
    except Absent:
        return False


def _compare(operator: Operator, value: str, text: Text, find: Find) -> bool:
    wanted = text.pattern(find) if operator.wildcards else text.plain(find)
    try:
        return operator.compare(value, wanted)
    except ValueError:
        return False


def unknown_keys(condition: Condition, find: Find) -> Values:
    """Why it cannot be told: names of keys, or the operator."""
    if condition.operator is None and not condition.null:
        return (f"operator {condition.name}",)
    keys = (condition.key, *(key for text in condition.wanted for key in text.keys if key))
    unknown = tuple(key for key in keys if find(key) is None)
    return unknown or (f"several values of {condition.key} without a set operator",)
