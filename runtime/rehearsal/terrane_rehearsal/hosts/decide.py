"""What to do next for one host: a table from what is and what is wanted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from terrane_rehearsal.world import InstanceState

REBOOT_CODE = 133
"""systemd-nspawn's exit code where the guest asks for a reboot and nobody else keeps its unit: systemd-nspawn(1)."""


class Life(Enum):
    OFF = "off"
    """No process; a disk perhaps."""
    STARTING = "starting"
    UP = "up"
    DOWN = "down"
    """The process has ended; what it used is still there."""
    RELEASING = "releasing"
    GONE = "gone"


class Ended(Enum):
    """How a host went although the cloud says that it is up."""

    HALTED = "halted"
    """It powered itself off; it starts again where the cloud says `pending` once more."""
    BROKEN = "broken"
    """It crashed or did not start; only a stop and a start give it other hardware."""


class Action(Enum):
    WAIT = "wait"
    START = "start"
    WATCH = "watch"
    START_AGAIN = "start again"
    POWER_OFF = "power off"
    RELEASE = "release"
    LOST = "lost"
    POWERED_OFF = "powered off"
    TELL_STOPPED = "tell stopped"
    DELETE = "delete"


@dataclass(frozen=True)
class View:
    life: Life
    state: InstanceState | None
    """None: the cloud does not know the instance any more."""
    exit_code: int | None = None
    ended: Ended | None = None


def next_action(view: View) -> Action:
    wanted_up = view.state in ("pending", "running")
    wanted_gone = view.state in (None, "terminated", "shutting-down")
    match view.life:
        case Life.UP:
            return Action.WATCH if wanted_up else Action.POWER_OFF
        case Life.DOWN:
            return _after_end(view) if wanted_up else Action.RELEASE
        case Life.OFF if wanted_gone:
            return Action.DELETE
        case Life.OFF if wanted_up:
            may_start = view.ended is None or (view.ended is Ended.HALTED and view.state == "pending")
            return Action.START if may_start else Action.WAIT
        case Life.OFF:
            return Action.TELL_STOPPED if view.state == "stopping" else Action.WAIT
        case _:
            return Action.WAIT


def _after_end(view: View) -> Action:
    if view.exit_code == REBOOT_CODE:
        return Action.START_AGAIN
    return Action.POWERED_OFF if view.exit_code == 0 else Action.LOST
