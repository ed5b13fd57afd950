"""FSx: file systems get addresses in their subnet and a life, which moto leaves out."""

from __future__ import annotations

import json
import time
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.fsx.models import FileSystem, FSxBackend
from moto.fsx.responses import FSxResponse
from moto.moto_api._internal import mock_random

from ..patching import around, operation

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
CONFIGURATIONS = {"LustreConfiguration": "lustre_configuration", "OpenZFSConfiguration": "open_zfs_configuration"}


def install() -> None:
    around(FSxBackend, "create_file_system")(_create)
    around(FSxBackend, "delete_file_system")(_delete)
    around(FSxBackend, "describe_file_systems")(_describe)
    around(FileSystem, "to_dict")(_shown)
    operation(FSxResponse)(update_file_system)


def _create(original: Any, fsx: Any, *arguments: Any, **named: Any) -> Any:
    ec2 = ec2_backends[fsx.account_id][fsx.region_name]
    groups = named.get("security_group_ids") or []
    subnets = [_subnet(ec2, each) for each in named["subnet_ids"]]
    _check_groups(ec2, groups, subnets[0])
    system = original(fsx, *arguments, **named)
    system.created = time.time()
    system.vpc_id = subnets[0].vpc_id
    system.version = named.get("file_system_type_version") or ("2.10" if system.lustre_configuration else None)
    system.interfaces = [_interface(ec2, each, groups, system) for each in subnets]
    if system.file_system_type == "LUSTRE":
        given = {"DeploymentType": "SCRATCH_1", **(system.lustre_configuration or {})}
        system.lustre_configuration = {**given, "MountName": _mount_name(given["DeploymentType"])}
    return system


def _subnet(ec2: Any, subnet_id: str) -> Any:
    try:
        return ec2.get_subnet(subnet_id)
    except EC2ClientError:
        raise JsonRESTError("InvalidNetworkSettings", f"The subnet ID '{subnet_id}' does not exist") from None


def _check_groups(ec2: Any, groups: list[str], subnet: Any) -> None:
    for group_id in groups:
        group = ec2.get_security_group_from_id(group_id)
        if group is None or group.vpc_id != subnet.vpc_id:
            said = f"The security group '{group_id}' does not exist in VPC '{subnet.vpc_id}'"
            raise JsonRESTError("InvalidNetworkSettings", said)


def _interface(ec2: Any, subnet: Any, groups: list[str], system: Any) -> Any:
    interface = ec2.create_network_interface(
        subnet, None, group_ids=groups, description=f"Created by Amazon FSx for file system {system.file_system_id}"
    )
    interface.requester_managed = True
    interface.status = "in-use"
    return interface


def _mount_name(deployment: str) -> str:
    """https://docs.aws.amazon.com/fsx/latest/LustreGuide/mounting-ec2-instance.html"""
    return "fsx" if deployment == "SCRATCH_1" else "".join(mock_random.choice(LETTERS) for _ in range(8))


def _known(fsx: Any, file_system_id: str) -> Any:
    system = fsx.file_systems.get(file_system_id)
    if system is None:
        raise JsonRESTError("FileSystemNotFound", f"File system '{file_system_id}' does not exist.")
    return system


def _delete(original: Any, fsx: Any, file_system_id: str, *arguments: Any, **named: Any) -> Any:
    system = _known(fsx, file_system_id)
    ec2 = ec2_backends[fsx.account_id][fsx.region_name]
    for interface in system.interfaces:
        if interface.id in ec2.enis:
            ec2.delete_network_interface(interface.id)
    return original(fsx, file_system_id, *arguments, **named)


def _describe(original: Any, fsx: Any, *arguments: Any, **named: Any) -> Any:
    for file_system_id in named.get("file_system_ids") or []:
        _known(fsx, file_system_id)
    return original(fsx, *arguments, **named)


def _shown(original: Any, system: Any) -> dict[str, Any]:
    shown: dict[str, Any] = original(system)
    own = {
        "OwnerId": system.backend.account_id,
        "CreationTime": system.created,
        "Lifecycle": "AVAILABLE",
        "VpcId": system.vpc_id,
        "NetworkInterfaceIds": [each.id for each in system.interfaces],
        "FileSystemTypeVersion": system.version,
    }
    # The groups belong to the interfaces: FSx does not give them back.
    shown.pop("SecurityGroupIds", None)
    return {**shown, **{name: value for name, value in own.items() if value is not None}}


def update_file_system(response: Any) -> str:
    asked = json.loads(response.body)
    system = _known(response.fsx_backend, asked["FileSystemId"])
    system.storage_capacity = asked.get("StorageCapacity") or system.storage_capacity
    for parameter, attribute in CONFIGURATIONS.items():
        if asked.get(parameter):
            setattr(system, attribute, {**(getattr(system, attribute) or {}), **asked[parameter]})
    return json.dumps({"FileSystem": system.to_dict()})
