"""The loop of a consumer: poll, windows, detector, alerts, and from time to time a checkpoint of each shard.

A checkpoint is made of objects in the results' bucket and then one commit, which only the shard's owner can make. Work
that was not committed is done again by whoever goes on from the last checkpoint, and what was written for it counts
for nothing.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from typing import Any

from terrane_node.clock import Clock
from terrane_stream.errors import StoreError
from terrane_stream.live.checkpoints import Checkpoints, Span
from terrane_stream.live.metrics import Metrics
from terrane_stream.live.pace import Pace
from terrane_stream.live.shard import Output, ShardWork, Tools
from terrane_stream.live.source import ENDED, Batch, Fenced, Gained, Source, Unsure
from terrane_stream.stores import Store

log = logging.getLogger("terrane.stream")

POLL_SECONDS = 1.0
METRICS_SECONDS = 10.0
# An alert brings the next checkpoint forward to so soon: what is replayed after a crash is sent again.
ALERT_CHECKPOINT_SECONDS = 5.0


@dataclass
class Owned:
    work: ShardWork
    span: Span
    due: float
    """When the next checkpoint is to be made."""
    changed: bool = False
    """Whether there is anything to commit."""


class Engine:
    def __init__(
        self, source: Source, checkpoints: Checkpoints, tools: Tools, store: Store, metrics_key: str, every: float
    ) -> None:
        """`every`: seconds between the checkpoints of a shard."""
        self._source = source
        self._checkpoints = checkpoints
        self._tools = tools
        self._clock: Clock = tools.clock
        self._metrics: Metrics = tools.metrics
        self._store = store
        self._metrics_key = metrics_key
        self._metrics_at = 0.0
        self._every = every
        self._owned: dict[str, Owned] = {}
        self._pace = Pace(tools.clock)
        self._stopping = False

    def stop(self) -> None:
        """To be called from anywhere: `run` ends after the record in hand."""
        self._stopping = True

    def run(self, until_idle: float | None = None) -> None:
        """Until `stop`; or until no record has come for so many seconds: then open windows are closed."""
        self._source.open(self._leave)
        try:
            last = self._clock.monotonic()
            while not self._stopping:
                if self.step(POLL_SECONDS) or until_idle is None:
                    last = self._clock.monotonic()
                elif self._clock.monotonic() - last >= until_idle:
                    self._flush()
                    break
            for shard in list(self._owned):
                self._leave(shard)
            self._tell()
        finally:
            self._source.close()

    def step(self, seconds: float) -> int:
        """One round. How many records it did."""
        batch = self._source.poll(seconds, self._pace.most)
        for shard in batch.lost:
            self._lose(shard, "it was taken")
        for gained in batch.gained:
            self._gain(gained)
        done = self._process(batch)
        for shard in batch.ended:
            if shard in self._owned and not self._stopping:
                self._checkpoint(shard, ended=True)
        for shard in list(self._owned):
            self._send(self._owned[shard])
        self._checkpoint_due()
        if self._clock.monotonic() >= self._metrics_at:
            self._tell()
        return done

    def _process(self, batch: Batch) -> int:
        self._pace.begin()
        done = 0
        for record in batch.records:
            if self._stopping:
                break
            owned = self._owned.get(record.shard)
            if owned is None:
                continue
            owned.work.process(record)
            owned.changed = True
            if owned.work.outbox:
                self._send(owned)
            done += 1
            if self._clock.monotonic() >= owned.due:
                self._checkpoint(record.shard)
        self._pace.end(done)
        return done

    def _send(self, owned: Owned) -> None:
        if owned.work.outbox.send():
            owned.changed = True
            owned.due = min(owned.due, self._clock.monotonic() + ALERT_CHECKPOINT_SECONDS)

    def _gain(self, gained: Gained) -> None:
        work = ShardWork(gained.shard, self._tools)
        before = tuple(each.note for each in gained.inherits)
        if gained.note is not None and gained.position is not None:
            before = (gained.note,)
            work.restore(self._checkpoints.state(gained.note, gained.position))
        for each in gained.inherits:
            work.inherit(self._checkpoints.state(each.note, ENDED), each.takes)
        work.position = gained.position
        span = Span(gained.shard, gained.epoch, gained.position, before)
        self._owned[gained.shard] = Owned(work, span, self._clock.monotonic() + self._every)

    def _leave(self, shard: str) -> None:
        """Commits what is done of a shard, and drops it. What cannot be committed now is done again by the next."""
        try:
            self._checkpoint(shard)
        except StoreError as error:
            log.error("%s: what was done since the last checkpoint is left to the next owner: %s", shard, error)
        self._owned.pop(shard, None)

    def _lose(self, shard: str, why: str) -> None:
        if self._owned.pop(shard, None) is not None:
            self._metrics.counts["fenced"] += 1
            log.warning("%s: not owned any more, its work since the last checkpoint is dropped: %s", shard, why)

    def _flush(self) -> None:
        for owned in self._owned.values():
            if len(owned.work.windows):
                owned.work.flush()
                owned.changed = True
                self._send(owned)

    def _checkpoint_due(self) -> None:
        now = self._clock.monotonic()
        for shard in [shard for shard, owned in self._owned.items() if owned.due <= now]:
            self._checkpoint(shard)

    def _checkpoint(self, shard: str, ended: bool = False) -> None:
        owned = self._owned.get(shard)
        if owned is None:
            return
        owned.due = self._clock.monotonic() + self._every
        position = ENDED if ended else owned.work.position
        if position is None or not (owned.changed or ended):
            return
        note = self._checkpoints.write(owned.span, position, owned.work)
        try:
            self._source.commit(shard, position, note)
        except Fenced as error:
            self._lose(shard, str(error))
            return
        except Unsure as error:
            log.warning("%s: begun anew from what is committed: %s", shard, error)
            del self._owned[shard]
            self._source.abandon(shard)
            return
        self._metrics.counts["checkpoints"] += 1
        self._committed(owned, note, position)
        if ended:
            del self._owned[shard]

    def _committed(self, owned: Owned, note: str, position: str) -> None:
        earlier, owned.span = owned.span, replace(owned.span, start=position, before=(note,))
        owned.work.output = Output()
        owned.changed = False
        try:
            self._checkpoints.mark(note)
        except StoreError as error:
            log.warning("the next checkpoint will tell that this one is committed: %s", error)
        if earlier.start is not None:
            # Not what was inherited: a shard that was split has another heir.
            self._checkpoints.drop_states(earlier.before)

    def _tell(self) -> None:
        """Metrics are worth no retry that holds the engine up longer than the store's own."""
        self._metrics_at = self._clock.monotonic() + METRICS_SECONDS
        lag = self._source.lag()
        shards = {shard: self._about(owned, lag.get(shard)) for shard, owned in self._owned.items()}
        try:
            self._store.put(self._metrics_key, (json.dumps(self._metrics.told(shards), indent=1) + "\n").encode())
        except StoreError as error:
            log.warning("metrics are not written: %s", error)

    def _about(self, owned: Owned, lag: Any) -> dict[str, Any]:
        windows = owned.work.windows
        return {
            "position": owned.work.position,
            "open": len(windows),
            "late": sum(windows.late.values()),
            "duplicates": windows.duplicates + owned.work.repeated,
            "unsent": len(owned.work.outbox),
            "lagSeconds": lag.seconds if lag else None,
            "lagRecords": lag.records if lag else None,
        }
