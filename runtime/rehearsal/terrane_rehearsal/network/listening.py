"""Sockets in a VPC's namespace, and what answers for its file servers there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Collection

from . import namespaces

Listen = Callable[[str, int], socket.socket]
WAITING = 128
"""Connections that the kernel keeps until they are accepted."""

Door = tuple[str, int]


def listen(namespace: str, address: str, port: int) -> socket.socket:
    # One that listens at every address may stand beside one at a single address, which is preferred by the kernel.
    def work() -> socket.socket:
        return socket.create_server((address, port), backlog=WAITING, reuse_port=True)

    return namespaces.inside(namespace, work)


class Doorbells:
    """Each accepts connections and closes them: a mount asks so whether its security groups let it through."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace
        self._bells: dict[Door, socket.socket] = {}

    def apply(self, doors: Collection[Door]) -> None:
        for door in [door for door in self._bells if door not in doors]:
            _silence(self._bells.pop(door))
        for door in sorted(set(doors) - self._bells.keys()):
            bell = self._bells[door] = listen(self._namespace, *door)
            threading.Thread(target=_answer, args=(bell,), name=f"file server {door[0]}", daemon=True).start()

    def close(self) -> None:
        self.apply(())


def _answer(bell: socket.socket) -> None:
    while True:
        try:
            bell.accept()[0].close()
        except OSError:
            # A connection that was given up before it was accepted is none of ours; a shut socket is the end.
            if bell.fileno() < 0 or not bell.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                bell.close()
                return


def _silence(bell: socket.socket) -> None:
    """Wakes the thread that waits on it, which closes it."""
    bell.shutdown(socket.SHUT_RDWR)
