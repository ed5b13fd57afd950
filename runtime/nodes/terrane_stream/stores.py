"""Buckets as the programs use them: whole objects by key. Which cloud holds them, the place file says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from terrane_node.clock import Clock, SystemClock
from terrane_stream.errors import StoreError, StoreUnavailable
from terrane_stream.place import BucketPlace, FolderPlace, OciPlace, S3Place

T = TypeVar("T")

# A request that a bucket does not answer is made again after 0.5, 1, 2 ... 15 s, a little apart from its neighbours':
# a minute in all. The SDKs' own retries come before.
ATTEMPTS = 8
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


class Store(Protocol):
    """A bucket. NoSuchObject, StoreError and StoreUnavailable are what it raises."""

    def put(self, key: str, data: bytes) -> None:
        """The whole object or nothing; an object that is there is replaced."""

    def get(self, key: str) -> bytes: ...

    def fetch(self, key: str, target: Path) -> None:
        """The object into a file, in pieces."""

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that begin so, in the order of their UTF-8 bytes, lazily."""

    def delete(self, key: str) -> None:
        """An object that is not there is not missed."""

    def exists(self, key: str) -> bool: ...


class Patient:
    """A store whose requests are made again where the bucket did not answer."""

    def __init__(self, store: Store, clock: Clock | None = None, attempts: int = ATTEMPTS) -> None:
        self._store = store
        self._clock = clock or SystemClock()
        self._attempts = attempts

    def put(self, key: str, data: bytes) -> None:
        self._again(lambda: self._store.put(key, data))

    def get(self, key: str) -> bytes:
        return self._again(lambda: self._store.get(key))

    def fetch(self, key: str, target: Path) -> None:
        self._again(lambda: self._store.fetch(key, target))

    def list(self, prefix: str) -> Iterator[str]:
        """What broke off is listed again from its beginning; the keys that were given are passed over."""
        last: bytes | None = None
        failures = 0
        while True:
            try:
                for key in self._store.list(prefix):
                    if last is None or key.encode() > last:
                        last = key.encode()
                        failures = 0
                        yield key
                return
            except StoreUnavailable as error:
                failures += 1
                self._pause(failures, error)

    def delete(self, key: str) -> None:
        self._again(lambda: self._store.delete(key))

    def exists(self, key: str) -> bool:
        return self._again(lambda: self._store.exists(key))

    def _again(self, request: Callable[[], T]) -> T:
        failures = 0
        while True:
            try:
                return request()
            except StoreUnavailable as error:
                failures += 1
                self._pause(failures, error)

    def _pause(self, failures: int, error: StoreUnavailable) -> None:
        if failures >= self._attempts:
            raise StoreError(f"{error} ({failures} attempts)") from error
        longest = min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), LONGEST_PAUSE_SECONDS)
        self._clock.sleep(longest * random.uniform(0.5, 1.0))


def open_store(place: BucketPlace, endpoint: str | None = None, clock: Clock | None = None) -> Store:
    """`endpoint`: of an emulator, instead of AWS's own."""
    return Patient(_adapter(place, endpoint), clock)


def _adapter(place: BucketPlace, endpoint: str | None) -> Store:
    # The SDKs take a second to load and most programs need one of them, or none.
    if isinstance(place, FolderPlace):
        from terrane_stream.store_folder import FolderStore

        return FolderStore(place.path)
    if isinstance(place, S3Place):
        from terrane_stream.store_s3 import S3Store

        return S3Store.at(place, endpoint)
    assert isinstance(place, OciPlace)
    from terrane_stream.store_oci import OciStore

    return OciStore.at(place)
