"""AWS on this machine: moto as a process of its own that answers several requests at once, as those that wait for
messages need it; and its clients. It believes every key; `unit` sets one.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from processes import answers, free_port, running
from unit import PACKAGES

assert PACKAGES
REGION = "us-west-2"


@dataclass(frozen=True)
class Emulator:
    endpoint: str

    def client(self, service: str) -> Any:
        return boto3.session.Session(region_name=REGION).client(service, endpoint_url=self.endpoint)


@contextlib.contextmanager
def emulator() -> Iterator[Emulator]:
    port = free_port()
    program = [sys.executable, "-c", "from moto.server import main; main()", "-p", str(port)]
    with tempfile.TemporaryDirectory(prefix="terrane-moto-") as folder:
        with running(program, Path(folder) / "moto.log", lambda: answers(port)):
            yield Emulator(f"http://127.0.0.1:{port}")
