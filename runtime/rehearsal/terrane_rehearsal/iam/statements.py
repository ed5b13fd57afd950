"""Policy documents as statements that can be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .ask import Ask, Find
from .conditions import Condition, conditions, holds, unknown_keys
from .patterns import MANY, Absent, Text, Unknown, arn_fits, fits, parse, wild
from .ports import Policy

VARIABLES_SINCE = "2012-10-17"


@dataclass(frozen=True)
class Statement:
    policy: str
    """Name of the policy."""
    index: int
    sid: str | None
    allows: bool
    actions: tuple[str, ...]
    """As written; with `except_actions` those that it does not speak of."""
    except_actions: bool
    patterns: tuple[str, ...]
    resources: tuple[Text, ...]
    except_resources: bool
    conditions: tuple[Condition, ...]

    @property
    def label(self) -> str:
        """How a reader finds it in its policy."""
        return self.sid or f"statement {self.index + 1}"

    def named(self, action: str) -> tuple[str, ...]:
        """Those of its written actions that the action falls under."""
        if self.except_actions:
            return ("NotAction",)
        folded = action.lower()
        return tuple(
            written for written, pattern in zip(self.actions, self.patterns, strict=True) if fits(pattern, folded)
        )


def statements(policies: Iterable[Policy]) -> tuple[Statement, ...]:
    return tuple(each for policy in policies for each in _of(policy))


def _of(policy: Policy) -> list[Statement]:
    raw = policy.document.get("Statement", [])
    variables = policy.document.get("Version") == VARIABLES_SINCE
    given = raw if isinstance(raw, list) else [raw]
    return [_statement(policy.name, index, each, variables) for index, each in enumerate(given)]


def _statement(policy: str, index: int, raw: dict[str, Any], variables: bool) -> Statement:
    actions = _texts(raw.get("Action", raw.get("NotAction", [])))
    return Statement(
        policy=policy,
        index=index,
        sid=raw.get("Sid") or None,
        allows=raw.get("Effect") == "Allow",
        actions=actions,
        except_actions="NotAction" in raw,
        patterns=tuple(wild(action.lower()) for action in actions),
        resources=tuple(parse(text, variables) for text in _texts(raw.get("Resource", raw.get("NotResource", [])))),
        except_resources="NotResource" in raw,
        conditions=conditions(raw.get("Condition") or {}, variables),
    )


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def applies(statement: Statement, ask: Ask, find: Find) -> bool | None:
    """None: it cannot be told here."""
    if not _speaks_of(statement, ask.action):
        return False
    on = _on(statement, ask.resource, find)
    if on is False:
        return False
    outcomes = [on, *(holds(condition, find) for condition in statement.conditions)]
    return False if False in outcomes else None if None in outcomes else True


def _speaks_of(statement: Statement, action: str) -> bool:
    folded = action.lower()
    return statement.except_actions != any(fits(pattern, folded) for pattern in statement.patterns)


def _on(statement: Statement, resource: str | None, find: Find) -> bool | None:
    # AWS leaves open what an exception means whose variable has no value.
    absent = None if statement.except_resources else False
    outcomes = [_fits(text, resource, find, absent) for text in statement.resources]
    among = True if True in outcomes else None if None in outcomes else False
    return among if among is None else among != statement.except_resources


def _fits(text: Text, resource: str | None, find: Find, absent: bool | None) -> bool | None:
    try:
        pattern = text.pattern(find)
    except Absent:
        return absent
    except Unknown:
        return None
    return arn_fits(pattern, resource) if resource is not None else pattern == MANY or None


def untold(statement: Statement, ask: Ask, find: Find) -> tuple[str, ...]:
    """Why `applies` cannot tell."""
    resource = ("the resource",) if _on(statement, ask.resource, find) is None else ()
    unclear = [condition for condition in statement.conditions if holds(condition, find) is None]
    return (*resource, *(key for condition in unclear for key in unknown_keys(condition, find)))
