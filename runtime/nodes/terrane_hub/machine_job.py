"""A session on a machine of its own as a job of Slurm: the whole node, once."""

from __future__ import annotations

from terrane_hub.declared_sessions import Size
from terrane_hub.job_request import SCRIPT, slurm_time

# A machine that is lost takes its session with it: in the queue again, it would come back when nobody waits for it.
WHOLE_NODE = "#SBATCH --exclusive\n#SBATCH --no-requeue\n#SBATCH --nodes=1\n"
MACHINE_SCRIPT = SCRIPT.replace("#SBATCH --nodes=1\n", WHOLE_NODE, 1)


def machine_request(size: Size, minutes: int, user: str) -> dict[str, str]:
    """Values of SlurmSpawner's traits of these names, as of `job_request`. Memory 0 is all that the node has."""
    return {
        "req_partition": size.partition or "",
        "req_nprocs": str(size.cpus),
        "req_memory": "0",
        "req_gres": f"gpu:{size.gpus}" if size.gpus else "",
        "req_runtime": slurm_time(minutes * 60),
        "req_comment": f"notebook:{user}:{size.name}",
    }
