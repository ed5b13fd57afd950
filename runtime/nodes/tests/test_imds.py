from __future__ import annotations

import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock

from support import FakeClock

from terrane_node.errors import CloudUnreachable
from terrane_node.imds import Imds


class Service(BaseHTTPRequestHandler):
    """EC2's metadata service with HttpTokens=required."""

    def do_PUT(self) -> None:
        self.server.tokens += 1  # type: ignore[attr-defined]
        self.server.seconds = self.headers["X-aws-ec2-metadata-token-ttl-seconds"]  # type: ignore[attr-defined]
        self._answer(200, f"token-{self.server.tokens}")  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        server = self.server
        if self.headers["X-aws-ec2-metadata-token"] != f"token-{server.tokens}":  # type: ignore[attr-defined]
            return self._answer(401, "")
        item = server.items.get(self.path.replace("/latest/meta-data/", ""))  # type: ignore[attr-defined]
        return self._answer(404, "") if item is None else self._answer(200, item)

    def _answer(self, code: int, text: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        del arguments


class Metadata(unittest.TestCase):
    def setUp(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        self.server.tokens = 0  # type: ignore[attr-defined]
        items = {"instance-id": "i-1", "tags/instance/terrane:node": "compute-7"}
        self.server.items = items  # type: ignore[attr-defined]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.clock = FakeClock()
        self.imds = Imds(f"http://127.0.0.1:{self.server.server_port}", self.clock)

    def test_reads_with_one_token(self) -> None:
        self.assertEqual((self.imds.instance_id(), self.imds.tag("terrane:node")), ("i-1", "compute-7"))
        self.assertEqual(self.server.tokens, 1)  # type: ignore[attr-defined]

    def test_takes_a_new_token_before_the_old_one_ends(self) -> None:
        self.imds.instance_id()
        self.clock.passed += 21600 / 2
        self.imds.instance_id()
        self.assertEqual(self.server.tokens, 2)  # type: ignore[attr-defined]

    def test_takes_a_new_token_when_the_service_forgot_the_old_one(self) -> None:
        self.imds.instance_id()
        self.server.tokens = 7  # type: ignore[attr-defined]
        self.assertEqual(self.imds.instance_id(), "i-1")

    def test_what_is_absent_is_none(self) -> None:
        self.assertIsNone(self.imds.tag("other"))
        self.assertIsNone(self.imds.interruption())

    def test_an_interruption_is_told_in_words(self) -> None:
        for notice, words in (
            ('{"action": "terminate", "time": "2026-11-21T12:00:00Z"}', "terminate at 2026-11-21T12:00:00Z"),
            ("[]", "terminate soon"),
            ("not json", "terminate soon"),
        ):
            self.server.items["spot/instance-action"] = notice  # type: ignore[attr-defined]
            self.assertEqual(self.imds.interruption(), words)

    def test_a_proxy_sees_nothing_of_it(self) -> None:
        with mock.patch.dict("os.environ", {"http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1"}):
            self.assertEqual(self.imds.instance_id(), "i-1")

    def test_no_service_is_an_error_with_its_cause(self) -> None:
        with self.assertRaisesRegex(CloudUnreachable, "MetadataUnreachable"):
            Imds("http://127.0.0.1:1", self.clock).instance_id()
