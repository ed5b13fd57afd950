"""tell: reads what a boot notes of its phases, a line each, and takes it to the disk and to the machine's tags.

Noting costs the boot nothing; what waits for the cloud is here. A tag every few seconds, and the last one when the boot
has closed its end: it waits for this program.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Callable

from terrane_node.commands.report import TAG_LENGTH, note, tag
from terrane_node.logs import log
from terrane_node.node import Node
from terrane_node.reasons import one_line
from terrane_node.status import OUTCOMES

# The boots of a fleet share the rate at which an account's tags may change.
TAG_SECONDS = 3.0
# The boot waits for the last tag so long, and ends without it then.
LAST_SECONDS = 60


@dataclass(frozen=True)
class Event:
    at: datetime
    phase: str
    outcome: str
    reason: str


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    """0: the tags hold the boot's last event."""
    del arguments
    teller = Teller(node)
    for line in lines(sys.stdin.fileno(), teller.due_seconds):
        teller.see(event_of(line))
    signal.alarm(LAST_SECONDS)
    try:
        return 0 if teller.finish() else 1
    finally:
        signal.alarm(0)


class Teller:
    def __init__(self, node: Node) -> None:
        self._node = node
        self._last: Event | None = None
        self._tagged: Event | None = None
        self._tagged_at = node.clock.monotonic() - TAG_SECONDS

    def due_seconds(self) -> float | None:
        """Seconds until there is something to do; None where that depends on the boot."""
        # What is done is followed by the next phase at once, and what has failed by the end.
        if self._last is None or self._last is self._tagged or self._last.outcome != "running":
            return None
        return max(0.0, self._tagged_at + TAG_SECONDS - self._node.clock.monotonic())

    def see(self, event: Event | None) -> None:
        """None: nothing new."""
        if event is not None:
            note(self._node, event.phase, event.outcome, event.reason, event.at)
            self._last = event
        if self._last is not None and self.due_seconds() == 0:
            self._tag(self._last, patient=False)

    def finish(self) -> bool:
        last = self._last
        return last is None or last is self._tagged or self._tag(last, patient=True)

    def _tag(self, event: Event, patient: bool) -> bool:
        self._tagged_at = self._node.clock.monotonic()
        done = tag(self._node, event.phase, event.outcome, event.reason, patient)
        self._tagged = event if done else None
        return done


def lines(file: int, due_seconds: Callable[[], float | None]) -> Iterator[str]:
    """What is written to the pipe, and an empty line whenever something is due. Ends when nobody can write any more."""
    rest = b""
    while True:
        if not select.select([file], [], [], due_seconds())[0]:
            yield ""
            continue
        piece = os.read(file, 65536)
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.decode(errors="replace") for line in whole)
        if not piece:
            return


def event_of(line: str) -> Event | None:
    """`SECONDS PHASE OUTCOME [REASON]`"""
    parts = line.split(" ", 3)
    if len(parts) < 3 or not parts[0].isdigit() or parts[2] not in OUTCOMES:
        if line:
            log.warning("tell: not an event: %s", line)
        return None
    at = datetime.fromtimestamp(int(parts[0]), timezone.utc)
    return Event(at, parts[1], parts[2], one_line(parts[3] if len(parts) > 3 else "", TAG_LENGTH))
