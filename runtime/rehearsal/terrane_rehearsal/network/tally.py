"""What one VPC's rules have dropped and let through since the rehearsal began, over all loads of its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .nft import Drop, Reading
from .places import Scene
from .refusals import Refusal, explain
from .rules import Rule
from .traffic import traffic_of


@dataclass(frozen=True)
class UnusedRule:
    """A rule that a host, file server or endpoint was under, and that never was the first to let anything through."""

    vpc: str
    group: str
    name: str
    direction: str
    traffic: str
    peer: str
    """A network, a security group or a prefix list."""
    description: str
    sentence: str


class Tally:
    def __init__(self, vpc: str) -> None:
        self.vpc = vpc
        self._refusals: dict[Drop, Refusal] = {}
        self._names: dict[Rule, str] = {}
        self._before: tuple[Counter[Drop], Counter[Rule]] = (Counter(), Counter())
        self._now = Reading()

    def watch(self, rules: Iterable[Rule], scene: Scene) -> None:
        """Rules that are about to be loaded: they can be used from now on."""
        self._names.update({rule: scene.world.groups[rule.group].name for rule in rules})

    def take(self, reading: Reading, scene: Scene, now: float) -> list[Refusal]:
        """The refusals that are new. `scene`: what the table was made for when it was read."""
        self._now = reading
        new = [drop for drop in reading.drops if drop not in self._refusals]
        self._refusals.update({drop: explain(drop, scene, now) for drop in new})
        return [self._counted(drop) for drop in new]

    def settle(self) -> None:
        """The table goes, and its counters with it."""
        drops, hits = self._before
        drops.update(self._now.drops)
        hits.update(self._now.hits)
        self._now = Reading()

    def refused(self) -> list[Refusal]:
        return [self._counted(drop) for drop in self._refusals]

    def unused(self) -> list[UnusedRule]:
        hits = self._before[1] + Counter(self._now.hits)
        return [self._unused(rule) for rule in self._names if not hits[rule]]

    def _counted(self, drop: Drop) -> Refusal:
        return replace(self._refusals[drop], count=self._before[0][drop] + self._now.drops.get(drop, 0))

    def _unused(self, rule: Rule) -> UnusedRule:
        permission = rule.permission
        traffic = str(traffic_of(permission))
        peer = str(permission.cidr or permission.group or permission.prefix_list)
        name, side = self._names[rule], "from" if rule.direction == "ingress" else "to"
        sentence = f"the {rule.direction} rule of {rule.group} ({name}) for {traffic} {side} {peer} was never used"
        return UnusedRule(self.vpc, rule.group, name, rule.direction, traffic, peer, permission.description, sentence)
