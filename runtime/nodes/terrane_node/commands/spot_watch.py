"""spot-watch: drains this node once the cloud says that it takes the machine away: AWS two minutes before it does, OCI
as it begins to."""

from __future__ import annotations

import argparse

from terrane_node.commands.node_name import own_name
from terrane_node.errors import CloudError, CommandError
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.reasons import SPOT, reason

# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html: look every 5 seconds.
EVERY_SECONDS = 5
NOTICE_SECONDS = 120
# What a cloud says of a machine may not tell its own wish from Slurm's.
GOING = ("POWER_DOWN", "POWERING_DOWN", "POWERED_DOWN")


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    """Ends with 0 when the node is drained: the machine has two minutes left then."""
    del arguments
    name = own_name(node)
    silent = False
    while True:
        try:
            notice = node.cloud.interruption()
            silent = False
            if notice is not None:
                drain(node, name, notice)
                return 0
        except CloudError as error:
            if not silent:
                log.warning("spot-watch: %s", error)
            silent = True
        node.clock.sleep(EVERY_SECONDS)


def drain(node: Node, name: str, notice: str) -> None:
    end = node.clock.monotonic() + NOTICE_SECONDS
    while True:
        try:
            if node.slurm.node(name).has(*GOING):
                log.info("spot-watch: %s goes down as Slurm asked", name)
                return
            node.slurm.set_state([name], "drain", reason(SPOT, notice))
            log.info("spot-watch: %s drained: %s", name, notice)
            return
        except CommandError as error:
            if node.clock.monotonic() >= end:
                raise
            log.warning("spot-watch: %s", error)
        node.clock.sleep(EVERY_SECONDS)
