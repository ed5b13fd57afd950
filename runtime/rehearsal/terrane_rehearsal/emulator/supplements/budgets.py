"""Budgets: moto stores whom a notification tells, and the tags, but gives neither back."""

from __future__ import annotations

import json
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.responses import BudgetsResponse

from ..patching import around, operation

KEYS = ("NotificationType", "ComparisonOperator", "Threshold")


def install() -> None:
    for added in (describe_subscribers_for_notification, list_tags_for_resource, tag_resource, untag_resource):
        operation(BudgetsResponse)(added)
    around(BudgetsResponse, "create_budget")(_create_budget)


def _tags(response: Any) -> dict[str, list[dict[str, str]]]:
    held: dict[str, list[dict[str, str]]] = vars(response.backend).setdefault("resource_tags", {})
    return held


def describe_subscribers_for_notification(response: Any) -> str:
    budgets = response.backend.budgets[response._get_param("AccountId")]
    wanted = response._get_param("Notification")
    for notification in budgets[response._get_param("BudgetName")].notifications:
        if all(notification.details[key] == wanted[key] for key in KEYS):
            return json.dumps({"Subscribers": notification.subscribers})
    raise NotFoundException("Unable to get subscribers: the notification does not exist.")


def list_tags_for_resource(response: Any) -> str:
    return json.dumps({"ResourceTags": _tags(response).get(response._get_param("ResourceARN"), [])})


def tag_resource(response: Any) -> str:
    arn, held = response._get_param("ResourceARN"), _tags(response)
    tags = {tag["Key"]: tag for tag in held.get(arn, []) + response._get_param("ResourceTags")}
    held[arn] = list(tags.values())
    return json.dumps({})


def untag_resource(response: Any) -> str:
    arn, held = response._get_param("ResourceARN"), _tags(response)
    held[arn] = [tag for tag in held.get(arn, []) if tag["Key"] not in response._get_param("ResourceTagKeys")]
    return json.dumps({})


def _create_budget(original: Any, response: Any) -> Any:
    answer = original(response)
    name = response._get_param("Budget")["BudgetName"]
    arn = f"arn:{response.partition}:budgets::{response._get_param('AccountId')}:budget/{name}"
    _tags(response)[arn] = response._get_param("ResourceTags", [])
    return answer
