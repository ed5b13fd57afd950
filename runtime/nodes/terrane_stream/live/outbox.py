"""Alerts of one shard: sent at once, kept until the topic takes them, and never twice as far as is known."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from terrane_node.clock import Clock
from terrane_stream.live.alerts import Alert, Topic, Unsent
from terrane_stream.live.metrics import Metrics

log = logging.getLogger("terrane.stream")

# Ids of sent alerts that a shard remembers. A replay begins at the last checkpoint: it repeats fewer.
REMEMBERED = 1000
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0


@dataclass(frozen=True)
class Waiting:
    alert: Alert
    route: str
    """Partition key of the window's records."""
    first: float
    """Arrival of the window's first record, and of the one that closed it: seconds since 1970."""
    last: float


class Outbox:
    def __init__(self, topic: Topic | None, clock: Clock, metrics: Metrics) -> None:
        """Without a topic, alerts are rows and no more."""
        self._topic = topic
        self._clock = clock
        self._metrics = metrics
        self._waiting: deque[Waiting] = deque()
        self._sent: dict[str, None] = {}
        self._again_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS

    def add(self, waiting: Waiting) -> None:
        if self._topic is not None and waiting.alert.id not in self._sent:
            self._waiting.append(waiting)

    def send(self) -> int:
        """Sends what waits, the oldest first. How many the topic took; after a refusal there is a pause."""
        sent = 0
        while self._topic is not None and self._waiting and self._clock.monotonic() >= self._again_at:
            waiting = self._waiting[0]
            try:
                if waiting.alert.id not in self._sent:
                    self._topic.send(waiting.alert)
            except Unsent as error:
                log.warning("an alert waits %.0f s: %s", self._pause, error)
                self._again_at = self._clock.monotonic() + self._pause
                self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
                break
            self._done(self._waiting.popleft())
            sent += 1
        return sent

    def __len__(self) -> int:
        return len(self._waiting)

    def state(self) -> dict[str, Any]:
        waiting = [[each.alert.told(), each.route, each.first, each.last] for each in self._waiting]
        return {"sent": list(self._sent), "waiting": waiting}

    def restore(self, state: Mapping[str, Any], takes: Callable[[str], bool]) -> None:
        self._sent.update(dict.fromkeys(state["sent"]))
        for told, route, first, last in state["waiting"]:
            if takes(route):
                self._waiting.append(Waiting(Alert.from_told(told), route, first, last))

    def _done(self, waiting: Waiting) -> None:
        self._pause = FIRST_PAUSE_SECONDS
        self._sent[waiting.alert.id] = None
        while len(self._sent) > REMEMBERED:
            del self._sent[next(iter(self._sent))]
        now = self._clock.now().timestamp()
        self._metrics.alerted(now - waiting.first, now - waiting.last)
