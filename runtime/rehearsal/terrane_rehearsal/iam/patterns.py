"""Texts of policies: wildcards, policy variables, and ARNs that are compared part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .ask import Find

# Wildcards, once variables have been put in: whatever a variable brings stands for itself.
MANY, SINGLE = "\ue000", "\ue001"

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_DEFAULT = re.compile(r"\s*([^,]+?)\s*,\s*'(.*)'\s*")
_ESCAPES = {"*": "*", "?": "?", "$": "$"}
ARN_PARTS = 6


class Absent(Exception):
    """A variable has no value in this request: what holds it matches nothing."""


class Unknown(Exception):
    """The value of a variable is not known here."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Variable:
    key: str
    default: str | None = None


@dataclass(frozen=True)
class Text:
    parts: tuple[str | Variable, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(part.key for part in self.parts if isinstance(part, Variable))

    def plain(self, find: Find) -> str:
        """With its variables, without wildcards."""
        return "".join(part if isinstance(part, str) else _value(part, find) for part in self.parts)

    def pattern(self, find: Find) -> str:
        """With its variables; wildcards are MANY and SINGLE."""
        return "".join(wild(part) if isinstance(part, str) else _value(part, find) for part in self.parts)


def wild(text: str) -> str:
    return text.replace("*", MANY).replace("?", SINGLE)


def parse(text: str, variables: bool) -> Text:
    """`variables`: the policy's version knows them (2012-10-17)."""
    if not variables or "${" not in text:
        return Text((text,))
    parts: list[str | Variable] = []
    end = 0
    for found in _VARIABLE.finditer(text):
        parts += [text[end : found.start()], _variable(found[1])]
        end = found.end()
    return Text((*parts, text[end:]))


def _variable(inner: str) -> Variable:
    if inner in _ESCAPES:
        return Variable("", _ESCAPES[inner])
    split = _DEFAULT.fullmatch(inner)
    return Variable(split[1].lower(), split[2]) if split else Variable(inner.strip().lower())


def _value(variable: Variable, find: Find) -> str:
    values = find(variable.key) if variable.key else ()
    if values is None:
        raise Unknown(variable.key)
    if len(values) == 1:
        return values[0]
    if not values and variable.default is not None:
        return variable.default
    raise Absent


@lru_cache(maxsize=16384)
def _regex(pattern: str) -> re.Pattern[str]:
    pieces = re.split(f"([{MANY}{SINGLE}])", pattern)
    shapes = {MANY: ".*", SINGLE: "."}
    return re.compile("".join(shapes.get(piece) or re.escape(piece) for piece in pieces), re.DOTALL)


def fits(pattern: str, text: str) -> bool:
    return _regex(pattern).fullmatch(text) is not None


def arn_fits(pattern: str, arn: str) -> bool:
    """A wildcard does not reach over a colon, but in the last part; a lone `*` fits all.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    """
    if pattern == MANY:
        return True
    parts, given = pattern.split(":", ARN_PARTS - 1), arn.split(":", ARN_PARTS - 1)
    if len(parts) < ARN_PARTS and parts[-1].endswith(MANY):
        given = arn.split(":", len(parts) - 1)
    return len(parts) == len(given) and all(map(fits, parts, given))
