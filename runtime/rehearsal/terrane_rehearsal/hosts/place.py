"""Where the parts of a host are, and their making and taking away. All of it blocks: it runs in worker threads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from terrane_rehearsal.hosts.boot_watch import LOG
from terrane_rehearsal.hosts.cgroups import Hierarchies
from terrane_rehearsal.hosts.channel import Answerer, Channel
from terrane_rehearsal.hosts.disks import Disk
from terrane_rehearsal.hosts.first_files import host_name, write_first_files
from terrane_rehearsal.hosts.host_disks import HostDisks
from terrane_rehearsal.hosts.machine import Machine, Setup, machine_name
from terrane_rehearsal.hosts.needs import Fabric
from terrane_rehearsal.hosts.root import Root
from terrane_rehearsal.hosts.volumes import Volumes
from terrane_rehearsal.world import Instance


@dataclass(frozen=True)
class House:
    """What all hosts of a rehearsal share."""

    name: str
    folder: Path
    layers: Callable[[str], tuple[Path, ...]]
    """Folders that make the root of an instance; the first is uppermost."""
    authority: Path
    fabric: Fabric
    volumes: Volumes
    groups: Hierarchies


class Place:
    """The place of one host; used by one thread at a time."""

    def __init__(self, house: House, instance_id: str, answer: Answerer) -> None:
        self._house, self._id, self._answer = house, instance_id, answer
        self.folder = house.folder / "hosts" / instance_id
        self.root = Root(house.layers(instance_id), self.folder)
        self.group = house.groups.group(f"terrane-{house.name}/{instance_id}")
        self.disks = HostDisks(self.folder / "disks", self._guest, house.volumes)
        self._channel: Channel | None = None
        self._network = ""

    @property
    def _guest(self) -> Path:
        return self.folder / "guest"

    @property
    def console(self) -> Path:
        return self.folder / "console.log"

    @property
    def boot_log(self) -> Path:
        """A copy of the guest's, as it was when its disk was last in use."""
        return self.folder / "boot.log"

    def start(self, instance: Instance, disks: Sequence[Disk]) -> Machine:
        """From nothing, or from the disk of a stopped instance."""
        self._guest.mkdir(parents=True, exist_ok=True)
        fresh = not self.root.exists
        try:
            link = self._house.fabric.attach(instance)
            self._network = link.namespace_path
            if fresh:
                self.root.make(instance.root_size_gib)
            self.root.mount()
            if fresh:
                write_first_files(self.root.path, instance, link.resolver, self._house.authority)
            self._channel = Channel(self._guest, self._answer)
            return self.start_again(instance, disks)
        except BaseException:
            self.release()
            if fresh:
                self.root.delete()
            raise

    def start_again(self, instance: Instance, disks: Sequence[Disk]) -> Machine:
        """On the root that is there: the guest has rebooted."""
        self.disks.prepare(disks)
        self.group.end()
        self.group.make()
        setup = Setup(
            name=machine_name(self._id),
            host_name=host_name(instance),
            root=self.root.path,
            network=self._network,
            channel=self._guest,
            wheels=self._house.folder / "wheels",
            console=self.console,
            group=self.group,
        )
        return Machine(setup)

    def release(self) -> None:
        """Everything but the disk. The host's processes are gone, or are ended here."""
        self.group.end()
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        with suppress(OSError):
            shutil.copyfile(self.root.path / LOG, self.boot_log)
        self.root.unmount()
        self.disks.release()
        self._house.fabric.detach(self._id)

    def delete(self) -> None:
        """All but the texts that somebody may still want to read."""
        self.root.delete()
        shutil.rmtree(self._guest, ignore_errors=True)
