"""The head's look at its limits, every minute with `reconcile`: what is reached stops, what is lifted goes on."""

from __future__ import annotations

from collections.abc import Sequence

from terrane_node.errors import CloudError
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_stop import memory, partition, words
from terrane_stop.declaration import Heeding, heeding
from terrane_stop.verdict import Marks, Verdict, remembered_as, verdicts

DOCUMENT = "stop"


def heed(node: Node) -> list[Verdict]:
    """Raises NodeError while Slurm does not answer, or while nothing is known of the limits."""
    kept = memory.read(node.paths)
    limits = heeding(node.documents.other(DOCUMENT))
    judged = verdicts(limits, _marks(node, limits, kept), node.clock.now(), memory.since(kept))
    before = memory.stopped(kept)
    _carry_out(node, judged, before)
    memory.write(node.paths, judged, kept)
    after = {each.partition: each.why for each in judged if each.reached}
    if after != before:
        words.tell(node.paths, after)
    return judged


def _carry_out(node: Node, judged: Sequence[Verdict], before: dict[str, str]) -> None:
    known = {each.partition for each in judged}
    holding = [each for each in judged if each.reached]
    lifted = [name for name in before if name in known and name not in {each.partition for each in holding}]
    if not holding and not lifted:
        return
    nodes = node.slurm.nodes()
    for verdict in holding:
        if verdict.partition not in before:
            log.warning("stop: %s: %s", verdict.partition, verdict.why)
        partition.hold(node.slurm, verdict.partition, nodes, verdict.why)
        if verdict.overdue(node.clock.now()):
            partition.end_jobs(verdict.partition)
    for name in lifted:
        log.warning("stop: %s goes on", name)
        partition.release(node.slurm, name, nodes)


def _marks(node: Node, limits: Sequence[Heeding], kept: dict[str, object]) -> Marks:
    """Tags of the templates; while the cloud does not answer, what was known of them."""
    try:
        return node.cloud.template_marks([each.template for each in limits])
    except CloudError as error:
        log.warning("stop: %s; what was known counts", error)
        since = memory.since(kept)
        return {
            each.template: {
                cause.key: cause.value for cause in each.causes if remembered_as(each.partition, cause) in since
            }
            for each in limits
        }
