"""What comes with a new VCN."""

from __future__ import annotations

from typing import Any

from ..thing import Facts

ANYWHERE = "0.0.0.0/0"
ALL, ICMP, TCP = "all", "1", "6"


def first_rules(blocks: list[str]) -> Facts:
    """Of the default security list: https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/securitylists.htm"""
    ssh = _from(ANYWHERE, TCP, tcpOptions={"destinationPortRange": {"min": 22, "max": 22}})
    too_big = _from(ANYWHERE, ICMP, icmpOptions={"type": 3, "code": 4})
    unreachable = [_from(block, ICMP, icmpOptions={"type": 3}) for block in blocks]
    out = {"destination": ANYWHERE, "destinationType": "CIDR_BLOCK", "protocol": ALL, "isStateless": False}
    return {"ingressSecurityRules": [ssh, too_big, *unreachable], "egressSecurityRules": [out]}


def _from(source: str, protocol: str, **options: Any) -> Facts:
    return {"source": source, "sourceType": "CIDR_BLOCK", "protocol": protocol, "isStateless": False, **options}


def dhcp_options(domain: str | None) -> list[Facts]:
    resolver: Facts = {"type": "DomainNameServer", "serverType": "VcnLocalPlusInternet", "customDnsServers": []}
    return [resolver, {"type": "SearchDomain", "searchDomainNames": [domain]}] if domain else [resolver]
