from __future__ import annotations

import http.client
import socket
import time
import unittest
from collections.abc import Iterable
from typing import Any

from terrane_rehearsal.doors.plain import serve_plain


def application(environ: Any, start_response: Any) -> Iterable[bytes]:
    """Echoes, leaves bodies unread, streams, fails: as the path says."""
    path, length = environ["PATH_INFO"], int(environ.get("CONTENT_LENGTH") or 0)
    if path == "/fails":
        raise RuntimeError("a defect")
    if path == "/breaks":
        start_response("200 OK", [("Content-Length", "10")])
        return [b"short"]
    if path == "/streams":
        start_response("200 OK", [("Connection", "close"), ("Transfer-Encoding", "gzip")])
        return iter([b"one", b"", b"two"])
    body = b"" if path == "/unread" else environ["wsgi.input"].read(-1 if path == "/all" else length)
    if path == "/empty":
        start_response("204 No Content", [])
        return []
    told = b"%s %s %d" % (environ["REMOTE_ADDR"].encode(), environ["REMOTE_PORT_TEXT"].encode(), len(body))
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(told)))])
    return [told]


def with_port(environ: Any, start_response: Any) -> Iterable[bytes]:
    environ["REMOTE_PORT_TEXT"] = str(environ["REMOTE_PORT"])
    return application(environ, start_response)


class AConnection(unittest.TestCase):
    def setUp(self) -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self.server = serve_plain(listener, with_port)
        self.addCleanup(self.server.close)
        self.client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        self.addCleanup(self.client.close)

    def ask(self, path: str, body: Any = None, method: str = "PUT", **headers: str) -> tuple[int, bytes]:
        self.client.request(method, path, body, headers, encode_chunked=headers.get("Transfer-Encoding") == "chunked")
        answer = self.client.getresponse()
        return answer.status, answer.read()

    def same_connection(self) -> bool:
        """Whether the client's socket is still open after the answer."""
        return self.client.sock is not None

    def test_is_used_again_after_every_kind_of_answer(self) -> None:
        ports = set()
        for path, body in (("/", b"12345"), ("/unread", b"x" * 100_000), ("/all", b"123"), ("/", b"")):
            status, told = self.ask(path, body)
            self.assertEqual(status, 200)
            ports.add(told.split()[1])
        self.assertEqual(self.ask("/empty"), (204, b""))
        self.assertEqual(self.ask("/", method="HEAD"), (200, b""))
        self.assertEqual(self.ask("/streams"), (200, b"onetwo"))
        ports.add(self.ask("/")[1].split()[1])
        self.assertEqual(len(ports), 1)

    def test_a_chunked_body_arrives_whole_and_may_be_left_unread(self) -> None:
        chunks = [b"a" * 70_000, b"b" * 5]
        status, told = self.ask("/all", iter(chunks), **{"Transfer-Encoding": "chunked"})
        self.assertEqual((status, told.split()[2]), (200, b"70005"))
        self.assertEqual(self.ask("/unread", iter(chunks), **{"Transfer-Encoding": "chunked"})[0], 200)
        self.assertTrue(self.same_connection())

    def test_a_defect_is_a_500_and_the_next_connection_works(self) -> None:
        with self.assertLogs("terrane_rehearsal.doors.http", "ERROR"):
            self.assertEqual(self.ask("/fails"), (500, b""))
        self.assertEqual(self.ask("/")[0], 200)

    def test_an_answer_that_is_too_short_ends_the_connection(self) -> None:
        with self.assertRaises(http.client.IncompleteRead):
            self.ask("/breaks")

    def test_a_client_of_http_1_0_gets_its_end_by_the_connection(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as old:
            old.sendall(b"GET /streams HTTP/1.0\r\n\r\n")
            answer = b"".join(iter(lambda: old.recv(4096), b""))
        self.assertTrue(answer.endswith(b"\r\n\r\nonetwo"), answer)

    def test_100_continue_comes_once_and_at_once(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as client:
            client.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            self.assertEqual(client.recv(4096), b"HTTP/1.1 100 Continue\r\n\r\n")
            client.sendall(b"12345")
            self.assertTrue(client.recv(4096).startswith(b"HTTP/1.1 200 OK\r\n"))

    def test_a_client_that_leaves_in_the_middle_harms_nobody(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as client:
            client.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc")
        self.assertEqual(self.ask("/")[0], 200)

    def test_a_closed_door_takes_no_more_and_closes_at_once(self) -> None:
        began = time.monotonic()
        self.server.close()
        self.assertLess(time.monotonic() - began, 0.5)
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", self.port))
        self.server.close()

    def test_idle_connections_delay_nobody(self) -> None:
        idle = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(20)]
        self.assertEqual(self.ask("/")[0], 200)
        for each in idle:
            each.close()


if __name__ == "__main__":
    unittest.main()
