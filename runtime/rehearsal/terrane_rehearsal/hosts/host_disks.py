"""The disks of one host: devices behind them, nodes in the guest's /dev, the list that the guest's stand-ins read."""

from __future__ import annotations

import json
import os
import stat
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from terrane_rehearsal.hosts import graft, loop
from terrane_rehearsal.hosts.disks import Disk
from terrane_rehearsal.hosts.machine import Machine
from terrane_rehearsal.hosts.root import remove_folder
from terrane_rehearsal.hosts.volumes import Volumes, set_size

DETACH_SECONDS = 10.0
"""How long a guest may keep a detached volume mounted before it is taken away."""
ARRAY = "md127"
"""The first number that mdadm gives to an array without one."""


@dataclass(frozen=True)
class Present:
    disk: Disk
    device: loop.Loop


class HostDisks:
    """Methods may be called from any thread."""

    def __init__(self, folder: Path, channel: Path, volumes: Volumes) -> None:
        self._folder, self._list, self._volumes = folder, channel / "disks.json", volumes
        self._lock = threading.Lock()
        self._present: dict[str, Present] = {}

    def differ(self, wanted: Sequence[Disk]) -> bool:
        return {disk for disk in self.shown() if disk.name != ARRAY} != set(wanted)

    def shown(self) -> list[Disk]:
        return [present.disk for present in list(self._present.values())]

    def prepare(self, wanted: Sequence[Disk]) -> None:
        """Before the guest starts: its first unit makes the nodes."""
        with self._lock:
            for name in self._unwanted(wanted):
                del self._present[name]
            self._add(wanted)

    def follow(self, wanted: Sequence[Disk], machine: Machine) -> list[str]:
        """While the guest runs. Returns the mounts that were taken away from under it."""
        with self._lock:
            leaving = [self._present.pop(name) for name in self._unwanted(wanted)]
            for each in leaving:
                for name in (each.disk.name, *each.disk.links):
                    (machine.root / "dev" / name).unlink(missing_ok=True)
            for each in self._add(wanted):
                make_node(machine.root, each)
        return [mount for each in leaving for mount in _let_go(each, machine)]

    def array(self, names: Sequence[str], link: str, machine: Machine) -> dict[str, Any]:
        """One disk in place of several local ones, of their joint size."""
        with self._lock:
            disks = [self._present[name].disk for name in names if name in self._present]
            if len(disks) != len(names) or not disks or any(disk.volume is not None for disk in disks):
                return {"failed": f"rehearsal: only local disks of this machine make an array, not {' '.join(names)}"}
            size = sum(disk.bytes for disk in disks)
            below = link.removeprefix("/dev/")
            made = Disk(ARRAY, size, "", "", links=(below,) if below != ARRAY else (), kind="raid0")
            self._open(made)
            self._write_list()
            make_node(machine.root, self._present[ARRAY])
            return {"device": f"/dev/{ARRAY}"}

    def release(self) -> None:
        """The machine is off: its own disks come back blank, as in the cloud."""
        with self._lock:
            for present in self._present.values():
                if present.disk.volume is None:
                    present.device.close()
            self._present.clear()
            self._list.unlink(missing_ok=True)
            remove_folder(self._folder)

    def _unwanted(self, wanted: Sequence[Disk]) -> list[str]:
        kept = {(disk.name, disk.volume) for disk in wanted}
        return [
            name for name, present in self._present.items() if name != ARRAY and (name, present.disk.volume) not in kept
        ]

    def _add(self, wanted: Sequence[Disk]) -> list[Present]:
        fresh = [self._open(disk) for disk in wanted if disk.name not in self._present]
        for disk in wanted:
            self._present[disk.name] = Present(disk, self._present[disk.name].device)
        self._write_list()
        return fresh

    def _open(self, disk: Disk) -> Present:
        if disk.volume is not None:
            device = self._volumes.device(disk.volume, disk.bytes)
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = self._folder / f"{disk.name}.img"
            set_size(file, disk.bytes)
            device = loop.attach(file)
        self._present[disk.name] = Present(disk, device)
        return self._present[disk.name]

    def _write_list(self) -> None:
        if not self._present:
            self._list.unlink(missing_ok=True)
            return
        fresh = self._list.with_suffix(".new")
        fresh.write_text(json.dumps([_listed(each) for each in self._present.values()]), encoding="utf-8")
        fresh.rename(self._list)


def _listed(present: Present) -> dict[str, Any]:
    number, disk = present.device.number, asdict(present.disk)
    facts = {key: disk[key] for key in ("name", "model", "serial", "links")}
    return {
        **facts,
        "size": present.disk.bytes,
        "type": present.disk.kind,
        "major": os.major(number),
        "minor": os.minor(number),
    }


def make_node(root: Path, present: Present) -> None:
    path = root / "dev" / present.disk.name
    path.unlink(missing_ok=True)
    os.mknod(path, stat.S_IFBLK | 0o660, present.device.number)
    for name in present.disk.links:
        link = root / "dev" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(link):
            os.symlink(f"/dev/{present.disk.name}", link)


def _let_go(present: Present, machine: Machine) -> list[str]:
    """Waits until nothing of the disk is mounted; what still is then is taken away, and returned."""
    number = present.device.number
    until = time.monotonic() + DETACH_SECONDS
    while (used := mounts_of(number, machine.leader)) and time.monotonic() < until:
        time.sleep(0.1)
    if used:
        graft.unmount_in(machine.leader, used)
    return used


def mounts_of(number: int, pid: int) -> list[str]:
    """Mount points of a device as the process sees them, the last one first."""
    wanted = f"{os.major(number)}:{os.minor(number)}"
    try:
        lines = Path(f"/proc/{pid}/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    fields = [line.split() for line in lines]
    return [each[4] for each in reversed(fields) if each[2] == wanted]
