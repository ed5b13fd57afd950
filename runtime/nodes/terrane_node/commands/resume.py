"""resume NODELIST: Slurm's ResumeProgram. Launches a machine for each node; Slurm hears of every one that fails."""

from __future__ import annotations

import argparse
import re
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from terrane_node.cloud.base import LIVE, Instance
from terrane_node.errors import CommandError, NodeError, OutOfCapacity
from terrane_node.files import read_json
from terrane_node.launching import Launcher, adopt
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.reasons import NO_CAPACITY, NOT_LAUNCHED, STOPPED, reason

# One request a node, as its tags must be in the request. EC2 refills RunInstances by 2 a second and refuses more than
# a few at once: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/throttling.html
THREADS = 4
NODE_NAME = re.compile(r"(?P<partition>.+)-(?P<number>[1-9]\d*)")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("nodelist", help="Slurm's form, e.g. compute-[1-3,7]")


def run(node: Node, arguments: argparse.Namespace) -> int:
    names = node.slurm.hostnames(arguments.nodelist)
    log.info("resume: %s", arguments.nodelist)
    failed: dict[str, str] = {}
    try:
        live = _live(node, names)
        stopped = stopped_partitions(node)
        for partition, members in by_partition(names, failed).items():
            if partition in stopped:
                failed.update({name: reason(STOPPED, stopped[partition]) for name in members})
            else:
                failed.update(_resume(node, partition, members, live))
    except NodeError as error:
        failed.update({name: reason(NOT_LAUNCHED, str(error)) for name in names if name not in failed})
    give_up(node, failed)
    return 1 if failed else 0


def stopped_partitions(node: Node) -> dict[str, str]:
    """Partitions whose lease is over or whose budget is spent, and why."""
    kept = read_json(node.paths.stops)
    return dict(kept.get("partitions") or {}) if isinstance(kept, dict) else {}


def by_partition(names: Sequence[str], failed: dict[str, str]) -> dict[str, list[str]]:
    """`big-mem-2` is node 2 of partition `big-mem`. Names of another form go to `failed`."""
    members: dict[str, list[str]] = defaultdict(list)
    for name in names:
        match = NODE_NAME.fullmatch(name)
        if match is None:
            failed[name] = reason(NOT_LAUNCHED, f"{name} is not of the form PARTITION-NUMBER")
        else:
            members[match["partition"]].append(name)
    return dict(members)


def give_up(node: Node, failed: Mapping[str, str]) -> None:
    """Slurm puts the nodes' jobs back into the queue, and tries the nodes again after SuspendTimeout."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, why in failed.items():
        log.error("resume: %s: %s", name, why)
        by_reason[why].append(name)
    for why, names in by_reason.items():
        try:
            node.slurm.set_state(names, "power_down_force", why)
        except CommandError as error:
            log.error("resume: Slurm does not know that %s failed: %s", ",".join(names), error)


def _live(node: Node, names: Sequence[str]) -> dict[str, Instance]:
    found = node.cloud.find(node.settings.cluster, "compute", LIVE, names)
    newest_last = sorted(found, key=lambda instance: instance.created)
    return {instance.node: instance for instance in newest_last if instance.node is not None}


def _resume(node: Node, partition: str, names: Sequence[str], live: Mapping[str, Instance]) -> dict[str, str]:
    """The nodes that failed, each with its reason."""
    try:
        launcher = Launcher(node, node.documents.partition(partition), run_id=uuid.uuid4().hex)
    except NodeError as error:
        return {name: reason(NOT_LAUNCHED, str(error)) for name in names}

    def one(name: str) -> str:
        try:
            if name in live:
                log.info("resume: %s is %s already", name, live[name].id)
                adopt(node, name, live[name])
            else:
                launcher.launch(name)
            return ""
        except OutOfCapacity as error:
            return reason(NO_CAPACITY, str(error))
        except NodeError as error:
            return reason(NOT_LAUNCHED, str(error))
        except Exception as error:  # noqa: BLE001 (the other nodes of the request go on)
            log.exception("resume: %s", name)
            return reason(NOT_LAUNCHED, f"{type(error).__name__}: {error}")

    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        return {name: why for name, why in zip(names, pool.map(one, names)) if why}
