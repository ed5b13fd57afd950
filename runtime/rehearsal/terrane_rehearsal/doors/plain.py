"""The cloud's HTTP door for the tools on the engineer's machine: cdk, terraform, aws."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from .http import Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def serve_plain(listener: socket.socket, app: WSGIApplication) -> Server:
    """Answers in threads of its own until it is closed."""
    server = Server(listener, app, {})
    server.start("front door")
    return server
