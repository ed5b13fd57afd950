"""Amazon S3 through boto3, with the credentials of the machine's role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from terrane_stream.errors import NoSuchObject, StoreError, StoreUnavailable
from terrane_stream.place import S3Place

CONFIG = Config(connect_timeout=10, read_timeout=60, retries={"mode": "standard", "max_attempts": 3})
ABSENT = ("NoSuchKey", "404", "NotFound")
PASSING = ("SlowDown", "RequestTimeout", "RequestTimeoutException", "Throttling", "ThrottlingException", "503", "500")
PIECE_BYTES = 1 << 20
PAGE = 1000


class S3Store:
    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    @staticmethod
    def at(place: S3Place, endpoint: str | None) -> S3Store:
        client = boto3.session.Session().client("s3", region_name=place.region, endpoint_url=endpoint, config=CONFIG)
        return S3Store(client, place.bucket)

    def put(self, key: str, data: bytes) -> None:
        with self._translated("put", key):
            self._client.put_object(Bucket=self._bucket, Key=key, Body=data)

    def get(self, key: str) -> bytes:
        with self._translated("get", key):
            return bytes(self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read())

    def fetch(self, key: str, target: Path) -> None:
        with self._translated("get", key), open(target, "wb") as file:
            file.writelines(self._client.get_object(Bucket=self._bucket, Key=key)["Body"].iter_chunks(PIECE_BYTES))

    def list(self, prefix: str) -> Iterator[str]:
        with self._translated("list", prefix):
            pages = iter(
                self._client.get_paginator("list_objects_v2").paginate(
                    Bucket=self._bucket, Prefix=prefix, PaginationConfig={"PageSize": PAGE}
                )
            )
        while True:
            with self._translated("list", prefix):
                page = next(pages, None)
            if page is None:
                return
            yield from (str(entry["Key"]) for entry in page.get("Contents", ()))

    def delete(self, key: str) -> None:
        with self._translated("delete", key):
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def exists(self, key: str) -> bool:
        try:
            with self._translated("head", key):
                self._client.head_object(Bucket=self._bucket, Key=key)
        except NoSuchObject:
            return False
        return True

    @contextmanager
    def _translated(self, what: str, key: str) -> Iterator[None]:
        where = f"{what} s3://{self._bucket}/{key}"
        try:
            yield
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", "?"))
            status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
            if code in ABSENT:
                raise NoSuchObject(f"{where}: no such object") from error
            passing = code in PASSING or status >= 500
            raise (StoreUnavailable if passing else StoreError)(f"{where}: {error}") from error
        except BotoCoreError as error:
            # No route, a time-out, no credentials yet: the role of a machine that has just begun is late at times.
            raise StoreUnavailable(f"{where}: {error}") from error
