"""Block devices: which one a volume is, what lies on it, and file systems made and grown. Data is never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from terrane_node.errors import NodeError
from terrane_node.logs import log
from terrane_node.process import output_and_code, run

FILESYSTEMS = ("xfs", "ext4")
# blkid(8): nothing found, or nothing readable; conflicting signatures.
BLKID_NOTHING, BLKID_CONFLICT = 2, 8
LOOKED_AT_BYTES = 1 << 20
LABEL_LENGTH = 12


def find_device(volume_id: str, name: str | None, sys: Path = Path("/sys"), dev: Path = Path("/dev")) -> Path | None:
    """NVMe devices carry the volume's id as serial number; others keep the name of the attachment, and Xen may make
    xvd of its sd."""
    serial = volume_id.replace("-", "")
    for entry in sorted((sys / "block").glob("nvme*")):
        try:
            if (entry / "device" / "serial").read_text(encoding="ascii").strip() == serial:
                return dev / entry.name
        except OSError:
            continue
    if name is None:
        return None
    short = name.removeprefix("/dev/")
    candidates = [dev / short] + ([dev / f"xv{short[1:]}"] if short.startswith("sd") else [])
    return next((path for path in candidates if path.exists()), None)


@dataclass(frozen=True)
class Content:
    """What blkid sees. Both None: no signature at all."""

    filesystem: str | None
    uuid: str | None


def content_of(device: Path) -> Content:
    # -p reads the device itself: blkid's cache may be of another day.
    text, code = output_and_code(["blkid", "-p", "-o", "export", str(device)], ok=(0, BLKID_NOTHING, BLKID_CONFLICT))
    if code == BLKID_CONFLICT:
        raise NodeError(f"{device} carries signatures that contradict each other; it is left alone")
    found: dict[str, str] = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    if "TYPE" not in found and "PTTYPE" in found:
        raise NodeError(f"{device} carries a partition table ({found['PTTYPE']}); it is left alone")
    return Content(found.get("TYPE"), found.get("UUID"))


def ensure_filesystem(device: Path, filesystem: str, label: str) -> Content:
    """Makes the file system where the device is blank: no signature, and its first MiB readable and all zeros."""
    if filesystem not in FILESYSTEMS:
        raise NodeError(f"file system {filesystem!r} is none of {', '.join(FILESYSTEMS)}")
    content = content_of(device)
    if content.filesystem is None:
        if not _starts_with_zeros(device):
            raise NodeError(f"{device} has no file system that blkid knows, but it has data; it is left alone")
        log.info("%s is blank: making %s", device, filesystem)
        run(_make(filesystem, label[:LABEL_LENGTH], device), timeout=600)
        content = content_of(device)
    if content.filesystem not in FILESYSTEMS:
        raise NodeError(f"{device} holds {content.filesystem}, not {filesystem}; it is left alone")
    if content.filesystem != filesystem:
        log.warning("%s holds %s, not %s: used as it is", device, content.filesystem, filesystem)
    return content


def _make(filesystem: str, label: str, device: Path) -> Sequence[str]:
    quiet = {"xfs": ["mkfs.xfs", "-q"], "ext4": ["mkfs.ext4", "-q", "-E", "lazy_itable_init=1"]}[filesystem]
    return [*quiet, "-L", label, str(device)]


def _starts_with_zeros(device: Path) -> bool:
    with open(device, "rb", buffering=0) as file:
        start = file.read(LOOKED_AT_BYTES)
    return len(start) > 0 and not any(start)


def grow(device: Path, filesystem: str, path: Path) -> None:
    """To the size of the device, while mounted; nothing happens where it fills the device already."""
    arguments = ["xfs_growfs", str(path)] if filesystem == "xfs" else ["resize2fs", str(device)]
    run(arguments, timeout=1800)
