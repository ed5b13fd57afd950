"""Marks launch templates: what carries the mark, the cluster's head may not launch from (an AWS Lambda function).

A schedule calls it with the order itself; a budget by a topic, whose messages all mean that the budget is spent.
"""

from __future__ import annotations

import json
import os
from typing import Any

import boto3


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Gives what was marked. An error is tried again by whoever called."""
    order = json.loads(os.environ["BUDGET"]) if "Records" in event else event
    mark, templates = order["mark"], order["templates"]
    boto3.client("ec2").create_tags(Resources=templates, Tags=[{"Key": mark["key"], "Value": mark["value"]}])
    print(f"{mark['key']}={mark['value']} on {', '.join(templates)}")
    return {"marked": templates, "mark": mark}
