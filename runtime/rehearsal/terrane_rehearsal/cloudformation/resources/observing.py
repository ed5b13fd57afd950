"""Alarms, dashboards, rules and schedules, budgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.ec2_common import document, own_id
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

CLOUDWATCH, EVENTS, SCHEDULER, BUDGETS = "cloudwatch", "events", "scheduler", "budgets"

ALARM = (
    "ActionsEnabled", "AlarmActions", "AlarmDescription", "ComparisonOperator", "DatapointsToAlarm", "Dimensions",
    "EvaluateLowSampleCountPercentile", "EvaluationPeriods", "ExtendedStatistic", "InsufficientDataActions",
    "MetricName", "Metrics", "Namespace", "OKActions", "Period", "Statistic", "Threshold", "ThresholdMetricId",
    "TreatMissingData", "Unit",
)  # fmt: skip


def _alarm(work: Work) -> str:
    name = work.physical_id or work.name("AlarmName", limit=255)
    tags = tags_as_list(work.get("Tags"))
    work.client.put_metric_alarm(AlarmName=name, **work.given(*ALARM), **({"Tags": tags} if tags else {}))
    return name


def _alarm_arn(work: Work) -> str:
    return f"arn:aws:cloudwatch:{work.region}:{work.account}:alarm:{work.physical_id}"


def _dashboard(work: Work) -> str:
    name = work.physical_id or work.name("DashboardName", limit=255)
    work.client.put_dashboard(DashboardName=name, DashboardBody=document(work.get("DashboardBody")))
    return name


RULE = ("Description", "RoleArn", "ScheduleExpression", "State")


def _rule(work: Work) -> str:
    name = str(work.notes.setdefault("name", work.name()))
    bus = work.given(EventBusName="EventBusName")
    given = work.given(*RULE)
    if "EventPattern" in work.properties:
        given["EventPattern"] = document(work.get("EventPattern"))
    tags = tags_as_list(work.get("Tags"))
    made = work.client.put_rule(Name=name, **bus, **given, **({"Tags": tags} if tags else {}))
    work.notes["arn"] = made["RuleArn"]
    work.made(name)
    _targets(work, name, bus)
    return name


def _targets(work: Work, name: str, bus: Mapping[str, Any]) -> None:
    old, new = ({target["Id"] for target in given} for given in (work.before("Targets", []), work.get("Targets", [])))
    if lost := sorted(old - new):
        work.client.remove_targets(Rule=name, **bus, Ids=lost)
    if work.get("Targets"):
        made = work.client.put_targets(Rule=name, **bus, Targets=work.get("Targets"))
        for refused in made.get("FailedEntries", []):
            raise RuntimeError(f"{refused['ErrorMessage']} ({refused['ErrorCode']})")


def _delete_rule(work: Work) -> None:
    bus = work.given(EventBusName="EventBusName")
    if ids := [target["Id"] for target in work.get("Targets", [])]:
        work.client.remove_targets(Rule=work.physical_id, **bus, Ids=ids)
    work.client.delete_rule(Name=work.physical_id, **bus)


SCHEDULE = (
    "Description", "EndDate", "FlexibleTimeWindow", "KmsKeyArn", "ScheduleExpression",
    "ScheduleExpressionTimezone", "StartDate", "State", "Target",
)  # fmt: skip


def _schedule(work: Work) -> str:
    name = work.name()
    made = work.client.create_schedule(Name=name, **work.given("GroupName", *SCHEDULE))
    work.notes["arn"] = made["ScheduleArn"]
    return name


def _budget_body(work: Work) -> dict[str, Any]:
    given = dict(work.get("Budget"))
    if "BudgetLimit" in given:
        given["BudgetLimit"] = {**given["BudgetLimit"], "Amount": str(given["BudgetLimit"]["Amount"])}
    given["BudgetName"] = given.get("BudgetName") or work.notes.setdefault("name", work.name(""))
    return given


def _budget(work: Work) -> str:
    body = _budget_body(work)
    notified = work.get("NotificationsWithSubscribers")
    work.client.create_budget(
        AccountId=work.account, Budget=body, **({"NotificationsWithSubscribers": notified} if notified else {})
    )
    return str(body["BudgetName"])


def _change_budget(work: Work) -> None:
    """The emulator updates no budgets: one of the same name takes its place."""
    if work.changed("Budget"):
        work.client.delete_budget(AccountId=work.account, BudgetName=work.physical_id)
        _budget(work)
    if work.changed("ResourceTags"):
        arn = f"arn:aws:budgets::{work.account}:budget/{work.physical_id}"
        if lost := sorted(tags_as_map(work.before("ResourceTags")).keys() - work.tag_map("ResourceTags").keys()):
            work.client.untag_resource(ResourceARN=arn, ResourceTagKeys=lost)
        if work.get("ResourceTags"):
            work.client.tag_resource(ResourceARN=arn, ResourceTags=tags_as_list(work.get("ResourceTags")))


KINDS = (
    kind(
        "AWS::CloudWatch::Alarm",
        CLOUDWATCH,
        (*ALARM, "AlarmName", "Tags"),
        create=_alarm,
        delete=lambda w: w.client.delete_alarms(AlarmNames=[w.physical_id]),
        update=_alarm,
        mutable=(*ALARM, "Tags"),
        attributes=lambda w: {"Arn": _alarm_arn(w)},
    ),
    kind(
        "AWS::CloudWatch::Dashboard",
        CLOUDWATCH,
        "DashboardBody DashboardName",
        create=_dashboard,
        delete=lambda w: w.client.delete_dashboards(DashboardNames=[w.physical_id]),
        update=_dashboard,
        mutable="DashboardBody",
    ),
    kind(
        "AWS::Events::Rule",
        EVENTS,
        (*RULE, "EventBusName", "EventPattern", "Name", "Tags", "Targets"),
        create=_rule,
        delete=_delete_rule,
        update=_rule,
        mutable=(*RULE, "EventPattern", "Tags", "Targets"),
        attributes=lambda w: {"Arn": w.notes["arn"], "RuleName": w.physical_id},
        replaced="EventBusName",
    ),
    kind(
        "AWS::Scheduler::Schedule",
        SCHEDULER,
        ("Name", "GroupName", *SCHEDULE),
        create=_schedule,
        delete=lambda w: w.client.delete_schedule(Name=w.physical_id, **w.given("GroupName")),
        update=lambda w: w.client.update_schedule(Name=w.physical_id, **w.given("GroupName", *SCHEDULE)),
        mutable=SCHEDULE,
        attributes=lambda w: {"Arn": w.notes["arn"]},
        replaced="GroupName",
    ),
    kind(
        "AWS::Budgets::Budget",
        BUDGETS,
        "Budget NotificationsWithSubscribers ResourceTags",
        create=_budget,
        delete=lambda w: w.client.delete_budget(AccountId=w.account, BudgetName=w.physical_id),
        update=_change_budget,
        mutable="Budget ResourceTags",
        attributes=own_id,
    ),
)
