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
# A node whose machine does not come up, where the folder has a file of this name; what is in it is why.
BROKEN = "broken"
BROKEN_JOB = "4194401"
LOOKS = 3


def tell(file: Path, told: object) -> None:
    """The folder is everybody's for as long as a test runs; the file may be that of another user's job."""
    file.unlink(missing_ok=True)
    file.write_text(json.dumps(told), encoding="utf-8")


def sbatch(jobs: Path, arguments: list[str]) -> int:
    script = sys.stdin.read()
    user = pwd.getpwuid(os.getuid()).pw_name
    told = {"command": ["sbatch", *arguments], "user": user, "environment": dict(os.environ), "script": script}
    tell(jobs / "sbatch.json", told)
    if (jobs / BROKEN).exists():
        print(BROKEN_JOB)
        return 0
    process = subprocess.Popen(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=open(jobs / f"job-{user}.log", "ab"),
        stderr=subprocess.STDOUT,
        cwd=pwd.getpwuid(os.getuid()).pw_dir,
        start_new_session=True,
    )
    # By which the gateway of the tests ends it, whatever happens.
    (jobs / f"{process.pid}.pid").write_text(str(process.pid), encoding="ascii")
    print(process.pid)
    return 0


def squeue(jobs: Path, arguments: list[str]) -> int:
    tell(jobs / "squeue.json", [arguments, dict(os.environ)])
    job = arguments[arguments.index("-j") + 1]
    if job == BROKEN_JOB:
        looks = jobs / "looks"
        with open(looks, "a+", encoding="ascii") as file:
            file.write(".")
            count = file.tell()
        if count <= LOOKS:
            print(f"CONFIGURING {NODE}")
    elif Path(f"/proc/{job}").exists():
        print(f"RUNNING {NODE}")
    return 0


def scontrol(jobs: Path, arguments: list[str]) -> int:
    if arguments[1] == "update":
        with open(jobs / "updates", "a", encoding="utf-8") as file:
            file.write(" ".join(arguments[2:]) + "\n")
        return 0
    assert arguments == ["--oneliner", "show", "node", NODE]
    broken = jobs / BROKEN
    reason = f" Reason={broken.read_text(encoding='utf-8')} [root@2027-01-02T03:04:05]" if broken.exists() else ""
    print(f"NodeName={NODE} NodeAddr=127.0.0.1 NodeHostName={NODE} Version=24.11.5 State=IDLE+CLOUD{reason}")
    return 0


def scancel(jobs: Path, arguments: list[str]) -> int:
    if arguments[0] != BROKEN_JOB:
        os.killpg(int(arguments[0]), signal.SIGTERM)
    return 0


if __name__ == "__main__":
    programs = {"sbatch": sbatch, "squeue": squeue, "scancel": scancel, "scontrol": scontrol}
    sys.exit(programs[sys.argv[1]](Path(sys.argv[2]), sys.argv[3:]))
