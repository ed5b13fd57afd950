"""secret NAME: the value of a secret of the cluster, to stdout and nowhere else, byte for byte."""

from __future__ import annotations

import argparse
import sys

from terrane_node.documents import BOOT_SECONDS
from terrane_node.errors import SettingsError
from terrane_node.node import Node


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="e.g. munge")


def run(node: Node, arguments: argparse.Namespace) -> int:
    secrets = node.documents.cluster(max_age=BOOT_SECONDS).get("secrets") or {}
    if arguments.name not in secrets:
        known = ", ".join(sorted(secrets)) or "none"
        raise SettingsError(f"the cluster document has no secret {arguments.name!r} (it has: {known})")
    sys.stdout.buffer.write(node.cloud.secret(secrets[arguments.name]))
    sys.stdout.buffer.flush()
    return 0
