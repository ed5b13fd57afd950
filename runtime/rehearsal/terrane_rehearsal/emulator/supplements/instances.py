"""RunInstances, states and attributes of instances."""

from __future__ import annotations

import base64
from typing import Any

from moto.core.responses import ActionResult
from moto.core.types import Base64EncodedString
from moto.ec2.models.elastic_network_interfaces import NetworkInterface, NetworkInterfaceBackend
from moto.ec2.models.instances import Instance, InstanceBackend
from moto.ec2.responses import EC2Response

from ..context import current
from ..errors import refuse
from ..launch import machine
from ..launch.launch import run
from ..life import ended, explain, put
from ..patching import around

IMPAIRED = {"Details": [{"Name": "reachability", "Status": "failed"}], "Status": "impaired"}


def install() -> None:
    around(EC2Response, "run_instances")(lambda _, response: ActionResult(run(response.ec2_backend, response.params)))
    # What moto does to end an instance is done when the launcher reports its end.
    Instance.finish = Instance.terminate  # type: ignore[attr-defined]
    around(Instance, "terminate")(_terminate)
    around(Instance, "stop")(_stop)
    around(Instance, "start")(_start)
    around(Instance, "reboot")(_reboot)
    around(InstanceBackend, "terminate_instances")(_terminate_instances)
    around(EC2Response, "modify_instance_attribute")(_modify)
    around(InstanceBackend, "modify_instance_security_groups")(_modify_groups)
    around(NetworkInterfaceBackend, "modify_network_interface_attribute")(_modify_interface)
    for checks in ("instance_status", "system_status"):
        setattr(Instance, checks, _impaired_if_lost(getattr(Instance, checks)))
    NetworkInterface.group_set = property(lambda interface: list(interface._group_set))  # type: ignore[assignment]
    Instance.security_groups = property(_groups, _set_groups)  # type: ignore[assignment]
    association: Any = NetworkInterface.association
    # An interface without a public address has no association; moto gives an empty one.
    NetworkInterface.association = property(lambda each: association.fget(each) or None)  # type: ignore[assignment]


def _groups(instance: Any) -> list[Any]:
    """Of the primary interface."""
    interfaces = vars(instance).get("nics")
    return list(interfaces[0]._group_set) if interfaces else vars(instance)["given_groups"]


def _set_groups(instance: Any, groups: list[Any]) -> None:
    instance.given_groups = groups
    if vars(instance).get("nics"):
        instance.nics[0]._group_set = list(groups)


def _impaired_if_lost(checks: Any) -> property:
    def status(instance: Any) -> Any:
        lost = instance.state == "running" and instance.id in current().lost
        return IMPAIRED if lost else checks.fget(instance)

    return property(status)


def _terminate_instances(original: Any, ec2: Any, instance_ids: list[str]) -> Any:
    """None ends if one of them is protected."""
    for instance in ec2.get_multi_instances_by_id(instance_ids or []):
        if instance.disable_api_termination is True:
            refuse(
                "OperationNotPermitted",
                f"The instance '{instance.id}' may not be terminated. Modify its 'disableApiTermination' instance "
                "attribute and try again.",
            )
    return original(ec2, instance_ids)


def _terminate(original: Any, instance: Any) -> Any:
    before = instance._state
    if instance.state in ("shutting-down", "terminated"):
        return before
    explain(instance, "Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown")
    if current().boots and instance.state != "stopped":
        put(instance, "shutting-down")
    else:
        ended(instance)
    return before


def _stop(original: Any, instance: Any) -> Any:
    before = instance._state
    if instance.state in ("stopping", "stopped"):
        return before
    if instance.state != "running":
        refuse(
            "IncorrectInstanceState",
            f"The instance '{instance.id}' is not in a state from which it can be stopped.",
        )
    if instance.lifecycle == "spot":
        refuse(
            "UnsupportedOperation",
            f"You can't stop the Spot Instance '{instance.id}' because it is associated with a one-time Spot Instance "
            "request. You can only stop Spot Instances associated with persistent Spot Instance requests.",
        )
    original(instance)
    if current().boots:
        put(instance, "stopping")
    return before


def _start(original: Any, instance: Any) -> Any:
    before = instance._state
    if instance.state in ("pending", "running"):
        return before
    if instance.state != "stopped":
        refuse(
            "IncorrectInstanceState",
            f"The instance '{instance.id}' is not in a state from which it can be started.",
        )
    zone = instance.availability_zone
    if current().faults.lacks_capacity(instance.instance_type, zone):
        raise machine.no_capacity(instance.region_name, instance.instance_type, zone)
    original(instance)
    current().lost.discard(instance.id)
    if current().boots:
        put(instance, "pending")
    return before


def _reboot(original: Any, instance: Any) -> None:
    if instance.state != "running":
        refuse("IncorrectState", f"The instance '{instance.id}' is not in a state from which it can be rebooted.")
    current().reboots(instance.id)


STOPPED_ONLY = ("InstanceType", "Kernel", "Ramdisk", "UserData", "EbsOptimized")


def _modify(original: Any, response: Any) -> Any:
    instance = response.ec2_backend.get_instance(response._get_param("InstanceId"))
    for attribute in STOPPED_ONLY:
        value = response._get_param(f"{attribute}.Value")
        if value is not None and instance.state != "stopped":
            named = attribute[0].lower() + attribute[1:]
            refuse(
                "IncorrectInstanceState",
                f"The instance '{instance.id}' is not in the 'stopped' state. (attribute {named})",
            )
    machine_type = response._get_param("InstanceType.Value")
    if machine_type is not None:
        machine.check_type(response.region, machine_type, machine.image_of(response.ec2_backend, instance.image_id))
    data = response._get_param("UserData.Value")
    if data is not None:
        # The emulator reads what the request's own encoding was as base64 once more.
        raw = data if isinstance(data, bytes) else base64.b64decode(data)
        instance.user_data = Base64EncodedString(base64.b64encode(raw).decode("ascii"))
        return ActionResult({})
    behaviour = response._get_param("InstanceInitiatedShutdownBehavior.Value")
    if behaviour is not None:
        instance.instance_initiated_shutdown_behavior = behaviour
        return ActionResult({})
    return original(response)


def _modify_groups(_: Any, ec2: Any, instance_id: str, group_ids: list[str]) -> Any:
    instance = ec2.get_instance(instance_id)
    instance.nics[0]._group_set = [_group(ec2, each, instance.vpc_id) for each in group_ids]
    return instance


def _modify_interface(original: Any, ec2: Any, eni_id: str, group_ids: list[str], *rest: Any, **named: Any) -> None:
    vpc = ec2.get_network_interface(eni_id).subnet.vpc_id
    for each in group_ids:
        _group(ec2, each, vpc)
    original(ec2, eni_id, group_ids, *rest, **named)


def _group(ec2: Any, group_id: str, vpc_id: str) -> Any:
    group = ec2.get_security_group_from_id(group_id)
    if group is None or group.vpc_id != vpc_id:
        refuse("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist")
    return group
