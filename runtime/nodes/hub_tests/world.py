"""The machine as the boot leaves it for the hub: names, accounts of the gateway in NSS, stand-ins for programs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from programs_cache import extrausers_library

HERE = Path(__file__).resolve().parent
NSSWITCH = "passwd: files extrausers\ngroup: files extrausers\nshadow: files extrausers\nhosts: files dns\n"


def make_world(folder: Path, accounts: Path, hosts: tuple[str, ...]) -> Path:
    """`accounts`: the shared folder, to which /var/lib/extrausers is a link. `hosts`: names of this machine."""
    for below in ("etc", "usr/lib", "usr/local/sbin", "var/lib", "root"):
        (folder / below).mkdir(parents=True)
    (folder / "etc/nsswitch.conf").write_text(NSSWITCH, encoding="ascii")
    (folder / "etc/hosts").write_text(f"127.0.0.1 localhost {' '.join(hosts)}\n", encoding="ascii")
    (folder / "var/lib/extrausers").symlink_to(accounts)
    shutil.copy(extrausers_library(), folder / "usr/lib")
    (folder / "units").mkdir()
    for name in ("systemd-run", "systemctl"):
        _stand_in(folder, name, "local_systemd.py")
    for name in ("sbatch", "squeue", "scancel", "scontrol"):
        _stand_in(folder, name, "local_slurm.py")
    return folder


def in_world(world: Path, command: list[str]) -> list[str]:
    return ["unshare", "--mount", "--propagation", "private", "sh", str(HERE / "world.sh"), str(world), *command]


def world_environment() -> Mapping[str, str]:
    """Of the hub. What a unit of systemd would not have is taken away."""
    return {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}


def _stand_in(world: Path, name: str, program: str) -> None:
    file = world / "usr/local/sbin" / name
    # The base interpreter: that of a virtual environment reads its whole path first.
    python = getattr(sys, "_base_executable", sys.executable)
    file.write_text(f'#!/bin/sh\nexec {python} -S {HERE / program} {name} {world / "units"} "$@"\n', encoding="ascii")
    file.chmod(0o755)
