"""health: checks this compute node; a sick one is drained with the reason, and let back in when it is well again.

A new head asks for it soon: that is when a node learns that the head's name leads elsewhere.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
from collections.abc import Iterator

from terrane_node import head_name
from terrane_node.commands.node_name import own_name
from terrane_node.documents import mounts_of
from terrane_node.errors import CommandError, NodeError
from terrane_node.logs import log
from terrane_node.mounted import mounted
from terrane_node.node import Node
from terrane_node.process import run as run_program
from terrane_node.reasons import HEAD_REPLACED, HEALTH, reason

# What is mounted does not change while the machine is up, and a fleet must not ask the cloud every few minutes.
DOCUMENT_SECONDS = 24 * 3600
FULL_PERCENT = 98
DISKS = ("/", "/tmp", "/var")
# slurmd ends a health check after 60 seconds: https://slurm.schedmd.com/slurm.conf.html#OPT_HealthCheckProgram
ANSWER_SECONDS = 8


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    del arguments
    if head_name.follow(node.paths.hosts) is not None:
        _under_a_new_head(node)
        return 0
    name = own_name(node)
    ailments = list(_ailments(node))
    state = node.slurm.node(name)
    drained_by_us = state.has("DRAIN") and state.reason.startswith(f"{HEALTH}: ")
    if ailments:
        why = reason(HEALTH, "; ".join(ailments))
        if not state.has("DRAIN", "DOWN"):
            node.slurm.set_state([name], "drain", why)
        log.error("health: %s: %s", name, why)
        return 1
    if drained_by_us:
        node.slurm.set_state([name], "resume")
        log.info("health: %s is well again", name)
    return 0


def _under_a_new_head(node: Node) -> None:
    """What the former head served does not answer any more, and what waits for it cannot be ended: another machine
    takes this one's place then, and its jobs return to the queue. Else they run on."""
    lost = _served_by_the_head(node)
    if lost:
        why = reason(HEAD_REPLACED, f"{', '.join(lost)} was the former head's")
        node.slurm.set_state([own_name(node)], "power_down_force", why)
        return
    # slurmd keeps the address that it found at its start. Jobs run on while it starts again.
    run_program(["systemctl", "--no-block", "restart", "slurmd"])


def _served_by_the_head(node: Node) -> list[str]:
    cluster = node.documents.cluster(max_age=DOCUMENT_SECONDS)
    from_head = f"{cluster.get('head')}:"
    return [each.path for each in mounts_of(cluster, node.settings.role) if each.source.startswith(from_head)]


def _ailments(node: Node) -> Iterator[str]:
    yield from _absent_mounts(node)
    yield from _munge()
    yield from _full_disks(node)


def _absent_mounts(node: Node) -> Iterator[str]:
    try:
        wanted = mounts_of(node.documents.cluster(max_age=DOCUMENT_SECONDS), node.settings.role)
        there = mounted()
    except NodeError as error:
        # Without the document nothing is known to be wrong with this machine.
        log.warning("health: %s", error)
        return
    for mount in wanted:
        path = str(node.paths.at(mount.path))
        if path not in there:
            yield f"{mount.path} is not mounted"
        elif not answers(["stat", "-f", path]):
            yield f"{mount.path} does not answer"


def answers(arguments: list[str], seconds: float = ANSWER_SECONDS) -> bool:
    """A process that waits for a lost server cannot be killed, so it is left behind."""
    process = subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        return False


def _munge() -> Iterator[str]:
    try:
        run_program(
            ["unmunge", "--output", os.devnull], stdin=run_program(["munge", "--no-input"], timeout=10), timeout=10
        )
    except CommandError as error:
        yield f"munge: {error}"


def _full_disks(node: Node) -> Iterator[str]:
    seen = set()
    for disk in DISKS:
        path = node.paths.at(disk)
        if not path.is_dir() or path.stat().st_dev in seen:
            continue
        seen.add(path.stat().st_dev)
        space = os.statvfs(path)
        used = 100 * (1 - space.f_bavail / space.f_blocks) if space.f_blocks else 0
        if used >= FULL_PERCENT:
            yield f"{disk} is {used:.0f} % full"
