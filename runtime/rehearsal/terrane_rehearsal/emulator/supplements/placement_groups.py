"""Placement groups, which moto's EC2 lacks: create, describe, delete, as the EC2 API reference says."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.responses import EC2Response
from moto.moto_api._internal import mock_random

from ..errors import refuse
from ..life import LIVE
from ..patching import operation


def install() -> None:
    for added in (create_placement_group, describe_placement_groups, delete_placement_group):
        operation(EC2Response)(added)


def groups_of(ec2: Any) -> dict[str, dict[str, Any]]:
    held: dict[str, dict[str, Any]] = vars(ec2).setdefault("placement_groups", {})
    return held


def create_placement_group(response: Any) -> ActionResult:
    held, name = groups_of(response.ec2_backend), response._get_param("GroupName")
    response.error_on_dryrun()
    if name in held:
        refuse("InvalidPlacementGroup.Duplicate", f"The placement group '{name}' already exists.")
    group_id = f"pg-{mock_random.get_random_hex(17)}"
    response.ec2_backend.create_tags([group_id], response._parse_tag_specification().get("placement-group", {}))
    held[name] = {
        "GroupName": name,
        "GroupId": group_id,
        "GroupArn": f"arn:aws:ec2:{response.region}:{response.current_account}:placement-group/{name}",
        "Strategy": response._get_param("Strategy") or "cluster",
        "SpreadLevel": response._get_param("SpreadLevel"),
        "PartitionCount": response._get_param("PartitionCount"),
        "State": "available",
    }
    return ActionResult({"PlacementGroup": _shown(response, held[name])})


def _shown(response: Any, group: dict[str, Any]) -> dict[str, Any]:
    tags = response.ec2_backend.tags.get(group["GroupId"], {})
    return {**group, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


def describe_placement_groups(response: Any) -> ActionResult:
    held = groups_of(response.ec2_backend)
    names, ids = response._get_param("GroupNames", []), response._get_param("GroupIds", [])
    for name in names:
        if name not in held:
            refuse("InvalidPlacementGroup.Unknown", f"The placement group '{name}' is unknown.")
    found = [
        each
        for each in held.values()
        if (not names or each["GroupName"] in names) and (not ids or each["GroupId"] in ids)
    ]
    return ActionResult({"PlacementGroups": [_shown(response, each) for each in found]})


def delete_placement_group(response: Any) -> ActionResult:
    ec2, name = response.ec2_backend, response._get_param("GroupName")
    if name not in groups_of(ec2):
        refuse("InvalidPlacementGroup.Unknown", f"The placement group '{name}' is unknown.")
    if any(each.placement.group_name == name and each.state in LIVE for each in ec2.all_instances()):
        refuse("InvalidPlacementGroup.InUse", f"The placement group '{name}' is in use and may not be deleted.")
    del groups_of(ec2)[name]
    return EmptyResult()
