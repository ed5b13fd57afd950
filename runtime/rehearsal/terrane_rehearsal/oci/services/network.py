"""Virtual cloud networks and subnets: https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/overview.htm"""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Any

from .. import checks
from ..errors import Refusal, conflict, invalid
from ..tenancy import Tenancy
from ..thing import Facts, Kind, Ref, Thing
from .network_defaults import dhcp_options, first_rules

SHORTEST, LONGEST = 16, 30
"""Prefixes of VCNs and subnets: https://docs.oracle.com/en-us/iaas/Content/Network/Tasks/managingVCNs.htm"""
MOST_SECURITY_LISTS = 5
"""Of a subnet."""
DOMAIN = "oraclevcn.com"
IN_VCN = Ref("vcnId", ("vcns",))
GATEWAYS = ("internetGateways", "natGateways", "serviceGateways")
DEFAULTS = {
    "routeTables": "defaultRouteTableId",
    "securityLists": "defaultSecurityListId",
    "dhcps": "defaultDhcpOptionsId",
}


def prepare_vcn(_tenancy: Tenancy, facts: Facts, vcn: Thing | None) -> None:
    if vcn is None:
        checks.exactly_one(facts, "cidrBlock", "cidrBlocks")
        facts["cidrBlocks"] = facts.get("cidrBlocks") or [facts["cidrBlock"]]
        facts["cidrBlock"] = facts["cidrBlocks"][0]
    if facts.get("dnsLabel"):
        facts["vcnDomainName"] = f"{facts['dnsLabel'].lower()}.{DOMAIN}"


def check_vcn(_tenancy: Tenancy, facts: Facts, vcn: Thing | None) -> None:
    blocks = [checks.network("cidrBlock", each, SHORTEST, LONGEST) for each in facts["cidrBlocks"]]
    for n, one in enumerate(blocks):
        if any(one.overlaps(other) for other in blocks[n + 1 :]):
            invalid(f"cidrBlocks: {one} overlaps with another block")
    checks.label("dnsLabel", facts.get("dnsLabel"))
    checks.unchanged(vcn, facts, "dnsLabel")


def make_vcn(tenancy: Tenancy, vcn: Thing) -> None:
    """With its default route table, security list and DHCP options, which live as long as it."""
    own = {"compartmentId": vcn["compartmentId"], "vcnId": vcn.id}
    made: dict[str, Facts] = {
        "routeTables": {"displayName": f"Default Route Table for {vcn['displayName']}", "routeRules": []},
        "securityLists": {
            "displayName": f"Default Security List for {vcn['displayName']}",
            **first_rules(vcn["cidrBlocks"]),
        },
        "dhcps": {
            "displayName": f"Default DHCP Options for {vcn['displayName']}",
            "options": dhcp_options(vcn.get("vcnDomainName")),
            "domainNameType": "CUSTOM_DOMAIN",
        },
    }
    for collection, facts in made.items():
        vcn.facts[DEFAULTS[collection]] = tenancy.add(collection, {**own, **facts}).id


def vcn_leaves(tenancy: Tenancy, vcn: Thing) -> None:
    if any(each["vcnId"] == vcn.id for each in tenancy.living(*GATEWAYS)):
        raise Refusal(409, "IncorrectState", f"{vcn.id} is associated with Gateway that is in use")
    defaults = {vcn[name] for name in DEFAULTS.values()}
    for holder in tenancy.holders(vcn):
        if holder.id not in defaults:
            conflict(
                f"The VCN {vcn.id} references the {holder.kind.noun} {holder.id}. "
                "You must remove the reference to proceed with this operation."
            )
    for collection, name in DEFAULTS.items():
        tenancy.finish(tenancy.find(vcn[name], collection))


def prepare_subnet(tenancy: Tenancy, facts: Facts, _subnet: Thing | None) -> None:
    vcn = tenancy.find(facts["vcnId"], "vcns")
    facts.setdefault("routeTableId", vcn["defaultRouteTableId"])
    facts.setdefault("securityListIds", [vcn["defaultSecurityListId"]])
    facts.setdefault("dhcpOptionsId", vcn["defaultDhcpOptionsId"])
    private = facts.get("prohibitPublicIpOnVnic") or facts.get("prohibitInternetIngress") or False
    facts["prohibitPublicIpOnVnic"] = facts["prohibitInternetIngress"] = private
    network = checks.network("cidrBlock", facts["cidrBlock"], SHORTEST, LONGEST)
    facts.update(virtualRouterIp=str(network[1]), virtualRouterMac="00:00:17:00:00:01")
    if facts.get("dnsLabel") and vcn.get("vcnDomainName"):
        facts["subnetDomainName"] = f"{facts['dnsLabel'].lower()}.{vcn['vcnDomainName']}"


def check_subnet(tenancy: Tenancy, facts: Facts, subnet: Thing | None) -> None:
    vcn = tenancy.find(facts["vcnId"], "vcns")
    _check_place(tenancy, vcn, IPv4Network(facts["cidrBlock"]), subnet)
    _check_label(tenancy, vcn, facts, subnet)
    if len(facts["securityListIds"]) > MOST_SECURITY_LISTS:
        invalid(f"securityListIds: a subnet has at most {MOST_SECURITY_LISTS} security lists")
    within_vcn(tenancy, facts["vcnId"], facts, "routeTableId", "securityListIds", "dhcpOptionsId")
    checks.unchanged(subnet, facts, "availabilityDomain", "prohibitPublicIpOnVnic")


def _check_place(tenancy: Tenancy, vcn: Thing, network: IPv4Network, own: Thing | None) -> None:
    if not any(network.subnet_of(IPv4Network(each)) for each in vcn["cidrBlocks"]):
        invalid(f"The requested CIDR {network} is not within the CIDR blocks of VCN {vcn.id}")
    for other in tenancy.living("subnets"):
        if other is not own and other["vcnId"] == vcn.id and network.overlaps(IPv4Network(other["cidrBlock"])):
            invalid(
                f"The requested CIDR {network} is invalid: subnet {other.id} with CIDR {other['cidrBlock']} overlaps"
            )


def _check_label(tenancy: Tenancy, vcn: Thing, facts: Facts, own: Thing | None) -> None:
    wanted = facts.get("dnsLabel")
    if wanted is None:
        return
    checks.label("dnsLabel", wanted)
    checks.unchanged(own, facts, "dnsLabel")
    if not vcn.get("dnsLabel"):
        invalid(f"dnsLabel: VCN {vcn.id} has no DNS label")
    for other in tenancy.living("subnets"):
        if other is not own and other["vcnId"] == vcn.id and other.get("dnsLabel", "").lower() == wanted.lower():
            invalid(f"dnsLabel: {wanted} is already in use in VCN {vcn.id}")


def within_vcn(tenancy: Tenancy, vcn_id: str, facts: Facts, *names: str) -> None:
    """Whatever these attributes name is in the VCN too."""
    for name in names:
        value: Any = facts.get(name)
        for id in value if isinstance(value, list) else [value] if value else []:
            other = next((each for each in tenancy.living(*VCN_PARTS) if each.id == id), None)
            if other is not None and other["vcnId"] != vcn_id:
                invalid(f"{name}: {id} is in another VCN")


def change_cidr(tenancy: Tenancy, vcn: Thing, blocks: list[str]) -> None:
    inside = [IPv4Network(each["cidrBlock"]) for each in tenancy.living("subnets") if each["vcnId"] == vcn.id]
    check_vcn(tenancy, {**vcn.facts, "cidrBlocks": blocks}, None)
    for subnet in inside:
        if not any(subnet.subnet_of(IPv4Network(each)) for each in blocks):
            conflict(f"Subnet {subnet} is in the CIDR block that would be removed")
    tenancy.change(vcn, cidrBlocks=blocks, cidrBlock=blocks[0])


VCN_PARTS = ("routeTables", "securityLists", "dhcps", "networkSecurityGroups", "subnets")
SUBNET_REFS = (
    IN_VCN,
    Ref("routeTableId", ("routeTables",)),
    Ref("securityListIds[]", ("securityLists",)),
    Ref("dhcpOptionsId", ("dhcps",)),
)
KINDS = (
    Kind("vcns", "vcn", prepare=prepare_vcn, check=check_vcn, made=make_vcn, leaves=vcn_leaves),
    Kind("subnets", "subnet", refs=SUBNET_REFS, prepare=prepare_subnet, check=check_subnet),
)
