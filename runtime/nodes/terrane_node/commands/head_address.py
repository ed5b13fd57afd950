"""head-address: the head's private address, from this machine's tag; nothing where there is no such tag."""

from __future__ import annotations

import argparse

from terrane_node.cloud.base import HEAD_TAG
from terrane_node.node import Node


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    del arguments
    address = node.cloud.own_tag(HEAD_TAG)
    if address:
        print(address)
    return 0
