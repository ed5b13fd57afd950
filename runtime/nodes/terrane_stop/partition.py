"""A partition that starts nothing more, and one that does again, as Slurm's own programs make it so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from terrane_node.errors import CommandError
from terrane_node.logs import log
from terrane_node.process import run
from terrane_node.reasons import STOPPED, reason
from terrane_node.slurm import NodeState, Slurm

# https://slurm.schedmd.com/scontrol.html#OPT_State_1: jobs may be queued and none of them starts; those that run go on.
CLOSED, OPEN = "DOWN", "UP"
GOING = ("POWER_DOWN", "POWERING_DOWN", "POWERED_DOWN")
COMING = ("POWER_UP", "POWERING_UP")
# https://slurm.schedmd.com/squeue.html#SECTION_JOB-STATE-CODES: those that hold a node.
RUNNING = "RUNNING,SUSPENDED,CONFIGURING"
_STATE = re.compile(r"(?:^|\s)State=(\S+)")


def hold(slurm: Slurm, partition: str, nodes: Mapping[str, NodeState], why: str) -> None:
    """Nothing starts in it; nodes go home when their jobs have ended, and say why."""
    _bring_to(partition, CLOSED)
    text = reason(STOPPED, why)
    own = members(partition, nodes.values())
    _set(slurm, [node.name for node in own if _up(node) and not node.has("DRAIN")], "power_down_asap", text)
    # Somebody else's reason stays.
    _set(slurm, [node.name for node in own if _up(node) and node.has("DRAIN")], "power_down_asap", None)
    _set(slurm, [node.name for node in own if _at_home(node)], "drain", text)


def release(slurm: Slurm, partition: str, nodes: Mapping[str, NodeState]) -> None:
    """What `hold` did is undone, and nothing else."""
    own = members(partition, nodes.values())
    _set(slurm, [node.name for node in own if node.reason.startswith(f"{STOPPED}: ")], "resume", None)
    _bring_to(partition, OPEN)


def end_jobs(partition: str) -> None:
    """Those that can return to the queue do, and wait there; the others end."""
    for job in running_jobs(partition):
        try:
            run(["scontrol", "requeue", job])
            log.warning("stop: job %s is back in the queue", job)
        except CommandError as error:
            log.warning("stop: job %s ends: %s", job, error)
            run(["scancel", job])


def running_jobs(partition: str) -> list[str]:
    return run(["squeue", "--noheader", f"--partition={partition}", f"--states={RUNNING}", "--format=%A"]).split()


def members(partition: str, nodes: Iterable[NodeState]) -> list[NodeState]:
    form = re.compile(re.escape(partition) + r"-[1-9]\d*")
    return [node for node in nodes if form.fullmatch(node.name)]


def state_of(partition: str) -> str:
    found = _STATE.search(run(["scontrol", "--oneliner", "show", "partition", partition]))
    return found.group(1) if found else ""


def _bring_to(partition: str, state: str) -> None:
    if state_of(partition) != state:
        run(["scontrol", "update", f"partitionname={partition}", f"state={state}"])


def _set(slurm: Slurm, names: Sequence[str], state: str, why: str | None) -> None:
    if names:
        slurm.set_state(names, state, why)


def _up(node: NodeState) -> bool:
    return not node.has(*GOING) or node.has(*COMING)


def _at_home(node: NodeState) -> bool:
    return node.has("POWERED_DOWN") and not node.has("DRAIN", "DOWN", *COMING)
