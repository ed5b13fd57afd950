"""node-name: the Slurm NodeName of this machine, from its tag."""

from __future__ import annotations

import argparse

from terrane_node.clock import wait_for
from terrane_node.cloud.base import NODE_TAG, POOL_TAG
from terrane_node.errors import SettingsError
from terrane_node.logs import log
from terrane_node.node import Node

# The metadata service may answer a few seconds before it shows the tags.
PATIENCE_SECONDS = 30
# A pool's machine boots when the deployment makes it; it is named when the head is up, has taken its volumes over, and
# Slurm asks for a node.
POOL_PATIENCE_SECONDS = 3600
POOL_EVERY_SECONDS = 10


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    del arguments
    print(own_name(node))
    return 0


def own_name(node: Node) -> str:
    name = _tag(node, PATIENCE_SECONDS, every=2)
    if name is not None:
        return name
    if node.cloud.own_tag(POOL_TAG) is None:
        raise SettingsError(f"this machine has no tag {NODE_TAG} in its metadata: it was not launched by `resume`")
    log.info("node-name: held ready by a pool, waiting to be made a node")
    name = _tag(node, POOL_PATIENCE_SECONDS, POOL_EVERY_SECONDS)
    if name is None:
        raise SettingsError(f"no node has been made of this machine of a pool in {POOL_PATIENCE_SECONDS} s")
    return name


def _tag(node: Node, seconds: float, every: float) -> str | None:
    return wait_for(node.clock, lambda: node.cloud.own_tag(NODE_TAG) or None, seconds, every)
