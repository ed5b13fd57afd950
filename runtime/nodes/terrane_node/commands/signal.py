"""signal success|failure [--phase PHASE]: opens or fails the deployment's gate."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import Any

from terrane_node.clock import wait_for
from terrane_node.documents import BOOT_SECONDS, need
from terrane_node.errors import NodeError, NotYet
from terrane_node.logs import log
from terrane_node.node import Node

# A machine may be up before the deployment has made the gate that it opens.
PATIENCE_SECONDS = 900
EVERY_SECONDS = 10


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("outcome", choices=("success", "failure"))
    parser.add_argument("--phase", default="", help="the phase that failed")
    parser.add_argument("--reason", default="", help="why; as much of it as the gate holds")


def run(node: Node, arguments: argparse.Namespace) -> int:
    gate = node.documents.cluster(max_age=BOOT_SECONDS).get("signal")
    if not gate:
        log.info("signal: the deployment has no gate")
        return 0
    send(node, gate, arguments.outcome == "success", (arguments.phase, arguments.reason))
    return 0


def send(node: Node, gate: Mapping[str, Any], success: bool, story: Sequence[str]) -> None:
    stack, resource = need(gate, "stack", "signal"), need(gate, "resource", "signal")
    unique = unique_id(node.cloud.own_id(), *story)
    last: list[NotYet] = []

    def attempt() -> bool | None:
        try:
            node.cloud.signal(stack, resource, unique, success)
            log.info("signal: %s to %s of %s", "success" if success else "failure", resource, stack)
            return True
        except NotYet as error:
            last[:] = [error]
            return None

    if wait_for(node.clock, attempt, PATIENCE_SECONDS, EVERY_SECONDS) is None:
        raise NodeError(f"no gate to signal to in {PATIENCE_SECONDS} s: {last[0]}") from last[0]


def unique_id(instance_id: str, *story: str) -> str:
    """A gate shows no other text of the machine that failed."""
    plain = [re.sub(r"[^A-Za-z0-9._/-]+", "-", each).strip("-") for each in story if each]
    return ":".join([instance_id, *plain])
