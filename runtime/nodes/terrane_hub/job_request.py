"""A session as a job of Slurm: what is asked for, and the script."""

from __future__ import annotations

from terrane_hub.declared_sessions import Policy, Size
from terrane_hub.places import SYSTEM_PATH
from terrane_hub.sizes import most_seconds

# Of util-linux, on all distributions; sudo is not. The environment stays, as it does with sudo -E.
EXEC_PREFIX = "/usr/sbin/runuser -u {username} --"
# squeue and scancel need no more, and run as the user, who could read the hub's environment from theirs.
COMMAND_ENVIRONMENT = {"PATH": SYSTEM_PATH, "LANG": "C.UTF-8"}

# No srun: a step would get one CPU (since 22.05 it does not take over --cpus-per-task). With exec the server itself
# gets the signals of scancel and of the time limit.
SCRIPT = """#!/bin/bash
#SBATCH --output={{homedir}}/.notebook-%j.log
#SBATCH --job-name=notebook
#SBATCH --comment={{comment}}
#SBATCH --chdir={{homedir}}
#SBATCH --export={{keepvars}}
#SBATCH --get-user-env=L
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task={{nprocs}}
#SBATCH --mem={{memory}}
{% if partition %}#SBATCH --partition={{partition}}
{% endif %}{% if gres %}#SBATCH --gres={{gres}}
{% endif %}{% if runtime %}#SBATCH --time={{runtime}}
{% endif %}
set -euo pipefail
{% if mask %}umask {{mask}}
{% endif %}exec {% if around %}{{around}} {% endif %}{{cmd}}
"""


def job_request(size: Size, policy: Policy, user: str) -> dict[str, str]:
    """Values of SlurmSpawner's traits of these names, and of `req_comment`, by which costs are told apart."""
    return {
        "req_partition": size.partition or "",
        "req_nprocs": str(size.cpus),
        "req_memory": f"{size.memory_mib}M",
        "req_gres": f"gpu:{size.gpus}" if size.gpus else "",
        "req_runtime": slurm_time(most_seconds(size, policy)),
        "req_comment": f"notebook:{user}:{size.name}",
    }


def slurm_time(seconds: int) -> str:
    """D-HH:MM:SS; empty, which is the partition's own limit, for 0."""
    if seconds == 0:
        return ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    day, hour = divmod(hours, 24)
    return f"{day}-{hour:02}:{minute:02}:{second:02}"
