"""Hands chunks to the fleet through a sliding window, and passes the groups on that are finished."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from terrane_stream.backlog import Attempt, Backlog, Finished
from terrane_stream.chunks import Group
from terrane_stream.errors import Hopeless
from terrane_stream.fleet import Failed, Fleet, Lost
from terrane_stream.ledger import Entry
from terrane_stream.pace import Pace
from terrane_stream.report import Report
from terrane_stream.tally import Tally

log = logging.getLogger("terrane.stream")

# Chunks that are with the scheduler at a time: a worker never waits for its next, and the scheduler keeps no millions
# (2.6 KB each).
WINDOW_PER_THREAD = 4
WINDOW_LEAST = 64
# Groups that are being written at a time, and how many may wait for that before no chunk is handed out any more.
WRITERS = 4
UNWRITTEN = 16
LOOK_SECONDS = 2.0
# A scheduler that loses all that it is given is not asked without a pause.
LOST_SECONDS = 0.2
# So many groups with dead chunks before the detector has done a first: it is at fault, or the source, not the chunks.
# To go on would ask the data centre for everything, for nothing.
HOPELESS = 5


class SlidingWindow:
    def __init__(
        self,
        groups: Iterator[Group],
        attempts: int,
        fleet: Fleet,
        write: Callable[[Finished], Entry],
        tally: Tally,
        report: Report,
        pace: Pace,
    ) -> None:
        """`attempts`: of one chunk. `write`: makes a finished group's results durable; called in threads."""
        self._backlog = Backlog(groups, attempts)
        self._fleet = fleet
        self._write = write
        self._tally = tally
        self._report = report
        self._pace = pace
        self._window = WINDOW_LEAST
        self._starved = False
        self._succeeded = False
        self._bad_groups = 0
        self._failure: BaseException | None = None
        self._doing: set[asyncio.Task[None]] = set()
        self._writing: set[asyncio.Task[None]] = set()
        self._looking: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="writer")

    async def run(self) -> None:
        """To the end of the plan. StreamError where that cannot be reached."""
        self._start(self._looking, self._look())
        try:
            await self._fleet.open()
            await self._work()
        finally:
            left = (*self._looking, *self._doing, *self._writing)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            self._writers.shutdown()
            await self._fleet.close()

    async def _work(self) -> None:
        while True:
            self._wake.clear()
            self._hand_out()
            if self._starved and not self._doing and not self._writing:
                return
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._pace.wait() or LOOK_SECONDS)
            if self._failure is not None:
                raise self._failure

    def _hand_out(self) -> None:
        while len(self._doing) < self._window and len(self._writing) < UNWRITTEN and self._pace.take():
            attempt = self._backlog.next()
            self._starved = attempt is None
            if attempt is None:
                return
            self._start(self._doing, self._attempt(attempt))

    async def _attempt(self, attempt: Attempt) -> None:
        try:
            outcome = await self._fleet.do(attempt)
        except Lost as lost:
            log.debug("%s is done again: %s", attempt.chunk.id, lost)
            await asyncio.sleep(LOST_SECONDS)
            self._backlog.give_back(attempt)
            return
        except Failed as failed:
            self._failed(attempt, str(failed), requests=0)
            return
        if outcome.error is not None:
            self._failed(attempt, outcome.error, outcome.requests)
            return
        # Where the source has no data the detector is not asked.
        self._succeeded = self._succeeded or outcome.bytes > 0
        self._tally.add(done=1, requests=outcome.requests)
        self._finish(self._backlog.done(attempt, outcome.rows))

    def _failed(self, attempt: Attempt, reason: str, requests: int) -> None:
        dead, finished = self._backlog.failed(attempt, reason)
        log.warning("%s, attempt %d%s: %s", attempt.chunk.id, attempt.number, ", the last" if dead else "", reason)
        self._tally.add(failed=int(dead), requests=requests)
        self._bad_groups += int(finished is not None)
        if self._bad_groups >= HOPELESS and not self._succeeded:
            raise Hopeless(f"no chunk of the first {HOPELESS} groups can be done; {attempt.chunk.id}: {reason}")
        self._finish(finished)

    def _finish(self, finished: Finished | None) -> None:
        if finished is not None:
            self._start(self._writing, self._written(finished))

    async def _written(self, finished: Finished) -> None:
        entry = await asyncio.get_running_loop().run_in_executor(self._writers, self._write, finished)
        # Those whose rows do not go with the others'.
        self._tally.found_dead(len(entry.dead) - len(finished.dead))

    def _start(self, among: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(lambda ended: self._ended(among, ended))

    def _ended(self, among: set[asyncio.Task[None]], task: asyncio.Task[None]) -> None:
        among.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._failure = self._failure or task.exception()
        self._wake.set()

    async def _look(self) -> None:
        while True:
            workers, threads = await self._fleet.threads()
            self._window = max(WINDOW_LEAST, WINDOW_PER_THREAD * threads)
            self._wake.set()
            await self._report.look(workers)
            await asyncio.sleep(LOOK_SECONDS)
