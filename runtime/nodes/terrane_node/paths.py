"""Where things are on a node. Tests put all of it below a root of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    root: Path = Path("/")

    def at(self, path: str) -> Path:
        """An absolute path of the node, below the root."""
        return self.root / path.lstrip("/")

    @property
    def settings(self) -> Path:
        return self.at("/etc/terrane/node.json")

    @property
    def state(self) -> Path:
        return self.at("/var/lib/terrane")

    @property
    def logs(self) -> Path:
        return self.at("/var/log/terrane")

    @property
    def program(self) -> Path:
        """The unpacked bundle."""
        return self.at("/opt/terrane")

    @property
    def bundle_mark(self) -> Path:
        """SHA-256 of the archive that `program` was unpacked from."""
        return self.program / ".bundle-sha256"

    @property
    def slurm_settings(self) -> Path:
        return self.at("/etc/slurm")

    @property
    def slurm_additions(self) -> Path:
        """Lines of the image's own for files of the same name; of a setting made twice, Slurm takes the later."""
        return self.at("/etc/terrane/slurm.d")

    @property
    def boot_status(self) -> Path:
        return self.state / "boot.json"

    @property
    def stops(self) -> Path:
        """Partitions that start nothing more, and why."""
        return self.state / "stops.json"

    @property
    def hosts(self) -> Path:
        return self.at("/etc/hosts")

    @property
    def fstab(self) -> Path:
        return self.at("/etc/fstab")

    @property
    def units(self) -> Path:
        return self.at("/etc/systemd/system")
