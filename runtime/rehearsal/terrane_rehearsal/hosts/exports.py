"""The export table of an NFS server (/var/lib/nfs/etab, as exportfs writes it), and who may mount what. Pure."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network, NetmaskValueError
from pathlib import PurePosixPath

ETAB = "/var/lib/nfs/etab"
_LINE = re.compile(r"^(?P<path>\S+)\s+(?P<client>[^\s(]+)\((?P<options>[^)]*)\)")


@dataclass(frozen=True)
class Export:
    path: str
    client: str
    options: frozenset[str]

    @property
    def read_only(self) -> bool:
        return "ro" in self.options

    @property
    def mount_point(self) -> str | None:
        """Served only while something is mounted there."""
        for option in self.options:
            name, _, value = option.partition("=")
            if name in ("mp", "mountpoint"):
                return value or self.path
        return None


def parse(etab: str) -> list[Export]:
    found = (_LINE.match(line) for line in etab.splitlines())
    return [Export(_plain(m["path"]), m["client"], frozenset(m["options"].split(","))) for m in found if m]


def _plain(path: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), path)


def admits(client: str, address: str, names: Callable[[str], Iterable[str]]) -> bool:
    """`client` as in exports(5): an address, a network, a host's name or pattern, or everybody. `names` gives the
    addresses of a host's name, as the server resolves it."""
    if client == "*":
        return True
    try:
        return IPv4Address(address) in IPv4Network(client, strict=False)
    except (AddressValueError, NetmaskValueError, ValueError):
        if "*" in client or "?" in client:
            return any(fnmatch.fnmatch(name, client) for name in names(address))
        return address in names(client)


@dataclass(frozen=True)
class Answer:
    """Which folder is lent, or in `failed` why not: `absent` or `denied`."""

    folder: str = ""
    read_only: bool = False
    failed: str = ""


def choose(
    exports: Iterable[Export],
    wanted: str,
    address: str,
    names: Callable[[str], Iterable[str]],
    is_mounted: Callable[[str], bool],
) -> Answer:
    """The innermost export that covers the path; of its clients' lines, the first that admits the address."""
    everything = list(exports)
    pseudo_root = next((each.path for each in everything if {"fsid=0", "fsid=root"} & each.options), "")
    paths = [wanted] + ([f"{pseudo_root.rstrip('/')}/{wanted.lstrip('/')}".rstrip("/")] if pseudo_root else [])
    for path in reversed(paths):
        covering = [each for each in everything if PurePosixPath(path).is_relative_to(each.path)]
        if not covering:
            continue
        inner = max(len(each.path) for each in covering)
        lines = [each for each in covering if len(each.path) == inner]
        admitted = next((each for each in lines if admits(each.client, address, names)), None)
        if admitted is None:
            return Answer(failed="denied")
        if admitted.mount_point is not None and not is_mounted(admitted.mount_point):
            return Answer(failed="absent")
        return Answer(path, admitted.read_only)
    return Answer(failed="absent")
