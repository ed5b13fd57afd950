"""What an Auto Scaling group does next: pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

GONE = ("shutting-down", "terminated")
ALIVE = ("pending", "running")


@dataclass(frozen=True)
class Member:
    id: str
    subnet: str
    order: int
    """Of its launch: the oldest has the lowest."""
    state: str = "running"
    """Of the instance, in EC2's words."""
    healthy: bool = True
    """As Auto Scaling was told, and as far as EC2's status checks pass."""
    protected: bool = False
    standby: bool = False
    spot: bool = False
    template_version: int = 0


@dataclass(frozen=True)
class Group:
    desired: int
    subnets: tuple[str, ...]
    members: tuple[Member, ...] = ()
    suspended: frozenset[str] = frozenset()
    """Processes, e.g. `Launch`."""
    termination_policies: tuple[str, ...] = ("Default",)
    on_demand_base: int = 0
    on_demand_percentage: int = 100
    """Of what is above the base."""


@dataclass(frozen=True)
class Plan:
    gone: tuple[str, ...] = ()
    """Members that have ended by themselves, or were ended by somebody."""
    unhealthy: tuple[str, ...] = ()
    """Members to end and replace."""
    surplus: tuple[str, ...] = ()
    """Members to end."""
    launches: tuple[Launch, ...] = ()

    @property
    def idle(self) -> bool:
        return self == Plan()


@dataclass(frozen=True)
class Launch:
    subnets: tuple[str, ...]
    """In the order in which they are to be tried."""
    spot: bool = False


@dataclass
class _Counts:
    by_subnet: Counter[str] = field(default_factory=Counter)
    on_demand: int = 0


def plan(group: Group) -> Plan:
    gone = [each for each in group.members if each.state in GONE]
    left = [each for each in group.members if each not in gone]
    unhealthy = _unhealthy(group, left)
    serving = [each for each in left if each not in unhealthy and not each.standby]
    surplus = _surplus(group, serving)
    return Plan(_ids(gone), _ids(unhealthy), _ids(surplus), _launches(group, serving))


def _ids(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(each.id for each in members)


def _unhealthy(group: Group, members: Sequence[Member]) -> list[Member]:
    if group.suspended & {"ReplaceUnhealthy", "Terminate", "HealthCheck"}:
        return []
    return [each for each in members if not each.standby and (not each.healthy or each.state not in ALIVE)]


def _launches(group: Group, serving: Sequence[Member]) -> tuple[Launch, ...]:
    missing = group.desired - len(serving)
    if missing <= 0 or "Launch" in group.suspended:
        return ()
    counts = _Counts(Counter(each.subnet for each in serving), sum(not each.spot for each in serving))
    return tuple(_next_launch(group, counts) for _ in range(missing))


def _next_launch(group: Group, counts: _Counts) -> Launch:
    """Into the subnet with the fewest members; on demand until the group's share of it is reached."""
    order = sorted(group.subnets, key=lambda each: counts.by_subnet[each])
    spot = counts.on_demand >= wanted_on_demand(group)
    counts.by_subnet[order[0]] += 1
    counts.on_demand += not spot
    return Launch(tuple(order), spot)


def wanted_on_demand(group: Group) -> int:
    base = min(group.on_demand_base, group.desired)
    return base + math.ceil((group.desired - base) * group.on_demand_percentage / 100)


def _surplus(group: Group, serving: Sequence[Member]) -> list[Member]:
    """From the subnet with the most members, by the first policy that is known; never what is protected."""
    excess = len(serving) - group.desired
    if excess <= 0 or "Terminate" in group.suspended:
        return []
    kept, ended = list(serving), list[Member]()
    while len(ended) < excess:
        free = [each for each in kept if not each.protected]
        if not free:
            break
        counts = Counter(each.subnet for each in kept)
        fullest = max(counts[each.subnet] for each in free)
        candidates = [each for each in free if counts[each.subnet] == fullest]
        chosen = min(candidates, key=_policy(group.termination_policies))
        kept.remove(chosen)
        ended.append(chosen)
    return ended


Key = Callable[[Member], tuple[int, ...]]
# https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html
POLICIES: Mapping[str, Key] = {
    "OldestInstance": lambda member: (member.order,),
    "NewestInstance": lambda member: (-member.order,),
    "OldestLaunchTemplate": lambda member: (member.template_version, member.order),
    "OldestLaunchConfiguration": lambda member: (member.template_version, member.order),
    "Default": lambda member: (member.template_version, member.order),
}


def _policy(names: Sequence[str]) -> Key:
    return next((POLICIES[each] for each in names if each in POLICIES), POLICIES["Default"])
