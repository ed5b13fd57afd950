"""Both clouds as one, for those who need not know whose an instance is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Protocol

from terrane_rehearsal.world import World, is_of_oci

if TYPE_CHECKING:
    from terrane_rehearsal.oci import Oci
    from terrane_rehearsal.oracle import Oracle


class Cloud(Protocol):
    """What an emulated cloud is told of instances, and what it tells."""

    reboots: Callable[[str], None]

    def tick(self) -> None: ...

    def observe(self) -> World: ...

    def booted(self, instance_id: str) -> None: ...

    def stopped(self, instance_id: str) -> None: ...

    def ended(self, instance_id: str) -> None: ...

    def lost(self, instance_id: str) -> None: ...

    def powered_off(self, instance_id: str) -> None: ...

    def take_back(self, instance_id: str) -> None: ...


class Clouds:
    """Calls go to the cloud whose instance it is. OCI may begin at any time."""

    def __init__(self, aws: Cloud, oracle: Oracle) -> None:
        self._aws, self._oracle = aws, oracle
        self._reboots: Callable[[str], None] | None = None

    @property
    def reboots(self) -> Callable[[str], None]:
        return self._aws.reboots

    @reboots.setter
    def reboots(self, told: Callable[[str], None]) -> None:
        self._reboots = self._aws.reboots = told
        if self._oracle.running is not None:
            self._oracle.running.reboots = told

    def began(self, oci: Oci) -> None:
        if self._reboots is not None:
            oci.reboots = self._reboots

    def tick(self) -> None:
        for cloud in self._all():
            cloud.tick()

    def observe(self) -> World:
        worlds = [cloud.observe() for cloud in self._all()]
        return worlds[0] if len(worlds) == 1 else merged(*worlds)

    def booted(self, instance_id: str) -> None:
        self._of(instance_id).booted(instance_id)

    def stopped(self, instance_id: str) -> None:
        self._of(instance_id).stopped(instance_id)

    def ended(self, instance_id: str) -> None:
        self._of(instance_id).ended(instance_id)

    def lost(self, instance_id: str) -> None:
        self._of(instance_id).lost(instance_id)

    def powered_off(self, instance_id: str) -> None:
        self._of(instance_id).powered_off(instance_id)

    def take_back(self, instance_id: str) -> None:
        self._of(instance_id).take_back(instance_id)

    def _all(self) -> list[Cloud]:
        return [self._aws, *([self._oracle.running] if self._oracle.running is not None else [])]

    def _of(self, instance_id: str) -> Cloud:
        return self._oracle.begin() if is_of_oci(instance_id) else self._aws


def merged(one: World, other: World) -> World:
    """Things of both; ids are never the same. The account is the first one's."""
    both: dict[str, Any] = {"account": one.account}
    for name in (field.name for field in fields(World) if field.name != "account"):
        here, there = getattr(one, name), getattr(other, name)
        both[name] = (*here, *there) if isinstance(here, tuple) else {**here, **there}
    return World(**both)
