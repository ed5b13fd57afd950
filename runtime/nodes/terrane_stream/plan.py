"""The plan of an archive: which groups there are, which of them are finished, and what a worker needs to do a chunk."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from terrane_stream.chunks import Group, fdsn_groups
from terrane_stream.declaration import Declaration
from terrane_stream.errors import DeclarationError
from terrane_stream.ledger import Ledger
from terrane_stream.objects import Listing, source_keys
from terrane_stream.patience import Backoff
from terrane_stream.place import Place
from terrane_stream.sources import FdsnSource, ObjectsSource
from terrane_stream.stores import Store, open_store
from terrane_stream.work import Job


@dataclass(frozen=True)
class Settings:
    declaration: Declaration
    place: Place
    code: Path
    """The folder of the detector, the same on the head and on the workers."""
    scheduler: str
    """Such as tcp://head:8786."""
    source_url: str | None
    """Of the cap before the data centre. None: the data centre itself, as the declaration names it."""
    limit: int | None = None
    """Only so many chunks, the first of the plan. Its results are of no use to a run with another limit."""


@dataclass(frozen=True)
class Plan:
    groups: Callable[[], Iterator[Group]]
    """All of them, in their order, each time anew."""
    finished: frozenset[str]

    def open(self) -> Iterator[Group]:
        """Those that are to be done."""
        return (group for group in self.groups() if group.id not in self.finished)

    def counts(self) -> tuple[int, int]:
        """The chunks of all groups, and of those that are finished."""
        chunks = earlier = 0
        for group in self.groups():
            chunks += group.count
            earlier += group.count if group.id in self.finished else 0
        return chunks, earlier


def results_of(settings: Settings) -> Store:
    return open_store(settings.place.results, settings.place.endpoint)


def ledger_of(settings: Settings) -> Ledger:
    return Ledger(results_of(settings), settings.declaration.results.prefix)


def plan_of(settings: Settings) -> Plan:
    return Plan(_first(_groups(settings), settings.limit), ledger_of(settings).groups())


def job_of(settings: Settings) -> Job:
    declaration, worker = settings.declaration, settings.declaration.worker
    source = declaration.source
    return Job(
        code=settings.code.resolve(),
        handler=worker.handler,
        timeout_seconds=worker.timeout_seconds,
        backoff=Backoff(worker.backoff_seconds, worker.backoff_max_seconds),
        url=(settings.source_url or source.url) if isinstance(source, FdsnSource) else None,
        bucket=settings.place.bucket,
        endpoint=settings.place.endpoint,
        format=source.format if isinstance(source, ObjectsSource) else "miniseed",
    )


def _first(groups: Callable[[], Iterator[Group]], limit: int | None) -> Callable[[], Iterator[Group]]:
    """The group that the limit falls into is cut."""
    if limit is None:
        return groups

    def first() -> Iterator[Group]:
        left = limit
        for group in groups():
            if left <= 0:
                return
            yield group if group.count <= left else _cut(group, left)
            left -= group.count

    return first


def _cut(group: Group, count: int) -> Group:
    return Group(group.id, count, lambda: itertools.islice(group.chunks(), count))


def _groups(settings: Settings) -> Callable[[], Iterator[Group]]:
    source = settings.declaration.source
    if isinstance(source, FdsnSource):
        return lambda: fdsn_groups(source)
    if isinstance(source, ObjectsSource):
        return _listed(settings, source)
    raise DeclarationError(f'the engine "{settings.declaration.engine}" has no chunks: its source is "{source.kind}"')


def _listed(settings: Settings, source: ObjectsSource) -> Callable[[], Iterator[Group]]:
    place, prefix = settings.place, settings.declaration.results.prefix
    if place.bucket is None:
        raise DeclarationError('the place file has no "bucket": where the objects of the source are')
    bucket = open_store(place.bucket, place.endpoint)
    listing = Listing(results_of(settings), prefix)
    listing.keep(lambda: source_keys(bucket, source.prefix, prefix if place.bucket == place.results else None))
    return listing.groups
