"""Stands in for systemd alone, where it is not the machine's init: `systemd-run` and `systemctl` for transient units.

A unit is a process of its own session, as the user that was asked for. Properties are recorded and not applied.
`local_systemd.py systemd-run|systemctl FOLDER ARGUMENTS...`; FOLDER has UNIT.pid and UNIT.json, the command line.
"""

from __future__ import annotations

import json
import os
import pwd
import select
import shlex
import signal
import subprocess
import sys
from pathlib import Path

STOP_SECONDS = 10


def systemd_run(units: Path, arguments: list[str]) -> int:
    """The options that SystemdSpawner gives, then the command."""
    options: dict[str, str] = {}
    properties: dict[str, str] = {}
    rest = list(arguments)
    while rest[0].startswith("--"):
        name, equals, value = rest.pop(0).removeprefix("--").partition("=")
        value = value if equals else rest.pop(0)
        if name == "property":
            key, _, value = value.partition("=")
            properties[key] = value
        else:
            options[name] = value
    unit = options["unit"]
    (units / f"{unit}.json").write_text(json.dumps(["systemd-run", *arguments]), encoding="utf-8")
    user = pwd.getpwuid(int(options["uid"]))
    with open(units / f"{unit}.log", "ab") as output:
        process = subprocess.Popen(
            rest,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=options["working-directory"],
            env={**_environment(properties["EnvironmentFile"]), "HOME": user.pw_dir, "USER": user.pw_name},
            user=user.pw_uid,
            group=int(options["gid"]),
            extra_groups=os.getgrouplist(user.pw_name, user.pw_gid),
            umask=int(properties["UMask"], 8),
            start_new_session=True,
        )
    (units / f"{unit}.pid").write_text(str(process.pid), encoding="ascii")
    return 0


def systemctl(units: Path, arguments: list[str]) -> int:
    if arguments == ["--version"]:
        print("systemd 257 (257)")
        return 0
    verb, unit = arguments
    pid = _pid(units / f"{unit}.pid")
    if verb == "is-active":
        return 0 if pid is not None else 3
    if verb == "stop" and pid is not None:
        _stop(pid)
    return 1 if verb == "is-failed" else 0


def _stop(pid: int) -> None:
    descriptor = os.pidfd_open(pid)
    os.killpg(pid, signal.SIGTERM)
    select.select([descriptor], [], [], STOP_SECONDS)
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _pid(file: Path) -> int | None:
    """None where it runs no more."""
    try:
        pid = int(file.read_text(encoding="ascii"))
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except (OSError, ValueError):
        return None
    return None if status.rpartition(")")[2].split()[0] == "Z" else pid


def _environment(file: str) -> dict[str, str]:
    lines = Path(file).read_text(encoding="utf-8")
    return dict(word.split("=", 1) for word in shlex.split(lines))


if __name__ == "__main__":
    act = systemd_run if sys.argv[1] == "systemd-run" else systemctl
    sys.exit(act(Path(sys.argv[2]), sys.argv[3:]))
