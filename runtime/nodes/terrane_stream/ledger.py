"""The ledger of finished groups, beside the results: what stands in it is done, what does not is done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from terrane_stream.backlog import Dead, Finished
from terrane_stream.errors import StoreError
from terrane_stream.results import pack, unpack
from terrane_stream.stores import Store

READERS = 16


@dataclass(frozen=True)
class Entry:
    group: str
    chunks: int
    done: int
    rows: int
    dead: tuple[Dead, ...]
    object: str
    """The key of the rows."""
    sha256: str
    """Of the rows' object."""


class Ledger:
    def __init__(self, store: Store, prefix: str) -> None:
        """`prefix`: of the results."""
        self._store = store
        self._prefix = prefix

    def groups(self) -> frozenset[str]:
        """Those that are finished."""
        return frozenset(self._names())

    def entries(self) -> Iterator[Entry]:
        """Many are asked for at once: a year of a large network has 20,000."""
        with ThreadPoolExecutor(READERS, thread_name_prefix="ledger") as readers:
            yield from readers.map(self.entry, list(self._names()))

    def entry(self, group: str) -> Entry:
        key = self._key(group)
        try:
            return _entry(json.loads(self._store.get(key)))
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{key} is no entry of a ledger: {error!r}") from error

    def write(self, finished: Finished) -> Entry:
        """The rows, and when they are there the entry that makes them count."""
        packed = pack(finished.rows)
        key = f"{self._prefix}rows/{finished.group}.parquet"
        misfits = tuple(Dead(chunk, reason, 1) for chunk, reason in packed.misfits.items())
        dead = tuple(sorted(finished.dead + misfits, key=lambda each: each.chunk))
        entry = Entry(
            group=finished.group,
            chunks=finished.chunks,
            done=finished.chunks - len(dead),
            rows=packed.rows,
            dead=dead,
            object=key,
            sha256=hashlib.sha256(packed.data).hexdigest(),
        )
        self._store.put(key, packed.data)
        self._store.put(self._key(finished.group), _text(entry))
        return entry

    def again(self, entry: Entry, finished: Finished) -> Entry:
        """Writes a group anew of which only the dead chunks were done again (`finished`)."""
        rows = {**unpack(self._store.get(entry.object)), **finished.rows}
        return self.write(Finished(entry.group, entry.chunks, rows, finished.dead))

    def _names(self) -> Iterator[str]:
        beginning = f"{self._prefix}ledger/"
        for key in self._store.list(beginning):
            if key.endswith(".json"):
                yield key.removeprefix(beginning).removesuffix(".json")

    def _key(self, group: str) -> str:
        return f"{self._prefix}ledger/{group}.json"


def _text(entry: Entry) -> bytes:
    dead = [{"chunk": each.chunk, "reason": each.reason, "attempts": each.attempts} for each in entry.dead]
    return (json.dumps({**vars(entry), "dead": dead}, indent=1) + "\n").encode()


def _entry(raw: Any) -> Entry:
    dead = tuple(Dead(str(each["chunk"]), str(each["reason"]), int(each["attempts"])) for each in raw["dead"])
    return Entry(
        group=str(raw["group"]),
        chunks=int(raw["chunks"]),
        done=int(raw["done"]),
        rows=int(raw["rows"]),
        dead=dead,
        object=str(raw["object"]),
        sha256=str(raw["sha256"]),
    )
