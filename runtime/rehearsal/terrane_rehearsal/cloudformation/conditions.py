"""Conditions and rule assertions: expressions that are true or false."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.intrinsics import Scope, evaluate
from terrane_rehearsal.cloudformation.values import as_list, text


def conditions(declared: Mapping[str, Any], scope: Scope) -> dict[str, bool]:
    """Every condition of a template, worked out; a circle among them is refused."""
    known: dict[str, bool] = {}
    asked: list[str] = []

    def value_of(name: str) -> bool:
        if name in known:
            return known[name]
        if name not in declared:
            raise invalid(f"Template format error: Unresolved condition dependency {name} in the Conditions block")
        if name in asked:
            raise invalid(f"Template format error: Circular dependencies among conditions: [{', '.join(asked)}]")
        asked.append(name)
        known[name] = holds(declared[name], inner)
        asked.pop()
        return known[name]

    inner = replace(scope, condition=value_of)
    return {name: value_of(name) for name in declared}


def holds(expression: Any, scope: Scope) -> bool:
    if isinstance(expression, bool):
        return expression
    if isinstance(expression, str) and expression in ("true", "false"):
        return expression == "true"
    if not isinstance(expression, dict) or len(expression) != 1:
        raise invalid(
            "Template format error: Conditions can only be boolean operations on parameters and other conditions"
        )
    ((name, argument),) = expression.items()
    if name not in TESTS:
        raise invalid(f"Template error: {name} cannot be used as a condition here")
    return TESTS[name](argument, scope)


def _texts(expression: Any, scope: Scope) -> list[str]:
    return [text(part) for part in as_list(evaluate(expression, scope))]


def _equals(argument: Any, scope: Scope) -> bool:
    if not isinstance(argument, list) or len(argument) != 2:
        raise invalid("Template error: every Fn::Equals object requires a list of 2 string parameters.")
    left, right = (evaluate(part, scope) for part in argument)
    return bool(_comparable(left) == _comparable(right))


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return [_comparable(part) for part in value]
    return value if isinstance(value, dict) else text(value)


def _not(argument: Any, scope: Scope) -> bool:
    if not isinstance(argument, list) or len(argument) != 1:
        raise invalid("Template error: every Fn::Not object requires one boolean parameter.")
    return not holds(argument[0], scope)


def _several(name: str, judge: Callable[[list[bool]], bool]) -> Callable[[Any, Scope], bool]:
    def test(argument: Any, scope: Scope) -> bool:
        if not isinstance(argument, list) or not 2 <= len(argument) <= 10:
            raise invalid(
                f"Template error: every {name} object requires a list of at least 2 and at most 10 boolean parameters."
            )
        return judge([holds(part, scope) for part in argument])

    return test


def _contains(argument: Any, scope: Scope) -> bool:
    return _texts(argument[1], scope)[0] in _texts(argument[0], scope)


def _each_equals(argument: Any, scope: Scope) -> bool:
    wanted = _texts(argument[1], scope)[0]
    return all(part == wanted for part in _texts(argument[0], scope))


def _each_in(argument: Any, scope: Scope) -> bool:
    return set(_texts(argument[0], scope)) <= set(_texts(argument[1], scope))


TESTS: Mapping[str, Callable[[Any, Scope], bool]] = {
    "Fn::Equals": _equals,
    "Fn::Not": _not,
    "Fn::And": _several("Fn::And", all),
    "Fn::Or": _several("Fn::Or", any),
    "Condition": lambda name, scope: scope.condition(name),
    "Fn::Contains": _contains,
    "Fn::EachMemberEquals": _each_equals,
    "Fn::EachMemberIn": _each_in,
}
"""`Fn::RefAll`, `Fn::ValueOf` and `Fn::ValueOfAll` of rules are refused: they need what an account holds."""


def broken_rules(rules: Mapping[str, Any], scope: Scope) -> list[str]:
    """The descriptions of assertions that do not hold."""
    broken: list[str] = []
    for name, rule in rules.items():
        if "RuleCondition" in rule and not holds(rule["RuleCondition"], scope):
            continue
        for assertion in rule.get("Assertions", []):
            if not holds(assertion["Assert"], scope):
                broken.append(assertion.get("AssertDescription", f"rule {name}"))
    return broken
