"""Who calls functions from outside: a budget that is spent, a schedule whose time has come."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

import botocore.exceptions  # type: ignore[import-untyped, unused-ignore]

from terrane_rehearsal.policies import lets

if TYPE_CHECKING:
    from terrane_rehearsal.emulator import Emulator
    from terrane_rehearsal.functions.functions import Functions

BUDGETS, SNS, SCHEDULER = "budgets.amazonaws.com", "sns.amazonaws.com", "scheduler.amazonaws.com"
SETTLED_SECONDS = 120.0
"""Longer than a function of a stop may take."""


def spend(emulator: Emulator, functions: Functions, percent: float, name: str | None) -> str:
    """A budget has come to so many per cent: topics are told, and tell functions. What was done, in a sentence."""
    budgets = emulator.client("budgets").describe_budgets(AccountId=emulator.account).get("Budgets", [])
    budget = _one_of([each["BudgetName"] for each in budgets], name, "budget")
    limit = next(each["BudgetLimit"] for each in budgets if each["BudgetName"] == budget)
    told = [_tell(emulator, topic, budget, percent, limit) for topic in _topics(emulator, budget, percent)]
    if not functions.settled(SETTLED_SECONDS):
        raise ValueError(f"what budget {budget} called has not ended after {SETTLED_SECONDS:.0f} s")
    said = "; ".join(told) or "no topic is to be told at that"
    return f"budget {budget} is at {percent:g} %: {said}"


def fire(emulator: Emulator, functions: Functions, name: str | None) -> str:
    """A schedule calls its function now. What was done, in a sentence."""
    scheduler = emulator.client("scheduler")
    schedules = [scheduler.get_schedule(Name=each["Name"]) for each in scheduler.list_schedules()["Schedules"]]
    chosen = _one_of([each["Name"] for each in schedules], name, "schedule")
    target = next(each for each in schedules if each["Name"] == chosen)["Target"]
    if not emulator.trusts(target["RoleArn"], SCHEDULER):
        raise ValueError(f"the role of schedule {chosen} cannot be assumed by {SCHEDULER}")
    caller = functions.client("lambda", target["RoleArn"], "scheduler")
    try:
        caller.invoke(FunctionName=target["Arn"], InvocationType="Event", Payload=target.get("Input", "{}").encode())
    except botocore.exceptions.ClientError as error:
        raise ValueError(f"schedule {chosen} may not call its target: {error}") from error
    functions.settled(SETTLED_SECONDS)
    return f"the time of schedule {chosen} has come: {_last(target['Arn'])} ran"


def _topics(emulator: Emulator, budget: str, percent: float) -> list[str]:
    """ARNs of the topics that are told at so many per cent or less."""
    client, account = emulator.client("budgets"), emulator.account
    found = client.describe_notifications_for_budget(AccountId=account, BudgetName=budget)["Notifications"]
    reached = [each for each in found if each["Threshold"] <= percent]
    subscribers = [
        subscriber
        for each in reached
        for subscriber in client.describe_subscribers_for_notification(
            AccountId=account, BudgetName=budget, Notification=each
        )["Subscribers"]
    ]
    return [each["Address"] for each in subscribers if each["SubscriptionType"] == "SNS"]


def _tell(emulator: Emulator, topic: str, budget: str, percent: float, limit: dict[str, str]) -> str:
    sns = emulator.client("sns")
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    context = {
        "aws:SourceAccount": emulator.account,
        "aws:SourceArn": f"arn:aws:budgets::{emulator.account}:budget/{budget}",
        "aws:SecureTransport": "true",
    }
    if not lets(json.loads(attributes["Policy"]), BUDGETS, "sns:Publish", context):
        raise ValueError(f"the policy of topic {_last(topic)} does not let {BUDGETS} publish: the budget tells nobody")
    if attributes.get("KmsMasterKeyId", "").endswith("alias/aws/sns"):
        raise ValueError(f"topic {_last(topic)} is encrypted with SNS's own key, which {BUDGETS} may not use")
    called = [_last(each) for each in _functions(emulator, topic)]
    sns.publish(
        TopicArn=topic,
        Subject=f"AWS Budgets: {budget} has exceeded your alert threshold",
        Message=_words(budget, percent, limit),
    )
    return f"topic {_last(topic)} was told, which called {', '.join(called) or 'nobody'}"


def _functions(emulator: Emulator, topic: str) -> list[str]:
    """ARNs of the functions that a topic calls. ValueError where one does not let it."""
    found = emulator.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    arns = [each["Endpoint"] for each in found if each["Protocol"] == "lambda"]
    for arn in arns:
        if not lets(_policy(emulator, arn), SNS, "lambda:InvokeFunction", {"aws:SourceArn": topic}):
            raise ValueError(f"function {_last(arn)} does not let topic {_last(topic)} call it")
    return arns


def _policy(emulator: Emulator, arn: str) -> dict[str, Any]:
    try:
        document: dict[str, Any] = json.loads(emulator.client("lambda").get_policy(FunctionName=arn)["Policy"])
    except botocore.exceptions.ClientError:
        return {}
    return document


def _words(budget: str, percent: float, limit: dict[str, str]) -> str:
    """The letter that AWS Budgets sends has these lines, among others."""
    amount = float(limit["Amount"])
    return "\n".join(
        [
            "AWS Budget Notification",
            f"Budget Name: {budget}",
            "Budget Type: Cost",
            f"Budgeted Amount: ${amount:,.2f}",
            "Alert Type: ACTUAL",
            f"ACTUAL Amount: ${amount * percent / 100:,.2f}",
        ]
    )


def _one_of(names: list[str], wanted: str | None, kind: str) -> str:
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted in names:
        return str(wanted)
    if wanted is None:
        raise ValueError(f"there are {len(names)} {kind}s ({', '.join(names) or 'none'}): name one")
    near = difflib.get_close_matches(wanted, names, 1)
    meant = f"; did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"there is no {kind} {wanted!r}; there are {', '.join(names) or 'none'}{meant}")


def _last(arn: str) -> str:
    return arn.rpartition(":")[2]
