"""Parameters: declared, given, kept from before; typed and constrained."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.values import text

SSM_VALUE = re.compile(r"AWS::SSM::Parameter::Value<(.+)>$")
LIST = re.compile(r"List<(.+)>$")
HIDDEN = "****"

MEMBERS = {
    "Type", "Default", "Description", "NoEcho", "AllowedValues", "AllowedPattern", "ConstraintDescription",
    "MinLength", "MaxLength", "MinValue", "MaxValue",
}  # fmt: skip


@dataclass(frozen=True)
class Given:
    """A parameter of a call: a value, or `use_previous`."""

    value: str | None = None
    use_previous: bool = False


@dataclass(frozen=True)
class Parameter:
    name: str
    written: str
    """What the user or the template wrote; for an SSM type, the parameter's name."""
    value: Any
    """What `Ref` gives: a text or a list of texts."""
    hidden: bool = False
    stored: str | None = None
    """The value in the parameter store, for SSM types."""


Store = Callable[[str], str]
"""The value of a name in the parameter store."""

Exists = Callable[[str, str], bool]
"""Whether the account has this value of an AWS type, e.g. ("AWS::EC2::VPC::Id", "vpc-1")."""


def resolve(
    declared: Mapping[str, Any],
    given: Mapping[str, Given],
    previous: Mapping[str, Parameter],
    store: Store,
    exists: Exists = lambda kind, value: True,
) -> dict[str, Parameter]:
    if unknown := [name for name in given if name not in declared]:
        raise invalid(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    written = {name: _written(name, declaration, given, previous) for name, declaration in declared.items()}
    if missing := [name for name, value in written.items() if value is None]:
        raise invalid(f"Parameters: [{', '.join(missing)}] must have values")
    return {name: _typed(name, declared[name], str(value), store, exists) for name, value in written.items()}


def _written(name: str, declaration: Any, given: Mapping[str, Given], previous: Mapping[str, Parameter]) -> str | None:
    if not isinstance(declaration, dict) or not isinstance(declaration.get("Type"), str):
        raise invalid(f"Template format error: Every Parameters object must contain a Type member. ({name})")
    if unknown := sorted(set(declaration) - MEMBERS):
        raise invalid(f"Invalid template parameter property '{unknown[0]}'")
    choice = given.get(name, Given())
    if choice.use_previous:
        if name not in previous:
            raise invalid(
                f"Invalid input for parameter key {name}. Cannot specify usePreviousValue as true for a parameter key "
                "not in the previous template"
            )
        return previous[name].written
    if choice.value is not None:
        return choice.value
    return text(declaration["Default"]) if "Default" in declaration else None


def _typed(name: str, declaration: Mapping[str, Any], written: str, store: Store, exists: Exists) -> Parameter:
    kind, stored = str(declaration["Type"]), None
    _constrained(name, declaration, written, kind)
    if found := SSM_VALUE.match(kind):
        kind, stored = found.group(1), store(written)
    value: Any = written if stored is None else stored
    inner = LIST.match(kind)
    if inner or kind == "CommaDelimitedList":
        value = [part.strip() for part in value.split(",")] if value else []
    member = inner.group(1) if inner else kind
    for part in value if isinstance(value, list) else [value]:
        if member.startswith("AWS::") and not exists(member, part):
            raise invalid(
                f"Parameter validation failed: parameter value {part} for parameter name {name} does not exist. "
                "Rollback requested by user."
            )
    return Parameter(name, written, value, text(declaration.get("NoEcho", False)) == "true", stored)


def _constrained(name: str, declaration: Mapping[str, Any], written: str, kind: str) -> None:
    def refuse(rule: str) -> None:
        told = declaration.get("ConstraintDescription")
        raise invalid(
            f"Parameter '{name}' failed to satisfy constraint: {told}" if told else f"Parameter '{name}' {rule}"
        )

    parts = [part.strip() for part in written.split(",")] if "List" in kind and "SSM" not in kind else [written]
    if kind in ("Number", "List<Number>"):
        for part in parts:
            if not re.fullmatch(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", part):
                raise invalid(f"Parameter '{name}' must be a number")
            if float(part) < float(declaration.get("MinValue", "-inf")):
                refuse(f"must be a number not less than {declaration['MinValue']}")
            if float(part) > float(declaration.get("MaxValue", "inf")):
                refuse(f"must be a number not greater than {declaration['MaxValue']}")
    allowed = [text(value) for value in declaration.get("AllowedValues", [])]
    if allowed and any(part not in allowed for part in parts):
        refuse(f"must be one of AllowedValues: [{', '.join(allowed)}]")
    if (pattern := declaration.get("AllowedPattern")) and not re.fullmatch(pattern, written):
        refuse(f"must match pattern {pattern}")
    if len(written) < int(declaration.get("MinLength", 0)):
        refuse(f"must contain at least {declaration['MinLength']} characters")
    if len(written) > int(declaration.get("MaxLength", 1 << 30)):
        refuse(f"must contain at most {declaration['MaxLength']} characters")
