"""What the programs need of a cloud. Every method raises CloudError, or one of its kinds, with the cloud's reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

CLUSTER_TAG = "terrane:cluster"
ROLE_TAG = "terrane:role"
PARTITION_TAG = "terrane:partition"
NODE_TAG = "terrane:node"
HEAD_TAG = "terrane:head"
PHASE_TAG = "terrane:phase"
REASON_TAG = "terrane:reason"
# On a machine that a pool of the cloud's holds ready: the pool. It boots before it becomes a node.
POOL_TAG = "terrane:pool"

# Life of an instance, in EC2's words; another cloud translates to these.
LIVE = ("pending", "running")
NOT_ENDED = (*LIVE, "stopping", "stopped")


@dataclass(frozen=True)
class Instance:
    id: str
    state: str
    """Private address; None before it has one."""
    address: str | None
    """When it was made. A later stop and start does not change it."""
    created: datetime
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def node(self) -> str | None:
        """The Slurm node that it is."""
        return self.tags.get(NODE_TAG)

    @property
    def spare(self) -> bool:
        """Held ready by a pool, and no node yet."""
        return self.node is None and POOL_TAG in self.tags


@dataclass(frozen=True)
class Disk:
    id: str
    """`available`, `in-use`, or a passing state such as `creating`."""
    state: str
    """The instance that holds it."""
    holder: str | None = None
    """`attaching`, `attached`, `busy`, `detaching`."""
    attachment: str | None = None
    device: str | None = None


@dataclass(frozen=True)
class Order:
    """One instance to launch."""

    template: str
    template_version: str
    machine: str
    subnet: str
    spot: bool
    tags: Mapping[str, str]
    """The same token never launches twice."""
    token: str
    """The template names interfaces of its own, and their subnet with them; the cloud refuses one beside them."""
    placed_by_template: bool = False


class Store(Protocol):
    def document(self, name: str) -> str: ...

    def secret(self, reference: str) -> bytes: ...

    def fetch(self, bucket: str, key: str, target: Path) -> None:
        """Downloads an object to a file."""


class Instances(Protocol):
    def launch(self, order: Order) -> Instance:
        """A new machine or, where a pool holds the template's machines ready, one of those.

        Raises OutOfCapacity when another machine type, subnet or price may help.
        """

    def template_tags(self, template: str, version: str) -> dict[str, str]:
        """Tags that a template gives to its instances; those of a request take their place, all of them."""

    def template_marks(self, templates: Sequence[str]) -> dict[str, dict[str, str]]:
        """Tags of the templates themselves, by template; none on a cloud whose templates nothing marks."""

    def unmark(self, templates: Sequence[str], keys: Sequence[str]) -> None:
        """Takes tags off the templates themselves, as whoever the environment's credentials are of."""

    def find(
        self, cluster: str, role: str, states: Sequence[str], nodes: Sequence[str] | None = None
    ) -> list[Instance]:
        """Instances of a cluster by their tags; `nodes` restricts them to these Slurm nodes."""

    def terminate(self, ids: Sequence[str]) -> None:
        """Instances that are gone already are no error."""

    def instance(self, instance_id: str) -> Instance | None: ...

    def stop(self, instance_id: str, force: bool) -> None: ...


class Disks(Protocol):
    def disk(self, disk_id: str) -> Disk: ...

    def free_devices(self, instance_id: str) -> Sequence[str]:
        """Names by which a data disk may be attached to the machine, best first."""

    def attach_disk(self, disk_id: str, instance_id: str, device: str) -> None: ...

    def detach_disk(self, disk_id: str, instance_id: str) -> None:
        """A disk that the machine has let go, or lets go already, is no error."""


class Own(Protocol):
    """The machine that the program runs on, and the deployment that made it."""

    def own_id(self) -> str: ...

    def own_address(self) -> str:
        """Private address."""

    def own_tag(self, key: str) -> str | None: ...

    def interruption(self) -> str | None:
        """When this machine will be taken away, in words; None while it will not."""

    def tag_self(self, tags: Mapping[str, str], patient: bool) -> None:
        """`patient`: try for a minute rather than for seconds."""

    def signal(self, stack: str, resource: str, unique_id: str, success: bool) -> None:
        """Raises NotYet while there is no such gate. One that waits no more is no error.

        `unique_id`: the machine and, after a colon each, what it tells of a failure. As much of it as the gate holds.
        """

    def prepare(self) -> None:
        """Gets ready for requests, asking the cloud for nothing."""


class Cloud(Store, Instances, Disks, Own, Protocol):
    """All of it."""
