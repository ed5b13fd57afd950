"""suspend NODELIST: Slurm's SuspendProgram. Ends the machines of the nodes; those that have none are done already."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from terrane_node.cloud.base import NOT_ENDED
from terrane_node.logs import log
from terrane_node.node import Node


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("nodelist", help="Slurm's form, e.g. compute-[1-3,7]")


def run(node: Node, arguments: argparse.Namespace) -> int:
    end_machines(node, node.slurm.hostnames(arguments.nodelist))
    return 0


def end_machines(node: Node, names: Sequence[str]) -> None:
    found = node.cloud.find(node.settings.cluster, "compute", NOT_ENDED, names)
    for instance in found:
        log.info("suspend: %s: ending %s", instance.node, instance.id)
    node.cloud.terminate([instance.id for instance in found])
