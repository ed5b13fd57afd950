"""Taking a volume over from the head that held it before.

Two heads that write to one scheduler state, or to one file system, destroy it. So the former head is stopped (fenced)
and seen stopped before its volume is touched; and a former head that is started again by hand does not take it back.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from terrane_node.clock import wait_for
from terrane_node.cloud.base import CLUSTER_TAG, LIVE, ROLE_TAG, Disk, Instance
from terrane_node.errors import NodeError
from terrane_node.logs import log
from terrane_node.node import Node

ENDED = ("stopped", "terminated")
EVERY_SECONDS = 3
# An orderly stop takes a minute at most; a hung machine is stopped by force then.
STOP_SECONDS = 150
FORCED_STOP_SECONDS = 300
FREE_SECONDS = 300
ATTACH_SECONDS = 120


class DeviceNames:
    """Each is given out once, to volumes that are attached side by side."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._lock = threading.Lock()

    def take(self, free: Sequence[str]) -> str | None:
        """None where there is none left."""
        with self._lock:
            name = next((name for name in free if name not in self._given), None)
            if name is not None:
                self._given.add(name)
            return name


@dataclass(frozen=True)
class Takeover:
    node: Node
    disk_id: str
    own_id: str
    names: DeviceNames = field(default_factory=DeviceNames)

    def attach(self) -> Disk:
        """The disk, attached to this machine."""
        disk = self._disk()
        if disk.holder is not None and disk.holder != self.own_id:
            self._fence(disk.holder)
            self._release(disk.holder)
        if disk.holder != self.own_id:
            if disk.state != "available":
                self._wait_until_free()
            self._attach()
        return self._wait_until_attached()

    def _disk(self) -> Disk:
        return self.node.cloud.disk(self.disk_id)

    def _fence(self, holder: str) -> None:
        former = self.node.cloud.instance(holder)
        if former is None or former.state == "terminated":
            return
        self._require_former_head(former)
        if former.state in ENDED:
            return
        log.warning("attach: %s holds %s: stopping it", holder, self.disk_id)
        for force, seconds in ((False, STOP_SECONDS), (True, FORCED_STOP_SECONDS)):
            if former.state != "shutting-down":
                self.node.cloud.stop(holder, force)
            if self._ended(holder, seconds):
                return
        raise NodeError(f"{holder} holds volume {self.disk_id} and does not stop")

    def _require_former_head(self, former: Instance) -> None:
        """The only machines that may be stopped: heads of this cluster that are older than this one."""
        cluster, role = former.tags.get(CLUSTER_TAG), former.tags.get(ROLE_TAG)
        if cluster != self.node.settings.cluster or role != "head":
            raise NodeError(
                f"volume {self.disk_id} is held by {former.id} ({CLUSTER_TAG}={cluster}, {ROLE_TAG}={role}), "
                f"which is no head of cluster {self.node.settings.cluster}: not stopped"
            )
        own = self.node.cloud.instance(self.own_id)
        if own is not None and former.created > own.created:
            raise NodeError(
                f"volume {self.disk_id} belongs to {former.id}, a newer head: this machine is the former one"
            )

    def _ended(self, holder: str, seconds: float) -> bool:
        def look() -> bool | None:
            seen = self.node.cloud.instance(holder)
            return True if seen is None or seen.state in ENDED else None

        return wait_for(self.node.clock, look, seconds, EVERY_SECONDS) is not None

    def _release(self, holder: str) -> None:
        disk = self._disk()
        if disk.holder != holder or disk.attachment == "detaching":
            return
        seen = self.node.cloud.instance(holder)
        if seen is not None and seen.state in LIVE:
            raise NodeError(f"{holder} runs again while its volume {self.disk_id} is taken over")
        self.node.cloud.detach_disk(self.disk_id, holder)

    def _wait_until_free(self) -> None:
        free = wait_for(self.node.clock, lambda: self._disk().state == "available" or None, FREE_SECONDS, EVERY_SECONDS)
        if free is None:
            disk = self._disk()
            raise NodeError(f"volume {self.disk_id} is not free: {disk.state}, held by {disk.holder}")

    def _attach(self) -> None:
        name = self.names.take(self.node.cloud.free_devices(self.own_id))
        if name is None:
            raise NodeError(f"no device name is left for volume {self.disk_id}")
        log.info("attach: %s as %s", self.disk_id, name)
        self.node.cloud.attach_disk(self.disk_id, self.own_id, name)

    def _wait_until_attached(self) -> Disk:
        def look() -> Disk | None:
            disk = self._disk()
            return disk if disk.holder == self.own_id and disk.attachment == "attached" else None

        disk = wait_for(self.node.clock, look, ATTACH_SECONDS, EVERY_SECONDS)
        if disk is None:
            raise NodeError(f"volume {self.disk_id} did not attach in {ATTACH_SECONDS} s")
        return disk
