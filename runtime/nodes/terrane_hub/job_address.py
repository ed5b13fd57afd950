"""Where a node of Slurm's is reached: a cloud's nodes have names that Slurm alone knows."""

from __future__ import annotations

import asyncio
import re

from terrane_hub.errors import HubError
from terrane_hub.job_request import COMMAND_ENVIRONMENT
from terrane_hub.places import program

# https://slurm.schedmd.com/elastic_computing.html: nodes tell their addresses when they come up.
ADDRESS = re.compile(r"(?:^|\s)NodeAddr=(\S+)")


async def address_of(node: str) -> str:
    """Raises HubError where Slurm does not know it."""
    asked = await asyncio.create_subprocess_exec(
        *(program("scontrol"), "--oneliner", "show", "node", node),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=COMMAND_ENVIRONMENT,
    )
    said, _ = await asked.communicate()
    found = ADDRESS.search(said.decode("utf-8", "replace"))
    if asked.returncode != 0 or found is None:
        raise HubError(f"Slurm does not tell the address of {node}: {said.decode('utf-8', 'replace').strip()[:300]}")
    return found[1]
