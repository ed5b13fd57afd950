"""reconcile: the head's timer, every minute.

Ends machines that no node needs, brings static nodes up, undoes stale states.
"""

from __future__ import annotations

import argparse
import importlib
from datetime import datetime
from pathlib import Path

from terrane_node.agreement import Action, Picture, SetAddress, SetState, Terminate, actions
from terrane_node.cloud.base import NOT_ENDED
from terrane_node.errors import NodeError
from terrane_node.files import read_json, write_json
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.process import run as run_program
from terrane_node.reasons import STOPPED

# Programs that the bundle has where a declaration sets a limit.
LIMITS = "terrane_stop"
# Partitions change with a deployment only.
DOCUMENT_SECONDS = 300


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    """Does nothing at all while slurmctld or the cloud does not answer: half a picture shows machines as unneeded."""
    del arguments
    heeded = _heed_limits(node)
    picture = look(node)
    if not picture.nodes:
        raise NodeError("Slurm shows no nodes; nothing is done")
    _remember(node, picture)
    failures = [action for action in actions(picture) if not _do(node, action)]
    return 0 if heeded and not failures else 1


def _heed_limits(node: Node) -> bool:
    """A lease or a spending stop where the declaration has one; else what a former one left is undone."""
    try:
        if (node.paths.program / LIMITS).is_dir():
            importlib.import_module(f"{LIMITS}.heed").heed(node)
        elif node.paths.stops.exists():
            _forget_limits(node)
        return True
    except NodeError as error:
        log.error("reconcile: limits: %s", error)
        return False


def _forget_limits(node: Node) -> None:
    held = [name for name, state in node.slurm.nodes().items() if state.reason.startswith(f"{STOPPED}: ")]
    if held:
        node.slurm.set_state(held, "resume")
    # Partitions are up again by slurm.conf.
    node.slurm.reconfigure()
    node.paths.at("/etc/motd.d/90-terrane-stop").unlink(missing_ok=True)
    hub = node.paths.program / "bin/terrane-hub"
    if hub.exists():
        run_program([str(hub), "announce", "--clear"])
    node.paths.stops.unlink()
    log.warning("reconcile: no limit is declared any more; %d nodes go on", len(held))


def look(node: Node) -> Picture:
    # The cloud first: a machine launched after that is not seen, one ended after that is ended once more.
    instances = node.cloud.find(node.settings.cluster, "compute", NOT_ENDED)
    return Picture(
        nodes=node.slurm.nodes(),
        instances=instances,
        static=_static(node),
        now=node.clock.now(),
        unneeded_since=_remembered(node),
    )


def _static(node: Node) -> list[str]:
    names: list[str] = []
    for partition in node.documents.cluster(max_age=DOCUMENT_SECONDS).get("partitions") or []:
        try:
            names += node.documents.partition(partition, max_age=DOCUMENT_SECONDS).static_nodes()
        except NodeError as error:
            log.error("reconcile: static nodes of %s are not known: %s", partition, error)
    return names


def _do(node: Node, action: Action) -> bool:
    """One action that fails keeps no other from being done."""
    try:
        if isinstance(action, Terminate):
            log.warning("reconcile: ending %s: %s", action.instance.id, action.why)
            node.cloud.terminate([action.instance.id])
        elif isinstance(action, SetAddress):
            log.warning("reconcile: %s is at %s", action.node, action.address)
            node.slurm.set_address(action.node, action.address)
        else:
            assert isinstance(action, SetState)
            log.warning("reconcile: %s: %s: %s", action.node, action.state, action.why)
            node.slurm.set_state([action.node], action.state, action.reason)
        return True
    except NodeError as error:
        log.error("reconcile: %s", error)
        return False


def _memory(node: Node) -> Path:
    return node.paths.state / "reconcile.json"


def _remembered(node: Node) -> dict[str, datetime]:
    kept = read_json(_memory(node))
    since = kept.get("unneededSince", {}) if isinstance(kept, dict) else {}
    return {key: datetime.fromisoformat(value) for key, value in since.items()}


def _remember(node: Node, picture: Picture) -> None:
    since = {key: value.isoformat() for key, value in picture.still_unneeded().items()}
    if since != {key: value.isoformat() for key, value in picture.unneeded_since.items()}:
        write_json(_memory(node), {"unneededSince": since})
