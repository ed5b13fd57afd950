"""VPCs of the rehearsal cloud: a network namespace each, its hosts on routed links, its rules in one nftables table."""

from __future__ import annotations

from .fabric import Fabric
from .listening import Listen
from .outside import Outside, Server, servers
from .places import Place
from .refusals import GroupName, Refusal
from .relay import Relay
from .services import METADATA, RESOLVER, SERVICE_ADDRESSES, address_of
from .links import Link
from .tally import UnusedRule

__all__ = [
    "METADATA",
    "RESOLVER",
    "SERVICE_ADDRESSES",
    "Fabric",
    "GroupName",
    "Link",
    "Listen",
    "Outside",
    "Place",
    "Refusal",
    "Relay",
    "Server",
    "UnusedRule",
    "address_of",
    "servers",
]
