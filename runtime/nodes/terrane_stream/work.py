"""One chunk, done on a worker: fetched, given to the detector, and what came out of it.

Nothing that goes wrong with a chunk is raised: it is told. So an error of the user's needs no pickling, and the
scheduler's log stays readable.
"""

from __future__ import annotations

import functools
import socket
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from terrane_node.clock import SystemClock
from terrane_stream.chunks import Chunk, FdsnChunk
from terrane_stream.errors import StreamError
from terrane_stream.handler import Handler, load_handler, said
from terrane_stream.patience import Backoff, Limit, Used
from terrane_stream.place import BucketPlace
from terrane_stream.rows import Row
from terrane_stream.stores import Store, open_store
from terrane_stream.watchdog import TooLong, Watch

CLOCK = SystemClock()


@dataclass(frozen=True)
class Job:
    """What is the same for all chunks."""

    code: Path
    handler: str
    timeout_seconds: float
    backoff: Backoff
    url: str | None
    """Of the data centre, or of the cap before it."""
    bucket: BucketPlace | None
    endpoint: str | None
    format: str
    """'miniseed' or 'file'."""


@dataclass(frozen=True)
class Outcome:
    chunk: str
    rows: list[Row] = field(default_factory=list)
    error: str | None = None
    """Why there are no rows; None where all went well."""
    requests: int = 0
    """To the source."""
    bytes: int = 0
    seconds: float = 0.0
    worker: str = ""


def do_chunk(job: Job, chunk: Chunk) -> Outcome:
    """What a worker's thread runs."""
    begun = CLOCK.monotonic()
    used = Used()
    rows: list[Row] = []
    error = None
    try:
        rows = _rows(job, chunk, used)
    except StreamError as problem:
        error = str(problem)
    except Exception as problem:  # noqa: BLE001 (a defect of ours is a chunk's reason, too)
        error = f"unexpected: {said(problem)}"
    seconds = round(CLOCK.monotonic() - begun, 3)
    return Outcome(chunk.id, rows, error, used.requests, used.bytes, seconds, socket.gethostname())


def _rows(job: Job, chunk: Chunk, used: Used) -> list[Row]:
    handler = load_handler(job.code, job.handler)
    if isinstance(chunk, FdsnChunk):
        return _waveforms(job, chunk, handler, used)
    if job.format == "file":
        return _file(job, chunk.id, handler, used)
    return _records(job, chunk.id, handler, used)


def _waveforms(job: Job, chunk: FdsnChunk, handler: Handler, used: Used) -> list[Row]:
    # ObsPy takes a second to load, and a worker that reads files need not have it.
    from terrane_stream.fdsn import centre_of

    assert job.url is not None
    centre = centre_of(job.url, CLOCK, job.timeout_seconds)
    stream = centre.fetch(chunk, job.backoff, Limit(CLOCK, job.timeout_seconds), used)
    return detected(handler, stream, job.timeout_seconds) if stream else []


def _records(job: Job, key: str, handler: Handler, used: Used) -> list[Row]:
    from terrane_stream.miniseed import read_miniseed

    used.requests = 1
    data = _source(job).get(key)
    used.bytes = len(data)
    return detected(handler, read_miniseed(data), job.timeout_seconds)


def _file(job: Job, key: str, handler: Handler, used: Used) -> list[Row]:
    """A detector may go by the name of the file: it is the object's."""
    used.requests = 1
    with tempfile.TemporaryDirectory(prefix="terrane-chunk-") as folder:
        path = Path(folder) / key.rpartition("/")[2]
        _source(job).fetch(key, path)
        used.bytes = path.stat().st_size
        return detected(handler, path, job.timeout_seconds)


def detected(handler: Handler, argument: Any, seconds: float) -> list[Row]:
    """The detector's rows, or StreamError; also where it takes longer."""
    watch = Watch(seconds)
    try:
        with watch:
            return handler.rows(argument)
    except TooLong:
        watch.close()
    raise StreamError(f"{handler.file.name}: {handler.target.__name__} did not end in {seconds:g} s")


def _source(job: Job) -> Store:
    assert job.bucket is not None
    return _opened(job.bucket, job.endpoint)


@functools.lru_cache(maxsize=None)
def _opened(place: BucketPlace, endpoint: str | None) -> Store:
    return open_store(place, endpoint)
