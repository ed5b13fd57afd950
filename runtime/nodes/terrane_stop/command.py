"""stop: why no machine is started any more; `resume`: lifts a spending stop, with credentials of whoever may.

The head itself may not: what it is held by, it cannot undo.
"""

from __future__ import annotations

import argparse

from terrane_node.errors import CloudError, NodeError
from terrane_node.node import Node
from terrane_stop import memory, words
from terrane_stop.declaration import Cause, Heeding, heeding
from terrane_stop.heed import DOCUMENT, heed
from terrane_stop.verdict import Reached, Verdict, verdicts

REFUSED = ("UnauthorizedOperation", "AccessDenied")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        choices=("show", "resume"),
        default="show",
        help="show: what is reached (default); resume: lift it, with your own AWS credentials in the environment",
    )


def run(node: Node, arguments: argparse.Namespace) -> int:
    limits = heeding(node.documents.other(DOCUMENT))
    marks = node.cloud.template_marks([each.template for each in limits])
    judged = verdicts(limits, marks, node.clock.now(), memory.since(memory.read(node.paths)))
    if arguments.action == "show":
        _show(judged)
        return 0
    return _resume(node, limits, judged)


def _show(judged: list[Verdict]) -> None:
    stopped = {each.partition: each.why for each in judged if each.reached}
    for line in words.sentences(stopped) or ["Nothing is stopped."]:
        print(line)
    for how in dict.fromkeys(_how(each) for verdict in judged for each in verdict.reached):
        print(how)


def _resume(node: Node, limits: list[Heeding], judged: list[Verdict]) -> int:
    marked = {each.cause.key: each.cause for verdict in judged for each in verdict.reached if each.cause.ends is None}
    if not marked:
        _show(judged)
        return 1 if any(verdict.reached for verdict in judged) else 0
    templates = [each.template for each in limits]
    try:
        node.cloud.unmark(templates, list(marked))
    except CloudError as error:
        if error.code not in REFUSED:
            raise
        raise NodeError(
            f"{error}; set AWS_ACCESS_KEY_ID and the others to credentials of yours that may: {_needed(marked)}"
        ) from error
    heed(node)
    print("Lifted. Machines are started again for jobs that wait.")
    return 0


def _needed(marked: dict[str, Cause]) -> str:
    return f"ec2:DeleteTags of {', '.join(marked)} on this cluster's launch templates"


def _how(each: Reached) -> str:
    if each.cause.ends is not None:
        return "It goes on when a later lease is deployed."
    return "It goes on when a higher budget is deployed, or by: terrane-stop resume, with credentials of yours."
