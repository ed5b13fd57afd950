"""Stands in for Slurm alone: `sbatch`, `squeue`, `scancel` and `scontrol` of one job after the other, on this machine.
Its node has a name that no name service knows, as nodes of a cloud have.

`local_slurm.py NAME FOLDER ARGUMENTS...`; FOLDER has sbatch.json: command, user, environment, script of the last job.
"""

from __future__ import annotations

import json
import os
import pwd
import signal
import subprocess
import sys
from pathlib import Path

NODE = "small-1"


def sbatch(jobs: Path, arguments: list[str]) -> int:
    script = sys.stdin.read()
    user = pwd.getpwuid(os.getuid()).pw_name
    told = {"command": ["sbatch", *arguments], "user": user, "environment": dict(os.environ), "script": script}
    # The folder is everybody's for as long as a test runs.
    (jobs / "sbatch.json").write_text(json.dumps(told), encoding="utf-8")
    process = subprocess.Popen(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=open(jobs / "job.log", "ab"),
        stderr=subprocess.STDOUT,
        cwd=pwd.getpwuid(os.getuid()).pw_dir,
        start_new_session=True,
    )
    print(process.pid)
    return 0


def squeue(jobs: Path, arguments: list[str]) -> int:
    (jobs / "squeue.json").write_text(json.dumps([arguments, dict(os.environ)]), encoding="utf-8")
    job = arguments[arguments.index("-j") + 1]
    if Path(f"/proc/{job}").exists():
        print(f"RUNNING {NODE}")
    return 0


def scontrol(jobs: Path, arguments: list[str]) -> int:
    assert arguments == ["--oneliner", "show", "node", NODE]
    print(f"NodeName={NODE} Arch=x86_64 CoresPerSocket=1 NodeAddr=127.0.0.1 NodeHostName={NODE} Version=24.11.5")
    return 0


def scancel(jobs: Path, arguments: list[str]) -> int:
    os.killpg(int(arguments[0]), signal.SIGTERM)
    return 0


if __name__ == "__main__":
    programs = {"sbatch": sbatch, "squeue": squeue, "scancel": scancel, "scontrol": scontrol}
    sys.exit(programs[sys.argv[1]](Path(sys.argv[2]), sys.argv[3:]))
