"""A connection to a server that is at fault for some requests: it breaks off, or answers something else."""

from __future__ import annotations

import contextlib
import http.client
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Flaw:
    """What one request gets instead of the server's answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    """Bytes at the end of the body that are announced and do not come."""
    page: bool = False
    """A page for people, with a good status."""
    silent: bool = False
    """The connection is closed without an answer."""


@dataclass
class Relay:
    url: str
    flaws: list[Flaw]
    """For the next requests, in their order; those that follow get the server's own answer."""
    asked: int = 0


@contextlib.contextmanager
def relay(url: str) -> Iterator[Relay]:
    host = str(urlsplit(url).netloc)
    made = Relay("", [])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            made.asked += 1
            flaw = made.flaws.pop(0) if made.flaws else None
            if flaw is not None and flaw.silent:
                self.close_connection = True
                return
            status, body = _ask(host, self.path)
            if flaw is not None and flaw.status != 200:
                status, body = flaw.status, b"at fault"
            if flaw is not None and flaw.page:
                body = b"<html>We are back in an hour.</html>"
            self.send_response(status)
            for name, value in (flaw.headers if flaw else {}).items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) - (flaw.missing if flaw else 0)])

        def log_message(self, format: str, *arguments: object) -> None:
            del format, arguments

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()


def _ask(host: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
