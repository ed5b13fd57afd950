"""Elastic addresses, DHCP options, network ACLs, prefix lists, flow logs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.ec2_common import EC2, own_id, retag
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work


def _address(work: Work) -> str:
    given = work.given("NetworkBorderGroup", "PublicIpv4Pool", "Address")
    made = work.client.allocate_address(Domain="vpc", **given, TagSpecifications=work.specifications("elastic-ip"))
    work.notes["allocation"] = made["AllocationId"]
    work.made(made["PublicIp"])
    if "InstanceId" in work.properties:
        work.client.associate_address(AllocationId=made["AllocationId"], InstanceId=work.get("InstanceId"))
    return work.physical_id


def _change_address(work: Work) -> None:
    allocation = work.notes["allocation"]
    if work.changed("InstanceId"):
        held = work.client.describe_addresses(AllocationIds=[allocation])["Addresses"][0]
        if "AssociationId" in held:
            work.client.disassociate_address(AssociationId=held["AssociationId"])
        if work.get("InstanceId"):
            work.client.associate_address(AllocationId=allocation, InstanceId=work.get("InstanceId"))
    retag(work, allocation)


def _release(work: Work) -> None:
    held = work.client.describe_addresses(AllocationIds=[work.notes["allocation"]])["Addresses"][0]
    if "InstanceId" in work.properties and "AssociationId" in held:
        work.client.disassociate_address(AssociationId=held["AssociationId"])
    work.client.release_address(AllocationId=work.notes["allocation"])


def _associate(work: Work) -> str:
    given = work.given("AllocationId", "InstanceId", "NetworkInterfaceId", "PrivateIpAddress", EIP="PublicIp")
    return str(work.client.associate_address(**given)["AssociationId"])


DHCP = {"DomainName": "domain-name", "DomainNameServers": "domain-name-servers", "NtpServers": "ntp-servers",
        "NetbiosNameServers": "netbios-name-servers", "NetbiosNodeType": "netbios-node-type"}  # fmt: skip


def _dhcp(work: Work) -> str:
    values = {
        key: value if isinstance(value := work.get(name), list) else [str(value)]
        for name, key in DHCP.items()
        if name in work.properties
    }
    made = work.client.create_dhcp_options(
        DhcpConfigurations=[{"Key": key, "Values": value} for key, value in values.items()],
        TagSpecifications=work.specifications("dhcp-options"),
    )
    return str(made["DhcpOptions"]["DhcpOptionsId"])


def _use_dhcp(work: Work) -> str:
    work.client.associate_dhcp_options(**work.given("DhcpOptionsId", "VpcId"))
    return f"{work.get('DhcpOptionsId')}|{work.get('VpcId')}"


def _acl(work: Work) -> str:
    made = work.client.create_network_acl(VpcId=work.get("VpcId"), TagSpecifications=work.specifications("network-acl"))
    return str(made["NetworkAcl"]["NetworkAclId"])


def _entry(work: Work) -> dict[str, Any]:
    given = work.given(
        "NetworkAclId", "RuleNumber", "RuleAction", "CidrBlock", "Ipv6CidrBlock", "PortRange", Icmp="IcmpTypeCode"
    )
    return {**given, "Egress": work.get("Egress", False), "Protocol": str(work.get("Protocol"))}


def _add_entry(work: Work) -> str:
    work.client.create_network_acl_entry(**_entry(work))
    way = "egress" if work.get("Egress", False) else "ingress"
    return f"{work.get('NetworkAclId')}|{work.get('RuleNumber')}|{way}"


def _remove_entry(work: Work) -> None:
    given = work.given("NetworkAclId", "RuleNumber")
    work.client.delete_network_acl_entry(**given, Egress=work.get("Egress", False))


def _use_acl(work: Work) -> str:
    subnet = work.get("SubnetId")
    held = work.client.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])[
        "NetworkAcls"
    ][0]
    link = next(link for link in held["Associations"] if link["SubnetId"] == subnet)
    work.notes["before"] = held["NetworkAclId"]
    return _replace_acl(work, link["NetworkAclAssociationId"], work.get("NetworkAclId"))


def _replace_acl(work: Work, link: str, acl: str) -> str:
    return str(work.client.replace_network_acl_association(AssociationId=link, NetworkAclId=acl)["NewAssociationId"])


def _prefix_list(work: Work) -> str:
    given = work.given("PrefixListName", "AddressFamily", "MaxEntries", "Entries")
    usual = {"MaxEntries": max(1, len(work.get("Entries", [])))}
    made = work.client.create_managed_prefix_list(
        **{**usual, **given}, TagSpecifications=work.specifications("prefix-list")
    )
    return str(made["PrefixList"]["PrefixListId"])


def _change_prefix_list(work: Work) -> None:
    if work.changed("Entries", "PrefixListName"):
        old = {entry["Cidr"] for entry in work.before("Entries", [])}
        new = {entry["Cidr"]: entry for entry in work.get("Entries", [])}
        work.client.modify_managed_prefix_list(
            PrefixListId=work.physical_id,
            CurrentVersion=_described_list(work)["Version"],
            PrefixListName=work.get("PrefixListName"),
            AddEntries=[entry for cidr, entry in new.items() if cidr not in old],
            RemoveEntries=[{"Cidr": cidr} for cidr in sorted(old - new.keys())],
        )
    retag(work)


def _described_list(work: Work) -> dict[str, Any]:
    found: list[dict[str, Any]] = work.client.describe_managed_prefix_lists(PrefixListIds=[work.physical_id])[
        "PrefixLists"
    ]
    return found[0]


def _prefix_list_attributes(work: Work) -> Mapping[str, Any]:
    held = _described_list(work)
    return {
        "PrefixListId": work.physical_id,
        "OwnerId": held["OwnerId"],
        "Version": held["Version"],
        "Arn": held["PrefixListArn"],
    }


FLOW_LOG = (
    "DeliverLogsPermissionArn", "LogGroupName", "TrafficType", "LogDestinationType", "LogDestination",
    "LogFormat", "MaxAggregationInterval",
)  # fmt: skip


def _flow_log(work: Work) -> str:
    made = work.client.create_flow_logs(
        ResourceIds=[work.get("ResourceId")],
        ResourceType=work.get("ResourceType"),
        **work.given(*FLOW_LOG),
        TagSpecifications=work.specifications("vpc-flow-log"),
    )
    for refused in made.get("Unsuccessful", []):
        raise RuntimeError(refused["Error"]["Message"])
    return str(made["FlowLogIds"][0])


KINDS = (
    kind(
        "AWS::EC2::EIP",
        EC2,
        "Domain InstanceId NetworkBorderGroup PublicIpv4Pool Address Tags",
        create=_address,
        delete=_release,
        update=_change_address,
        mutable="InstanceId Domain Tags",
        attributes=lambda w: {"AllocationId": w.notes["allocation"], "PublicIp": w.physical_id},
    ),
    kind(
        "AWS::EC2::EIPAssociation",
        EC2,
        "AllocationId EIP InstanceId NetworkInterfaceId PrivateIpAddress",
        create=_associate,
        delete=lambda w: w.client.disassociate_address(AssociationId=w.physical_id),
        attributes=own_id,
    ),
    kind(
        "AWS::EC2::DHCPOptions",
        EC2,
        (*DHCP, "Tags"),
        create=_dhcp,
        delete=lambda w: w.client.delete_dhcp_options(DhcpOptionsId=w.physical_id),
        update=retag,
        mutable="Tags",
        attributes=lambda w: {"DhcpOptionsId": w.physical_id},
    ),
    kind(
        "AWS::EC2::VPCDHCPOptionsAssociation",
        EC2,
        "DhcpOptionsId VpcId",
        create=_use_dhcp,
        delete=lambda w: w.client.associate_dhcp_options(DhcpOptionsId="default", VpcId=w.get("VpcId")),
    ),
    kind(
        "AWS::EC2::NetworkAcl",
        EC2,
        "VpcId Tags",
        create=_acl,
        delete=lambda w: w.client.delete_network_acl(NetworkAclId=w.physical_id),
        update=retag,
        mutable="Tags",
        attributes=own_id,
    ),
    kind(
        "AWS::EC2::NetworkAclEntry",
        EC2,
        "NetworkAclId RuleNumber RuleAction CidrBlock Ipv6CidrBlock PortRange Icmp Egress Protocol",
        create=_add_entry,
        delete=_remove_entry,
        update=lambda w: w.client.replace_network_acl_entry(**_entry(w)),
        mutable="RuleAction CidrBlock Ipv6CidrBlock PortRange Icmp Protocol",
        attributes=own_id,
    ),
    kind(
        "AWS::EC2::SubnetNetworkAclAssociation",
        EC2,
        "NetworkAclId SubnetId",
        create=_use_acl,
        delete=lambda w: _replace_acl(w, w.physical_id, w.notes["before"]),
        attributes=lambda w: {"AssociationId": w.physical_id},
    ),
    kind(
        "AWS::EC2::PrefixList",
        EC2,
        "PrefixListName AddressFamily MaxEntries Entries Tags",
        create=_prefix_list,
        delete=lambda w: w.client.delete_managed_prefix_list(PrefixListId=w.physical_id),
        update=_change_prefix_list,
        mutable="Entries PrefixListName Tags",
        attributes=_prefix_list_attributes,
    ),
    kind(
        "AWS::EC2::FlowLog",
        EC2,
        ("ResourceId", "ResourceType", "Tags", *FLOW_LOG),
        create=_flow_log,
        delete=lambda w: w.client.delete_flow_logs(FlowLogIds=[w.physical_id]),
        update=retag,
        mutable="Tags",
        attributes=own_id,
    ),
)
