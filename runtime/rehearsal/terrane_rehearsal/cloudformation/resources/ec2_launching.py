"""Launch templates, placement groups, key pairs, fleets, network interfaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.ec2_common import EC2, retag
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_map


def _template(work: Work) -> str:
    own = [tag for spec in work.get("TagSpecifications", []) for tag in spec.get("Tags", [])]
    made = work.client.create_launch_template(
        LaunchTemplateName=work.name("LaunchTemplateName", limit=128),
        LaunchTemplateData=work.get("LaunchTemplateData"),
        **work.given("VersionDescription"),
        TagSpecifications=[{"ResourceType": "launch-template", "Tags": [*own, *work.system_tags]}],
    )
    return str(made["LaunchTemplate"]["LaunchTemplateId"])


def _template_version(work: Work) -> None:
    """The default version stays the first one, as on AWS."""
    if work.changed("LaunchTemplateData", "VersionDescription"):
        work.client.create_launch_template_version(
            LaunchTemplateId=work.physical_id,
            LaunchTemplateData=work.get("LaunchTemplateData"),
            **work.given("VersionDescription"),
        )
    if work.changed("TagSpecifications"):
        old, new = (
            tags_as_map([tag for spec in specs for tag in spec.get("Tags", [])])
            for specs in (work.before("TagSpecifications", []), work.get("TagSpecifications", []))
        )
        if lost := sorted(old.keys() - new.keys()):
            work.client.delete_tags(Resources=[work.physical_id], Tags=[{"Key": key} for key in lost])
        if new:
            tags = [{"Key": key, "Value": value} for key, value in new.items()]
            work.client.create_tags(Resources=[work.physical_id], Tags=tags)


def _template_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_launch_templates(LaunchTemplateIds=[work.physical_id])["LaunchTemplates"][0]
    return {
        "LaunchTemplateId": work.physical_id,
        "LatestVersionNumber": str(held["LatestVersionNumber"]),
        "DefaultVersionNumber": str(held["DefaultVersionNumber"]),
    }


def _placement_group(work: Work) -> str:
    name = work.name(limit=255)
    work.client.create_placement_group(
        GroupName=name,
        **{"Strategy": "cluster", **work.given("Strategy", "PartitionCount", "SpreadLevel")},
        TagSpecifications=work.specifications("placement-group"),
    )
    return name


def _placement_group_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_placement_groups(GroupNames=[work.physical_id])["PlacementGroups"][0]
    return {"GroupName": work.physical_id, "GroupId": held.get("GroupId", "")}


def _key_pair(work: Work) -> str:
    """A key that EC2 makes is kept in the parameter store, where CloudFormation keeps it."""
    tags = work.specifications("key-pair")
    name = work.get("KeyName")
    if "PublicKeyMaterial" in work.properties:
        material = work.get("PublicKeyMaterial").encode()
        made = work.client.import_key_pair(KeyName=name, PublicKeyMaterial=material, TagSpecifications=tags)
    else:
        made = work.client.create_key_pair(KeyName=name, **work.given("KeyType", "KeyFormat"), TagSpecifications=tags)
    work.made(name)
    work.notes |= {"id": made["KeyPairId"], "fingerprint": made["KeyFingerprint"]}
    if "KeyMaterial" in made:
        stored = _key_parameter(made["KeyPairId"])
        work.clients("ssm").put_parameter(Name=stored, Value=made["KeyMaterial"], Type="SecureString")
    return work.physical_id


def _key_parameter(key_pair_id: str) -> str:
    return f"/ec2/keypair/{key_pair_id}"


def _delete_key_pair(work: Work) -> None:
    work.client.delete_key_pair(KeyName=work.physical_id)
    if "PublicKeyMaterial" not in work.properties:
        work.clients("ssm").delete_parameter(Name=_key_parameter(work.notes["id"]))


FLEET = (
    "ExcessCapacityTerminationPolicy", "LaunchTemplateConfigs", "OnDemandOptions", "ReplaceUnhealthyInstances",
    "SpotOptions", "TargetCapacitySpecification", "TerminateInstancesWithExpiration", "Type", "ValidFrom",
    "ValidUntil", "Context",
)  # fmt: skip


def _fleet(work: Work) -> str:
    own = list(work.get("TagSpecifications", []))
    made = work.client.create_fleet(**work.given(*FLEET), **({"TagSpecifications": own} if own else {}))
    for refused in made.get("Errors", []):
        raise ResourceFailed(f"{refused.get('ErrorMessage', '')} ({refused.get('ErrorCode', '')})")
    return str(made["FleetId"])


def _interface(work: Work) -> str:
    given = work.given(
        "SubnetId", "Description", "PrivateIpAddress", "PrivateIpAddresses", "SecondaryPrivateIpAddressCount",
        "InterfaceType", GroupSet="Groups",
    )  # fmt: skip
    made = work.client.create_network_interface(**given, TagSpecifications=work.specifications("network-interface"))
    work.made(made["NetworkInterface"]["NetworkInterfaceId"])
    if work.get("SourceDestCheck") is False:
        work.client.modify_network_interface_attribute(
            NetworkInterfaceId=work.physical_id, SourceDestCheck={"Value": False}
        )
    return work.physical_id


def _change_interface(work: Work) -> None:
    changes: list[dict[str, Any]] = []
    changes += [{"Groups": work.get("GroupSet", [])}] if work.changed("GroupSet") else []
    changes += [{"Description": {"Value": work.get("Description", "")}}] if work.changed("Description") else []
    changes += (
        [{"SourceDestCheck": {"Value": work.get("SourceDestCheck", True)}}] if work.changed("SourceDestCheck") else []
    )
    for change in changes:
        work.client.modify_network_interface_attribute(NetworkInterfaceId=work.physical_id, **change)
    retag(work)


def _interface_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_network_interfaces(NetworkInterfaceIds=[work.physical_id])["NetworkInterfaces"][0]
    addresses = held.get("PrivateIpAddresses", [])
    return {
        "Id": work.physical_id,
        "VpcId": held.get("VpcId", ""),
        "PrimaryPrivateIpAddress": held["PrivateIpAddress"],
        "SecondaryPrivateIpAddresses": [entry["PrivateIpAddress"] for entry in addresses if not entry.get("Primary")],
    }


def _attach_interface(work: Work) -> str:
    made = work.client.attach_network_interface(
        DeviceIndex=int(work.get("DeviceIndex")), **work.given("InstanceId", "NetworkInterfaceId")
    )
    return str(made["AttachmentId"])


KINDS = (
    kind(
        "AWS::EC2::LaunchTemplate",
        EC2,
        "LaunchTemplateData LaunchTemplateName VersionDescription TagSpecifications",
        create=_template,
        delete=lambda w: w.client.delete_launch_template(LaunchTemplateId=w.physical_id),
        update=_template_version,
        mutable="LaunchTemplateData VersionDescription TagSpecifications",
        attributes=_template_attributes,
    ),
    kind(
        "AWS::EC2::PlacementGroup",
        EC2,
        "Strategy PartitionCount SpreadLevel Tags",
        create=_placement_group,
        delete=lambda w: w.client.delete_placement_group(GroupName=w.physical_id),
        attributes=_placement_group_attributes,
    ),
    kind(
        "AWS::EC2::KeyPair",
        EC2,
        "KeyName KeyType KeyFormat PublicKeyMaterial Tags",
        create=_key_pair,
        delete=_delete_key_pair,
        attributes=lambda w: {"KeyPairId": w.notes["id"], "KeyFingerprint": w.notes["fingerprint"]},
    ),
    kind(
        "AWS::EC2::EC2Fleet",
        EC2,
        (*FLEET, "TagSpecifications"),
        create=_fleet,
        delete=lambda w: w.client.delete_fleets(FleetIds=[w.physical_id], TerminateInstances=True),
        update=lambda w: w.client.modify_fleet(FleetId=w.physical_id, **w.given("TargetCapacitySpecification")),
        mutable="TargetCapacitySpecification",
        attributes=lambda w: {"FleetId": w.physical_id},
    ),
    kind(
        "AWS::EC2::NetworkInterface",
        EC2,
        "SubnetId Description GroupSet PrivateIpAddress PrivateIpAddresses "
        "SecondaryPrivateIpAddressCount InterfaceType SourceDestCheck Tags",
        create=_interface,
        delete=lambda w: w.client.delete_network_interface(NetworkInterfaceId=w.physical_id),
        update=_change_interface,
        mutable="Description GroupSet SourceDestCheck Tags",
        attributes=_interface_attributes,
    ),
    kind(
        "AWS::EC2::NetworkInterfaceAttachment",
        EC2,
        "DeviceIndex InstanceId NetworkInterfaceId",
        create=_attach_interface,
        delete=lambda w: w.client.detach_network_interface(AttachmentId=w.physical_id, Force=True),
        attributes=lambda w: {"AttachmentId": w.physical_id},
    ),
)
