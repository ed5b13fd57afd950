"""Instances: `RunInstances` with everything that the template says."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.engine.walk import Step, pauses
from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.ec2_common import EC2, retag
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work

SAME = (
    "ImageId", "InstanceType", "SubnetId", "SecurityGroupIds", "SecurityGroups", "KeyName", "PrivateIpAddress",
    "EbsOptimized", "LaunchTemplate", "CpuOptions", "DisableApiTermination", "EnclaveOptions",
    "HibernationOptions", "InstanceInitiatedShutdownBehavior", "MetadataOptions", "PrivateDnsNameOptions",
    "LicenseSpecifications", "Ipv6AddressCount",
)  # fmt: skip
"""Properties that are parameters of the same name and form."""

PLACEMENT = {"AvailabilityZone": "AvailabilityZone", "Tenancy": "Tenancy", "Affinity": "Affinity", "HostId": "HostId",
             "PlacementGroupName": "GroupName"}  # fmt: skip

OTHER = (
    "UserData", "BlockDeviceMappings", "NetworkInterfaces", "Monitoring", "CreditSpecification",
    "IamInstanceProfile", "SourceDestCheck", "Volumes", "Tags", "PropagateTagsToVolumeOnCreation",
)  # fmt: skip

INTERFACE_RENAMED = {"GroupSet": "Groups"}
INTERFACE_NOT_TAKEN = {"AssociateCarrierIpAddress", "EnaSrdSpecification"}

WHILE_STOPPED = {"InstanceType", "UserData", "EbsOptimized"}
"""Their change interrupts an instance on EBS: it is stopped, changed and started."""


def request(work: Work) -> dict[str, Any]:
    """The parameters of RunInstances."""
    asked: dict[str, Any] = work.given(*SAME)
    placement = work.given(**PLACEMENT)
    if placement:
        asked["Placement"] = placement
    if "UserData" in work.properties:
        asked["UserData"] = decoded(work.get("UserData"))
    if "Monitoring" in work.properties:
        asked["Monitoring"] = {"Enabled": work.get("Monitoring")}
    if credit := work.get("CreditSpecification"):
        asked["CreditSpecification"] = {"CpuCredits": credit["CPUCredits"]}
    if "IamInstanceProfile" in work.properties:
        asked["IamInstanceProfile"] = {"Name": work.get("IamInstanceProfile")}
    if "BlockDeviceMappings" in work.properties:
        asked["BlockDeviceMappings"] = [_mapping(entry) for entry in work.get("BlockDeviceMappings")]
    if "NetworkInterfaces" in work.properties:
        asked["NetworkInterfaces"] = [_interface(entry) for entry in work.get("NetworkInterfaces")]
    kinds = ("instance", "volume") if work.get("PropagateTagsToVolumeOnCreation") else ("instance",)
    return asked | {"MinCount": 1, "MaxCount": 1, "TagSpecifications": work.specifications(*kinds)}


def decoded(user_data: str) -> bytes:
    """boto3 encodes what it is given: the template's text is decoded first."""
    try:
        return base64.b64decode(user_data, validate=True)
    except (binascii.Error, ValueError):
        raise ResourceFailed("Invalid BASE64 encoding of user data.") from None


def _mapping(entry: Mapping[str, Any]) -> dict[str, Any]:
    """`NoDevice` is an empty object in a template, an empty text in the API."""
    return {**entry, **({"NoDevice": ""} if "NoDevice" in entry else {})}


def _interface(entry: Mapping[str, Any]) -> dict[str, Any]:
    if foreign := INTERFACE_NOT_TAKEN & entry.keys():
        raise ResourceFailed(f"The rehearsal does not apply {', '.join(sorted(foreign))} of a network interface")
    return {
        INTERFACE_RENAMED.get(name, name): int(value) if name == "DeviceIndex" else value
        for name, value in entry.items()
    }


def _run(work: Work) -> str:
    made = work.client.run_instances(**request(work))["Instances"][0]
    work.made(made["InstanceId"])
    if work.get("SourceDestCheck") is False:
        work.client.modify_instance_attribute(InstanceId=work.physical_id, SourceDestCheck={"Value": False})
    return work.physical_id


def described(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_instances(InstanceIds=[work.physical_id])["Reservations"][0][
        "Instances"
    ][0]
    return found


def _settled(work: Work) -> bool:
    held = described(work)
    state = held["State"]["Name"]
    if state in ("shutting-down", "terminated", "stopping", "stopped"):
        why = held.get("StateReason", {}).get("Message", held.get("StateTransitionReason", ""))
        raise ResourceFailed(f"Instance {work.physical_id} failed to stabilize. Current state: {state}. Reason: {why}")
    if state != "running":
        return False
    if work.old is None and not work.notes.get("volumes"):
        work.notes["volumes"] = True
        for volume in work.get("Volumes", []):
            work.client.attach_volume(InstanceId=work.physical_id, VolumeId=volume["VolumeId"], Device=volume["Device"])
    return True


def _attributes(work: Work) -> Mapping[str, Any]:
    held = described(work)
    return {
        "InstanceId": work.physical_id,
        "PrivateIp": held.get("PrivateIpAddress", ""),
        "PublicIp": held.get("PublicIpAddress", ""),
        "PrivateDnsName": held.get("PrivateDnsName", ""),
        "PublicDnsName": held.get("PublicDnsName", ""),
        "VpcId": held.get("VpcId", ""),
        "SubnetId": held.get("SubnetId", ""),
        "AvailabilityZone": held["Placement"]["AvailabilityZone"],
        "State": {"Code": str(held["State"]["Code"]), "Name": held["State"]["Name"]},
    }


def _update(work: Work) -> Step:
    for change in _changes(work):
        work.client.modify_instance_attribute(InstanceId=work.physical_id, **change)
    if work.changed("MetadataOptions"):
        work.client.modify_instance_metadata_options(InstanceId=work.physical_id, **work.get("MetadataOptions", {}))
    if work.changed("IamInstanceProfile"):
        _change_profile(work)
    if work.changed("Monitoring"):
        verb = "monitor_instances" if work.get("Monitoring") else "unmonitor_instances"
        getattr(work.client, verb)(InstanceIds=[work.physical_id])
    retag(work)
    if work.changed(*WHILE_STOPPED):
        yield from _change_while_stopped(work)


def _changes(work: Work) -> Iterator[dict[str, Any]]:
    if work.changed("SecurityGroupIds"):
        yield {"Groups": work.get("SecurityGroupIds", [])}
    if work.changed("SourceDestCheck"):
        yield {"SourceDestCheck": {"Value": work.get("SourceDestCheck", True)}}
    if work.changed("DisableApiTermination"):
        yield {"DisableApiTermination": {"Value": work.get("DisableApiTermination", False)}}
    if work.changed("InstanceInitiatedShutdownBehavior"):
        yield {"InstanceInitiatedShutdownBehavior": {"Value": work.get("InstanceInitiatedShutdownBehavior", "stop")}}


def _change_profile(work: Work) -> None:
    held = work.client.describe_iam_instance_profile_associations(
        Filters=[{"Name": "instance-id", "Values": [work.physical_id]}]
    )["IamInstanceProfileAssociations"]
    named = work.get("IamInstanceProfile")
    if held and named:
        work.client.replace_iam_instance_profile_association(
            AssociationId=held[0]["AssociationId"], IamInstanceProfile={"Name": named}
        )
    elif named:
        work.client.associate_iam_instance_profile(InstanceId=work.physical_id, IamInstanceProfile={"Name": named})
    elif held:
        work.client.disassociate_iam_instance_profile(AssociationId=held[0]["AssociationId"])


def _change_while_stopped(work: Work) -> Step:
    work.client.stop_instances(InstanceIds=[work.physical_id])
    for pause in pauses():
        if described(work)["State"]["Name"] == "stopped":
            break
        yield pause
    if work.changed("InstanceType"):
        work.client.modify_instance_attribute(
            InstanceId=work.physical_id, InstanceType={"Value": work.get("InstanceType")}
        )
    if work.changed("UserData"):
        work.client.modify_instance_attribute(
            InstanceId=work.physical_id, UserData={"Value": decoded(work.get("UserData", ""))}
        )
    if work.changed("EbsOptimized"):
        work.client.modify_instance_attribute(
            InstanceId=work.physical_id, EbsOptimized={"Value": work.get("EbsOptimized", False)}
        )
    work.client.start_instances(InstanceIds=[work.physical_id])
    for pause in pauses():
        if described(work)["State"]["Name"] != "stopped":
            return
        yield pause


def _gone(work: Work) -> bool:
    return bool(described(work)["State"]["Name"] == "terminated")


KINDS = (
    kind(
        "AWS::EC2::Instance",
        EC2,
        (*SAME, *PLACEMENT, *OTHER),
        create=_run,
        delete=lambda w: w.client.terminate_instances(InstanceIds=[w.physical_id]),
        update=_update,
        mutable=(
            *WHILE_STOPPED,
            "Tags",
            "SecurityGroupIds",
            "SourceDestCheck",
            "DisableApiTermination",
            "Monitoring",
            "InstanceInitiatedShutdownBehavior",
            "IamInstanceProfile",
            "MetadataOptions",
            "PropagateTagsToVolumeOnCreation",
        ),
        attributes=_attributes,
        settled=_settled,
        gone=_gone,
        replaced="BlockDeviceMappings Tenancy",
    ),
)
