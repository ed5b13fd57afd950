"""Servers outside the cloud: hosts find them by name at addresses of their own; they run on the engineer's machine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address

from .services import OUTSIDE_NETWORK

FORM = "NAME:PORT=ADDRESS:PORT"
LAST_PORT = 65535
MOST = OUTSIDE_NETWORK.num_addresses - 2
"""Different names."""

_SERVER = re.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+):(\d{1,5})=((?:\d{1,3}\.){3}\d{1,3}):(\d{1,5})", re.ASCII)


@dataclass(frozen=True)
class Server:
    name: str
    """Fully qualified, without the last dot, lower case."""
    address: str
    """In every VPC; servers of one name share it."""
    port: int
    target: tuple[str, int]
    """Address and port in the machine's own network."""

    def __str__(self) -> str:
        return f"{self.name}:{self.port}"


@dataclass(frozen=True)
class Outside:
    servers: tuple[Server, ...] = ()
    machine: int = -1
    """Descriptor of the network namespace that the targets are in. Without servers: none."""


def servers(given: Iterable[str]) -> tuple[Server, ...]:
    """Raises ValueError for what has not the form, for a port of a name that is given twice, and for too many names."""
    read = [_read(text) for text in given]
    doors = [(name, port) for name, port, _ in read]
    if len(set(doors)) < len(doors):
        raise ValueError(f"of these, one is given twice: {', '.join(f'{name}:{port}' for name, port in doors)}")
    names = list(dict.fromkeys(name for name, _ in doors))
    if len(names) > MOST:
        raise ValueError(f"{len(names)} names of servers; there are addresses for {MOST}")
    addresses = {name: str(OUTSIDE_NETWORK[number]) for number, name in enumerate(names, start=1)}
    return tuple(Server(name, addresses[name], port, target) for name, port, target in read)


def _read(text: str) -> tuple[str, int, tuple[str, int]]:
    found = _SERVER.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not of the form {FORM}")
    name, port, address, target = found.groups()
    return name, _port(port), (str(IPv4Address(address)), _port(target))


def _port(digits: str) -> int:
    if not 0 < int(digits) <= LAST_PORT:
        raise ValueError(f"{digits} is no port: 1 to {LAST_PORT}")
    return int(digits)
