"""Pools: a cluster network makes all its machines at once, on one RDMA network, and replaces those that are ended.

Such a machine becomes a node by the tags that a launch would have given it.
"""

from __future__ import annotations

import threading
from typing import Any, Callable

from terrane_node.clock import Clock
from terrane_node.cloud.base import NODE_TAG, Order
from terrane_node.cloud.oci_clients import Clients
from terrane_node.cloud.oci_instances import Taken
from terrane_node.cloud.oci_tags import split
from terrane_node.errors import OutOfCapacity
from terrane_node.logs import log
from terrane_node.settings import OciPlace

ENDING = ("TERMINATING", "TERMINATED")
USABLE = ("PROVISIONING", "STARTING", "RUNNING")
# The head may be up before the pool has made its machines, and a machine that was ended is replaced within minutes.
PATIENCE_SECONDS = 600
EVERY_SECONDS = 15


def pool_of(clients: Clients, clock: Clock, place: OciPlace, template: str) -> Pool | None:
    for raw in clients.every("pools", "list_instance_pools", place.compartment):
        if raw.get("instanceConfigurationId") == template and raw["lifecycleState"] not in ENDING:
            return Pool(clients, clock, place, raw["id"], int(raw["size"]))
    return None


class Pool:
    def __init__(self, clients: Clients, clock: Clock, place: OciPlace, pool_id: str, size: int) -> None:
        self._clients = clients
        self._clock = clock
        self._place = place
        self._id = pool_id
        self._size = size
        self._turn = threading.Lock()
        self._free: list[str] = []
        self._present = 0
        # Of all launches of this process together: what did not come for the first comes for none.
        self._until: float | None = None

    def claim(self, order: Order, claim: Callable[..., dict[str, Any]]) -> dict[str, Any]:
        """Makes the oldest machine that is no node yet the order's. Raises OutOfCapacity where there is none."""
        tags = split(order.tags)
        with self._turn:
            while True:
                instance_id = self._next()
                try:
                    return claim(instance_id, tags.freeform, tags.name or instance_id)
                except Taken:
                    log.info("resume: %s is another node's already", instance_id)

    def _next(self) -> str:
        if self._until is None:
            self._until = self._clock.monotonic() + PATIENCE_SECONDS
        while not self._free:
            self._look()
            if self._free:
                break
            if self._present >= self._size:
                raise OutOfCapacity(
                    "PoolTaken", f"the cluster network has {self._present} machines, all taken; raise max"
                )
            if self._clock.monotonic() >= self._until:
                raise OutOfCapacity(
                    "PoolIncomplete",
                    f"the cluster network has {self._present} of its {self._size} machines, all taken; "
                    f"no other came in {PATIENCE_SECONDS} s",
                )
            self._clock.sleep(EVERY_SECONDS)
        return self._free.pop(0)

    def _look(self) -> None:
        compartment = self._place.compartment
        members = {
            raw["id"] for raw in self._clients.every("pools", "list_instance_pool_instances", compartment, self._id)
        }
        usable = [
            raw
            for raw in self._clients.every("compute", "list_instances", compartment)
            if raw["id"] in members and raw["lifecycleState"] in USABLE
        ]
        self._present = len(usable)
        free = [raw for raw in usable if NODE_TAG not in (raw.get("freeformTags") or {})]
        self._free = [raw["id"] for raw in sorted(free, key=lambda raw: str(raw["timeCreated"]))]
