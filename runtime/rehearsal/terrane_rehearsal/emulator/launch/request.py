"""What a launch asks for, as plain data: a launch template under the request's own parameters."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import refuse

Request = Mapping[str, Any]

OF_THE_CALL = frozenset({"LaunchTemplate", "MinCount", "MaxCount", "ClientToken", "DryRun"})
LARGEST_USER_DATA = 16384
"""Bytes, decoded: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"""


def merged(template: Request, request: Request) -> dict[str, Any]:
    """A parameter of the request takes the place of the template's; block devices do so one by one, by their names."""
    given = {name: value for name, value in stated(request).items() if name not in OF_THE_CALL}
    both = {**template, **given}
    devices = merged_devices(template.get("BlockDeviceMappings", ()), given.get("BlockDeviceMappings", ()))
    return {**both, "BlockDeviceMappings": devices} if devices else both


def stated(given: Request) -> dict[str, Any]:
    """Without what is empty at any depth: some clients send every parameter that they know."""
    cleaned = {name: _stated(value) for name, value in given.items()}
    return {name: value for name, value in cleaned.items() if value not in (None, "", [], {})}


def _stated(value: Any) -> Any:
    if isinstance(value, Mapping):
        # An empty NoDevice takes a disk away.
        return {**stated(value), **({"NoDevice": value["NoDevice"]} if value.get("NoDevice") == "" else {})}
    return [_stated(each) for each in value] if isinstance(value, list) else value


def merged_devices(below: Sequence[Request], above: Sequence[Request]) -> list[dict[str, Any]]:
    """Mappings of block devices by device name; what is said of a disk above counts, the rest is as below."""
    found: dict[str, dict[str, Any]] = {}
    for mapping in (*below, *above):
        held = found.get(mapping["DeviceName"], {})
        ebs = {**held.get("Ebs", {}), **(mapping.get("Ebs") or {})}
        found[mapping["DeviceName"]] = {**held, **mapping, **({"Ebs": ebs} if ebs else {})}
    return [mapping for mapping in found.values() if mapping.get("NoDevice") is None]


def tags_of(launch: Request, kind: str) -> dict[str, str]:
    specifications = launch.get("TagSpecifications", ())
    tags = (tag for each in specifications if each.get("ResourceType") == kind for tag in each.get("Tags", ()))
    return {tag["Key"]: tag.get("Value", "") for tag in tags}


def is_spot(launch: Request) -> bool:
    return (launch.get("InstanceMarketOptions") or {}).get("MarketType") == "spot"


def user_data_of(launch: Request) -> str | None:
    """As base64."""
    given = launch.get("UserData")
    if not given:
        return None
    text = given.decode() if isinstance(given, bytes) else str(given)
    try:
        size = len(base64.b64decode(text, validate=True))
    except binascii.Error:
        refuse("InvalidParameterValue", "Invalid BASE64 encoding of user data.")
    if size > LARGEST_USER_DATA:
        refuse("InvalidParameterValue", f"User data is limited to {LARGEST_USER_DATA} bytes")
    return text


def check_combination(launch: Request) -> None:
    interfaces = [each for each in launch.get("NetworkInterfaces", ())]
    if interfaces and launch.get("SubnetId"):
        _not_both("subnet ID")
    if interfaces and (launch.get("SecurityGroupIds") or launch.get("SecurityGroups")):
        _not_both("security groups")
    if interfaces and launch.get("PrivateIpAddress"):
        _not_both("private address")
    if launch.get("InstanceRequirements"):
        refuse("UnsupportedOperation", "The rehearsal cloud does not emulate InstanceRequirements: name machine types.")
    if not launch.get("ImageId"):
        refuse("MissingParameter", "The request must contain the parameter ImageId")


def _not_both(what: str) -> None:
    message = f"Network interfaces and an instance-level {what} may not be specified on the same request"
    refuse("InvalidParameterCombination", message)


def placed(template: Request, request: Request, subnet_id: str) -> dict[str, Any]:
    """The request, into a subnet: where the template names interfaces, its primary one goes there."""
    interfaces = request.get("NetworkInterfaces") or template.get("NetworkInterfaces")
    if not interfaces:
        return {**request, "SubnetId": subnet_id}
    return {**request, "NetworkInterfaces": [{**interfaces[0], "SubnetId": subnet_id}, *interfaces[1:]]}


def tagged(template: Request, request: Request, tags: Mapping[str, str]) -> dict[str, Any]:
    """The request with further tags for its instances, beside those of the template."""
    others = [each for each in template.get("TagSpecifications", ()) if each.get("ResourceType") != "instance"]
    every = {**tags_of(template, "instance"), **tags_of(request, "instance"), **tags}
    listed = [{"Key": key, "Value": value} for key, value in every.items()]
    own = [{"ResourceType": "instance", "Tags": listed}] if listed else []
    specifications = [*own, *others]
    return {**request, "TagSpecifications": specifications} if specifications else dict(request)
