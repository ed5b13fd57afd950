"""A host's root folder: the image, read-only and shared by all, under a disk of its own of the size that was asked for.

The disk is a file system in a sparse file that holds what the host writes, so that a full disk is a real one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from errno import EBUSY, EINVAL, ENOENT
from pathlib import Path

from terrane_rehearsal.hosts import kernel, loop

GIB = 1 << 30
# No journal: what is lost with this machine's power is a rehearsal. Inode tables are zeros in a sparse file already.
_MAKE = ("mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-E", "lazy_itable_init=1,nodiscard")
_DISK_OPTIONS = "noinit_itable,nobarrier"


@dataclass
class Root:
    layers: tuple[Path, ...]
    """Folders on which the image and what lies over it are mounted; the first is uppermost."""
    folder: Path
    """The host's own; holds the disk's file and the mount points."""
    _device: loop.Loop | None = None
    """Kept while the disk exists: an unmounted file system may live on for a moment; the next mount must find it."""

    @property
    def path(self) -> Path:
        """What the guest sees as `/`, while it is mounted."""
        return self.folder / "root"

    @property
    def _disk(self) -> Path:
        return self.folder / "root.img"

    @property
    def _written(self) -> Path:
        return self.folder / "disk"

    @property
    def exists(self) -> bool:
        return self._disk.exists()

    def make(self, gib: int) -> None:
        fresh = self.folder / "root.img.new"
        with open(fresh, "wb") as file:
            file.truncate(gib * GIB)
        made = subprocess.run([*_MAKE, str(fresh)], capture_output=True, text=True, check=False)
        if made.returncode:
            raise OSError(f"mkfs.ext4: {made.stderr.strip()}")
        fresh.rename(self._disk)

    def mount(self) -> None:
        for folder in (self.path, self._written):
            folder.mkdir(exist_ok=True)
        if self._device is None:
            self._device = loop.attach(self._disk)
        kernel.mount(self._device.path, self._written, "ext4", kernel.MS_NOATIME, _DISK_OPTIONS)
        upper, work = self._written / "upper", self._written / "work"
        for folder in (upper, work):
            folder.mkdir(exist_ok=True)
        lower = ":".join(map(_field, self.layers))
        options = f"lowerdir={lower},upperdir={_field(upper)},workdir={_field(work)},redirect_dir=on"
        kernel.mount("overlay", self.path, "overlay", kernel.MS_NOATIME, options)

    def unmount(self) -> None:
        """Also what a start left half way."""
        for folder in (self.path, self._written):
            unmount_surely(folder)

    def close(self) -> None:
        """The file stays."""
        self.unmount()
        if self._device is not None:
            self._device.close()
            self._device = None

    def delete(self) -> None:
        self.close()
        self._disk.unlink(missing_ok=True)
        for folder in (self.path, self._written):
            with suppress(OSError):
                os.rmdir(folder)


def mount_file(file: Path, target: Path, kind: str, flags: int = 0, options: str = "") -> None:
    """The device is freed with the mount."""
    device = loop.attach(file, read_only=bool(flags & kernel.MS_RDONLY))
    try:
        kernel.mount(device.path, target, kind, flags, options)
    finally:
        device.close()


def unmount_surely(folder: Path) -> None:
    """Not mounted: nothing. Busy: it goes when its last user goes."""
    try:
        kernel.unmount(folder)
    except OSError as error:
        if error.errno == EBUSY:
            kernel.unmount(folder, kernel.MNT_DETACH)
        elif error.errno not in (EINVAL, ENOENT):
            raise


def _field(path: Path) -> str:
    """Overlay splits its options at commas and the list of its layers at colons."""
    return str(path).replace("\\", "\\\\").replace(",", "\\,").replace(":", "\\:")


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
