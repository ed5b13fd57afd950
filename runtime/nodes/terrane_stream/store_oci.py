"""Oracle's Object Storage through its SDK, with the credentials of the machine itself (instance principals)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from terrane_node.cloud.oci_clients import Clients, clients_of
from terrane_node.errors import CloudError, CloudUnreachable
from terrane_stream.errors import NoSuchObject, StoreError, StoreUnavailable
from terrane_stream.place import OciPlace

# Object Storage does not tell what is absent from what is denied apart, but for a read that is granted.
ABSENT = ("ObjectNotFound", "HTTP404")
PIECE_BYTES = 1 << 20
PAGE = 1000


class OciStore:
    def __init__(self, clients: Clients, namespace: str, bucket: str) -> None:
        self._clients = clients
        self._namespace = namespace
        self._bucket = bucket

    @staticmethod
    def at(place: OciPlace) -> OciStore:
        return OciStore(clients_of(place.region), place.namespace, place.bucket)

    def put(self, key: str, data: bytes) -> None:
        self._call("put_object", key, data)

    def get(self, key: str) -> bytes:
        return bytes(self._call("get_object", key).data.content)

    def fetch(self, key: str, target: Path) -> None:
        answer = self._call("get_object", key)
        with self._translated("get_object", key), open(target, "wb") as file:
            file.writelines(answer.data.iter_content(PIECE_BYTES))

    def list(self, prefix: str) -> Iterator[str]:
        """https://docs.oracle.com/iaas/api/#/en/objectstorage/latest/ListObjects/List: at most 1,000 a page, sorted."""
        start: str | None = None
        while True:
            wanted: dict[str, Any] = {"prefix": prefix, "limit": PAGE, **({"start": start} if start else {})}
            with self._translated("list_objects", prefix):
                answer = self._clients.call("objects", "list_objects", self._namespace, self._bucket, **wanted)
            listed = answer.data
            yield from (str(entry["name"]) for entry in listed["objects"])
            start = listed.get("nextStartWith")
            if not start:
                return

    def delete(self, key: str) -> None:
        try:
            self._call("delete_object", key)
        except NoSuchObject:
            pass

    def exists(self, key: str) -> bool:
        try:
            self._call("head_object", key)
        except NoSuchObject:
            return False
        return True

    def _call(self, operation: str, key: str, *more: Any) -> Any:
        with self._translated(operation, key):
            return self._clients.call("objects", operation, self._namespace, self._bucket, key, *more)

    @contextmanager
    def _translated(self, operation: str, key: str) -> Iterator[None]:
        try:
            yield
        except CloudError as error:
            where = f"{operation} {self._namespace}/{self._bucket}/{key}"
            if error.code in ABSENT:
                raise NoSuchObject(f"{where}: no such object") from error
            passing = isinstance(error, CloudUnreachable)
            raise (StoreUnavailable if passing else StoreError)(f"{where}: {error}") from error
