"""Whether a policy of a resource lets a service of AWS in: the few forms that such policies have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

LIKE = frozenset({"ArnEquals", "ArnLike", "StringEquals", "StringLike"})


def lets(document: Mapping[str, Any], service: str, action: str, context: Mapping[str, str]) -> bool:
    """`context`: condition keys by name. A condition of another form does not hold: nothing is let in by mistake."""
    lowered = {key.lower(): value for key, value in context.items()}
    statements = [each for each in _listed(document.get("Statement")) if _concerns(each, service, action)]
    fitting = [each for each in statements if _holds(each.get("Condition") or {}, lowered)]
    return any(each["Effect"] == "Allow" for each in fitting) and all(each["Effect"] != "Deny" for each in fitting)


def _concerns(statement: Mapping[str, Any], service: str, action: str) -> bool:
    principal = statement.get("Principal")
    named = ["*"] if principal == "*" else [each for value in (principal or {}).values() for each in _listed(value)]
    actions = [str(each).lower() for each in _listed(statement.get("Action"))]
    return any(fnmatchcase(service, each) for each in named) and any(
        fnmatchcase(action.lower(), each) for each in actions
    )


def _holds(condition: Mapping[str, Mapping[str, Any]], context: Mapping[str, str]) -> bool:
    return all(
        _fits(operator, context.get(key.lower()), [str(each) for each in _listed(wanted)])
        for operator, keys in condition.items()
        for key, wanted in keys.items()
    )


def _fits(operator: str, value: str | None, wanted: Iterable[str]) -> bool:
    if operator == "Bool":
        return value is not None and value.lower() in [each.lower() for each in wanted]
    return operator in LIKE and value is not None and any(fnmatchcase(value, each) for each in wanted)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
