"""A control group a host, below the launcher's own: what confines the launcher confines its hosts, and each can be
counted, frozen and killed. Without one each, all guests of nspawn would share a tree. Versions 1, 2 and both."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_USED_V1 = ("name=systemd", "memory", "cpuacct", "freezer")
_END_SECONDS = 5.0


@dataclass(frozen=True)
class Hierarchies:
    """Folder of the caller's own group in each hierarchy that is used. Version 2 is `unified`, if it is there."""

    folders: dict[str, Path]

    def group(self, name: str) -> Group:
        return Group({key: folder / name for key, folder in self.folders.items()})


def hierarchies(root: Path = ROOT, own: str | None = None) -> Hierarchies:
    """`own` is the text of /proc/self/cgroup."""
    lines = (own if own is not None else Path("/proc/self/cgroup").read_text(encoding="utf-8")).splitlines()
    found: dict[str, Path] = {}
    for _, controllers, path in (line.split(":", 2) for line in lines):
        if not controllers:
            base = root if (root / "cgroup.controllers").exists() else root / "unified"
            if base.exists():
                found["unified"] = base / path.lstrip("/")
            continue
        for controller in controllers.split(","):
            base = root / controller.removeprefix("name=")
            if controller in _USED_V1 and base.exists():
                found[controller.removeprefix("name=")] = base / path.lstrip("/")
    return Hierarchies(found)


@dataclass(frozen=True)
class Group:
    folders: dict[str, Path]

    def make(self) -> None:
        for folder in self.folders.values():
            folder.mkdir(parents=True, exist_ok=True)
        unified = self.folders.get("unified")
        if unified is not None and "memory" not in self.folders:
            # Possible only where no process is in the parent itself; without it, memory is counted by process.
            with suppress(OSError):
                (unified.parent / "cgroup.subtree_control").write_text("+memory", encoding="ascii")

    def joining(self) -> list[str]:
        """The start of a command line: what follows it begins its life in the group."""
        files = [str(folder / "cgroup.procs") for folder in self.folders.values()]
        script = 'while [ "$1" != -- ]; do echo $$ > "$1"; shift; done; shift; exec "$@"'
        return ["sh", "-ec", script, "join", *files, "--"]

    def freeze(self, frozen: bool) -> None:
        if "freezer" in self.folders:
            state = "FROZEN" if frozen else "THAWED"
            (self.folders["freezer"] / "freezer.state").write_text(state, encoding="ascii")
        else:
            (self.folders["unified"] / "cgroup.freeze").write_text("1" if frozen else "0", encoding="ascii")

    def processes(self) -> list[int]:
        """Of the group and the groups below it."""
        return sorted({pid for folder in self.folders.values() for pid in _processes(folder)})

    def memory_bytes(self) -> int:
        """With the page cache that is counted for it."""
        memory, unified = self.folders.get("memory"), self.folders.get("unified")
        if memory is not None:
            return _number(memory / "memory.usage_in_bytes")
        if unified is not None and (unified / "memory.current").exists():
            return _number(unified / "memory.current")
        return sum(_resident(pid) for pid in self.processes())

    def cpu_seconds(self) -> float:
        accounting, unified = self.folders.get("cpuacct"), self.folders.get("unified")
        if accounting is not None:
            return _number(accounting / "cpuacct.usage") / 1e9
        return _number(unified / "cpu.stat", "usage_usec ") / 1e6 if unified is not None else 0.0

    def end(self) -> None:
        """Kills what is in it, and removes it."""
        until = time.monotonic() + _END_SECONDS
        while (left := self.processes()) and time.monotonic() < until:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with suppress(OSError):
                self.freeze(False)
            time.sleep(0.01)
        for folder in self.folders.values():
            remove(folder)


def remove(folder: Path) -> None:
    """An empty group with all below it; one that is in use stays."""
    for path, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):
            os.rmdir(path)


def _processes(folder: Path) -> list[int]:
    found = []
    for path, _, _ in os.walk(folder):
        with suppress(OSError):
            found += [int(line) for line in Path(path, "cgroup.procs").read_text(encoding="ascii").split()]
    return found


def _number(file: Path, prefix: str = "") -> int:
    try:
        text = file.read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line[len(prefix) :]) for line in text.splitlines() if line.startswith(prefix)), 0)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
