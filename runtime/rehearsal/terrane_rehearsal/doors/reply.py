"""One answer of a WSGI application, written so that the client knows where it ends."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

OURS = frozenset({"connection", "keep-alive", "transfer-encoding"})
"""Headers about the connection: an application has no say in them."""


class Reply:
    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self._handler = handler
        self._status = ""
        self._headers: list[tuple[str, str]] = []
        self._begun = False
        self._chunked = False
        self._left: int | None = None
        self.complete = False
        """The client has a whole answer, whose end it can see without the connection's."""

    def run(self, app: WSGIApplication, environ: WSGIEnvironment) -> None:
        answer = app(environ, self._start)
        try:
            self._write_all(answer)
        finally:
            close: Any = getattr(answer, "close", None)
            if close is not None:
                close()

    def fail(self, status: HTTPStatus) -> None:
        """Where no answer has begun."""
        if not self._begun:
            self._handler.send_response(status)
            self._handler.send_header("Content-Length", "0")
            self._handler.send_header("Connection", "close")
            self._handler.end_headers()

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        if exc_info and self._begun:
            raise exc_info[1].with_traceback(exc_info[2])
        self._status, self._headers = status, headers
        return self._write

    def _write_all(self, answer: Iterable[bytes]) -> None:
        for data in answer:
            if data:
                self._write(data)
        self._begin()
        if self._chunked:
            self._handler.wfile.write(b"0\r\n\r\n")
        self.complete = self._chunked or self._left == 0

    def _write(self, data: bytes) -> None:
        self._begin()
        if self._handler.command == "HEAD" or not data:
            return
        if self._chunked:
            self._handler.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
            self._handler.wfile.flush()
            return
        self._handler.wfile.write(data)
        if self._left is not None:
            self._left -= len(data)

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        handler, code = self._handler, int(self._status[:3])
        headers = [(name, value) for name, value in self._headers if name.lower() not in OURS]
        length = next((value for name, value in headers if name.lower() == "content-length"), None)
        bodiless = handler.command == "HEAD" or code in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
        self._left = 0 if bodiless else int(length) if length is not None else None
        self._chunked = self._left is None and handler.request_version >= "HTTP/1.1"
        handler.send_response(code, self._status[4:])
        for name, value in headers:
            handler.send_header(name, value)
        if self._chunked:
            handler.send_header("Transfer-Encoding", "chunked")
        if handler.close_connection or (self._left is None and not self._chunked):
            handler.send_header("Connection", "close")
        handler.end_headers()
