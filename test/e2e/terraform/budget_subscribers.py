"""Who is told of a budget's notification, which moto stores and does not give back: DescribeSubscribersForNotification."""

import json

from moto.budgets.exceptions import NotFoundException
from moto.budgets.responses import BudgetsResponse

KEYS = ("NotificationType", "ComparisonOperator", "Threshold")


def describe_subscribers_for_notification(response):
    budgets = response.backend.budgets[response._get_param("AccountId")]
    wanted = response._get_param("Notification")
    for notification in budgets[response._get_param("BudgetName")].notifications:
        if all(notification.details[key] == wanted[key] for key in KEYS):
            return json.dumps({"Subscribers": notification.subscribers})
    raise NotFoundException("Unable to get subscribers: the notification does not exist.")


def install():
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification
