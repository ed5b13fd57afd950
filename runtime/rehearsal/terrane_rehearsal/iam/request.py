"""A call as the questions that IAM is asked about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import ec2, launch, s3, services
from .ask import ANY, Ask
from .authorization import resource_types, takes
from .call import Call
from .facts import Facts
from .params import tags, walk
from .tables import ACTIONS, NEEDS_NOTHING

Asks = Callable[[Call, Facts], list[Ask]]

_OWN: dict[str, Asks] = {
    "ec2:RunInstances": launch.asks,
    "ec2:CreateFleet": launch.fleet_asks,
    "ec2": ec2.asks,
    "s3": s3.asks,
}

# Parameters that hold a role which the service will act as, and that service.
_PASSED = {
    "batch:SubmitJob": "ecs-tasks",
    "cloudformation:CreateStack": "cloudformation",
    "cloudformation:UpdateStack": "cloudformation",
    "ecs:RegisterTaskDefinition": "ecs-tasks",
    "ecs:RunTask": "ecs-tasks",
    "events:PutTargets": "events",
    "glue:CreateJob": "glue",
    "lambda:CreateFunction": "lambda",
    "sagemaker:CreateTrainingJob": "sagemaker",
    "states:CreateStateMachine": "states",
}

# What IAM does not divide for these, although other uses of the action have resources.
_WHOLE = frozenset({"cloudwatch:PutMetricData"})
_TRANSACTED = {"ConditionCheck": "ConditionCheckItem", "Put": "PutItem", "Delete": "DeleteItem", "Update": "UpdateItem"}


def asks_of(call: Call, facts: Facts) -> list[Ask]:
    """Empty: the call needs no permission."""
    action = _action(call)
    if action in NEEDS_NOTHING:
        return []
    if not call.understood:
        return [Ask(action, ANY if resource_types(action) == () else None, blind=True)]
    own = _OWN.get(action) or _OWN.get(call.prefix)
    found = own(call, facts) if own else _asks(call, action, facts)
    return found or [Ask(action, None)]


def _action(call: Call) -> str:
    if not call.operation:
        return f"{call.prefix}:unknown operation"
    if call.prefix == "s3":
        return f"s3:{s3.ACTIONS.get(call.operation, call.operation)}"
    plain = f"{call.prefix}:{call.operation}"
    return ACTIONS.get(plain, plain)


def _asks(call: Call, action: str, facts: Facts) -> list[Ask]:
    if call.prefix == "dynamodb" and "TransactItems" in call.params:
        return _transaction(call, facts)
    given = tags(call.params)
    if action in _WHOLE or resource_types(action) == ():
        return [Ask(action, ANY, services.context(call, ANY), given), *_passing(call)]
    named: list[str | None] = [*services.resources(call, facts)] or [*_arns(call, action)] or [None]
    return [*(Ask(action, each, services.context(call, each), given) for each in named), *_passing(call)]


def _arns(call: Call, action: str) -> list[str]:
    """Any ARN in the request that has the form of one of the action's resources."""
    return list(dict.fromkeys(value for _, value in walk(call.params) if takes(action, value)))


def _transaction(call: Call, facts: Facts) -> list[Ask]:
    """Each item of a transaction is an action of its own."""
    found = []
    for item in call.params["TransactItems"]:
        for kind, inner in item.items():
            action = f"dynamodb:{_TRANSACTED.get(kind, 'GetItem')}"
            found += [Ask(action, resource) for resource in services.resources(replace(call, params=inner), facts)]
    return found


def _passing(call: Call) -> list[Ask]:
    service = _PASSED.get(f"{call.prefix}:{call.operation}")
    if service is None:
        return []
    roles = dict.fromkeys(value for _, value in walk(call.params) if value.startswith("arn:") and ":role/" in value)
    return [Ask("iam:PassRole", role, {"iam:passedtoservice": (f"{service}.amazonaws.com",)}) for role in roles]
