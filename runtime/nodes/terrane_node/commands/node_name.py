"""node-name: the Slurm NodeName of this machine, from its tag."""

from __future__ import annotations

import argparse

from terrane_node.clock import wait_for
from terrane_node.cloud.base import NODE_TAG
from terrane_node.errors import SettingsError
from terrane_node.node import Node

# The metadata service may answer a few seconds before it shows the tags.
PATIENCE_SECONDS = 30


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    del arguments
    print(own_name(node))
    return 0


def own_name(node: Node) -> str:
    name = wait_for(node.clock, lambda: node.cloud.own_tag(NODE_TAG) or None, PATIENCE_SECONDS, every=2)
    if name is None:
        raise SettingsError(f"this machine has no tag {NODE_TAG} in its metadata: it was not launched by `resume`")
    return name
