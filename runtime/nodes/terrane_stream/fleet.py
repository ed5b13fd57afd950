"""The Dask scheduler and its workers, as the driver sees them: something that does chunks.

A scheduler that goes away takes its tasks along. Whoever waits for one is told that it is lost, and the next chunk
waits for a scheduler at the same address.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import dask
from distributed import Client
from distributed.client import FutureCancelledError
from distributed.scheduler import KilledWorker

from terrane_node.clock import Clock
from terrane_stream.backlog import Attempt
from terrane_stream.chunks import Chunk
from terrane_stream.errors import StreamError
from terrane_stream.handler import said
from terrane_stream.work import Job, Outcome, do_chunk

log = logging.getLogger("terrane.stream")

# The head's scheduler is started again within seconds; a head that starts takes minutes.
PATIENCE_SECONDS = 600.0
CONNECT_SECONDS = 5.0
PAUSE_SECONDS = 0.5
LOOK_SECONDS = 0.1
ANSWER_SECONDS = 10.0
TOGETHER_SECONDS = 0.02


class Lost(Exception):
    """The chunk's task is gone, or its outcome is: the chunk is to be done again."""


class Failed(Exception):
    """The chunk's attempt failed outside the chunk's own code; the message is the reason."""


class Fleet:
    def __init__(self, address: str, job: Job, clock: Clock, work: Callable[[Job, Chunk], Outcome] = do_chunk) -> None:
        """`work`: what a worker does with a chunk; it must be importable there."""
        self._address = address
        self._job = job
        self._work = work
        self._clock = clock
        self._patience = PATIENCE_SECONDS
        self._client: Any = None
        self._waiting: list[tuple[Attempt, asyncio.Future[Any]]] = []
        self._alone = asyncio.Lock()

    async def open(self) -> None:
        """Waits for a scheduler. StreamError where none comes in time."""
        await self._connected()

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(client.close(), ANSWER_SECONDS)

    async def do(self, attempt: Attempt) -> Outcome:
        """Raises Lost or Failed."""
        future = await self._submitted(attempt)
        try:
            outcome: Outcome = await future
            return outcome
        except FutureCancelledError as error:
            raise Lost(error.reason) from error
        except KilledWorker as error:
            last = getattr(error.last_worker, "address", error.last_worker)
            died = error.allowed_failures + 1
            raise Failed(f"{died} workers died while they did this chunk, the last of them {last}") from error
        except (OSError, asyncio.TimeoutError) as error:
            raise Lost(said(error)) from error
        except Exception as error:
            raise Failed(f"the worker could not do it: {said(error)}") from error
        finally:
            # The scheduler forgets the task.
            future.release()

    async def threads(self) -> tuple[int, int]:
        """How many workers there are, and how many threads they have in all."""
        client = self._client
        if client is None or client.status != "running":
            return 0, 0
        try:
            threads: dict[str, int] = await asyncio.wait_for(client.nthreads(), ANSWER_SECONDS)
        except Exception as error:
            log.warning("the scheduler does not say how many workers it has: %s", said(error))
            return 0, 0
        return len(threads), sum(threads.values())

    async def _submitted(self, attempt: Attempt) -> Any:
        """Dask's future. Raises Lost."""
        client = await self._connected()
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_later(TOGETHER_SECONDS, self._submit, client)
        submitted: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((attempt, submitted))
        return await submitted

    def _submit(self, client: Any) -> None:
        """A graph costs the scheduler as much as many tasks: those of a moment go together."""
        waiting, self._waiting = self._waiting, []
        # Tuples, whose first part is what the scheduler keeps statistics by. Each attempt is a task of its own.
        keys = [("chunk", attempt.chunk.id, attempt.number) for attempt, _ in waiting]
        chunks = [attempt.chunk for attempt, _ in waiting]
        try:
            futures = client.map(partial(self._work, self._job), chunks, key=keys, pure=False)
        except Exception as error:  # noqa: BLE001 (a client that is being closed)
            for _, submitted in waiting:
                if not submitted.done():
                    submitted.set_exception(Lost(said(error)))
            return
        for (_, submitted), future in zip(waiting, futures, strict=True):
            if submitted.done():
                future.release()
            else:
                submitted.set_result(future)

    async def _connected(self) -> Any:
        async with self._alone:
            if self._client is not None and self._client.status != "running":
                log.warning("the scheduler at %s went away; what it was given is done again", self._address)
            # Dask looks for the scheduler by itself for as long as it may take to connect.
            while self._client is not None and self._client.status == "connecting":
                await asyncio.sleep(LOOK_SECONDS)
            if self._client is None or self._client.status != "running":
                await self.close()
                self._client = await self._connect()
            return self._client

    async def _connect(self) -> Any:
        end = self._clock.monotonic() + self._patience
        while True:
            try:
                with dask.config.set({"distributed.comm.timeouts.connect": f"{CONNECT_SECONDS}s"}):
                    return await Client(self._address, asynchronous=True, timeout=CONNECT_SECONDS, set_as_default=False)
            except (OSError, asyncio.TimeoutError) as error:
                if self._clock.monotonic() >= end:
                    raise StreamError(f"no scheduler at {self._address} in {self._patience:.0f} s: {said(error)}")
            await asyncio.sleep(PAUSE_SECONDS)
