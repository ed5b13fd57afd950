"""The units of work of a bucket: one an object, a hundred to a group, in the order of their keys."""

from __future__ import annotations

import gzip
import io
import itertools
import json
from collections.abc import Callable, Iterator

from terrane_stream.chunks import Chunk, Group, ObjectChunk
from terrane_stream.errors import NoSuchObject
from terrane_stream.stores import Store

GROUP = 100
LISTING = "listing.json.gz"


class Listing:
    """The keys as they were when the fleet first looked, kept beside the results.

    Were the bucket listed anew at every start, an object that came in between would move all that follow it into other
    groups, and some would be done twice and others never.
    """

    def __init__(self, results: Store, prefix: str) -> None:
        self._results = results
        self._key = f"{prefix}{LISTING}"
        self._packed: bytes | None = None

    def keep(self, keys: Callable[[], Iterator[str]]) -> None:
        """Takes the listing that is kept, or else makes it of `keys`."""
        try:
            self._packed = self._results.get(self._key)
        except NoSuchObject:
            self._packed = pack(keys())
            self._results.put(self._key, self._packed)

    def groups(self) -> Iterator[Group]:
        assert self._packed is not None
        return object_groups(unpack(self._packed))


def source_keys(source: Store, prefix: str, without: str | None) -> Iterator[str]:
    """The objects below a prefix. `without`: the prefix of the results, where they are in the same bucket."""
    for key in source.list(prefix):
        # What ends with a slash is a folder that some console made, not data.
        if not key.endswith("/") and not (without is not None and key.startswith(without)):
            yield key


def object_groups(keys: Iterator[str]) -> Iterator[Group]:
    for number in itertools.count():
        taken = tuple(itertools.islice(keys, GROUP))
        if not taken:
            return
        yield _group(f"objects-{number:06d}", taken)


def _group(name: str, keys: tuple[str, ...]) -> Group:
    def chunks() -> Iterator[Chunk]:
        return (ObjectChunk(key) for key in keys)

    return Group(name, len(keys), chunks)


def pack(keys: Iterator[str]) -> bytes:
    """A JSON text a line, compressed; the same keys give the same bytes."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0, filename="") as file:
        for key in keys:
            file.write(json.dumps(key).encode() + b"\n")
    return packed.getvalue()


def unpack(packed: bytes) -> Iterator[str]:
    with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
        for line in file:
            yield str(json.loads(line))
