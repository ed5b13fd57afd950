"""Names of AWS that lead to a door on this machine's loopback, as a VPC's resolver does for hosts."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from typing import Any
from unittest import mock


@contextlib.contextmanager
def aws_at(port: int) -> Iterator[None]:
    real = socket.getaddrinfo

    def look_up(host: Any, wanted: Any, *args: Any, **more: Any) -> Any:
        if str(host).endswith((".amazonaws.com", ".api.aws")):
            return real("127.0.0.1", port, *args, **more)
        return real(host, wanted, *args, **more)

    with mock.patch("socket.getaddrinfo", look_up):
        yield
