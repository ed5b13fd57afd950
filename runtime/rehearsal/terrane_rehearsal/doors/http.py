"""HTTP/1.1 for WSGI applications on a socket that is there already, a thread a connection, connections kept alive.

werkzeug's own handler closes every connection after its answer; this one leaves the socket at the start of the next
request instead, which SDKs rely on for speed.
"""

from __future__ import annotations

import io
import logging
import socket
import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from .body import Body, Chunked, Sized
from .reply import Reply

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

IDLE_SECONDS = 60.0
"""A connection with nothing on it for so long is closed."""
POLL_SECONDS = 2.0
"""Between looks for the end of the server; requests are not affected."""
_log = logging.getLogger(__name__)


class Handler(WSGIRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        environ = self.make_environ()
        environ.update(self.server.extra)
        body = self._body(environ)
        reply = Reply(self)
        try:
            reply.run(self.server.app, environ)
            self.close_connection = self.close_connection or not (reply.complete and body.finish())
            self.wfile.flush()
        except (ConnectionError, TimeoutError) as error:
            self.close_connection = True
            _log.debug("%s %s: %s", self.command, self.path, error)
        except Exception:  # noqa: BLE001 (a defect of the application must not end the server)
            self.close_connection = True
            _log.exception("%s %s failed", self.command, self.path)
            reply.fail(HTTPStatus.INTERNAL_SERVER_ERROR)

    def handle_expect_100(self) -> bool:
        going_on = super().handle_expect_100()
        self.wfile.flush()
        return going_on

    def _body(self, environ: WSGIEnvironment) -> Body:
        if environ.get("wsgi.input_terminated"):
            chunked = Chunked(self.rfile)
            environ["wsgi.input"] = io.BufferedReader(chunked)
            return chunked
        sized = Sized(self.rfile, int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BufferedReader(sized)
        return sized

    def address_string(self) -> str:
        return str(self.client_address[0])

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are no events."""

    def log(self, type: str, message: str, *args: Any) -> None:
        _log.debug(message, *args)


class Server(ThreadedWSGIServer):
    request_queue_size = 128

    def __init__(self, listener: socket.socket, app: WSGIApplication, extra: dict[str, str]) -> None:
        """The listener is bound and listens; it belongs to the server from now on. `extra` is put into each environ."""
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, Handler, fd=listener.fileno())
        listener.close()
        self.extra = extra

    def start(self, name: str) -> None:
        threading.Thread(target=self.serve_forever, args=(POLL_SECONDS,), name=name, daemon=True).start()

    def close(self) -> None:
        """Takes no more connections. Those that are open end with their clients."""
        if self.socket.fileno() == -1:
            return
        self.socket.shutdown(socket.SHUT_RDWR)
        self.shutdown()

    def log(self, type: str, message: str, *args: Any) -> None:
        _log.debug(message, *args)

    def handle_error(self, request: Any, client_address: Any) -> None:
        _log.debug("connection from %s failed", client_address, exc_info=True)
