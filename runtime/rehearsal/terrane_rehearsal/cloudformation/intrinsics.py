"""A template's expressions, worked out: `evaluate(expression, scope)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from terrane_rehearsal.cloudformation import functions
from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.values import REMOVED, UNKNOWN


class Resources(Protocol):
    """What is known of the stack's resources."""

    def ref(self, logical_id: str) -> Any: ...

    def attribute(self, logical_id: str, name: str) -> Any: ...


class NoResources:
    """Where resources may not be named: conditions, rules."""

    def ref(self, logical_id: str) -> Any:
        raise invalid(f"Template format error: Unresolved dependencies [{logical_id}]. Cannot reference resources here")

    def attribute(self, logical_id: str, name: str) -> Any:
        return self.ref(logical_id)


def _no_export(name: str) -> Any:
    raise invalid(f"No export named {name} found.")


def _no_zones(region: str) -> list[str]:
    raise invalid(f"Template error: Fn::GetAZs cannot be used here ({region})")


@dataclass(frozen=True)
class Scope:
    """Everything that an expression may name."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Values of parameters and pseudo parameters."""
    mappings: Mapping[str, Any] = field(default_factory=dict)
    condition: Callable[[str], bool] = functions.no_condition
    resources: Resources = field(default_factory=NoResources)
    export: Callable[[str], Any] = _no_export
    zones: Callable[[str], list[str]] = _no_zones


def evaluate(expression: Any, scope: Scope) -> Any:
    """Plain data, in which UNKNOWN may stand; members that are `AWS::NoValue` are left out."""
    if isinstance(expression, list):
        parts = (evaluate(part, scope) for part in expression)
        return [part for part in parts if part is not REMOVED]
    if not isinstance(expression, dict):
        return expression
    if len(expression) == 1:
        ((name, argument),) = expression.items()
        if name in FUNCTIONS:
            return FUNCTIONS[name](argument, scope)
        if name.startswith("Fn::"):
            raise invalid(f"Template error: the function {name} is not known")
    values = {name: evaluate(part, scope) for name, part in expression.items()}
    return {name: value for name, value in values.items() if value is not REMOVED}


def _ref(name: Any, scope: Scope) -> Any:
    if name == "AWS::NoValue":
        return REMOVED
    if name in scope.parameters:
        return scope.parameters[name]
    return scope.resources.ref(name)


def _attribute(argument: Any, scope: Scope) -> Any:
    if isinstance(argument, str):
        argument = argument.split(".", 1)
    if not isinstance(argument, list) or len(argument) != 2:
        raise invalid("Template error: every Fn::GetAtt object requires two non-empty parameters, "
                      "the resource name and the resource attribute")  # fmt: skip
    return scope.resources.attribute(argument[0], str(evaluate(argument[1], scope)))


def _sub(argument: Any, scope: Scope) -> Any:
    template, variables = argument if isinstance(argument, list) else (argument, {})
    if not isinstance(template, str):
        raise invalid("Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. "
                      "Specify a string as first argument, and an optional second argument to specify a mapping "
                      "of values to replace in the string")  # fmt: skip
    own = {name: evaluate(value, scope) for name, value in variables.items()}

    def named(name: str) -> Any:
        if name in own:
            return own[name]
        return _attribute(name, scope) if "." in name and name not in scope.parameters else _ref(name, scope)

    return functions.substitute(template, named)


def _if(argument: Any, scope: Scope) -> Any:
    if not isinstance(argument, list) or len(argument) != 3:
        raise invalid("Template error: Fn::If requires a list argument with three elements")
    name, yes, no = argument
    return evaluate(yes if scope.condition(str(name)) else no, scope)


def _find(argument: Any, scope: Scope) -> Any:
    if not isinstance(argument, list) or len(argument) not in (3, 4):
        raise invalid("Template error: every Fn::FindInMap object requires three parameters, "
                      "the map name, map key and the attribute for return value")  # fmt: skip
    path = evaluate(argument[:3], scope)
    given = argument[3] if len(argument) == 4 else {}
    otherwise = given.get("DefaultValue", REMOVED) if isinstance(given, dict) else REMOVED
    found = functions.find_in_map(path, scope.mappings, default=evaluate(otherwise, scope))
    return evaluate(found, scope)


def _zones(argument: Any, scope: Scope) -> Any:
    region = evaluate(argument, scope) or scope.parameters["AWS::Region"]
    return UNKNOWN if region is UNKNOWN else scope.zones(region)


def _import(argument: Any, scope: Scope) -> Any:
    name = evaluate(argument, scope)
    return UNKNOWN if name is UNKNOWN else scope.export(name)


def _plain(function: Callable[[Any], Any]) -> Callable[[Any, Scope], Any]:
    """A function of its evaluated argument alone."""
    return lambda argument, scope: function(evaluate(argument, scope))


FUNCTIONS: Mapping[str, Callable[[Any, Scope], Any]] = {
    "Ref": _ref,
    "Fn::GetAtt": _attribute,
    "Fn::Sub": _sub,
    "Fn::If": _if,
    "Fn::FindInMap": _find,
    "Fn::GetAZs": _zones,
    "Fn::ImportValue": _import,
    "Fn::Join": _plain(functions.join),
    "Fn::Select": _plain(functions.select),
    "Fn::Split": _plain(functions.split),
    "Fn::Base64": _plain(functions.base64_of),
    "Fn::Cidr": _plain(functions.cidr),
    "Fn::Length": _plain(functions.length),
    "Fn::ToJsonString": _plain(functions.to_json),
}
