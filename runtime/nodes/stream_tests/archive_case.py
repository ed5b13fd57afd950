"""A declaration for a centre of centre.py, and what its results must be: those of the detector run alone."""

from __future__ import annotations

import importlib
import json
import logging
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import pyarrow.parquet
from centre import Centre
from dask_fleet import PACKAGES
from synthetic import Archive

sys.path.insert(0, str(PACKAGES))
sys.dont_write_bytecode = True

from terrane_stream.chunks import FdsnChunk, fdsn_groups  # noqa: E402
from terrane_stream.declaration import declaration_of  # noqa: E402
from terrane_stream.driver import run_driver  # noqa: E402
from terrane_stream.fields import Fields  # noqa: E402
from terrane_stream.ledger import Entry, Ledger  # noqa: E402
from terrane_stream.place import place_of  # noqa: E402
from terrane_stream.plan import Settings  # noqa: E402
from terrane_stream.results import pack  # noqa: E402
from terrane_stream.rows import rows_of  # noqa: E402
from terrane_stream.store_folder import FolderStore  # noqa: E402
from terrane_stream.tally import Tally  # noqa: E402

LOGGER = logging.getLogger("terrane")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False

Alone = dict[str, dict[str, list[dict[str, Any]]]]

CODE = Path(__file__).resolve().parent / "detectors"


def declaration(
    url: str, archive: Archive, handler: str = "tonal.detect", stations: tuple[str, ...] = (), **worker: Any
) -> dict[str, Any]:
    """`stations`: instead of all. `worker`: fields of the declaration's worker."""
    return {
        "format": 1,
        "name": "test",
        "engine": "archive",
        "source": {
            "kind": "fdsn",
            "url": url,
            "network": archive.network,
            "stations": [{"code": code} for code in stations or archive.codes],
            "channels": [archive.channel],
            "from": archive.start,
            "to": archive.end,
            "chunkSeconds": archive.chunk_seconds,
            "requestsPerSecond": 50,
        },
        "worker": {"handler": handler, "timeoutSeconds": 60, "backoffSeconds": 0.2, "backoffMaxSeconds": 2, **worker},
        "workers": {"max": 2},
        "results": {"prefix": "results/"},
    }


class ArchiveCase(unittest.TestCase):
    """`source` is the centre, `scheduler` the address of the fleet."""

    source: Centre
    scheduler: str

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-results-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.store = FolderStore(self.folder / "bucket")
        self.ledger = Ledger(self.store, "results/")
        self.place: dict[str, Any] = {"results": {"kind": "folder", "path": str(self.folder / "bucket")}}

    def write_files(self, document: dict[str, Any]) -> list[str]:
        """The arguments of a driver that name them. A Slurm that is installed here is none of the fleet's."""
        for name, content in (("declaration", document), ("place", self.place)):
            (self.folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        files = [f"--{name}={self.folder / name}.json" for name in ("declaration", "place")]
        return [*files, f"--code={CODE}", f"--scheduler={self.scheduler}", "--crew=none"]

    def settings(self, document: dict[str, Any]) -> Settings:
        declared = declaration_of(Fields(document, "", "declaration.json"))
        return Settings(declared, place_of(Fields(self.place, "", "place.json")), CODE, self.scheduler, None)

    def drive(self, document: dict[str, Any]) -> Tally:
        return run_driver(self.settings(document), say=lambda line: None)

    def entries(self) -> dict[str, Entry]:
        return {entry.group: entry for entry in self.ledger.entries()}

    def alone(self, document: dict[str, Any], without: tuple[str, ...] = ()) -> Alone:
        """By group and chunk, what the detector gives where nothing else runs. `without`: stations."""
        from obspy import UTCDateTime
        from obspy.clients.fdsn import Client

        if str(CODE) not in sys.path:
            sys.path.insert(0, str(CODE))
        detect = importlib.import_module("tonal").detect
        client = Client(base_url=self.source.url, _discover_services=False)
        found: Alone = {}
        source: Any = declaration_of(Fields(document, "", "declaration.json")).source
        for group in fdsn_groups(source):
            rows = found.setdefault(group.id, {})
            for chunk in group.chunks():
                assert isinstance(chunk, FdsnChunk)
                if chunk.station not in without:
                    times = UTCDateTime(chunk.start), UTCDateTime(chunk.end) - 1e-6
                    rows[chunk.id] = detect(client.get_waveforms("XX", chunk.station, "*", chunk.channels, *times))
        return found

    def check_results(self, alone: Alone) -> None:
        """Every group is in the ledger, and its object is, byte for byte, that of the rows of the detector alone."""
        entries = self.entries()
        self.assertEqual(sorted(entries), sorted(alone))
        for group, rows in alone.items():
            data = self.store.get(entries[group].object)
            self.assertEqual(data, pack({chunk: rows_of(given, "") for chunk, given in rows.items()}).data, group)
            self.assertEqual(entries[group].rows, sum(map(len, rows.values())))
            table = pyarrow.parquet.read_table(self.folder / "bucket" / entries[group].object)
            flat = [{"chunk": chunk, **row} for chunk in sorted(rows) for row in rows[chunk]]
            self.assertEqual(table.to_pylist(), [dict(sorted(row.items(), key=_first_chunk)) for row in flat])


def _first_chunk(item: tuple[str, Any]) -> tuple[bool, str]:
    return item[0] != "chunk", item[0]
