"""report PHASE running|done|failed [--reason TEXT]"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from terrane_node import status
from terrane_node.cloud.base import PHASE_TAG, REASON_TAG
from terrane_node.errors import NodeError
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.reasons import one_line

# Phases whose `done` becomes a tag: nothing follows them.
UPDATE_PHASE = "update"
LAST_PHASES = ("ready", UPDATE_PHASE)
TAG_LENGTH = 256


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("phase")
    parser.add_argument("outcome", choices=status.OUTCOMES)
    parser.add_argument("--reason", default="")


def run(node: Node, arguments: argparse.Namespace) -> int:
    report(node, arguments.phase, arguments.outcome, arguments.reason)
    return 0


def report(node: Node, phase: str, outcome: str, reason: str = "") -> None:
    """Never raises: a boot must not fail for the want of a report of it."""
    reason = one_line(reason, TAG_LENGTH)
    entry = note(node, phase, outcome, reason, node.clock.now())
    print(console_line(phase, outcome, reason, entry.get("seconds")), flush=True)
    if outcome != "done" or phase in LAST_PHASES:
        tag(node, phase, outcome, reason, patient=outcome == "failed")


def note(node: Node, phase: str, outcome: str, reason: str, at: datetime) -> Mapping[str, Any]:
    """The phase's entry in the history on disk; nothing where that cannot be written."""
    who = {"cluster": node.settings.cluster, "role": node.settings.role}
    try:
        return status.record(node.paths, who, phase, outcome, reason, at)
    except OSError as error:
        log.warning("report: %s", error)
        return {}


def console_line(phase: str, outcome: str, reason: str, seconds: object) -> str:
    took = f" seconds={seconds}" if seconds is not None else ""
    return f"terrane-phase: {phase} {outcome}{took}" + (f' reason="{reason}"' if reason else "")


def tag(node: Node, phase: str, outcome: str, reason: str, patient: bool) -> bool:
    """Whether the machine has the tags."""
    try:
        tags = {PHASE_TAG: one_line(f"{phase} {outcome}", TAG_LENGTH), REASON_TAG: reason}
        node.cloud.tag_self(tags, patient)
        return True
    except NodeError as error:
        log.warning("report: no tags: %s", error)
    except Exception as error:  # noqa: BLE001 (the SDK absent or broken: the boot goes on)
        log.warning("report: no tags: %s: %s", type(error).__name__, error)
    return False
