"""All hosts of a rehearsal: made to follow the emulated cloud, asked for their states, and hit by faults."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from terrane_rehearsal.hosts import fill, kernel, lending
from terrane_rehearsal.hosts.boot_watch import LOG, end_of
from terrane_rehearsal.hosts.cgroups import hierarchies
from terrane_rehearsal.hosts.channel import Question
from terrane_rehearsal.hosts.decide import Life
from terrane_rehearsal.hosts.disks import disks_of
from terrane_rehearsal.hosts.host import Host
from terrane_rehearsal.hosts.layers import Layers
from terrane_rehearsal.hosts.needs import Emulator, Fabric, Notes
from terrane_rehearsal.hosts.place import House, Place
from terrane_rehearsal.hosts.root import unmount_surely
from terrane_rehearsal.hosts.states import HostState
from terrane_rehearsal.hosts.volumes import Volumes
from terrane_rehearsal.world import Instance, World

WORKERS = 8
"""Hosts that start or end at the same time; more would only wait for the processors."""


class Hosts:
    """`apply` is called by one thread, everything else by any."""

    def __init__(
        self,
        folder: Path,
        image: Path,
        fabric: Fabric,
        emulator: Emulator,
        ca_certificate: Path,
        journal: Notes,
        name: str,
        oci_layer: Path | None = None,
    ) -> None:
        """`oci_layer`: a squashfs that lies over the image on instances of OCI."""
        self._folder, self._emulator, self._journal = folder, emulator, journal
        self._layers = Layers(folder, image, oci_layer, journal)
        (folder / "hosts").mkdir(exist_ok=True)
        (folder / "wheels").mkdir(exist_ok=True)
        kernel.share_mounts_below(folder / "hosts")
        self._volumes = Volumes(folder / "volumes")
        groups = hierarchies()
        self._group = groups.group(f"terrane-{name}")
        self._house = House(name, folder, self._layers.of, ca_certificate, fabric, self._volumes, groups)
        self._workers = ThreadPoolExecutor(WORKERS, "host")
        self._hosts: dict[str, Host] = {}
        self._world = World()
        self._closing = threading.Lock()
        emulator.reboots = self.reboot

    def apply(self, world: World) -> None:
        """One step of every host towards what the cloud says. Nothing in it waits."""
        self._world = world
        self._volumes.apply(world.volumes)
        for instance in world.live:
            if instance.id not in self._hosts:
                self._hosts[instance.id] = self._new(instance)
        for host in list(self._hosts.values()):
            disks = disks_of(host.instance, world.volumes.values())
            host.step(world.instances.get(host.instance.id), disks)
            if host.life is Life.GONE:
                del self._hosts[host.instance.id]

    def states(self) -> list[HostState]:
        return [host.state() for host in list(self._hosts.values())]

    def reboot(self, instance_id: str) -> None:
        """By the guest's own system, as RebootInstances does it."""
        self._host(instance_id).reboot()

    def crash(self, instance_id: str) -> None:
        """As failed hardware: no process of it ends in order."""
        self._leader(instance_id)
        self._host(instance_id).crash()

    def freeze(self, instance_id: str) -> None:
        self._leader(instance_id)
        self._host(instance_id).freeze(True)

    def thaw(self, instance_id: str) -> None:
        self._host(instance_id).freeze(False)

    def fill(self, instance_id: str, path: str) -> None:
        """Leaves the file system on which the folder is without a free block."""
        fill.fill(self._leader(instance_id), path)

    def empty(self, instance_id: str, path: str) -> None:
        """Undoes `fill`."""
        fill.empty(self._leader(instance_id), path)

    def text(self, instance_id: str, which: str) -> str:
        """`boot`: what the boot printed; `console`: the console's. Also of hosts that are gone."""
        host = self._hosts.get(instance_id)
        folder = self._folder / "hosts" / instance_id
        if which == "boot" and host is not None and host.leader is not None:
            return end_of(Path(f"/proc/{host.leader}/root/{LOG}"))
        names = {"boot": "boot.log", "console": "console.log"}
        try:
            return (folder / names[which]).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    def close(self) -> None:
        """Ends every host at once: nothing of them stays but files."""
        with self._closing:
            self._workers.shutdown(wait=True, cancel_futures=True)
            for host in self._hosts.values():
                host.end()
            self._hosts.clear()
            self._volumes.close()
            unmount_surely(self._folder / "hosts")
            self._layers.close()
            self._group.end()

    def _new(self, instance: Instance) -> Host:
        def answer(question: Question, pid: int) -> dict[str, Any]:
            return self._answer(instance.id, question, pid)

        place = Place(self._house, instance.id, answer)
        return Host(instance, place, self._emulator, self._journal, self._workers)

    def _host(self, instance_id: str) -> Host:
        try:
            return self._hosts[instance_id]
        except KeyError:
            raise ValueError(f"{instance_id} has no host") from None

    def _leader(self, instance_id: str) -> int:
        leader = self._host(instance_id).leader
        if leader is None:
            raise ValueError(f"{instance_id} is not up")
        return leader

    def _answer(self, asker: str, question: Question, pid: int) -> dict[str, Any]:
        """What a stand-in in the guest asks."""
        host = self._hosts[asker]
        match question.pop("ask"):
            case "mount":
                asked = lending.Question(**{**question, "options": tuple(question["options"])})
                return self._lend(host, asked, pid)
            case "ports":
                return {"ports": list(lending.ports(question["address"], host.instance, self._world.file_servers))}
            case "array":
                assert host.machine is not None
                return host.place.disks.array(question["disks"], question["as"], host.machine)
            case other:
                return {"failed": f"rehearsal: no answer to {other!r}"}

    def _lend(self, host: Host, asked: lending.Question, pid: int) -> dict[str, Any]:
        def leader_of(instance_id: str) -> int | None:
            server = self._hosts.get(instance_id)
            return server.leader if server is not None else None

        folder = self._folder / "file-systems"
        answer = lending.lend(asked, host.instance, pid, self._world, folder, leader_of)
        self._journal.note(
            "mount",
            host=host.instance.id,
            name=host.instance.name,
            type=asked.type,
            source=asked.source,
            address=asked.address,
            target=asked.target,
            options=list(asked.options),
            failed=answer.get("failed", ""),
        )
        return answer
