"""Ports of the gateway's loopback for sessions."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Collection

from terrane_hub.errors import HubError
from terrane_hub.places import LOOPBACK

# Below those that Linux gives to what asks for none (from 32,768), which somebody else may be given before a session
# has started to listen; and beyond those of the gateway's own programs.
PORTS = range(20_000, 30_000)


class Ports:
    """Each is given again only after all others, so that two that start at once never have the same."""

    def __init__(self) -> None:
        self._next = secrets.randbelow(len(PORTS))

    def take(self, taken: Collection[int] = ()) -> int:
        """One on which nobody listens and which is not among these. Raises HubError where there is none."""
        for _ in PORTS:
            port = PORTS[self._next]
            self._next = (self._next + 1) % len(PORTS)
            if port not in taken and _is_free(port):
                return port
        raise HubError(f"no port from {PORTS.start} to {PORTS.stop - 1} is free for a session")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
