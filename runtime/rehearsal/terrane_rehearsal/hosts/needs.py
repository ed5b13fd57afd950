"""What hosts need of the rest of a rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from terrane_rehearsal.world import Instance


class Link(Protocol):
    """A network that is in place before its host starts."""

    @property
    def namespace_path(self) -> str: ...

    @property
    def resolver(self) -> str: ...


class Fabric(Protocol):
    def attach(self, instance: Instance) -> Link:
        """An attached host keeps its link."""

    def detach(self, instance_id: str) -> None: ...


class Emulator(Protocol):
    """Told what became of machines."""

    @property
    def reboots(self) -> Callable[[str], None]:
        """Called where the cloud is asked to reboot an instance."""

    @reboots.setter
    def reboots(self, told: Callable[[str], None]) -> None: ...

    def booted(self, instance_id: str) -> None: ...

    def stopped(self, instance_id: str) -> None: ...

    def ended(self, instance_id: str) -> None: ...

    def lost(self, instance_id: str) -> None: ...

    def powered_off(self, instance_id: str) -> None: ...


class Notes(Protocol):
    def note(self, event: str, **facts: object) -> None: ...
