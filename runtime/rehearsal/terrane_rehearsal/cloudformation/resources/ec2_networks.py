"""VPCs, subnets, and what leads out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.ec2_common import EC2, document, made_by_one_call, own_id, retag
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work

TARGETS = (
    "GatewayId", "NatGatewayId", "InstanceId", "NetworkInterfaceId", "TransitGatewayId", "VpcEndpointId",
    "VpcPeeringConnectionId", "EgressOnlyInternetGatewayId", "CarrierGatewayId", "LocalGatewayId",
)  # fmt: skip
DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


def _of_vpc(work: Work, call: str, listed: str, member: str, **filters: str) -> str:
    wanted = [{"Name": "vpc-id", "Values": [work.physical_id]}]
    wanted += [{"Name": name.replace("_", "-"), "Values": [value]} for name, value in filters.items()]
    found = getattr(work.client, call)(Filters=wanted)[listed]
    return str(found[0][member]) if found else ""


def _vpc(work: Work) -> str:
    made = work.client.create_vpc(
        **work.given("CidrBlock", "InstanceTenancy"), TagSpecifications=work.specifications("vpc")
    )
    work.made(made["Vpc"]["VpcId"])
    _vpc_settings(work)
    return work.physical_id


def _vpc_settings(work: Work) -> None:
    for name in ("EnableDnsSupport", "EnableDnsHostnames"):
        if work.changed(name):
            usual = name == "EnableDnsSupport"
            work.client.modify_vpc_attribute(VpcId=work.physical_id, **{name: {"Value": work.get(name, usual)}})
    if work.old is not None:
        retag(work)


def _vpc_attributes(work: Work) -> Mapping[str, Any]:
    vpc = work.client.describe_vpcs(VpcIds=[work.physical_id])["Vpcs"][0]
    blocks = vpc.get("CidrBlockAssociationSet", [])
    return {
        "VpcId": work.physical_id,
        "CidrBlock": vpc["CidrBlock"],
        "CidrBlockAssociations": [block["AssociationId"] for block in blocks],
        "Ipv6CidrBlocks": [block["Ipv6CidrBlock"] for block in vpc.get("Ipv6CidrBlockAssociationSet", [])],
        "DefaultSecurityGroup": _of_vpc(
            work, "describe_security_groups", "SecurityGroups", "GroupId", group_name="default"
        ),
        "DefaultNetworkAcl": _of_vpc(work, "describe_network_acls", "NetworkAcls", "NetworkAclId", default="true"),
    }


SUBNET_SETTINGS = ("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation")


def _subnet(work: Work) -> str:
    given = work.given("VpcId", "CidrBlock", "AvailabilityZone", "AvailabilityZoneId", "Ipv6CidrBlock")
    made = work.client.create_subnet(**given, TagSpecifications=work.specifications("subnet"))
    work.made(made["Subnet"]["SubnetId"])
    _subnet_settings(work)
    return work.physical_id


def _subnet_settings(work: Work) -> None:
    for name in SUBNET_SETTINGS:
        if work.changed(name):
            work.client.modify_subnet_attribute(SubnetId=work.physical_id, **{name: {"Value": work.get(name, False)}})
    if work.old is not None:
        retag(work)


def _subnet_attributes(work: Work) -> Mapping[str, Any]:
    subnet = work.client.describe_subnets(SubnetIds=[work.physical_id])["Subnets"][0]
    acls = work.client.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [work.physical_id]}])[
        "NetworkAcls"
    ]
    links = [link for acl in acls for link in acl["Associations"] if link["SubnetId"] == work.physical_id]
    return {
        "SubnetId": work.physical_id,
        **{name: subnet[name] for name in ("AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "VpcId")},
        "Ipv6CidrBlocks": [block["Ipv6CidrBlock"] for block in subnet.get("Ipv6CidrBlockAssociationSet", [])],
        "NetworkAclAssociationId": links[0]["NetworkAclAssociationId"] if links else "",
    }


def _attach_gateway(work: Work) -> str:
    work.client.attach_internet_gateway(**work.given("VpcId", "InternetGatewayId"))
    return f"IGW|{work.get('VpcId')}"


def _swap_gateway(work: Work) -> None:
    work.client.detach_internet_gateway(VpcId=work.get("VpcId"), InternetGatewayId=work.before("InternetGatewayId"))
    work.client.attach_internet_gateway(**work.given("VpcId", "InternetGatewayId"))


def _route(work: Work) -> str:
    work.client.create_route(**work.given("RouteTableId", *DESTINATIONS, *TARGETS))
    return f"{work.get('RouteTableId')}|{_destination(work)}"


def _destination(work: Work) -> str:
    return next((str(work.get(name)) for name in DESTINATIONS if name in work.properties), "")


def _associate(work: Work) -> str:
    return str(work.client.associate_route_table(**work.given("RouteTableId", "SubnetId"))["AssociationId"])


def _nat_state(work: Work) -> str:
    found = work.client.describe_nat_gateways(NatGatewayIds=[work.physical_id])["NatGateways"]
    return str(found[0]["State"]) if found else "deleted"


def _nat_settled(work: Work) -> bool:
    if (state := _nat_state(work)) in ("failed", "deleted"):
        raise ResourceFailed(f"NatGateway {work.physical_id} is in state {state} and hence failed to stabilize.")
    return state == "available"


ENDPOINT_LISTS = {"RouteTableIds": "RouteTableIds", "SubnetIds": "SubnetIds", "SecurityGroupIds": "SecurityGroupIds"}


def _endpoint(work: Work) -> str:
    given = work.given("VpcId", "ServiceName", "VpcEndpointType", *ENDPOINT_LISTS, "PrivateDnsEnabled")
    if "PolicyDocument" in work.properties:
        given["PolicyDocument"] = document(work.get("PolicyDocument"))
    made = work.client.create_vpc_endpoint(**given, TagSpecifications=work.specifications("vpc-endpoint"))
    return str(made["VpcEndpoint"]["VpcEndpointId"])


def _change_endpoint(work: Work) -> None:
    change: dict[str, Any] = work.given("PrivateDnsEnabled") if work.changed("PrivateDnsEnabled") else {}
    for name in ENDPOINT_LISTS:
        old, new = set(work.before(name, [])), set(work.get(name, []))
        change |= {f"Add{name}": sorted(new - old)} if new - old else {}
        change |= {f"Remove{name}": sorted(old - new)} if old - new else {}
    if work.changed("PolicyDocument"):
        policy: dict[str, Any] = {"ResetPolicy": True}
        if work.get("PolicyDocument"):
            policy = {"PolicyDocument": document(work.get("PolicyDocument"))}
        change |= policy
    if change:
        work.client.modify_vpc_endpoint(VpcEndpointId=work.physical_id, **change)
    retag(work)


def _endpoint_attributes(work: Work) -> Mapping[str, Any]:
    found = work.client.describe_vpc_endpoints(VpcEndpointIds=[work.physical_id])["VpcEndpoints"][0]
    entries = [f"{entry.get('HostedZoneId', '')}:{entry['DnsName']}" for entry in found.get("DnsEntries", [])]
    created = found.get("CreationTimestamp")
    return {
        "Id": work.physical_id,
        "NetworkInterfaceIds": found.get("NetworkInterfaceIds", []),
        "DnsEntries": entries,
        "CreationTimestamp": created.isoformat() if created else "",
    }


KINDS = (
    kind(
        "AWS::EC2::VPC",
        EC2,
        "CidrBlock InstanceTenancy EnableDnsSupport EnableDnsHostnames Tags",
        create=_vpc,
        delete=lambda w: w.client.delete_vpc(VpcId=w.physical_id),
        update=_vpc_settings,
        mutable="EnableDnsSupport EnableDnsHostnames Tags",
        attributes=_vpc_attributes,
    ),
    kind(
        "AWS::EC2::Subnet",
        EC2,
        "VpcId CidrBlock AvailabilityZone AvailabilityZoneId Ipv6CidrBlock MapPublicIpOnLaunch "
        "AssignIpv6AddressOnCreation Tags",
        create=_subnet,
        delete=lambda w: w.client.delete_subnet(SubnetId=w.physical_id),
        update=_subnet_settings,
        mutable=(*SUBNET_SETTINGS, "Tags"),
        attributes=_subnet_attributes,
    ),
    made_by_one_call(
        "InternetGateway",
        "create_internet_gateway",
        "InternetGateway.InternetGatewayId",
        "internet-gateway",
        "delete_internet_gateway",
    ),
    kind(
        "AWS::EC2::VPCGatewayAttachment",
        EC2,
        "VpcId InternetGatewayId",
        create=_attach_gateway,
        delete=lambda w: w.client.detach_internet_gateway(**w.given("VpcId", "InternetGatewayId")),
        update=_swap_gateway,
        mutable="InternetGatewayId",
        attributes=lambda w: {"AttachmentType": "IGW"},
    ),
    made_by_one_call(
        "RouteTable", "create_route_table", "RouteTable.RouteTableId", "route-table", "delete_route_table", "VpcId"
    ),
    kind(
        "AWS::EC2::Route",
        EC2,
        ("RouteTableId", *DESTINATIONS, *TARGETS),
        create=_route,
        delete=lambda w: w.client.delete_route(**w.given("RouteTableId", *DESTINATIONS)),
        update=lambda w: w.client.replace_route(**w.given("RouteTableId", *DESTINATIONS, *TARGETS)),
        mutable=TARGETS,
        attributes=lambda w: {"CidrBlock": _destination(w)},
    ),
    kind(
        "AWS::EC2::SubnetRouteTableAssociation",
        EC2,
        "RouteTableId SubnetId",
        create=_associate,
        delete=lambda w: w.client.disassociate_route_table(AssociationId=w.physical_id),
        attributes=own_id,
    ),
    made_by_one_call(
        "NatGateway",
        "create_nat_gateway",
        "NatGateway.NatGatewayId",
        "natgateway",
        "delete_nat_gateway",
        "AllocationId ConnectivityType PrivateIpAddress SubnetId",
        settled=_nat_settled,
        gone=lambda w: _nat_state(w) == "deleted",
    ),
    kind(
        "AWS::EC2::VPCEndpoint",
        EC2,
        ("VpcId", "ServiceName", "VpcEndpointType", *ENDPOINT_LISTS, "PrivateDnsEnabled", "PolicyDocument", "Tags"),
        create=_endpoint,
        delete=lambda w: w.client.delete_vpc_endpoints(VpcEndpointIds=[w.physical_id]),
        update=_change_endpoint,
        mutable=(*ENDPOINT_LISTS, "PrivateDnsEnabled", "PolicyDocument", "Tags"),
        attributes=_endpoint_attributes,
    ),
)
