"""Placement groups, which moto's EC2 lacks: create, describe, delete, as the EC2 API reference says."""

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses import EC2Response
from moto.moto_api._internal import mock_random

GROUPS = {}


def of_place(response):
    return GROUPS.setdefault((response.current_account, response.region), {})


def tags_of(response):
    given = response._get_param("TagSpecifications", [])
    return [tag for each in given if each.get("ResourceType") == "placement-group" for tag in each.get("Tags", [])]


def create_placement_group(response):
    name = response._get_param("GroupName")
    if name in of_place(response):
        raise EC2ClientError("InvalidPlacementGroup.Duplicate", f"The placement group '{name}' already exists.")
    group = {
        "GroupName": name,
        "GroupId": f"pg-{mock_random.get_random_hex(17)}",
        "GroupArn": f"arn:aws:ec2:{response.region}:{response.current_account}:placement-group/{name}",
        "Strategy": response._get_param("Strategy") or "cluster",
        "SpreadLevel": response._get_param("SpreadLevel"),
        "State": "available",
        "Tags": tags_of(response),
    }
    of_place(response)[name] = group
    return ActionResult({"PlacementGroup": group})


def describe_placement_groups(response):
    names = response._get_param("GroupNames", [])
    ids = response._get_param("GroupIds", [])
    found = [
        group
        for group in of_place(response).values()
        if (not names or group["GroupName"] in names) and (not ids or group["GroupId"] in ids)
    ]
    if (names or ids) and not found:
        raise EC2ClientError("InvalidPlacementGroup.Unknown", f"The placement group '{(names + ids)[0]}' is unknown.")
    return ActionResult({"PlacementGroups": found})


def delete_placement_group(response):
    name = response._get_param("GroupName")
    if of_place(response).pop(name, None) is None:
        raise EC2ClientError("InvalidPlacementGroup.Unknown", f"The placement group '{name}' is unknown.")
    return ActionResult({})


def install():
    for operation in (create_placement_group, describe_placement_groups, delete_placement_group):
        setattr(EC2Response, operation.__name__, operation)
