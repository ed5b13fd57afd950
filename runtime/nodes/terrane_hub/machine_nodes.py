"""The nodes underneath machines: why one did not come up, and that it goes home."""

from __future__ import annotations

import asyncio
import re

from terrane_hub.errors import HubError
from terrane_hub.job_request import COMMAND_ENVIRONMENT
from terrane_hub.places import program

# https://slurm.schedmd.com/scontrol.html#OPT_show
NODE_LIST = re.compile(r"(?:^|\s)NodeList=([A-Za-z0-9_.-]+)(?:\s|$)")
BATCH_HOST = re.compile(r"(?:^|\s)BatchHost=([A-Za-z0-9_.-]+)(?:\s|$)")
STATE = re.compile(r"(?:^|\s)State=(\S+)")
REASON = re.compile(r"\sReason=(.*) \[[^\[\]\s]+@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\]")
NAME = re.compile(r"[A-Za-z0-9_-]+")
AFTER_SESSION = "notebook: goes home after its session"
NOT_WANTED = "notebook: nobody waits for it any more"


async def node_of(job: str) -> str | None:
    """That Slurm gave to the job, also when it has ended."""
    try:
        said = await _scontrol("show", "job", job)
    except HubError:
        return None
    found = NODE_LIST.search(said) or BATCH_HOST.search(said)
    return found[1] if found and found[1] != "(null)" else None


async def reason_of(node: str) -> str | None:
    """What the node's machine is said to lack."""
    try:
        found = REASON.search(await _scontrol("show", "node", node))
    except HubError:
        return None
    return found[1].strip() if found else None


async def is_coming(node: str) -> bool:
    """Whether a machine is launched for it, and no job has it."""
    try:
        found = STATE.search(await _scontrol("show", "node", node))
    except HubError:
        return False
    flags = found[1].rstrip("*").split("+") if found else []
    return flags[:1] == ["IDLE"] and bool({"POWERING_UP", "POWER_UP"} & set(flags))


async def send_home(node: str, state: str, reason: str) -> None:
    """`state`: power_down_asap, after its job, or power_down_force. https://slurm.schedmd.com/scontrol.html#OPT_State_1"""
    await _scontrol("update", f"nodename={node}", f"state={state}", f"reason={reason}")


async def _scontrol(*arguments: str) -> str:
    asked = await asyncio.create_subprocess_exec(
        *(program("scontrol"), "--oneliner", *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=COMMAND_ENVIRONMENT,
    )
    said = (await asked.communicate())[0].decode("utf-8", "replace")
    if asked.returncode != 0:
        raise HubError(f"scontrol {' '.join(arguments)}: {said.strip()[:300]}")
    return said
