"""rows: prints what a live fleet has committed, from the results' bucket alone. See `checkpoints` for what counts."""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from terrane_stream.arguments import add_declaration, add_place
from terrane_stream.declaration import read_declaration
from terrane_stream.live.checkpoints import COMMITTED, MANIFEST, Manifest
from terrane_stream.live.metrics import merged
from terrane_stream.place import read_place
from terrane_stream.results import unpack
from terrane_stream.rows import Row
from terrane_stream.stores import Store, open_store

READERS = 16


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    parser.add_argument("what", choices=("rows", "dead", "late", "metrics"), nargs="?", default="rows")


def run(arguments: argparse.Namespace) -> int:
    place = read_place(arguments.place)
    store, prefix = open_store(place.results, place.endpoint), read_declaration(arguments.declaration).results.prefix
    if arguments.what == "rows":
        for row in rows(store, prefix):
            print(json.dumps(row))
    elif arguments.what == "dead":
        for letter in dead(store, prefix):
            print(json.dumps({**letter, "records": [repr(record) for record in letter["records"]]}))
    else:
        print(json.dumps({"late": late, "metrics": metrics}[arguments.what](store, prefix), indent=1))
    return 0


def committed(store: Store, prefix: str) -> list[Manifest]:
    """The manifests that count, by shard, each after the one before it."""
    keys = list(store.list(f"{prefix}shard="))
    notes = [key for key in keys if key.endswith(MANIFEST)]
    with ThreadPoolExecutor(READERS, thread_name_prefix="manifests") as readers:
        manifests = dict(zip(notes, readers.map(lambda key: Manifest.read(store, key), notes), strict=True))
    named = {before for manifest in manifests.values() for before in manifest.before}
    marked = {key.removesuffix(COMMITTED) + MANIFEST for key in keys if key.endswith(COMMITTED)}
    # Of two from the same position, one was overwritten in the moment of its commit: that on which nobody went on.
    counting = {(manifests[note].shard, manifests[note].start): note for note in sorted(marked) if note in manifests}
    counting.update({(manifests[note].shard, manifests[note].start): note for note in named})
    chosen = [manifests[note] for note in counting.values()]
    return sorted(chosen, key=lambda manifest: (manifest.shard, int(manifest.start or -1)))


def rows(store: Store, prefix: str) -> Iterator[Row]:
    """All rows, by shard, then by checkpoint; within one by key and window. `key`, `window_start`, `window_end` and
    the detector's columns."""
    keys = [manifest.rows for manifest in committed(store, prefix) if manifest.rows is not None]
    with ThreadPoolExecutor(READERS, thread_name_prefix="rows") as readers:
        for data in readers.map(store.get, keys):
            for of_window in unpack(data).values():
                yield from of_window


def dead(store: Store, prefix: str) -> Iterator[dict[str, Any]]:
    """Records and windows that failed: `reason`, and `records` as bytes."""
    for manifest in committed(store, prefix):
        if manifest.dead is not None:
            for letter in json.loads(store.get(manifest.dead)):
                yield {**letter, "records": [base64.b64decode(record) for record in letter["records"]]}


def late(store: Store, prefix: str) -> dict[str, int]:
    """By key: records that came after one of their windows had closed."""
    last = {manifest.shard: manifest for manifest in committed(store, prefix)}
    total: dict[str, int] = {}
    for manifest in last.values():
        for key, count in manifest.late.items():
            total[key] = total.get(key, 0) + count
    return total


def metrics(store: Store, prefix: str) -> dict[str, Any]:
    """Of all consumers that there were, as one."""
    return merged([json.loads(store.get(key)) for key in store.list(f"{prefix}metrics/") if key.endswith(".json")])
