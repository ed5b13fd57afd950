"""What unit tests share: the path of the package, a clock of their own, and documents as a stack writes them."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import unittest
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PACKAGES))
sys.dont_write_bytecode = True
os.environ.update(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_EC2_METADATA_DISABLED="true")
LOGGER = logging.getLogger("terrane")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False

START = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)


class FakeClock:
    """Sleeping is the only thing that takes time."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.naps: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.naps.append(seconds)


class FolderCase(unittest.TestCase):
    """`folder` is a new one for each test."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-unit-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def refused(self, kind: type[BaseException], call: Callable[[], Any]) -> str:
        """The message of the error, without this test's folder."""
        with self.assertRaises(kind) as caught:
            call()
        return str(caught.exception).replace(f"{self.folder.resolve()}/", "")


def fdsn_source(**fields: Any) -> dict[str, Any]:
    source = {
        "kind": "fdsn",
        "url": "https://service.example.org",
        "network": "TA",
        "stations": [{"code": "A04A"}],
        "location": "*",
        "channels": ["BHZ"],
        "from": "2012-01-01T00:00:00Z",
        "to": "2013-01-01T00:00:00Z",
        "chunkSeconds": 21600,
        "requestsPerSecond": 50,
        "concurrent": 64,
    }
    return {**source, **fields}


def archive(**fields: Any) -> dict[str, Any]:
    document = {
        "format": 1,
        "name": "noise",
        "engine": "archive",
        "source": fdsn_source(),
        "worker": {
            "handler": "htn.detect",
            "threads": 4,
            "timeoutSeconds": 900,
            "attempts": 5,
            "backoffSeconds": 2,
            "backoffMaxSeconds": 180,
        },
        "workers": {
            "min": 0,
            "max": 30,
            "useful": 30,
            "nodeRequestsPerSecond": 1.62,
            "deadlineSeconds": 86400,
            "partition": "workers",
        },
        "results": {"prefix": "results/"},
    }
    return {**document, **fields}


def live(**fields: Any) -> dict[str, Any]:
    stream = {"kind": "stream", "protocol": "kinesis", "format": "miniseed", "pollSeconds": 1}
    window = {"window": {"sizeSeconds": 20, "everySeconds": 10}, "allowedLatenessSeconds": 30, "checkpointSeconds": 60}
    return {**archive(engine="live", source=stream, live={**window, "latencyTargetSeconds": 30, "shards": 2}), **fields}
