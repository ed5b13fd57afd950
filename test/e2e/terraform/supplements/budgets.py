"""Budgets: moto stores whom a notification tells, and the tags, but gives neither back."""

import json

from moto.budgets.exceptions import NotFoundException
from moto.budgets.responses import BudgetsResponse

KEYS = ("NotificationType", "ComparisonOperator", "Threshold")
TAGS = {}


def describe_subscribers_for_notification(response):
    budgets = response.backend.budgets[response._get_param("AccountId")]
    wanted = response._get_param("Notification")
    for notification in budgets[response._get_param("BudgetName")].notifications:
        if all(notification.details[key] == wanted[key] for key in KEYS):
            return json.dumps({"Subscribers": notification.subscribers})
    raise NotFoundException("Unable to get subscribers: the notification does not exist.")


def list_tags_for_resource(response):
    return json.dumps({"ResourceTags": TAGS.get(response._get_param("ResourceARN"), [])})


def tag_resource(response):
    arn = response._get_param("ResourceARN")
    tags = {tag["Key"]: tag for tag in TAGS.get(arn, []) + response._get_param("ResourceTags")}
    TAGS[arn] = list(tags.values())
    return json.dumps({})


def untag_resource(response):
    arn = response._get_param("ResourceARN")
    TAGS[arn] = [tag for tag in TAGS.get(arn, []) if tag["Key"] not in response._get_param("ResourceTagKeys")]
    return json.dumps({})


def install():
    for operation in (
        describe_subscribers_for_notification,
        list_tags_for_resource,
        tag_resource,
        untag_resource,
    ):
        setattr(BudgetsResponse, operation.__name__, operation)
    create = BudgetsResponse.create_budget

    def create_budget(response):
        answer = create(response)
        name = response._get_param("Budget")["BudgetName"]
        arn = f"arn:{response.partition}:budgets::{response._get_param('AccountId')}:budget/{name}"
        TAGS[arn] = response._get_param("ResourceTags", [])
        return answer

    BudgetsResponse.create_budget = create_budget
