"""What a checkpoint leaves in the results' bucket, below `shard=<id>/`, all named by the position from which it starts
and the epoch of the ownership, `from-<position>.e<epoch>`:

    .parquet         rows of the windows that closed
    .dead.json       records and windows that failed, with reasons and data
    .state.json      open windows, detectors, alerts sent and unsent; deleted when the next checkpoint is made
    .manifest.json   names the others, the position that was reached, and the manifest before it
    .committed       written after the commit

The commit in the stream (a lease, a group's offset) names the manifest, and it alone decides. A reader that has the
bucket only can tell what it decided: a manifest counts if `.committed` stands beside it, or if a later manifest names
it as the one before, for work goes on from committed checkpoints alone. What a crash leaves between the steps is named
by nobody; whoever takes the shard over writes the missing `.committed`.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from terrane_node.clock import Clock, iso
from terrane_stream.errors import StoreError
from terrane_stream.live.shard import ShardWork
from terrane_stream.results import pack
from terrane_stream.stores import Store

log = logging.getLogger("terrane.stream")

FORMAT = 1
MANIFEST = ".manifest.json"
COMMITTED = ".committed"


@dataclass(frozen=True)
class Manifest:
    shard: str
    epoch: str
    start: str | None
    """Position after which the records begin; None: at the oldest."""
    position: str
    """Of the last record, or ENDED."""
    before: tuple[str, ...]
    """The manifest that the work went on from; several where shards were merged into this one."""
    rows: str | None
    sha256: str | None
    """Object of the rows, and its checksum; None where there are no rows."""
    dead: str | None
    state: str
    counts: dict[str, int]
    """Of this checkpoint: records, windows, rows, dead."""
    late: dict[str, int]
    """By key, since the shard's beginning: records that came after one of their windows had closed."""
    duplicates: int
    """Since the shard's beginning."""
    written: str
    format: int = FORMAT

    @staticmethod
    def read(store: Store, key: str) -> Manifest:
        try:
            raw = json.loads(store.get(key))
            if raw["format"] != FORMAT:
                raise ValueError(f"format {raw['format']}, not {FORMAT}")
            return Manifest(**{**raw, "before": tuple(raw["before"])})
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{key} is no manifest: {error!r}") from error


@dataclass(frozen=True)
class Span:
    """From where to where, and by which ownership."""

    shard: str
    epoch: str
    start: str | None
    before: tuple[str, ...]


class Checkpoints:
    def __init__(self, store: Store, prefix: str, clock: Clock) -> None:
        """`prefix`: of the results."""
        self._store = store
        self._prefix = prefix
        self._clock = clock

    def write(self, span: Span, position: str, work: ShardWork) -> str:
        """All but the mark. Gives the note to commit: the manifest's key."""
        base = f"{self._prefix}shard={span.shard}/from-{span.start or 'start'}.e{span.epoch}"
        output = work.output
        packed = pack(output.rows)
        for window, reason in packed.misfits.items():
            work.bury(window, reason)
        rows = self._put(f"{base}.parquet", packed.data) if packed.rows else None
        dead = self._put(f"{base}.dead.json", _json(output.dead)) if output.dead else None
        state = self._put(f"{base}.state.json", json.dumps(work.state()).encode())
        counts = {"records": output.records, "windows": output.windows, "rows": packed.rows, "dead": len(output.dead)}
        manifest = Manifest(
            shard=span.shard,
            epoch=span.epoch,
            start=span.start,
            position=position,
            before=span.before,
            rows=rows,
            sha256=hashlib.sha256(packed.data).hexdigest() if rows else None,
            dead=dead,
            state=state,
            counts=counts,
            late=dict(work.windows.late),
            duplicates=work.windows.duplicates,
            written=iso(self._clock.now()),
        )
        return self._put(base + MANIFEST, _json(asdict(manifest)))

    def state(self, note: str, position: str) -> dict[str, Any]:
        """What was kept with a committed checkpoint. Writes its mark, which a crash may have prevented."""
        manifest = Manifest.read(self._store, note)
        if manifest.position != position:
            raise StoreError(f"{note} goes to {manifest.position}, and {position} is committed with it")
        state: dict[str, Any] = json.loads(self._store.get(manifest.state))
        self.mark(note)
        return state

    def mark(self, note: str) -> None:
        """To be called when the commit is done."""
        self._put(note.removesuffix(MANIFEST) + COMMITTED, b"")

    def drop_states(self, notes: Sequence[str]) -> None:
        """Nobody goes on from a checkpoint that has a later one. A state that stays does no harm."""
        for note in notes:
            try:
                self._store.delete(note.removesuffix(MANIFEST) + ".state.json")
            except StoreError as error:
                log.warning("a state that is not needed any more stays: %s", error)

    def _put(self, key: str, data: bytes) -> str:
        self._store.put(key, data)
        return key


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()
