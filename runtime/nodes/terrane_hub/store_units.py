"""Stores of a session on the gateway's own machine: a unit of systemd for each, beside the session's.

The session's own unit may neither become another account nor mount, which sshfs does by way of fusermount3. What is
mounted here is seen there: a unit's own view of the files follows the machine's.
"""

from __future__ import annotations

import pwd
from collections.abc import Mapping
from pathlib import Path

from systemdspawner import systemd

from terrane_hub.declared_stores import Store
from terrane_hub.store_words import PYTHON, store_argument
from terrane_hub.unit_limits import SLICE

# What the session would hand over to it, and no more.
NEEDED = ("JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL", "LANG", "PATH")
MEMORY = "512M"


def store_unit(session: str, store: Store) -> str:
    return f"{session}-store-{store.name}"


async def start_store(session: str, store: Store, program: Path, user: str, environment: Mapping[str, str]) -> None:
    """It ends when the session does, however that ends."""
    account = pwd.getpwnam(user)
    unit = store_unit(session, store)
    if await systemd.service_running(unit):
        await systemd.stop_service(unit)
    if await systemd.service_failed(unit):
        await systemd.reset_service(unit)
    await systemd.start_transient_service(
        unit,
        cmd=[PYTHON, "-I", str(program)],
        args=["mount", store_argument(store)],
        working_dir=account.pw_dir,
        environment_variables={name: environment[name] for name in NEEDED if name in environment},
        properties={
            "BindsTo": f"{session}.service",
            "After": f"{session}.service",
            "MemoryMax": MEMORY,
            "TasksMax": "64",
            "UMask": "0077",
            "LimitCORE": "0",
            "TimeoutStopSec": "20",
        },
        uid=account.pw_uid,
        gid=account.pw_gid,
        slice=SLICE,
    )


async def stop_store(session: str, store: Store) -> None:
    await systemd.stop_service(store_unit(session, store))
