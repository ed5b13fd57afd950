"""Which names an expression uses, read from its text alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation.functions import VARIABLE
from terrane_rehearsal.cloudformation.template import Template


@dataclass(frozen=True)
class Reference:
    """`Ref` and `${name}` have no attribute; `Fn::GetAtt` and `${name.attribute}` have one, "" if it is computed."""

    name: str
    attribute: str | None = None


def references(expression: Any) -> Iterator[Reference]:
    if isinstance(expression, list):
        for part in expression:
            yield from references(part)
    elif isinstance(expression, dict):
        if len(expression) == 1:
            ((function, argument),) = expression.items()
            if function in READERS:
                yield from READERS[function](argument)
                return
        for part in expression.values():
            yield from references(part)


def _ref(argument: Any) -> Iterator[Reference]:
    if isinstance(argument, str):
        yield Reference(argument)


def _attribute(argument: Any) -> Iterator[Reference]:
    parts = argument.split(".", 1) if isinstance(argument, str) else argument
    if isinstance(parts, list) and len(parts) == 2 and isinstance(parts[0], str):
        yield Reference(parts[0], parts[1] if isinstance(parts[1], str) else "")
        yield from references(parts[1])


def _sub(argument: Any) -> Iterator[Reference]:
    template, own = argument if isinstance(argument, list) and len(argument) == 2 else (argument, {})
    yield from references(own)
    if isinstance(template, str):
        for literal, name in VARIABLE.findall(template):
            variable = name.strip()
            if literal or variable in own:
                continue
            first, dot, rest = variable.partition(".")
            yield Reference(first, rest if dot else None)


READERS = {"Ref": _ref, "Fn::GetAtt": _attribute, "Fn::Sub": _sub}


def dependencies(template: Template) -> dict[str, set[str]]:
    """For each resource the resources that it needs first: named in its properties, or in `DependsOn`."""
    needs: dict[str, set[str]] = {}
    for name, resource in template.resources.items():
        named = {used.name for used in references([resource.properties, resource.metadata, resource.creation_policy])}
        needs[name] = {other for other in {*named, *resource.depends_on} if other in template.resources}
    return needs
