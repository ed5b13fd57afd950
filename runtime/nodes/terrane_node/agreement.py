"""What must happen for Slurm's nodes and the cloud's machines to agree. Pure: state in, actions out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Union

from terrane_node.cloud.base import LIVE, Instance
from terrane_node.failed_boot import has_failed, why_not_ready
from terrane_node.reasons import BOOT_FAILED, HEALTH, is_automatic, reason
from terrane_node.slurm import NodeState

# A younger machine may be one that `resume` has not told Slurm of yet.
YOUNG = timedelta(minutes=3)
# Longer than any SuspendProgram takes.
UNNEEDED = timedelta(minutes=5)
# A node without a machine: longer than ResumeFailProgram takes to end one.
LOST = timedelta(minutes=2)
# A machine that runs and does not answer: longer than a reboot takes.
HUNG = timedelta(minutes=10)
# A boot that failed is not repeated at once: every attempt costs money.
RETRY = timedelta(minutes=15)


@dataclass(frozen=True)
class Terminate:
    instance: Instance
    why: str


@dataclass(frozen=True)
class SetAddress:
    node: str
    address: str


@dataclass(frozen=True)
class SetState:
    node: str
    state: str
    why: str
    """What Slurm is told as the node's reason; without it the node keeps the one that it has."""
    reason: str | None = None


Action = Union[Terminate, SetAddress, SetState]


@dataclass(frozen=True)
class Picture:
    nodes: Mapping[str, NodeState]
    instances: Sequence[Instance]
    """Nodes that must always be up."""
    static: Sequence[str]
    now: datetime
    """Since when each machine, by id, has not been needed; from the run before."""
    unneeded_since: Mapping[str, datetime] = field(default_factory=dict)

    def still_unneeded(self) -> dict[str, datetime]:
        """The same for the next run."""
        return {
            instance.id: self.unneeded_since.get(instance.id, self.now)
            for instance in self.instances
            if instance.node in self.nodes and is_down(self.nodes[instance.node or ""])
        }


def actions(picture: Picture) -> list[Action]:
    failed = list(_failed_boots(picture))
    rest = _without(picture, failed)
    ended = list(_machines_to_end(rest))
    left = _by_node(_without(rest, ended).instances)
    return [*failed, *ended, *_addresses(rest, left), *_states(rest, left)]


def is_down(node: NodeState) -> bool:
    """Powered down, or on the way there, and not asked to come up again."""
    return node.has("POWERED_DOWN", "POWERING_DOWN") and not is_coming(node)


def is_coming(node: NodeState) -> bool:
    return node.has("POWER_UP", "POWERING_UP")


def _without(picture: Picture, ended: Sequence[Action]) -> Picture:
    gone = {action.instance.id for action in ended if isinstance(action, Terminate)}
    return replace(picture, instances=[instance for instance in picture.instances if instance.id not in gone])


def _failed_boots(picture: Picture) -> Iterator[Action]:
    """Slurm would wait for the whole ResumeTimeout. The jobs of a node that is put down go back to the queue."""
    for instance in picture.instances:
        node = picture.nodes.get(instance.node or "")
        if node is None or not is_coming(node) or instance.address != node.address or not has_failed(instance):
            continue
        why = reason(BOOT_FAILED, why_not_ready(instance))
        if not node.has("DOWN"):
            yield SetState(node.name, "down", why, reason=why)
        yield Terminate(instance, "its boot failed")


def _machines_to_end(picture: Picture) -> Iterator[Terminate]:
    by_node = _by_node(picture.instances)
    unneeded = picture.still_unneeded()
    for instance in picture.instances:
        if picture.now - instance.created < YOUNG:
            continue
        node = picture.nodes.get(instance.node or "")
        if instance.spare:
            continue
        if instance.node is None:
            yield Terminate(instance, "it carries no node's name")
        elif node is None:
            yield Terminate(instance, f"Slurm knows no node {instance.node}")
        elif instance.state not in LIVE:
            yield Terminate(instance, f"it is {instance.state}: a node starts anew")
        elif is_down(node):
            if picture.now - unneeded[instance.id] >= UNNEEDED:
                yield Terminate(
                    instance, f"Slurm has held {node.name} powered down since {unneeded[instance.id]:%H:%M}"
                )
        elif _keep(node, by_node[node.name]) is not instance:
            yield Terminate(instance, f"{node.name} has another machine")


def _keep(node: NodeState, instances: Sequence[Instance]) -> Instance:
    known = [instance for instance in instances if instance.address == node.address]
    return known[0] if known else max(instances, key=lambda instance: instance.created)


def _addresses(picture: Picture, machines: Mapping[str, list[Instance]]) -> Iterator[SetAddress]:
    """A head that went down between launching a machine and telling Slurm of it leaves this to be done."""
    for name, instances in machines.items():
        node = picture.nodes.get(name)
        if node is None or is_down(node):
            continue
        instance = _keep(node, instances)
        old_enough = picture.now - instance.created >= YOUNG
        if old_enough and instance.address is not None and instance.address != node.address:
            yield SetAddress(name, instance.address)


def _states(picture: Picture, machines: Mapping[str, list[Instance]]) -> Iterator[SetState]:
    static = set(picture.static)
    for name, node in picture.nodes.items():
        has_machine = name in machines
        remedy = _remedy(node, has_machine, picture.now)
        if remedy is not None:
            yield remedy
        comes_back = remedy is not None and remedy.state == "resume"
        plain = not node.has("DOWN", "DRAIN", "FAIL")
        if name in static and node.has("POWERED_DOWN") and is_down(node) and (plain or comes_back):
            yield SetState(name, "power_up", "a static node is always up")


def _remedy(node: NodeState, has_machine: bool, now: datetime) -> SetState | None:
    """Undoes what the loss of a machine left on a node; an administrator's reason is never undone."""
    of_machine = is_automatic(node.reason) or node.reason.startswith(f"{HEALTH}: ")
    # Slurm takes a node that is put down while it comes up for one that still does.
    boot_failed = node.has("DOWN") and node.reason.startswith(f"{BOOT_FAILED}: ")
    if not node.has("DOWN", "DRAIN") or not of_machine or (is_coming(node) and not boot_failed):
        return None
    if node.has("POWERED_DOWN"):
        if not has_machine and node.reason_older_than(RETRY, now):
            return SetState(node.name, "resume", f"another attempt after: {node.reason}")
        return None
    if node.has("POWERING_DOWN", "POWER_DOWN"):
        return None
    if not has_machine and node.reason_older_than(RETRY if boot_failed else LOST, now):
        return SetState(node.name, "power_down_force", f"its machine is gone: {node.reason}")
    if has_machine and node.has("DOWN") and is_automatic(node.reason) and node.reason_older_than(HUNG, now):
        return SetState(node.name, "power_down_force", f"its machine does not answer: {node.reason}")
    return None


def _by_node(instances: Sequence[Instance]) -> dict[str, list[Instance]]:
    found: dict[str, list[Instance]] = defaultdict(list)
    for instance in instances:
        if instance.node is not None and instance.state in LIVE:
            found[instance.node].append(instance)
    return dict(found)
