"""Where and how sessions run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from terrane_hub.declaration import Declaration
from terrane_hub.places import LOOPBACK, SERVER, SYSTEM_PATH, Places, program
from terrane_hub.settings_hub import Settings
from terrane_hub.usage_book import UsageBook

# A first start on a machine reads the whole environment from its disk, or from the network.
GATEWAY_START_SECONDS = 120
# A job may have to wait for a machine to boot.
SLURM_START_SECONDS = 900
# Slurm gives a machine up after twenty minutes, and then there is a reason to show.
MACHINE_START_SECONDS = 1320
ANSWER_SECONDS = 120
# On all machines in the same place.
TUNNEL_PROGRAM = Path(__file__).with_name("session_tunnel.py")
POLL_SECONDS = 30
LONGEST_ACTIVITY_SECONDS = 300


def session_settings(declaration: Declaration, places: Places) -> tuple[type[Any], Settings]:
    """The spawner's class and its settings."""
    programs = places.session_environment / "bin"
    common: Settings = {
        "declared": declaration,
        "usage": UsageBook(places.state),
        "places": places,
        "cmd": [str(places.session_config / SERVER)],
        "default_url": "/lab",
        "env_keep": ["LANG", "LC_ALL"],
        "environment": {
            "PATH": f"{programs}:{SYSTEM_PATH}",
            "JUPYTER_CONFIG_PATH": str(places.session_config),
            # A token in an address opens nothing there either.
            "JUPYTERHUB_ALLOW_TOKEN_IN_URL": "0",
            "JUPYTERHUB_ACTIVITY_INTERVAL": str(activity_seconds(declaration.policy.idle_seconds)),
        },
        "http_timeout": ANSWER_SECONDS,
        "poll_interval": POLL_SECONDS,
        # One user's broken home is not the hub's end.
        "consecutive_failure_limit": 0,
    }
    if declaration.placement == "gateway":
        from terrane_hub.spawner_gateway import GatewaySpawner

        return GatewaySpawner, {**common, "ip": LOOPBACK, "start_timeout": GATEWAY_START_SECONDS}
    jobs: Settings = {
        **common,
        "batchspawner_singleuser_cmd": str(programs / "batchspawner-singleuser"),
        # Slurm may be where only the hub's own PATH leads.
        "batch_submit_cmd": f"{program('sbatch')} --parsable",
        "batch_query_cmd": f"{program('squeue')} -h -j {{job_id}} -o '%T %B'",
        "batch_cancel_cmd": f"{program('scancel')} {{job_id}}",
        "start_timeout": SLURM_START_SECONDS,
    }
    if declaration.machines is None:
        from terrane_hub.spawner_slurm import JobSpawner

        return JobSpawner, jobs
    from terrane_hub.spawner_machine import MachineSpawner

    if declaration.machines.tunnel_port is not None:
        jobs["batchspawner_singleuser_cmd"] = f"{programs / 'python'} {TUNNEL_PROGRAM}"
    return MachineSpawner, {**jobs, "places": places, "start_timeout": MACHINE_START_SECONDS}


def activity_seconds(idle_seconds: int) -> int:
    """How often a session tells the hub that it is used: a few times before it would count as idle."""
    return max(1, min(LONGEST_ACTIVITY_SECONDS, idle_seconds // 4)) if idle_seconds else LONGEST_ACTIVITY_SECONDS
