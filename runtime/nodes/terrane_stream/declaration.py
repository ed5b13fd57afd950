"""The declaration file: what the fleet does, as it was known when the stack was synthesised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terrane_stream.fields import Fields, fields_of
from terrane_stream.sources import FdsnSource, ObjectsSource, QueueSource, Source, Station, StreamSource, read_source

__all__ = [
    "Declaration",
    "FdsnSource",
    "Live",
    "ObjectsSource",
    "QueueSource",
    "Results",
    "SeedLink",
    "SeedLinkStream",
    "Source",
    "Station",
    "StreamSource",
    "Window",
    "Worker",
    "Workers",
    "declaration_of",
    "read_declaration",
]

FORMAT = 1
# Which sources an engine reads.
ENGINES = {"archive": ("fdsn", "objects"), "live": ("stream",), "queue": ("queue",)}


@dataclass(frozen=True)
class SeedLinkStream:
    network: str
    station: str
    selector: str


@dataclass(frozen=True)
class SeedLink:
    server: str
    """host:port"""
    streams: tuple[SeedLinkStream, ...]


@dataclass(frozen=True)
class Worker:
    handler: str
    """`module.function` or `module.Class`, in the code folder."""
    threads: int
    timeout_seconds: float
    """For one attempt at one chunk: to fetch it, with all retries; and as long again for the detector."""
    attempts: int
    """How often a chunk is tried before it goes to the dead letters."""
    backoff_seconds: float
    backoff_max_seconds: float
    """The first and the longest pause between two requests for the same chunk."""


@dataclass(frozen=True)
class Workers:
    min: int
    max: int
    useful: int
    """More than so many cannot be fed below the source's cap."""
    node_requests_per_second: float
    """What one node asks of the source."""
    deadline_seconds: float | None
    partition: str
    """Of Slurm."""


@dataclass(frozen=True)
class Results:
    prefix: str
    """Of the keys in the results' bucket; empty, or with a slash at its end."""


@dataclass(frozen=True)
class Window:
    size_seconds: float
    every_seconds: float


@dataclass(frozen=True)
class Live:
    window: Window
    allowed_lateness_seconds: float
    checkpoint_seconds: float
    latency_target_seconds: float | None
    shards: int


@dataclass(frozen=True)
class Declaration:
    name: str
    engine: str
    """'archive', 'live' or 'queue'."""
    source: Source
    seedlink: SeedLink | None
    worker: Worker
    workers: Workers
    results: Results
    live: Live | None


def read_declaration(file: Path) -> Declaration:
    return declaration_of(fields_of(file))


def declaration_of(fields: Fields) -> Declaration:
    given = fields.whole("format")
    if given != FORMAT:
        raise fields.wrong("format", given, f"{FORMAT} (this program reads no other)")
    engine = fields.one_of("engine", tuple(ENGINES))
    source = read_source(fields.child("source"))
    if source.kind not in ENGINES[engine]:
        wanted = " or ".join(f'"{kind}"' for kind in ENGINES[engine])
        raise fields.refuse("source.kind", f'is "{source.kind}"; the engine "{engine}" reads {wanted}')
    declaration = Declaration(
        name=fields.text("name"),
        engine=engine,
        source=source,
        seedlink=fields.maybe("seedlink", lambda key: _seedlink(fields.child(key))),
        worker=_worker(fields.child("worker")),
        workers=_workers(fields.child("workers")),
        results=_results(fields.child("results")),
        live=_live(fields.child("live")) if engine == "live" else None,
    )
    if engine != "live":
        fields.skip("live")
    fields.end()
    return declaration


def _seedlink(fields: Fields) -> SeedLink:
    server = fields.text("server")
    host, colon, port = server.rpartition(":")
    if not (host and colon and port.isdigit()):
        raise fields.wrong("server", server, '"host:port"')
    streams = tuple(_seedlink_stream(child) for child in fields.children("streams"))
    fields.end()
    return SeedLink(server, streams)


def _seedlink_stream(fields: Fields) -> SeedLinkStream:
    read = SeedLinkStream(fields.text("network"), fields.text("station"), fields.maybe_empty("selector", ""))
    fields.end()
    return read


def _worker(fields: Fields) -> Worker:
    handler = fields.text("handler")
    if not all(part.isidentifier() for part in handler.split(".")) or "." not in handler:
        raise fields.wrong("handler", handler, '"module.function", such as "htn.detect",')
    backoff = fields.number("backoffSeconds", 2.0)
    longest = fields.number("backoffMaxSeconds", 180.0)
    if longest < backoff:
        raise fields.refuse("backoffMaxSeconds", f"({longest:g}) is less than backoffSeconds ({backoff:g})")
    worker = Worker(
        handler=handler,
        threads=fields.whole("threads", 4, least=1),
        timeout_seconds=fields.number("timeoutSeconds", 900.0),
        attempts=fields.whole("attempts", 5, least=1),
        backoff_seconds=backoff,
        backoff_max_seconds=longest,
    )
    fields.end()
    return worker


def _workers(fields: Fields) -> Workers:
    most = fields.whole("max", least=1)
    workers = Workers(
        min=fields.whole("min", 0),
        max=most,
        useful=fields.whole("useful", most, least=1),
        node_requests_per_second=fields.number("nodeRequestsPerSecond", 1.0),
        deadline_seconds=fields.maybe("deadlineSeconds", fields.number),
        partition=fields.text("partition", "workers"),
    )
    if workers.min > workers.max:
        raise fields.refuse("min", f"({workers.min}) is more than max ({workers.max})")
    fields.end()
    return workers


def _results(fields: Fields) -> Results:
    prefix = fields.maybe_empty("prefix", "results/")
    if prefix and (not prefix.endswith("/") or prefix.startswith("/")):
        raise fields.wrong("prefix", prefix, 'a prefix such as "results/", with a slash at its end and none before it,')
    fields.end()
    return Results(prefix)


def _live(fields: Fields) -> Live:
    window = fields.child("window")
    size = window.number("sizeSeconds")
    read = Live(
        window=Window(size, window.number("everySeconds", size)),
        allowed_lateness_seconds=fields.number_or_zero("allowedLatenessSeconds", 0.0),
        checkpoint_seconds=fields.number("checkpointSeconds", 60.0),
        latency_target_seconds=fields.maybe("latencyTargetSeconds", fields.number),
        shards=fields.whole("shards", 1, least=1),
    )
    window.end()
    fields.end()
    return read
