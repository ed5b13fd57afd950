"""The order in which machines are asked for: cheaper and preferred first, and no offer twice once it is exhausted."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from terrane_node.documents import Partition


@dataclass(frozen=True)
class Offer:
    machine: str
    subnet: str
    spot: bool

    def __str__(self) -> str:
        return f"{self.machine} {'spot' if self.spot else 'on-demand'} in {self.subnet}"


def offers(partition: Partition) -> list[Offer]:
    """Every machine type in the first subnet, then the next subnet; on-demand only after all of spot."""
    prices = [partition.spot] + ([False] if partition.spot and partition.on_demand_fallback else [])
    return [
        Offer(machine, subnet, spot)
        for spot in prices
        for subnet in partition.subnets
        for machine in partition.machines
    ]


class Exhausted:
    """Offers refused for want of capacity in this run; what one node did not get, the next will not either."""

    def __init__(self) -> None:
        self._offers: set[Offer] = set()
        self._lock = threading.Lock()

    def add(self, offer: Offer) -> None:
        with self._lock:
            self._offers.add(offer)

    def __contains__(self, offer: Offer) -> bool:
        with self._lock:
            return offer in self._offers
