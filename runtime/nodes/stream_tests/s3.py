"""The emulator's S3, which refuses some requests at first."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

REGION = "us-west-2"
NUMBERS = itertools.count(1)
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_EC2_METADATA_DISABLED": "true"}
REFUSAL = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"


class Bucket:
    def __init__(self, refuse: list[str], times: int) -> None:
        # The emulator's state is the process's.
        self.name = f"results-{next(NUMBERS)}"
        self.url = ""
        self.refused = 0
        self._left = dict.fromkeys(refuse, times)
        self._emulator = DomainDispatcherApplication(create_backend_app)
        self._alone = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        call = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO'].removeprefix('/' + self.name)}"
        with self._alone:
            which = next(
                (beginning for beginning, left in self._left.items() if left and call.startswith(beginning)), None
            )
            if which is not None:
                self._left[which] -= 1
                self.refused += 1
        if which is None:
            return self._emulator(environ, start_response)  # type: ignore[no-any-return]
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response("503 Slow Down", [("Content-Type", "application/xml")])
        return [REFUSAL]

    def client(self) -> Any:
        return boto3.client("s3", region_name=REGION, endpoint_url=self.url)

    def copy(self, folder: Path) -> None:
        """All objects, as files."""
        client = self.client()
        for entry in client.list_objects_v2(Bucket=self.name)["Contents"]:
            target = folder / entry["Key"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(client.get_object(Bucket=self.name, Key=entry["Key"])["Body"].read())


@contextlib.contextmanager
def refusing_s3(refuse: list[str] | None = None, times: int = 1) -> Iterator[Bucket]:
    """`refuse`: how requests begin that get a 503 the first `times` times, such as "PUT /key"; the bucket's name is
    left out."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    bucket = Bucket(refuse or [], times)
    server = make_server("127.0.0.1", 0, bucket, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    bucket.url = f"http://127.0.0.1:{server.server_port}"
    try:
        with mock.patch.dict(os.environ, CREDENTIALS):
            bucket.client().create_bucket(Bucket=bucket.name, CreateBucketConfiguration={"LocationConstraint": REGION})
            yield bucket
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
