"""Fleets of type `instant`: the first overrides that EC2 has capacity for. Other ways to ask for spot are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.fleets import Fleet
from moto.ec2.responses import EC2Response
from moto.ec2.utils import random_fleet_id

from ..errors import Unavailable, code_of, message_of, refuse
from ..launch.launch import run
from ..launch.request import placed, tagged, tags_of
from ..patching import around

OF_LAUNCHES = ("InstanceType", "InstanceRequirements", "ImageId", "Placement", "BlockDeviceMappings")


def install() -> None:
    around(EC2Response, "create_fleet")(_create_fleet)
    for name, what in {
        "request_spot_instances": "RequestSpotInstances (use InstanceMarketOptions of RunInstances)",
        "request_spot_fleet": "RequestSpotFleet (use CreateFleet with type 'instant')",
    }.items():
        around(EC2Response, name)(_refused(what))


def _refused(what: str) -> Any:
    return lambda *_: refuse("UnsupportedOperation", f"The rehearsal cloud does not emulate {what}.")


def _create_fleet(_: Any, response: Any) -> ActionResult:
    asked, ec2 = response.params, response.ec2_backend
    if asked.get("Type") != "instant":
        refuse("UnsupportedOperation", "The rehearsal cloud emulates fleets of type 'instant' alone.")
    response.error_on_dryrun()
    fleet = _empty_fleet(ec2, asked)
    errors: list[dict[str, Any]] = []
    made: list[dict[str, Any]] = []
    for spot, capacity in _capacities(asked["TargetCapacitySpecification"]):
        made += _fill(ec2, asked, spot, capacity, errors)
    fleet.on_demand_instances = [{"id": each["id"], "instance": each["instance"]} for each in made]
    fleet.fulfilled_capacity = float(sum(each["weight"] for each in made))
    ec2.fleets[fleet.id] = fleet
    return ActionResult({"FleetId": fleet.id, "Errors": errors, "Instances": [each["shown"] for each in made]})


def _capacities(target: dict[str, Any]) -> list[tuple[bool, int]]:
    spot, on_demand = int(target.get("SpotTargetCapacity", 0)), int(target.get("OnDemandTargetCapacity", 0))
    rest = int(target["TotalTargetCapacity"]) - spot - on_demand
    if target.get("DefaultTargetCapacityType") == "spot":
        spot += rest
    else:
        on_demand += rest
    return [(True, spot), (False, on_demand)]


def _alternatives(asked: dict[str, Any], spot: bool) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Templates and overrides: in order of their priority where the strategy says so, else as they are given."""
    options = asked.get("SpotOptions" if spot else "OnDemandOptions") or {}
    pairs = [
        (config["LaunchTemplateSpecification"], override)
        for config in asked["LaunchTemplateConfigs"]
        for override in config.get("Overrides") or [{}]
    ]
    if "prioritized" in (options.get("AllocationStrategy") or ""):
        pairs.sort(key=lambda pair: float(pair[1].get("Priority", "inf")))
    yield from pairs


def _fill(
    ec2: Any, asked: dict[str, Any], spot: bool, capacity: int, errors: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    weight = 0.0
    for template, override in _alternatives(asked, spot):
        while weight < capacity:
            try:
                instance = run(ec2, _request(ec2, asked, template, override, spot)).instances[0]
            except (EC2ClientError, Unavailable) as error:
                errors.append(_shown_error(template, override, spot, error))
                break
            each = float(override.get("WeightedCapacity", 1))
            weight += each
            shown = _shown(template, override, spot, instance)
            made.append({"id": instance.id, "instance": instance, "weight": each, "shown": shown})
    return made


def _request(
    ec2: Any, asked: dict[str, Any], template: dict[str, Any], override: dict[str, Any], spot: bool
) -> dict[str, Any]:
    data = ec2._get_template_from_args(template).data
    request: dict[str, Any] = {name: override[name] for name in OF_LAUNCHES if override.get(name)}
    request["LaunchTemplate"] = template
    if override.get("AvailabilityZone"):
        request["Placement"] = {**request.get("Placement", {}), "AvailabilityZone": override["AvailabilityZone"]}
    if spot:
        request["InstanceMarketOptions"] = {"MarketType": "spot"}
    if override.get("SubnetId"):
        request = placed(data, request, override["SubnetId"])
    return tagged(data, request, tags_of(asked, "instance"))


def _source(template: dict[str, Any], override: dict[str, Any], spot: bool) -> dict[str, Any]:
    return {
        "LaunchTemplateAndOverrides": {"LaunchTemplateSpecification": template, "Overrides": override},
        "Lifecycle": "spot" if spot else "on-demand",
    }


def _shown(template: dict[str, Any], override: dict[str, Any], spot: bool, instance: Any) -> dict[str, Any]:
    own = {"InstanceIds": [instance.id], "InstanceType": instance.instance_type}
    return {**_source(template, override, spot), **own}


def _shown_error(template: dict[str, Any], override: dict[str, Any], spot: bool, error: Exception) -> dict[str, Any]:
    return {**_source(template, override, spot), "ErrorCode": code_of(error), "ErrorMessage": message_of(error)}


def _empty_fleet(ec2: Any, asked: dict[str, Any]) -> Any:
    return Fleet(
        ec2,
        random_fleet_id(),
        on_demand_options=asked.get("OnDemandOptions", {}),
        spot_options=asked.get("SpotOptions", {}),
        target_capacity_specification={**asked["TargetCapacitySpecification"], "TotalTargetCapacity": 0}
        | {"SpotTargetCapacity": 0, "OnDemandTargetCapacity": 0},
        launch_template_configs=[],
        excess_capacity_termination_policy="termination",
        replace_unhealthy_instances=False,
        terminate_instances_with_expiration=False,
        fleet_type="instant",
        valid_from=None,
        valid_until=None,
        tag_specifications=asked.get("TagSpecifications", []),
    )
