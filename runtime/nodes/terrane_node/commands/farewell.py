"""farewell: runs when the head goes down. If it is terminated, and no other head has taken over, its nodes end with it.

Slurm launched them, so no deployment knows them: left running, they would hold the network that is deleted next.
"""

from __future__ import annotations

import argparse

from terrane_node.cloud.base import LIVE, NOT_ENDED
from terrane_node.logs import log
from terrane_node.node import Node

# EC2's word for an instance that is being terminated; one that is stopped or restarted keeps its nodes.
TERMINATING = "shutting-down"


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    del arguments
    own = node.cloud.instance(node.cloud.own_id())
    if own is None or own.state != TERMINATING:
        log.info("farewell: this head is %s, the nodes stay", own.state if own else "unknown")
        return 0
    cluster = node.settings.cluster
    heirs = [head.id for head in node.cloud.find(cluster, "head", LIVE) if head.id != own.id]
    if heirs:
        log.info("farewell: %s is the head now, the nodes stay", ", ".join(heirs))
        return 0
    nodes = [each.id for each in node.cloud.find(cluster, "compute", NOT_ENDED)]
    log.info("farewell: ending %d nodes", len(nodes))
    if nodes:
        node.cloud.terminate(nodes)
    return 0
