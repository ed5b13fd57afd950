"""Rules of security lists and of network security groups:
https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/securityrules.htm"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import checks
from ..errors import invalid, missing
from ..tenancy import Tenancy
from ..thing import Facts
from .routing import labels

ALL, ICMP, TCP, UDP, ICMP6 = "all", "1", "6", "17", "58"
LARGEST_PROTOCOL, LARGEST_PORT = 255, 65535
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "tcpOptions": (TCP,),
    "udpOptions": (UDP,),
    "icmpOptions": (ICMP, ICMP6),
}
RANGES = ("destinationPortRange", "sourcePortRange")
CIDR, SERVICE, GROUP = "CIDR_BLOCK", "SERVICE_CIDR_BLOCK", "NETWORK_SECURITY_GROUP"


def check_rule(tenancy: Tenancy, rule: Facts, peer: str, vcn_id: str | None) -> Facts:
    """With what it has by default. `peer`: `source` or `destination`; `vcn_id`: where groups may be peers."""
    _check_protocol(rule.get("protocol"))
    for name, protocols in OPTIONS.items():
        if rule.get(name) is not None:
            _check_options(rule, name, protocols)
    kind = rule.get(f"{peer}Type") or CIDR
    _check_peer(tenancy, peer, kind, rule.get(peer), vcn_id)
    filled = {**rule, f"{peer}Type": kind, "isStateless": bool(rule.get("isStateless"))}
    return {name: value for name, value in filled.items() if value is not None}


def _check_protocol(protocol: Any) -> None:
    known = protocol == ALL or (str(protocol).isdigit() and int(str(protocol)) <= LARGEST_PROTOCOL)
    if not known:
        invalid(f"protocol: {protocol!r} is neither `all` nor the number of a protocol")


def _check_options(rule: Facts, name: str, protocols: tuple[str, ...]) -> None:
    if rule["protocol"] not in protocols:
        invalid(f"{name} is for protocol {' or '.join(protocols)}, not for {rule['protocol']}")
    for each in RANGES:
        ports = rule[name].get(each)
        if ports is None:
            continue
        checks.within(f"{name}.{each}.min", ports["min"], 1, LARGEST_PORT)
        checks.within(f"{name}.{each}.max", ports["max"], 1, LARGEST_PORT)
        if ports["min"] > ports["max"]:
            invalid(f"{name}.{each}: min {ports['min']} is greater than max {ports['max']}")


def _check_peer(tenancy: Tenancy, peer: str, kind: str, value: Any, vcn_id: str | None) -> None:
    if not value:
        missing(peer)
    if kind == GROUP:
        if vcn_id is None:
            invalid(f"{peer}Type: a security list cannot name a network security group")
        if tenancy.find(value, "networkSecurityGroups")["vcnId"] != vcn_id:
            invalid(f"{peer}: {value} is in another VCN")
    elif kind == SERVICE:
        if value not in labels(tenancy):
            invalid(f"{peer}: {value!r} is not the label of a service in this Region")
    else:
        checks.network(peer, value)
