"""The sources that a declaration may name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from terrane_stream.fields import Fields

# SEED codes, https://docs.fdsn.org/projects/source-identifiers/: of stations up to 8 characters, of networks too.
CODE = re.compile(r"[A-Z0-9-]{1,8}")
NETWORK = re.compile(r"[A-Z0-9-]{1,8}")
# Codes of channels may hold the service's wildcards.
CHANNEL = re.compile(r"[A-Z0-9?*_]{1,11}")
SIX_HOURS = 21_600


@dataclass(frozen=True)
class Station:
    code: str
    start: datetime | None
    end: datetime | None
    """Exclusive. Where a bound is None, the source's own holds."""


@dataclass(frozen=True)
class FdsnSource:
    """The waveforms of a data centre that speaks FDSN web services."""

    url: str
    network: str
    stations: tuple[Station, ...]
    location: str
    channels: tuple[str, ...]
    start: datetime
    end: datetime
    """Exclusive."""
    chunk_seconds: int
    requests_per_second: float
    concurrent: int
    kind: str = "fdsn"


@dataclass(frozen=True)
class ObjectsSource:
    """The objects of a bucket; the place file says which bucket."""

    prefix: str
    format: str
    """'miniseed': the detector gets an obspy.Stream. 'file': it gets the path of a local copy."""
    objects_per_second: float | None
    """None: as fast as the workers can."""
    kind: str = "objects"


@dataclass(frozen=True)
class StreamSource:
    """A live stream of records; the place file says which."""

    protocol: str
    """'kinesis' or 'kafka'."""
    format: str
    """'json' or 'miniseed'."""
    key: str
    time: str
    value: str | None
    """Names of a JSON record's fields."""
    poll_seconds: float
    kind: str = "stream"


@dataclass(frozen=True)
class QueueSource:
    """Messages, each one unit of work; the place file says where."""

    attempts: int
    visibility_seconds: int
    kind: str = "queue"


Source = FdsnSource | ObjectsSource | StreamSource | QueueSource


def fdsn(fields: Fields) -> FdsnSource:
    start, end = fields.moment("from"), fields.moment("to")
    if end <= start:
        raise fields.refuse("to", f"({end.isoformat()}) is not after 'from' ({start.isoformat()})")
    chunk_seconds = fields.whole("chunkSeconds", SIX_HOURS, least=1)
    return FdsnSource(
        url=_url(fields),
        network=_code(fields, "network", NETWORK, "a network code such as TA"),
        stations=_stations(fields),
        location=fields.maybe_empty("location", "*"),
        channels=_channels(fields),
        start=start,
        end=end,
        chunk_seconds=chunk_seconds,
        requests_per_second=fields.number("requestsPerSecond"),
        concurrent=fields.whole("concurrent", 64, least=1),
    )


def objects(fields: Fields) -> ObjectsSource:
    # Which bucket it is, the deployment knows; the declaration names it for people.
    fields.skip("bucket")
    return ObjectsSource(
        prefix=fields.maybe_empty("prefix", ""),
        format=fields.one_of("format", ("miniseed", "file"), "miniseed"),
        objects_per_second=fields.maybe("objectsPerSecond", fields.number),
    )


def stream(fields: Fields) -> StreamSource:
    return StreamSource(
        protocol=fields.one_of("protocol", ("kinesis", "kafka")),
        format=fields.one_of("format", ("json", "miniseed"), "json"),
        key=fields.text("key", "station"),
        time=fields.text("time", "time"),
        value=fields.maybe("value", fields.text),
        poll_seconds=fields.number("pollSeconds", 1.0),
    )


def queue(fields: Fields) -> QueueSource:
    return QueueSource(
        attempts=fields.whole("attempts", 5, least=1),
        visibility_seconds=fields.whole("visibilitySeconds", 600, least=1),
    )


# By the field `kind`.
KINDS: dict[str, Callable[[Fields], Source]] = {"fdsn": fdsn, "objects": objects, "stream": stream, "queue": queue}


def read_source(fields: Fields) -> Source:
    source: Source = KINDS[fields.one_of("kind", tuple(KINDS))](fields)
    fields.end()
    return source


def _url(fields: Fields) -> str:
    url = fields.text("url")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise fields.wrong("url", url, 'a URL such as "https://service.example.org"')
    return url.rstrip("/")


def _code(fields: Fields, key: str, pattern: re.Pattern[str], allowed: str) -> str:
    value = fields.text(key)
    if not pattern.fullmatch(value):
        raise fields.wrong(key, value, allowed)
    return value


def _stations(fields: Fields) -> tuple[Station, ...]:
    read = tuple(_station(child) for child in fields.children("stations"))
    codes = [station.code for station in read]
    twice = next((code for code in codes if codes.count(code) > 1), None) if len(set(codes)) < len(codes) else None
    if twice is not None:
        raise fields.refuse("stations", f"name {twice} twice: its chunks would be done twice")
    return read


def _station(fields: Fields) -> Station:
    station = Station(
        code=_code(fields, "code", CODE, "a station code such as A04A"),
        start=fields.maybe("from", fields.moment),
        end=fields.maybe("to", fields.moment),
    )
    fields.end()
    return station


def _channels(fields: Fields) -> tuple[str, ...]:
    channels = fields.texts("channels")
    for index, channel in enumerate(channels):
        if not CHANNEL.fullmatch(channel):
            raise fields.wrong(f"channels[{index}]", channel, "a channel code such as BHZ or BH?")
    return channels
