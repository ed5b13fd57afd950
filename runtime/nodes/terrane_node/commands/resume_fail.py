"""resume-fail NODELIST: Slurm's ResumeFailProgram, for nodes that did not join within ResumeTimeout.

Slurm ends nothing for them by itself. The reason that the machine left in its tags becomes the node's.
"""

from __future__ import annotations

import argparse

from terrane_node.cloud.base import NOT_ENDED, Instance
from terrane_node.commands.suspend import end_machines
from terrane_node.errors import CommandError
from terrane_node.failed_boot import why_not_ready
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.reasons import BOOT_FAILED, reason


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("nodelist", help="Slurm's form, e.g. compute-[1-3,7]")


def run(node: Node, arguments: argparse.Namespace) -> int:
    names = node.slurm.hostnames(arguments.nodelist)
    machines: dict[str, Instance] = {
        instance.node: instance
        for instance in node.cloud.find(node.settings.cluster, "compute", NOT_ENDED, names)
        if instance.node is not None
    }
    for name, instance in machines.items():
        why = reason(BOOT_FAILED, why_not_ready(instance))
        log.error("resume-fail: %s: %s", name, why)
        try:
            node.slurm.set_reason(name, why)
        except CommandError as error:
            log.error("resume-fail: %s", error)
    end_machines(node, names)
    return 0
