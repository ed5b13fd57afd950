"""Budgets and their alert rules: https://docs.oracle.com/en-us/iaas/Content/Billing/Concepts/budgetsoverview.htm"""

from __future__ import annotations

import re

from .. import checks
from ..errors import invalid, missing
from ..tenancy import Tenancy
from ..thing import Facts, Kind, Ref, States, Thing

STATES = States("ACTIVE", "ACTIVE", "INACTIVE", "INACTIVE")
MOST_PERCENT = 10_000
LAST_START_DAY = 28
MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")


def prepare(_tenancy: Tenancy, facts: Facts, budget: Thing | None) -> None:
    former = facts.get("targetCompartmentId")
    if budget is None and former and not facts.get("targets"):
        facts.update(targetType="COMPARTMENT", targets=[former])
    if budget is not None:
        facts["version"] = budget["version"] + 1


def check(tenancy: Tenancy, facts: Facts, _budget: Thing | None) -> None:
    if facts["compartmentId"] != tenancy.id:
        invalid("compartmentId: budgets are in the root compartment of the tenancy")
    if facts["amount"] <= 0:
        invalid(f"amount must be greater than 0, not {facts['amount']}")
    checks.within(
        "budgetProcessingPeriodStartOffset", facts.get("budgetProcessingPeriodStartOffset"), 1, LAST_START_DAY
    )
    if len(facts.get("targets") or []) != 1:
        invalid("targets: a budget has exactly one target")
    if not facts.get("targetType"):
        missing("targetType")
    if facts["targetType"] == "COMPARTMENT":
        checks.check_compartment(tenancy, facts["targets"][0])
    else:
        _check_tag(tenancy, facts["targets"][0])


def _check_tag(tenancy: Tenancy, target: str) -> None:
    space, _, rest = target.partition(".")
    key, _, value = rest.partition(".")
    if not (space and key and value):
        invalid(f"targets: {target!r} is not a tag as {{namespace}}.{{key}}.{{value}}")
    checks.check_defined_tag(tenancy, space, key, value)
    tag = next(each for each in tenancy.living("tags") if each["name"].lower() == key.lower())
    if not tag["isCostTracking"]:
        invalid(f"targets: tag {space}.{key} is not a cost-tracking tag")


def left(tenancy: Tenancy, budget: Thing) -> None:
    """Its rules go with it."""
    for rule in tenancy.living("alertRules"):
        if rule["budgetId"] == budget.id:
            tenancy.finish(rule)


def prepare_rule(_tenancy: Tenancy, facts: Facts, rule: Thing | None) -> None:
    facts["version"] = rule["version"] + 1 if rule else 1


def check_rule(_tenancy: Tenancy, facts: Facts, _rule: Thing | None) -> None:
    most = MOST_PERCENT if facts["thresholdType"] == "PERCENTAGE" else float("inf")
    if not 0 < facts["threshold"] <= most:
        invalid(f"threshold: {facts['threshold']:g} is not above 0 and at most {most:g}")
    for each in re.split(r"[\s,;]+", facts.get("recipients") or ""):
        if each and not MAIL.fullmatch(each):
            invalid(f"recipients: {each!r} is no mail address")


def count_rules(tenancy: Tenancy, rule: Thing) -> None:
    budget = tenancy.find(rule["budgetId"], "budgets")
    own = [each for each in tenancy.living("alertRules") if each["budgetId"] == budget.id]
    budget.facts["alertRuleCount"] = len(own)


def discount_rule(tenancy: Tenancy, rule: Thing) -> None:
    budget = tenancy.find(rule["budgetId"], "budgets")
    budget.facts["alertRuleCount"] -= 1


BUDGET: Facts = {
    "alertRuleCount": 0,
    "actualSpend": 0.0,
    "forecastedSpend": 0.0,
    "version": 1,
    "processingPeriodType": "MONTH",
}
KINDS = (
    Kind("budgets", "budget", states=STATES, regional=False, defaults=BUDGET, prepare=prepare, check=check, left=left),
    Kind(
        "alertRules",
        "budgetalertrule",
        states=STATES,
        regional=False,
        refs=(Ref("budgetId", ("budgets",), holds=False),),
        prepare=prepare_rule,
        check=check_rule,
        made=count_rules,
        left=discount_rule,
    ),
)
