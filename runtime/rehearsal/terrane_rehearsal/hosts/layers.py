"""What the roots of hosts are made of: the image, and over it what only instances of one cloud have."""

from __future__ import annotations

import threading
from pathlib import Path

from terrane_rehearsal.hosts import kernel
from terrane_rehearsal.hosts.needs import Notes
from terrane_rehearsal.hosts.root import mount_file, unmount_surely
from terrane_rehearsal.world import is_of_oci

WITHOUT_SDK = (
    "hosts have no OCI SDK in /opt/terrane-sdk, which their boots then look for in vain: "
    "`terrane rehearse prepare --oci` fetches it"
)


class Layers:
    """Methods may be called from any thread. `oci` is a squashfs that lies over the image on instances of OCI; it may
    come while the rehearsal runs."""

    def __init__(self, folder: Path, image: Path, oci: Path | None, journal: Notes) -> None:
        self._image, self._over_oci = folder / "image", folder / "image-oci"
        self._oci, self._journal = oci, journal
        self._lock = threading.Lock()
        self._mounted: list[Path] = []
        self._told = False
        self._mount(image, self._image)

    def of(self, instance_id: str) -> tuple[Path, ...]:
        """Folders; the first is uppermost."""
        if not is_of_oci(instance_id):
            return (self._image,)
        with self._lock:
            if self._over_oci not in self._mounted and self._oci is not None and self._oci.exists():
                self._mount(self._oci, self._over_oci)
            if self._over_oci in self._mounted:
                return (self._over_oci, self._image)
            if not self._told:
                self._told = True
                self._journal.note("not-rehearsed", sentence=WITHOUT_SDK)
        return (self._image,)

    def close(self) -> None:
        while self._mounted:
            unmount_surely(self._mounted.pop())

    def _mount(self, file: Path, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        mount_file(file, folder, "squashfs", kernel.MS_RDONLY)
        self._mounted.append(folder)
