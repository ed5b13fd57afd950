"""How far a queue's fleet is: `progress.json` below the results' prefix.

The results themselves are counted, so that what is told is exact, whoever did it and however often. Any worker writes
it; the others leave it alone while it is new.
"""

from __future__ import annotations

import json
import logging
import random
import threading
from datetime import datetime, timedelta
from typing import Any

from terrane_node.clock import Clock, iso
from terrane_stream.errors import NoSuchObject, StreamError
from terrane_stream.queue_messages import Depth, Queue
from terrane_stream.queue_results import QueueResults
from terrane_stream.report import OBJECT, SECONDS
from terrane_stream.stores import Store

log = logging.getLogger("terrane.stream")

# A listing gives a thousand results a request: of a million of them, counting takes a minute. It may take this share of
# the time.
SHARE = 0.05


class QueueProgress:
    def __init__(self, store: Store, prefix: str, results: QueueResults, queue: Queue, clock: Clock) -> None:
        self._store = store
        self._key = f"{prefix}{OBJECT}"
        self._results = results
        self._queue = queue
        self._clock = clock
        self._took = 0.0

    def keep(self, ended: threading.Event, working: threading.Event) -> None:
        """Until it is to end. `working`: whether this worker has something to do."""
        while not ended.wait(self._pause() * random.uniform(0.9, 1.1)):
            self.tell("running" if working.is_set() else "waiting for messages")

    def tell(self, state: str, anyway: bool = False) -> None:
        """`anyway`: also if another worker told a moment ago."""
        try:
            before = self._before()
            if anyway or before is None or self._age(before) >= self._pause():
                self._put(self._now(before, state))
        except StreamError as error:
            # The next may pass, and the results do not depend on it.
            log.warning("%s is not written: %s", self._key, error)

    def _now(self, before: dict[str, Any] | None, state: str) -> dict[str, Any]:
        begun = self._clock.monotonic()
        done, failed = self._results.counts()
        self._took = self._clock.monotonic() - begun
        depth = self._queue.depth()
        now = self._clock.now()
        rate = 0.0
        if before is not None:
            rate = max(done + failed - before["done"] - before["failed"], 0) / max(self._age(before), 1.0)
        return {
            "chunks": done + failed + (depth.waiting + depth.in_hand if depth else 0),
            "done": done,
            "failed": failed,
            "rate": round(rate, 2),
            "requestsPerSecond": 0.0,
            "workers": None,
            "started": before["started"] if before is not None else iso(now),
            "estimatedEnd": _end(now, depth, rate),
            "updated": iso(now),
            "state": state,
        }

    def _before(self) -> dict[str, Any] | None:
        try:
            raw = json.loads(self._store.get(self._key))
            return {
                "done": int(raw["done"]),
                "failed": int(raw["failed"]),
                "started": str(raw["started"]),
                "updated": datetime.fromisoformat(raw["updated"]),
            }
        except NoSuchObject:
            return None
        except (ValueError, KeyError, TypeError) as error:
            log.warning("%s is begun anew: %r", self._key, error)
            return None

    def _put(self, progress: dict[str, Any]) -> None:
        self._store.put(self._key, (json.dumps(progress, indent=1) + "\n").encode())

    def _age(self, before: dict[str, Any]) -> float:
        return float((self._clock.now() - before["updated"]).total_seconds())

    def _pause(self) -> float:
        return max(SECONDS, self._took / SHARE)


def _end(now: datetime, depth: Depth | None, rate: float) -> str | None:
    left = depth.waiting + depth.in_hand if depth else 0
    return iso(now + timedelta(seconds=left / rate)) if left and rate else None
