"""Traffic that was dropped, in words: who, whom, where, and what it was that let it not through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .nft import Drop, Refusing
from .places import Place, Scene
from .traffic import flow
from .ways import no_way_out, not_rehearsed_to


@dataclass(frozen=True)
class GroupName:
    id: str
    name: str

    def __str__(self) -> str:
        return f"{self.id} ({self.name})" if self.name else self.id


@dataclass(frozen=True)
class Refusal:
    """`dataclasses.asdict` of it can be written as JSON."""

    vpc: str
    source: Mapping[str, str]
    """`kind` is `instance`, `file system`, `service`, `outside`: a server outside the cloud, or `address`: of nobody
    here; `id`, `name`, `address`."""
    destination: Mapping[str, str]
    protocol: str
    port: int | None
    direction: Refusing
    """Refused by the source's groups, by the destination's groups, or there is no way."""
    groups: tuple[GroupName, ...]
    """None of their rules allows it; empty where there is no way."""
    sentence: str
    first_seen: float
    """Seconds since 1970, to within two seconds."""
    count: int
    """Packets dropped: one connection is several."""


def explain(drop: Drop, scene: Scene, now: float) -> Refusal:
    source, destination = scene.at(drop.source), scene.at(drop.destination)
    groups = _groups(scene, {"egress": source, "ingress": destination}.get(drop.by))
    what = f"at {flow(drop.protocol, drop.port)}" if drop.port is not None else f"by {flow(drop.protocol, None)}"
    fails = "cannot reach" if drop.by == "route" else "may not reach"
    sentence = f"{source} {fails} {destination} {what}: {_REASONS[drop.by](scene, drop, groups)}"
    return Refusal(
        scene.vpc,
        source.facts,
        destination.facts,
        drop.protocol,
        drop.port,
        drop.by,
        groups,
        sentence,
        first_seen=now,
        count=0,
    )


def _groups(scene: Scene, place: Place | None) -> tuple[GroupName, ...]:
    known = scene.world.groups
    ids = (place.groups or ()) if place else ()
    return tuple(GroupName(id, known[id].name if id in known else "") for id in ids)


def _by_groups(scene: Scene, drop: Drop, groups: tuple[GroupName, ...]) -> str:
    if not groups:
        return f"no security group allows it any {drop.by}"
    return f"no {drop.by} rule of {' or '.join(str(group) for group in groups)} allows it"


def _by_ways(scene: Scene, drop: Drop, _groups: tuple[GroupName, ...]) -> str:
    instance = scene.instances.get(drop.source)
    if instance is None:
        return "it is no longer there"
    place = scene.at(drop.destination)
    if place.kind in ("service", "outside"):
        return no_way_out(scene.world, instance) or _not_given(place, drop) or "there was no way at that moment"
    return not_rehearsed_to(scene.world, instance.subnet, drop.destination) or "nothing outside is rehearsed"


def _not_given(place: Place, drop: Drop) -> str | None:
    if place.kind != "outside" or (drop.protocol == "tcp" and drop.port in place.ports):
        return None
    return f"--outside gives only {', '.join(f'tcp/{port}' for port in place.ports)} of it"


_REASONS: Mapping[Refusing, Callable[[Scene, Drop, tuple[GroupName, ...]], str]] = {
    "egress": _by_groups,
    "ingress": _by_groups,
    "route": _by_ways,
}
