"""Slurm as its own programs show it. Every call is a list of arguments; nothing passes through a shell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from terrane_node.clock import Clock
from terrane_node.errors import CommandError
from terrane_node.process import run
from terrane_node.reasons import one_line

# The text form is the same from Slurm 22.05 to 24.11; `--json` needs plugins that distributions leave out.
_FIELD = {name: re.compile(rf"(?:^|\s){name}=(\S+)") for name in ("NodeName", "NodeAddr", "State")}
_REASON = re.compile(r"\sReason=(?P<text>.*) \[(?P<user>[^\[\]@\s]+)@(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\]")
# A command line holds 128 KiB at most in one argument; node lists are cut far below.
NAMES_A_CALL = 200


@dataclass(frozen=True)
class NodeState:
    name: str
    address: str
    """Base state and flags as Slurm names them: IDLE, DOWN, CLOUD, DRAIN, POWERED_DOWN, POWERING_UP, ..."""
    flags: frozenset[str]
    reason: str = ""
    """When the reason was given, local time of the head."""
    reason_at: datetime | None = None

    def has(self, *flags: str) -> bool:
        """Whether at least one of the flags is set."""
        return any(flag in self.flags for flag in flags)

    def reason_older_than(self, age: timedelta, now: datetime) -> bool:
        return self.reason_at is not None and now - self.reason_at >= age


class Slurm:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def hostnames(self, nodelist: str) -> list[str]:
        """`compute-[1-3],big-1` becomes single names."""
        return run(["scontrol", "show", "hostnames", nodelist]).split()

    def nodes(self) -> dict[str, NodeState]:
        """Every node that slurmctld knows. Raises CommandError while slurmctld does not answer."""
        text = run(["scontrol", "--all", "--oneliner", "show", "nodes"])
        if text.strip() in ("", "No nodes in the system"):
            return {}
        parsed = [parse_node(line) for line in text.splitlines() if line.strip()]
        return {node.name: node for node in parsed}

    def node(self, name: str) -> NodeState:
        return parse_node(run(["scontrol", "--oneliner", "show", "node", name]).strip())

    def set_address(self, name: str, address: str) -> None:
        self._patiently(["scontrol", "update", f"nodename={name}", f"nodeaddr={address}", f"nodehostname={name}"])

    def set_state(self, names: Sequence[str], state: str, reason: str | None = None) -> None:
        """States are scontrol's own: power_up, power_down_force, drain, resume, ..."""
        for start in range(0, len(names), NAMES_A_CALL):
            some = ",".join(names[start : start + NAMES_A_CALL])
            arguments = ["scontrol", "update", f"nodename={some}", f"state={state}"]
            self._patiently(arguments + ([f"reason={one_line(reason)}"] if reason else []))

    def set_reason(self, name: str, reason: str) -> None:
        self._patiently(["scontrol", "update", f"nodename={name}", f"reason={one_line(reason)}"])

    def reconfigure(self) -> None:
        run(["scontrol", "reconfigure"], timeout=120)

    def _patiently(self, arguments: Sequence[str], attempts: int = 3) -> None:
        """slurmctld answers "try again" while it saves its state or reconfigures."""
        for left in range(attempts - 1, -1, -1):
            try:
                run(arguments)
                return
            except CommandError:
                if left == 0:
                    raise
                self._clock.sleep(2)


def parse_node(line: str) -> NodeState:
    fields = {name: pattern.search(line) for name, pattern in _FIELD.items()}
    name, state = fields["NodeName"], fields["State"]
    if name is None or state is None:
        raise CommandError(f"scontrol: not the line of a node: {one_line(line, 80)}")
    given = _REASON.search(line)
    return NodeState(
        name=name.group(1),
        address=fields["NodeAddr"].group(1) if fields["NodeAddr"] else name.group(1),
        flags=frozenset(state.group(1).rstrip("*").split("+")),
        reason=given.group("text").strip() if given else "",
        reason_at=datetime.fromisoformat(given.group("time")).astimezone() if given else None,
    )
