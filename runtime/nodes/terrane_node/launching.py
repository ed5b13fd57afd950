"""Launches one machine for one Slurm node, and gives it back if the node cannot be made of it."""

from __future__ import annotations

import hashlib
import threading

from terrane_node.cloud.base import CLUSTER_TAG, HEAD_TAG, NODE_TAG, PARTITION_TAG, ROLE_TAG, Instance, Order
from terrane_node.documents import Partition
from terrane_node.errors import CloudError, NodeError, OutOfCapacity
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.offers import Exhausted, Offer, offers

# slurmctld answers from one place: the threads that launch take turns with it.
_slurm_turn = threading.Lock()


class Launcher:
    def __init__(self, node: Node, partition: Partition, run_id: str) -> None:
        """`run_id` differs from run to run: a request that was answered is not answered again for the next machine."""
        self._node = node
        self._partition = partition
        self._run_id = run_id
        self._exhausted = Exhausted()
        # Read once: tags of the institution come with the template, and a request's tags replace the template's.
        self._tags = {
            **node.cloud.template_tags(partition.template, partition.template_version),
            HEAD_TAG: node.cloud.own_address(),
        }

    def launch(self, name: str) -> Instance:
        """The machine, its address known to Slurm. Raises NodeError; nothing is left running then."""
        instance = self._first_offer(name)
        try:
            adopt(self._node, name, instance)
        except NodeError:
            self._give_back(name, instance)
            raise
        return instance

    def _first_offer(self, name: str) -> Instance:
        refused: OutOfCapacity | None = None
        for offer in offers(self._partition):
            if offer in self._exhausted:
                continue
            try:
                instance = self._node.cloud.launch(self._order(name, offer))
                log.info("resume: %s is %s, %s, %s", name, instance.id, offer, instance.address)
                return instance
            except OutOfCapacity as error:
                log.warning("resume: %s: %s: %s", name, offer, error)
                self._exhausted.add(offer)
                refused = error
        raise refused or OutOfCapacity("Exhausted", f"no capacity for {self._tried()} a moment ago")

    def _tried(self) -> str:
        return ", ".join(str(offer) for offer in offers(self._partition))

    def _order(self, name: str, offer: Offer) -> Order:
        return Order(
            template=self._partition.template,
            template_version=self._partition.template_version,
            machine=offer.machine,
            subnet=offer.subnet,
            spot=offer.spot,
            tags={**self._tags, **node_tags(self._node.settings.cluster, self._partition.name, name)},
            token=hashlib.sha256(f"{self._run_id}/{name}/{offer}".encode()).hexdigest(),
            placed_by_template=self._partition.interfaces > 0,
        )

    def _give_back(self, name: str, instance: Instance) -> None:
        log.warning("resume: %s: giving %s back", name, instance.id)
        try:
            self._node.cloud.terminate([instance.id])
        except CloudError as error:
            log.error("resume: %s still runs: %s; reconcile will end it", instance.id, error)


def adopt(node: Node, name: str, instance: Instance) -> None:
    """Tells Slurm where the node is."""
    if instance.address is None:
        raise NodeError(f"{instance.id} has no private address")
    with _slurm_turn:
        node.slurm.set_address(name, instance.address)


def node_tags(cluster: str, partition: str, name: str) -> dict[str, str]:
    return {
        CLUSTER_TAG: cluster,
        ROLE_TAG: "compute",
        PARTITION_TAG: partition,
        NODE_TAG: name,
        "Name": f"{cluster} {name}",
    }
