"""A queue of a test's own, and a worker on it in this process: what the worker asked the queue for is written down."""

from __future__ import annotations

import json
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from terrane_node.clock import SystemClock
from terrane_stream.errors import StoreError, StreamError
from terrane_stream.handler import load_handler
from terrane_stream.live.alerts import Alert, Unsent
from terrane_stream.patience import Backoff
from terrane_stream.queue_hands import Hands, Held
from terrane_stream.queue_messages import Depth, Message
from terrane_stream.queue_results import QueueResults
from terrane_stream.queue_work import Worker
from terrane_stream.results import unpack
from terrane_stream.rows import Row
from terrane_stream.store_folder import FolderStore
from unit import PACKAGES

assert PACKAGES
SENT = datetime(2026, 1, 1, tzinfo=timezone.utc)

WORK = """
import time

CALLS = []

def work(message):
    CALLS.append(message["n"])
    end = time.monotonic() + message.get("seconds", 0)
    while time.monotonic() < end:
        pass
    if message.get("bad"):
        raise ValueError("a bad message")
    if message.get("mixed"):
        return [{"n": 1}, {"n": "one"}]
    alert = {"alert": message["alert"]} if "alert" in message else {}
    return [{"n": message["n"], **alert} for _ in range(message.get("rows", 1))]
"""


class Asked:
    """A queue that gives nothing and notes what it is told."""

    most = 10

    def __init__(self) -> None:
        self.hidden: list[tuple[str, int]] = []
        """Receipts, and for how long."""
        self.deleted: list[str] = []
        self.refuses: StreamError | None = None

    def receive(self, most: int, hidden_seconds: int, wait_seconds: int) -> list[Message]:
        del most, hidden_seconds, wait_seconds
        return []

    def hide(self, message: Message, seconds: int) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.hidden.append((message.receipt, seconds))

    def delete(self, message: Message) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.deleted.append(message.receipt)

    def depth(self) -> Depth | None:
        return Depth(3, 2)


class Topic:
    def __init__(self) -> None:
        self.sent: list[Alert] = []
        self.refuses = 0

    def send(self, alert: Alert) -> None:
        if self.refuses:
            self.refuses -= 1
            raise Unsent("the topic is away")
        self.sent.append(alert)


class Failing(FolderStore):
    """Refuses so many times to put rows."""

    refuses = 0

    def put(self, key: str, data: bytes) -> None:
        if "/rows/" in key and self.refuses:
            self.refuses -= 1
            raise StoreError("the bucket is away")
        super().put(key, data)


def message(text: str, deliveries: int = 1) -> Message:
    return Message(text, f"receipt {deliveries}", deliveries, SENT)


def body(**fields: Any) -> str:
    return json.dumps(fields)


class WorkerCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane-worker-")))
        code = folder / "code"
        code.mkdir()
        # A module of its own for each test: it is loaded once in a process.
        name = f"job_{folder.name.rpartition('-')[2]}"
        (code / f"{name}.py").write_text(WORK, encoding="utf-8")
        self.clock = SystemClock()
        self.store = Failing(folder)
        self.results = QueueResults(self.store, "results/", self.clock)
        self.queue = Asked()
        self.topic = Topic()
        self.hands = Hands(self.queue, 10, self.clock)
        self.stuck: list[str] = []
        handler = load_handler(code, f"{name}.work")
        self.calls: list[int] = handler.target.__globals__["CALLS"]
        self.worker = Worker(
            fleet="test",
            handler=handler,
            queue=self.queue,
            hands=self.hands,
            results=self.results,
            topic=self.topic,
            timeout_seconds=1.0,
            attempts=3,
            backoff=Backoff(10.0, 60.0),
            stuck=lambda: self.stuck.append("stuck"),
        )

    def do(self, given: Message) -> Held:
        held = self.hands.take(given, self.clock.monotonic())
        self.worker.do(held)
        return held

    def rows(self, text: str) -> list[Row] | None:
        """None: there is no result."""
        key = f"results/rows/{message(text).id}.parquet"
        return unpack(self.store.get(key)).get(message(text).id, []) if self.store.exists(key) else None

    def dead(self, text: str) -> Any:
        key = f"results/dead/{message(text).id}.json"
        return json.loads(self.store.get(key)) if self.store.exists(key) else None
