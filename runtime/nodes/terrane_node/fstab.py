"""/etc/fstab: one entry a mount point; other lines stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terrane_node.files import write_whole


@dataclass(frozen=True)
class Entry:
    source: str
    path: str
    type: str
    options: str

    def line(self) -> str:
        # Last field 0: no check at boot. xfs has none, and ext4's would hold a boot up.
        return f"{_field(self.source)} {_field(self.path)} {self.type} {self.options} 0 0"


def put(fstab: Path, entry: Entry) -> bool:
    """Makes the entry the only one of its mount point. Whether the file changed."""
    old = fstab.read_text(encoding="utf-8") if fstab.exists() else ""
    lines = old.splitlines()
    here = [index for index, line in enumerate(lines) if _mount_point(line) == _field(entry.path)]
    if [lines[index] for index in here] == [entry.line()]:
        return False
    kept = [line for index, line in enumerate(lines) if index not in here]
    write_whole(fstab, "\n".join([*kept, entry.line()]) + "\n")
    return True


def _mount_point(line: str) -> str:
    fields = line.split()
    return fields[1] if len(fields) > 1 and not fields[0].startswith("#") else ""


def _field(text: str) -> str:
    return text.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011")
