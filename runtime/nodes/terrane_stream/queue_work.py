"""One message, from the queue to its outcome."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from terrane_stream.errors import HandlerError, StreamError
from terrane_stream.handler import Handler, said
from terrane_stream.live.alerts import FIELD, Alert, Topic
from terrane_stream.patience import Backoff
from terrane_stream.queue_hands import Hands, Held
from terrane_stream.queue_messages import Message, Queue
from terrane_stream.queue_results import QueueResults, packed
from terrane_stream.rows import Row
from terrane_stream.watchdog import TooLong, Watch

log = logging.getLogger("terrane.stream")

# Both clouds: twelve hours.
LONGEST_HIDDEN_SECONDS = 43_200
CUT_SHORT = "the worker ended while it worked on it"


class Unfit(StreamError):
    """No attempt at the message can succeed."""


@dataclass(frozen=True)
class Worker:
    fleet: str
    handler: Handler
    queue: Queue
    hands: Hands
    results: QueueResults
    topic: Topic | None
    timeout_seconds: float
    attempts: int
    """Deliveries after which the queue itself moves a message to its dead letters."""
    backoff: Backoff
    stuck: Callable[[], None]
    """Called when the user's code goes on although it was told to end."""

    def do(self, held: Held) -> None:
        """Raises nothing: what goes wrong is the message's reason."""
        message = held.message
        try:
            self._do(held)
        except Exception as error:  # noqa: BLE001 (a defect of ours is a message's reason, too)
            reason = str(error) if isinstance(error, StreamError) else f"unexpected: {said(error)}"
            log.warning("%s, attempt %d of %d: %s", message.id, message.deliveries, self.attempts, reason)
            if self.hands.settle(held):
                self._fail(message, reason, again=not isinstance(error, Unfit))
        finally:
            self.hands.drop(held)

    def _do(self, held: Held) -> None:
        message = held.message
        rows = None if self.results.has(message) else self._work(message)
        data = None if rows is None else packed(message, rows)
        if not self.hands.settle(held):
            return
        if rows is not None and data is not None:
            # Before the result: when it is there, nobody looks at the message again. What fails in between is done
            # again and sends an alert of the same id.
            self._alert(message, rows)
            self.results.write(message, data)
        self._finish(message)

    def _work(self, message: Message) -> list[Row]:
        if self._last(message):
            # A message that ends its worker, as one that needs too much memory does, is told by this alone.
            self.results.write_dead(message, f"{CUT_SHORT}, at attempt {message.deliveries} of {self.attempts}")
        return self._rows(message)

    def _rows(self, message: Message) -> list[Row]:
        watch = Watch(self.timeout_seconds, end=self.stuck)
        try:
            with watch:
                return self.handler.rows(_parsed(message.body))
        except TooLong:
            watch.close()
        name = f"{self.handler.file.name}: {self.handler.target.__name__}"
        raise HandlerError(f"{name} did not end in {self.timeout_seconds:.0f} s")

    def _alert(self, message: Message, rows: list[Row]) -> None:
        if self.topic is None:
            return
        for row in rows:
            if row.get(FIELD):
                # A mail's subject has no room for all of the id.
                self.topic.send(Alert.of(self.fleet, message.id[:16], message.sent, message.sent, row))

    def _fail(self, message: Message, reason: str, again: bool) -> None:
        """Leaves it to the queue: for another attempt after a pause, or for its dead letters at once."""
        pause = 0.0
        try:
            if self._last(message):
                self.results.write_dead(message, reason)
            elif again:
                pause = self.backoff.pause(message.deliveries, None)
            self.queue.hide(message, min(math.ceil(pause), LONGEST_HIDDEN_SECONDS))
        except StreamError as error:
            log.warning("%s: comes back to the queue by itself: %s", message.id, error)

    def _finish(self, message: Message) -> None:
        """What is not deleted comes again, and its result will be found."""
        for step in (self.results.forget_dead, self.queue.delete):
            try:
                step(message)
            except StreamError as error:
                log.warning("%s is done; what was to follow failed: %s", message.id, error)

    def _last(self, message: Message) -> bool:
        return message.deliveries >= self.attempts


def _parsed(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise Unfit(f"the message is not JSON: {error}") from None
