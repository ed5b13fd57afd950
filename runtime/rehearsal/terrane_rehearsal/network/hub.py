"""The namespace of one VPC: its addresses, rules, names and file servers."""

from __future__ import annotations

import socket
import time
from collections.abc import Collection
from pathlib import Path

from . import namespaces
from .firewall import Firewall
from .listening import Doorbells, listen
from .clouds import resolvers, service_addresses
from .names import names_of
from .places import Place, Scene
from .refusals import Refusal
from .resolver import Resolver
from .rules import compile_rules
from .services import METADATA
from .tally import Tally

KERNEL = {
    "ipv4/ip_forward": "1",
    "ipv4/conf/default/proxy_arp": "1",
    "ipv4/conf/all/rp_filter": "1",
    "ipv4/conf/all/send_redirects": "0",
    "ipv4/conf/default/send_redirects": "0",
    "ipv6/conf/default/disable_ipv6": "1",
}
"""A source address that is not the host's own is dropped (rp_filter), as by EC2."""


class Hub:
    def __init__(self, vpc: str, folder: Path, tally: Tally) -> None:
        """`folder` holds the files of the resolver and the text of the rules."""
        self.vpc = vpc
        self._tally = tally
        self._scene: Scene | None = None
        self._addresses: frozenset[str] = frozenset()
        self._resolver = Resolver(vpc, folder)
        self._firewall = Firewall(vpc, folder / "rules.nft")
        self._bells = Doorbells(vpc)
        namespaces.make(vpc)
        try:
            namespaces.set_kernel(vpc, _present(KERNEL))
            # Nothing outside: packets to nobody vanish as in a VPC, and are not answered by an error.
            namespaces.ip(vpc, ["link set lo up", "route add blackhole default"])
        except BaseException:
            namespaces.remove(vpc)
            raise

    def apply(self, scene: Scene, cut: Collection[str]) -> list[Refusal]:
        """Brings the namespace to what the scene says. Refusals that were new before that."""
        self._apply_addresses(_addresses(scene))
        new = self._apply_rules(scene, cut)
        self._apply_names(scene)
        self._bells.apply({(place.address, port) for place in _file_systems(scene) for port in place.ports})
        return new

    def read(self) -> list[Refusal]:
        """Counts what was dropped and let through; refusals that are new."""
        if self._scene is None:
            return []
        return self._tally.take(self._firewall.read(), self._scene, time.time())

    def revive(self) -> str | None:
        """What was wrong with the resolver, which is started again."""
        trouble = self._resolver.trouble()
        if trouble and self._scene:
            self._apply_names(self._scene)
        return trouble

    def listen(self, address: str, port: int) -> socket.socket:
        return listen(self.vpc, address, port)

    def close(self) -> None:
        self._bells.close()
        self._resolver.close()
        namespaces.remove(self.vpc)

    def _apply_rules(self, scene: Scene, cut: Collection[str]) -> list[Refusal]:
        rules = compile_rules(scene, cut)
        new: list[Refusal] = []
        if self._firewall.differs(rules):
            new = self.read()
            self._tally.watch(rules.rules, scene)
            self._firewall.load(rules)
            self._tally.settle()
        self._scene = scene
        return new

    def _apply_names(self, scene: Scene) -> None:
        self._resolver.apply(names_of(scene) if scene.world.vpcs[self.vpc].dns_support else None)

    def _apply_addresses(self, wanted: frozenset[str]) -> None:
        more, less = sorted(wanted - self._addresses), sorted(self._addresses - wanted)
        verbs = [*(("delete", address) for address in less), *(("add", address) for address in more)]
        namespaces.ip(self.vpc, [f"address {verb} {address}/32 dev lo" for verb, address in verbs])
        self._addresses = wanted


def _addresses(scene: Scene) -> frozenset[str]:
    """What the namespace answers for itself. Gateways are there to be asked for; nothing listens at them."""
    world = scene.world
    gateways = (subnet.cidr[1] for subnet in world.subnets.values() if subnet.vpc == scene.vpc)
    own = (*resolvers(world.vpcs[scene.vpc]), *gateways)
    servers = (place.address for place in _file_systems(scene))
    outside = (place.address for place in scene.places.values() if place.kind == "outside")
    return frozenset({METADATA, *service_addresses(scene.vpc).values(), *map(str, own), *servers, *outside})


def _file_systems(scene: Scene) -> list[Place]:
    return [place for place in scene.places.values() if place.kind == "file system"]


def _present(settings: dict[str, str]) -> dict[str, str]:
    """Without the settings of IPv6 where the kernel has none."""
    return {path: value for path, value in settings.items() if Path("/proc/sys/net", path).exists()}
