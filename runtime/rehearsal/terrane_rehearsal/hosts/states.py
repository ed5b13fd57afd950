"""What is said of a host, in the names of the control API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from terrane_rehearsal.hosts.decide import Ended, Life
from terrane_rehearsal.hosts.progress import Progress

State = Literal["booting", "ready", "failed", "stopping", "stopped", "dead"]


@dataclass(frozen=True)
class HostState:
    id: str
    name: str
    names: tuple[str, ...]
    """All that it may be called by."""
    address: str
    vpc: str
    type: str
    role: str
    """Name of its IAM role; empty without one."""
    state: State
    stage: str
    reason: str
    leader: int | None
    bootSeconds: float | None
    """From the start of the host to the end of its boot, good or bad."""
    memoryMiB: float
    cpuSeconds: float
    tags: dict[str, str]
    since: float
    """Seconds since the epoch at which `state` began."""


def state_of(life: Life, ended: Ended | None, leaving: bool, progress: Progress) -> State:
    """`leaving`: it was asked to power off."""
    if life is Life.UP:
        return "stopping" if leaving else progress.state
    if life is Life.STARTING:
        return "booting"
    if life is Life.OFF:
        return "dead" if ended is Ended.BROKEN else "stopped"
    return "stopping"
