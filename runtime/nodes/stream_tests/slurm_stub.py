"""sbatch, squeue and scancel that keep jobs in a folder, in place of Slurm's."""

from __future__ import annotations

import os
import shlex
from datetime import datetime, timedelta, timezone
from pathlib import Path

COMMON = """#!/bin/sh
# D: a file a job, with its state and its name
D={folder}
printf '%s' {name} >> "$D/calls"; for a in "$@"; do printf '\\037%s' "$a" >> "$D/calls"; done; echo >> "$D/calls"
if [ -e "$D/down" ]; then echo "{name}: error: Unable to contact slurm controller (connect failure)" >&2; exit 1; fi
"""
PROGRAMS = {
    "sbatch": """id=$(($(cat "$D/next") + 1)); echo $id > "$D/next"
for a in "$@"; do case $a in --job-name=*) name=${a#*=};; esac; done
echo "PENDING $name" > "$D/new.$id"; mv "$D/new.$id" "$D/job.$id"; echo "$id;cluster"
""",
    "squeue": """for a in "$@"; do case $a in --name=*) name=${a#*=};; esac; done
for f in "$D"/job.*; do
  [ -e "$f" ] || continue
  read state of < "$f"; [ "$of" = "$name" ] && echo "${f##*.}|$state"
done
exit 0
""",
    "scancel": """for a in "$@"; do rm -f "$D/job.$a"; done
""",
}


class SlurmStub:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        (folder / "next").write_text("100\n")
        for name, body in PROGRAMS.items():
            program = self.bin / name
            program.write_text(COMMON.format(folder=shlex.quote(str(folder)), name=name) + body)
            program.chmod(0o755)
        self.path = f"{self.bin}{os.pathsep}{os.environ['PATH']}"

    @property
    def jobs(self) -> dict[str, str]:
        files = sorted(self.folder.glob("job.*"))
        return {file.suffix[1:]: file.read_text().split()[0] for file in files}

    def set(self, state: str, *ids: str) -> None:
        """Of those jobs, or of all."""
        for job in ids or self.jobs:
            file = self.folder / f"job.{job}"
            file.write_text(f"{state} {file.read_text().split()[1]}\n")

    def end(self, *ids: str) -> None:
        """They end by themselves."""
        for job in ids:
            (self.folder / f"job.{job}").unlink()

    def down(self, is_down: bool = True) -> None:
        """slurmctld does not answer."""
        if is_down:
            (self.folder / "down").touch()
        else:
            (self.folder / "down").unlink(missing_ok=True)

    def calls(self, name: str) -> list[list[str]]:
        """Arguments of every call, in order."""
        try:
            lines = (self.folder / "calls").read_text().splitlines()
        except FileNotFoundError:
            return []
        split = [line.split("\037") for line in lines]
        return [line[1:] for line in split if line[0] == name]


class Clock:
    """Sleeping takes no time."""

    def __init__(self) -> None:
        self.passed = 1000.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
