"""The cloud's HTTPS door inside a VPC: each handshake in its connection's own thread: a silent client delays nobody."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING, Any

from .ca import Authority
from .http import Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HANDSHAKE_SECONDS = 10.0
VPC = "REHEARSAL_VPC"
"""In each request's environ: the VPC that the caller is in. With REMOTE_ADDR it tells which host it is."""
_log = logging.getLogger(__name__)


class TlsServer(Server):
    def __init__(self, listener: socket.socket, app: WSGIApplication, authority: Authority, vpc: str) -> None:
        super().__init__(listener, app, {VPC: vpc})
        self.ssl_context = authority.context()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Runs in the connection's thread."""
        assert self.ssl_context is not None
        request.settimeout(HANDSHAKE_SECONDS)
        try:
            with self.ssl_context.wrap_socket(request, server_side=True) as secure:
                super().finish_request(secure, client_address)
        except OSError as error:
            _log.debug("no TLS with %s: %s", client_address, error)


def serve_tls(listener: socket.socket, app: WSGIApplication, authority: Authority, vpc: str) -> TlsServer:
    """Answers in threads of its own until it is closed. HTTP/1.1 is the one protocol offered."""
    server = TlsServer(listener, app, authority, vpc)
    server.start(f"https {vpc}")
    return server


__all__ = ["HANDSHAKE_SECONDS", "VPC", "TlsServer", "serve_tls"]
