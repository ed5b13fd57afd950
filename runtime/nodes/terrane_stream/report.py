"""Tells how far a run is, every ten seconds: people by a line, programs by an object, and who brings workers."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from terrane_node.clock import Clock
from terrane_stream.stores import Store
from terrane_stream.tally import Tally

log = logging.getLogger("terrane.stream")

SECONDS = 10.0
OBJECT = "progress.json"
# States after which a driver writes no more.
ENDED = ("done", "stopped")


class Crew(Protocol):
    """Who brings workers and sends them away. Never called by two threads at once."""

    def want(self, backlog_chunks: int, done_per_second: float, now: datetime) -> None:
        """What there is left to do, and how fast it goes."""

    def release(self) -> None:
        """All is done: no worker is needed any more."""


class NoCrew:
    """The workers that there are."""

    def want(self, backlog_chunks: int, done_per_second: float, now: datetime) -> None:
        return None

    def release(self) -> None:
        return None


class Report:
    def __init__(
        self,
        store: Store,
        prefix: str,
        tally: Tally,
        crew: Crew,
        clock: Clock,
        say: Callable[[str], None],
        cap: float | None = None,
    ) -> None:
        """`cap`: requests a second that the source bears."""
        self._store = store
        self._key = f"{prefix}{OBJECT}"
        self._tally = tally
        self._crew = crew
        self._clock = clock
        self._say = say
        self._cap = cap
        self._due = clock.monotonic()

    async def look(self, workers: int) -> None:
        """Tells if it is time."""
        if self._clock.monotonic() < self._due:
            return
        self._due = self._clock.monotonic() + SECONDS
        await asyncio.to_thread(self._want)
        await asyncio.to_thread(self.tell, workers, "running" if workers else "waiting for workers")

    def tell(self, workers: int, state: str) -> None:
        progress = {**self._tally.progress(workers, state), "cap": self._cap}
        self._say(line(progress))
        try:
            self._store.put(self._key, (json.dumps(progress, indent=1) + "\n").encode())
        except Exception as error:  # noqa: BLE001 (the next may pass, and the results do not depend on it)
            log.warning("%s is not written: %s", self._key, error)

    def _want(self) -> None:
        try:
            self._crew.want(self._tally.left, self._tally.rate, self._clock.now())
        except Exception:  # noqa: BLE001 (the workers that there are go on; the next call may pass)
            log.exception("the crew cannot be told what there is to do")


def line(progress: dict[str, object]) -> str:
    """For people."""
    end = f", end about {progress['estimatedEnd']}" if progress["estimatedEnd"] else ""
    return (
        f"{progress['updated']} {progress['state']}: {progress['done']:,} of {progress['chunks']:,} chunks done, "
        f"{progress['failed']:,} failed; {progress['rate']}/s, {progress['requestsPerSecond']} requests/s, "
        f"{progress['workers']} workers{end}"
    )
