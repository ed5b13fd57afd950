"""The networks of a rehearsal: they follow the world, and hosts are attached to them."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, Protocol

from ..world import Instance, World
from .hub import Hub
from .links import Attached, Link, connect, disconnect, link_of
from .listening import Listen
from .outside import Server
from .places import scene_of
from .refusals import Refusal
from .tally import Tally, UnusedRule
from .unlike import unlike_the_cloud

READ_SECONDS = 2.0
"""How often the kernel is asked for new refusals while nothing else happens."""


class Notes(Protocol):
    def note(self, event: str, **facts: Any) -> None: ...


class Fabric:
    """Methods may be called from any thread."""

    def __init__(self, folder: Path, journal: Notes, outside: Sequence[Server] = ()) -> None:
        """`outside`: servers outside the cloud. That they answer is the business of who listens at their addresses."""
        self.on_vpc: list[Callable[[str, Listen], None]] = []
        """Called once for a VPC, when its first instance or file server appears; `listen` makes sockets in it."""
        self.on_vpc_gone: list[Callable[[str], None]] = []
        """Who listens there should close its sockets now: they hold what is left of the namespace."""
        self._folder, self._journal, self._outside = folder / "names", journal, outside
        self._lock = threading.RLock()
        self._world = World()
        self._hosts: frozenset[str] = frozenset()
        self._hubs: dict[str, Hub] = {}
        self._attached: dict[str, Attached] = {}
        self._devices = (f"host{number}" for number in itertools.count(1))
        self._cut: set[str] = set()
        self._tallies: dict[str, Tally] = {}
        self._told: set[str] = set()
        self._troubles: set[str] = set()
        self._settled = False
        self._next_reading = 0.0

    def apply(self, world: World, hosts: Collection[str]) -> None:
        """`hosts`: ids of the instances that have a host; they stay in the rules until that is gone."""
        with self._lock:
            fresh = frozenset(hosts)
            if not self._settled or world != self._world or fresh != self._hosts:
                self._settled = False
                self._world, self._hosts = world, fresh
                self._apply_vpcs()
                self._settled = True
            if time.monotonic() >= self._next_reading:
                self._read()
                self._revive()

    def attach(self, instance: Instance) -> Link:
        """Its VPC must have been applied. A host that is attached keeps its link."""
        with self._lock:
            known = self._attached.get(instance.id)
            if known:
                return known.link
            if instance.vpc not in self._hubs:
                raise LookupError(f"{instance.id} is in {instance.vpc}, of which the networks do not know yet")
            subnet, vpc = self._world.subnets.get(instance.subnet), self._world.vpcs[instance.vpc]
            if subnet is None:
                raise LookupError(f"{instance.id} is in {instance.subnet}, which is gone")
            attached = connect(instance, link_of(instance, subnet, vpc), next(self._devices))
            self._attached[instance.id] = attached
            return attached.link

    def detach(self, instance_id: str) -> None:
        """The link goes, though processes may still be in the namespace. Without a link: nothing."""
        with self._lock:
            if instance_id in self._cut:
                self._cut.remove(instance_id)
                self._settled = False
            attached = self._attached.pop(instance_id, None)
            if attached:
                disconnect(attached)

    def cut(self, instance_id: str) -> None:
        """Nothing comes to the host or from it, in connections that it has neither. That is no refusal."""
        with self._lock:
            self._set_cut(instance_id, self._cut | {instance_id})

    def mend(self, instance_id: str) -> None:
        with self._lock:
            self._set_cut(instance_id, self._cut - {instance_id})

    def refused(self) -> list[Refusal]:
        """All since the beginning, also in VPCs that are gone."""
        with self._lock:
            self._read()
            return [refusal for tally in self._tallies.values() for refusal in tally.refused()]

    def unused(self) -> list[UnusedRule]:
        """Of every VPC, also of those that are gone."""
        with self._lock:
            self._read()
            return [rule for tally in self._tallies.values() for rule in tally.unused()]

    def close(self) -> None:
        with self._lock:
            for vpc in list(self._hubs):
                self._close_vpc(vpc)

    def _apply_vpcs(self) -> None:
        for vpc in [vpc for vpc in self._hubs if vpc not in self._world.vpcs]:
            self._close_vpc(vpc)
        for vpc in self._world.vpcs:
            if vpc in self._hubs or self._inhabited(vpc):
                self._apply_vpc(vpc)

    def _inhabited(self, vpc: str) -> bool:
        return any(i.vpc == vpc for i in self._world.live) or any(s.vpc == vpc for s in self._world.file_servers)

    def _apply_vpc(self, vpc: str) -> None:
        scene = scene_of(self._world, vpc, self._hosts, self._outside)
        new = vpc not in self._hubs
        if new:
            tally = self._tallies.setdefault(vpc, Tally(vpc))
            self._hubs[vpc] = Hub(vpc, self._folder / vpc, tally)
        hub = self._hubs[vpc]
        self._note(hub.apply(scene, self._cut))
        for sentence in unlike_the_cloud(scene):
            if sentence not in self._told:
                self._told.add(sentence)
                self._journal.note("not-rehearsed", sentence=sentence)
        if new:
            for call in self.on_vpc:
                call(vpc, hub.listen)

    def _set_cut(self, instance_id: str, cut: set[str]) -> None:
        attached = self._attached.get(instance_id)
        if attached is None:
            raise LookupError(f"{instance_id} has no link")
        self._cut = cut
        self._apply_vpc(attached.vpc)

    def _close_vpc(self, vpc: str) -> None:
        for attached in [each for each in self._attached.values() if each.vpc == vpc]:
            self.detach(attached.instance)
        hub = self._hubs.pop(vpc)
        self._note(hub.read())
        for call in self.on_vpc_gone:
            call(vpc)
        hub.close()
        self._tallies[vpc].settle()

    def _read(self) -> None:
        for hub in self._hubs.values():
            self._note(hub.read())
        self._next_reading = time.monotonic() + READ_SECONDS

    def _revive(self) -> None:
        for hub in self._hubs.values():
            trouble = hub.revive()
            if trouble and trouble not in self._troubles:
                self._troubles.add(trouble)
                self._journal.note("trouble", error=trouble)

    def _note(self, refusals: list[Refusal]) -> None:
        for refusal in refusals:
            self._journal.note(
                "refused",
                sentence=refusal.sentence,
                direction=refusal.direction,
                source=refusal.source["id"],
                destination=refusal.destination["id"],
                protocol=refusal.protocol,
                port=refusal.port,
                groups=[group.id for group in refusal.groups],
            )
