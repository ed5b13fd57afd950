"""Reasons that the programs give to Slurm, and which reasons on a node are of automatic origin.

A node that an administrator put down or drained keeps that state: programs undo only what has a reason listed here.
"""

from __future__ import annotations

import re

NO_CAPACITY = "no capacity"
NOT_LAUNCHED = "not launched"
BOOT_FAILED = "boot failed"
SPOT = "spot interruption"
HEAD_REPLACED = "head replaced"
HEALTH = "health"
STOPPED = "stopped"

# Slurm's own texts for nodes that it put down by itself (slurmctld: node_mgr.c, power_save.c, ping_nodes.c).
FROM_SLURM = ("Not responding", "ResumeTimeout reached", "Node unexpectedly rebooted")
FROM_PROGRAMS = (NO_CAPACITY, NOT_LAUNCHED, BOOT_FAILED, SPOT, HEAD_REPLACED)

# Slurm stores more, but sinfo and squeue cut; the cloud's tags hold 256.
LONGEST = 250


def reason(kind: str, detail: str) -> str:
    """One line for Slurm."""
    return one_line(f"{kind}: {detail}")


def one_line(text: str, longest: int = LONGEST) -> str:
    """Without line breaks or other control characters, cut to `longest` characters."""
    flat = re.sub(r"[\x00-\x1f\x7f\s]+", " ", text).strip()
    return flat if len(flat) <= longest else flat[: longest - 3].rstrip() + "..."


def is_automatic(text: str) -> bool:
    """Whether the whole reason comes from Slurm itself or from these programs. Slurm joins reasons with ' : '."""
    parts = [part.strip() for part in text.split(" : ") if part.strip()]
    return bool(parts) and all(_known(part) for part in parts)


def _known(part: str) -> bool:
    return part in FROM_SLURM or any(part.startswith(f"{kind}: ") for kind in FROM_PROGRAMS)
