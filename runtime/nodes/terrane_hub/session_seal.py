"""What a session's machine is told in secret. Slurm sends scripts and environments in the clear; MUNGE, whose key all
machines of the cluster have, encrypts, and only its user's programs open it, once on each machine, within the hour.

https://github.com/dun/munge/wiki/Man-1-munge
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from terrane_hub.errors import HubError
from terrane_hub.job_request import COMMAND_ENVIRONMENT
from terrane_hub.places import program

# By which a job hands it to `session_tunnel.py`.
VARIABLE = "TERRANE_SESSION"
# The longest that MUNGE allows.
SECONDS = 3600


async def sealed(told: Mapping[str, Any], uid: int) -> str:
    """Raises HubError where MUNGE does not answer."""
    asked = await asyncio.create_subprocess_exec(
        *(program("munge"), "--cipher=aes256", f"--ttl={SECONDS}", f"--restrict-uid={uid}"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=COMMAND_ENVIRONMENT,
    )
    said, wrong = await asked.communicate(json.dumps(told).encode("utf-8"))
    if asked.returncode != 0:
        raise HubError(f"munge: {wrong.decode('utf-8', 'replace').strip()[:300]}")
    return said.decode("ascii").strip()
