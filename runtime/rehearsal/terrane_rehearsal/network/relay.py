"""Connections of hosts to servers outside the cloud, carried to the engineer's machine by a thread in its network."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from . import namespaces
from .listening import WAITING
from .namespaces import Result
from .outside import Server

CHUNK = 1 << 16
"""Bytes that are read at once."""
PATIENCE = 5.0
"""Seconds for the thread to open or close a door, which takes a millisecond."""
_RESET_AT_CLOSE = struct.pack("ii", 1, 0)


class Notes(Protocol):
    def note(self, event: str, **facts: Any) -> None: ...


class Relay:
    """Methods may be called from any thread. It sees no other network than the machine's: listeners are given to it."""

    def __init__(self, machine: int, journal: Notes) -> None:
        """`machine`: descriptor of the network namespace that the servers are in."""
        self._machine, self._journal = machine, journal
        self._told: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def serve(self, listener: socket.socket, server: Server) -> Door:
        """The listener belongs to the door from now on."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._run, args=(self._loop,), name="outside", daemon=True).start()
        return Door(self._loop, listener, server, self._tell)

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        namespaces.enter(self._machine)
        loop.run_forever()

    def _tell(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._journal.note("not-rehearsed", sentence=sentence)


class Door:
    """Where hosts of one VPC meet one server."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, listener: socket.socket, server: Server, tell: Callable[[str], None]
    ) -> None:
        self._loop, self._server, self._tell = loop, server, tell
        self._carrying: set[asyncio.Task[Any] | None] = set()
        self._opened = self._await(asyncio.start_server(self._meet, sock=listener, backlog=WAITING))

    def close(self) -> None:
        """Connections are reset: an open one would keep the network of a VPC that is gone."""
        self._await(self._close())

    async def _close(self) -> None:
        self._opened.close()
        known = [task for task in self._carrying if task]
        for task in known:
            task.cancel()
        await asyncio.gather(*known, return_exceptions=True)
        # Sockets are closed in the turn of the loop that follows.
        await asyncio.sleep(0)

    def _await(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _meet(self, from_host: asyncio.StreamReader, to_host: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._carrying.add(task)
        try:
            await self._carry(from_host, to_host)
        finally:
            self._carrying.remove(task)

    async def _carry(self, from_host: asyncio.StreamReader, to_host: asyncio.StreamWriter) -> None:
        """Each direction until its own end. What is cut short at one side must not look complete at the other."""
        ends = [to_host]
        try:
            from_server, to_server = await self._reach()
            ends.append(to_server)
            await asyncio.gather(_pump(from_host, to_server), _pump(from_server, to_host))
            for end in ends:
                end.close()
            for end in ends:
                await end.wait_closed()
        except (OSError, asyncio.CancelledError):
            for end in ends:
                _reset(end)

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        address, port = self._server.target
        try:
            return await asyncio.open_connection(address, port)
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else str(error)
            self._tell(f"{self._server} leads to {address}:{port} of this machine ({why}): connections to it are reset")
            raise


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(CHUNK):
        sink.write(data)
        await sink.drain()
    sink.write_eof()


def _reset(end: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        end.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
    end.transport.abort()
