"""What one security-group rule lets through, apart from who: a protocol, and its ports or its ICMP type."""

from __future__ import annotations

from dataclasses import dataclass

from ..world import Permission

NAMES = {1: "icmp", 6: "tcp", 17: "udp"}
WITH_PORTS = ("tcp", "udp")
LAST_PORT = 65535


@dataclass(frozen=True)
class Traffic:
    protocol: str
    """`all`, `tcp`, `udp`, `icmp`, or a protocol's number."""
    ports: tuple[int, int] | None = None
    """First and last; None: all, or the protocol has none."""
    icmp: tuple[int | None, int | None] = (None, None)
    """Type and code; None: any."""

    def __str__(self) -> str:
        if self.protocol == "all":
            return "all traffic"
        if self.ports:
            first, last = self.ports
            return f"{self.protocol}/{first}" if first == last else f"{self.protocol}/{first}-{last}"
        if self.icmp[0] is not None:
            code = "" if self.icmp[1] is None else f" code {self.icmp[1]}"
            return f"icmp type {self.icmp[0]}{code}"
        return flow(self.protocol, None)


def flow(protocol: str, port: int | None) -> str:
    """How one connection is named: `tcp/22`, `icmp`, `protocol 47`."""
    if port is not None:
        return f"{protocol}/{port}"
    return f"protocol {protocol}" if protocol.isdigit() else protocol


def protocol_name(protocol: str) -> str:
    """EC2 takes `6` for `tcp`; -1 is `all`."""
    if protocol == "-1":
        return "all"
    return NAMES.get(int(protocol), protocol) if protocol.isdigit() else protocol.lower()


def traffic_of(permission: Permission) -> Traffic:
    protocol = protocol_name(permission.protocol)
    first, last = permission.from_port, permission.to_port
    if protocol in WITH_PORTS:
        everything = first < 0 or (first == 0 and last >= LAST_PORT)
        return Traffic(protocol, None if everything else (first, last))
    if protocol == "icmp" and first >= 0 and last <= 255:
        return Traffic(protocol, icmp=(first, last if last >= 0 else None))
    return Traffic(protocol)
