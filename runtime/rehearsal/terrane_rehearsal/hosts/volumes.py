"""Volumes: a sparse file each, which outlives instances. A volume has one device as long as it exists, so that a file
system that two hosts mount one after the other, or by mistake at once, is the same one to the kernel."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from terrane_rehearsal.hosts import loop
from terrane_rehearsal.hosts.disks import GIB
from terrane_rehearsal.world import Volume


class Volumes:
    """Methods may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._devices: dict[str, loop.Loop] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def device(self, volume: str, size: int) -> loop.Loop:
        with self._lock:
            if volume not in self._devices:
                file = self._file(volume)
                set_size(file, size)
                self._devices[volume] = loop.attach(file)
            return self._devices[volume]

    def apply(self, volumes: Mapping[str, Volume]) -> None:
        """Grows what has grown and deletes what is gone."""
        with self._lock:
            for volume, device in list(self._devices.items()):
                if volume not in volumes:
                    self._devices.pop(volume).close()
                    self._file(volume).unlink(missing_ok=True)
                elif set_size(self._file(volume), volumes[volume].size_gib * GIB):
                    device.grown()

    def close(self) -> None:
        with self._lock:
            while self._devices:
                self._devices.popitem()[1].close()

    def _file(self, volume: str) -> Path:
        return self._folder / f"{volume}.img"


def set_size(file: Path, size: int) -> bool:
    """Makes it, or makes it longer; never shorter. Whether it changed."""
    with open(file, "ab") as opened:
        if os.fstat(opened.fileno()).st_size >= size:
            return False
        opened.truncate(size)
        return True
