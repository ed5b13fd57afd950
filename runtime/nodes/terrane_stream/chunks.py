"""The units of work of an archive, made as they are needed: two million of them never stand in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from terrane_stream.sources import FdsnSource, Station


@dataclass(frozen=True)
class FdsnChunk:
    id: str
    """Determined by the declaration alone; in the order of time within a group."""
    network: str
    station: str
    location: str
    channels: str
    """As the service takes them: codes with commas between."""
    start: datetime
    end: datetime
    """Exclusive."""


@dataclass(frozen=True)
class ObjectChunk:
    id: str
    """The object's key."""


Chunk = FdsnChunk | ObjectChunk


@dataclass(frozen=True)
class Group:
    """Chunks whose rows share a results object."""

    id: str
    count: int
    chunks: Callable[[], Iterator[Chunk]]


def fdsn_groups(source: FdsnSource) -> Iterator[Group]:
    """One a station and calendar month (UTC), month by month: the first map of all stations is there early, and a
    station that is bad throughout does not come first for a year.

    A chunk belongs to the month in which it begins. Chunks lie on a grid that begins with the source's period; those
    that a station's own span touches are done, and what they ask for is cut to it.
    """
    spans = [(station, *_span(source, station)) for station in source.stations]
    for month, first, last in _months(source):
        for station, lowest, highest in spans:
            begin, end = max(first, lowest), min(last, highest)
            if begin < end:
                yield _group(source, station, month, begin, end)


def _group(source: FdsnSource, station: Station, month: str, begin: int, end: int) -> Group:
    def chunks() -> Iterator[Chunk]:
        return (_chunk(source, station, index) for index in range(begin, end))

    return Group(f"{series(source, station)}.{month}", end - begin, chunks)


def _chunk(source: FdsnSource, station: Station, index: int) -> FdsnChunk:
    start = _moment(source, index)
    bounds = [bound for bound in (source.end, station.end) if bound is not None]
    return FdsnChunk(
        id=f"{series(source, station)}.{stamp(start)}",
        network=source.network,
        station=station.code,
        location=source.location,
        channels=",".join(source.channels),
        start=max(start, station.start) if station.start else start,
        end=min(_moment(source, index + 1), *bounds),
    )


def series(source: FdsnSource, station: Station) -> str:
    """`TA.A04A.BHZ`: fit for the name of a file; wildcards become underscores."""
    return f"{source.network}.{station.code}.{re.sub(r'[^A-Z0-9_-]', '_', '-'.join(source.channels))}"


def stamp(moment: datetime) -> str:
    fraction = f".{moment.microsecond:06d}" if moment.microsecond else ""
    return f"{moment:%Y%m%dT%H%M%S}{fraction}Z"


def _months(source: FdsnSource) -> Iterator[tuple[str, int, int]]:
    """Each month's name, and the indices of its chunks: the first, and the one after the last."""
    month = datetime(source.start.year, source.start.month, 1, tzinfo=timezone.utc)
    while month < source.end:
        following = (month + timedelta(days=32)).replace(day=1)
        yield f"{month:%Y-%m}", max(_index_from(source, month), 0), _index_from(source, min(following, source.end))
        month = following


def _span(source: FdsnSource, station: Station) -> tuple[int, int]:
    """The indices of the chunks that the station's span touches: the first, and the one after the last."""
    size = timedelta(seconds=source.chunk_seconds)
    start = max(source.start, station.start or source.start)
    end = min(source.end, station.end or source.end)
    return (start - source.start) // size, _index_from(source, end)


def _index_from(source: FdsnSource, moment: datetime) -> int:
    """The first chunk that begins at `moment` or later."""
    return -((source.start - moment) // timedelta(seconds=source.chunk_seconds))


def _moment(source: FdsnSource, index: int) -> datetime:
    return source.start + timedelta(seconds=index * source.chunk_seconds)
