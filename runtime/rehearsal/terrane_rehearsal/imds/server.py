"""HTTP for the metadata service: one request a connection, as EC2 answers."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .answer import Answer, Request

Respond = Callable[[str, Request], Answer]
"""Of a peer's address and its request."""
POLL_SECONDS = 2.0
"""Between looks for the end of the server; requests are not affected."""
SILENCE_SECONDS = 10.0
"""A client that says nothing for so long is cut off."""
_log = logging.getLogger(__name__)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = SILENCE_SECONDS
    wbufsize = -1
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.server.respond(self.client_address[0], Request(self.command, self.path, headers)))

    def _send(self, given: Answer) -> None:
        if given.hops is not None:
            self.connection.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, given.hops)
        self.send_response(given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)
        self.close_connection = True

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_PATCH = do_OPTIONS = _any

    def version_string(self) -> str:
        return "EC2ws"

    def log_message(self, format: str, *args: Any) -> None:
        _log.debug("%s " + format, self.client_address[0], *args)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, listener: socket.socket, respond: Respond) -> None:
        """The listener is bound and listens; it belongs to the server from now on."""
        super().__init__(listener.getsockname()[:2], _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.respond = respond

    def start(self, name: str) -> None:
        threading.Thread(target=self.serve_forever, args=(POLL_SECONDS,), name=name, daemon=True).start()

    def close(self) -> None:
        if self.socket.fileno() == -1:
            return
        self.socket.shutdown(socket.SHUT_RDWR)
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        _log.debug("metadata request from %s failed", client_address, exc_info=True)
