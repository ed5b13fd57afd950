"""Oracle's Queue through its SDK, as it is: what reaches the service, and what is made of its answers."""

from __future__ import annotations

import contextlib
import json
import threading
import unittest
from collections.abc import Iterator
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock

from circuitbreaker import CircuitBreakerMonitor  # type: ignore[import-not-found, unused-ignore]
from cryptography.hazmat.primitives.asymmetric import rsa  # type: ignore[import-not-found, unused-ignore]
from oci.auth.signers import SecurityTokenSigner
from terrane_node.cloud.oci_clients import Clients
from terrane_stream.errors import StreamError
from terrane_stream.queue_messages import Depth, Message, NotHeld, QueueUnavailable
from terrane_stream.queue_oci import OciQueue
from unit import PACKAGES

assert PACKAGES
REGION = "us-ashburn-1"
QUEUE = "ocid1.queue.oc1..work"
PLACE = f"/20210201/queues/{QUEUE}"
RAW = {
    "id": 7,
    "content": '{"n": 1}',
    "receipt": "AbCd_-1=",
    "deliveryCount": 2,
    "createdAt": "2026-01-01T00:00:00.123Z",
    "visibleAfter": "2026-01-01T00:10:00Z",
    "expireAfter": "2026-01-05T00:00:00Z",
}
MESSAGE = Message('{"n": 1}', "AbCd_-1=", 2, datetime(2026, 1, 1, 0, 0, 0, 123000, timezone.utc))


class Service:
    """The messages endpoint of a queue: answers by the call, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []
        """`METHOD path?query`, and the body."""
        self.answers: dict[str, tuple[int, Any]] = {
            f"GET {PLACE}/messages": (200, {"messages": [RAW]}),
            f"PUT {PLACE}/messages/AbCd_-1%3D": (200, {"id": 7, "visibleAfter": RAW["visibleAfter"]}),
            f"DELETE {PLACE}/messages/AbCd_-1%3D": (204, None),
            f"GET {PLACE}/stats": (
                200,
                {
                    "queue": {"visibleMessages": 5, "inFlightMessages": 2, "sizeInBytes": 100},
                    "dlq": {"visibleMessages": 1, "inFlightMessages": 0, "sizeInBytes": 10},
                },
            ),
        }

    def refuse(self, status: int, code: str) -> None:
        self.answers = dict.fromkeys(self.answers, (status, {"code": code, "message": "refused"}))


@contextlib.contextmanager
def served(service: Service) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            service.asked.append((f"{self.command} {self.path}", json.loads(content) if content else None))
            signed = "Signature" in self.headers.get("Authorization", "")
            known = service.answers.get(f"{self.command} {self.path.partition('?')[0]}")
            status, answer = known if signed and known else (404, {"code": "NotAuthorizedOrNotFound", "message": ""})
            told = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        do_GET = do_PUT = do_DELETE = answer

        def log_message(self, format: str, *arguments: Any) -> None:
            del format, arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class OciQueueTest(unittest.TestCase):
    def setUp(self) -> None:
        self.service = Service()
        endpoint = self.enterContext(served(self.service))
        signer: Any = SecurityTokenSigner
        signer = signer("token", rsa.generate_private_key(65537, 2048))
        self.queue = OciQueue(Clients(REGION, signer, endpoint), QUEUE)
        # A circuit breaker is one for all clients of a process: what one test broke would be broken for the next.
        for circuit in CircuitBreakerMonitor.get_circuits():
            circuit.reset()
        # The SDK's own retries pause for seconds.
        self.enterContext(mock.patch("time.sleep", lambda seconds: None))

    def test_messages_come_hidden_for_as_long_as_is_wanted(self) -> None:
        self.assertEqual(self.queue.receive(50, 600, 5), [MESSAGE])
        [(call, _)] = self.service.asked
        place, _, query = call.partition("?")
        self.assertEqual(place, f"GET {PLACE}/messages")
        self.assertEqual(sorted(query.split("&")), ["limit=20", "timeoutInSeconds=5", "visibilityInSeconds=600"])

    def test_no_message_is_an_empty_list(self) -> None:
        self.service.answers[f"GET {PLACE}/messages"] = (200, {"messages": []})
        self.assertEqual(self.queue.receive(1, 600, 0), [])

    def test_a_message_is_hidden_and_deleted_by_its_receipt(self) -> None:
        self.queue.hide(MESSAGE, 300)
        self.queue.hide(MESSAGE, 0)
        self.queue.delete(MESSAGE)
        self.assertEqual(
            self.service.asked,
            [
                (f"PUT {PLACE}/messages/AbCd_-1%3D", {"visibilityInSeconds": 300}),
                (f"PUT {PLACE}/messages/AbCd_-1%3D", {"visibilityInSeconds": 0}),
                (f"DELETE {PLACE}/messages/AbCd_-1%3D", None),
            ],
        )

    def test_what_waits_and_what_is_in_hand_is_told(self) -> None:
        self.assertEqual(self.queue.depth(), Depth(5, 2))

    def test_what_is_not_in_hand_any_more_is_told_from_a_failure(self) -> None:
        self.service.refuse(404, "NotAuthorizedOrNotFound")
        for call in (lambda: self.queue.hide(MESSAGE, 1), lambda: self.queue.delete(MESSAGE)):
            with self.assertRaises(NotHeld):
                call()
        self.assertIsNone(self.queue.depth())

    def test_a_queue_that_may_not_be_read_is_an_error(self) -> None:
        self.service.refuse(404, "NotAuthorizedOrNotFound")
        with self.assertRaises(StreamError) as caught:
            self.queue.receive(1, 600, 0)
        self.assertNotIsInstance(caught.exception, (NotHeld, QueueUnavailable))

    def test_a_service_that_fails_for_long_is_waited_for(self) -> None:
        self.service.refuse(500, "InternalServerError")
        for _ in range(3):
            with self.assertRaises(QueueUnavailable):
                self.queue.delete(MESSAGE)
            with self.assertRaises(QueueUnavailable):
                self.queue.receive(1, 600, 0)
        self.assertGreater(len(self.service.asked), 8)


if __name__ == "__main__":
    unittest.main()
