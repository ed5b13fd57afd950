"""signal success|failure [--phase PHASE]: opens or fails the deployment's gate."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from terrane_node.documents import need
from terrane_node.errors import CloudError, NodeError
from terrane_node.logs import log
from terrane_node.node import Node

# A machine may be up before the deployment has made the gate that it opens.
PATIENCE_SECONDS = 900
EVERY_SECONDS = 10
UNIQUE_ID_LENGTH = 64

NOT_YET = "does not exist"
# What CloudFormation answers to a second signal, or to one for a resource that waits no more (a reboot).
TOO_LATE = ("already exists", "cannot be signaled", "can not be signaled", "not in progress")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("outcome", choices=("success", "failure"))
    parser.add_argument("--phase", default="", help="the phase that failed")


def run(node: Node, arguments: argparse.Namespace) -> int:
    gate = node.documents.cluster().get("signal")
    if not gate:
        log.info("signal: the deployment has no gate")
        return 0
    send(node, gate, arguments.outcome == "success", arguments.phase)
    return 0


def send(node: Node, gate: Mapping[str, Any], success: bool, phase: str) -> None:
    stack, resource = need(gate, "stack", "signal"), need(gate, "resource", "signal")
    unique = unique_id(node.cloud.own_id(), phase)
    end = node.clock.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            node.cloud.signal(stack, resource, unique, success)
            log.info("signal: %s to %s of %s", "success" if success else "failure", resource, stack)
            return
        except CloudError as error:
            if any(text in str(error) for text in TOO_LATE):
                log.info("signal: nobody waits any more: %s", error)
                return
            if NOT_YET not in str(error):
                raise
            if node.clock.monotonic() >= end:
                raise NodeError(f"no gate to signal to in {PATIENCE_SECONDS} s: {error}") from error
        node.clock.sleep(EVERY_SECONDS)


def unique_id(instance_id: str, phase: str) -> str:
    return f"{instance_id}:{phase}"[:UNIQUE_ID_LENGTH] if phase else instance_id
