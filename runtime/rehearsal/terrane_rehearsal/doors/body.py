"""The body of a request on a connection that goes on afterwards: an application cannot read past its end."""

from __future__ import annotations

import io
from typing import Protocol

from werkzeug.serving import DechunkedInput

LONGEST_REST = 1 << 24
"""Bytes of an unread body that are worth reading to keep the connection."""


class Body(Protocol):
    def finish(self) -> bool:
        """Reads what the application left; False where the connection cannot be used again."""


class Sized(io.RawIOBase):
    """As many bytes as Content-Length says."""

    def __init__(self, connection: io.BufferedIOBase, length: int) -> None:
        self._connection = connection
        self._left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._connection.read(min(len(buffer), self._left))
        if len(data) < min(len(buffer), self._left):
            raise ConnectionError("the client went away in the middle of its request")
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)

    def finish(self) -> bool:
        if self._left > LONGEST_REST:
            return False
        while self._left:
            self.readinto(bytearray(1 << 16))
        return True


class Chunked(DechunkedInput):
    """Transfer-Encoding: chunked."""

    def __init__(self, connection: io.BufferedIOBase) -> None:
        super().__init__(connection)  # type: ignore[arg-type]

    def finish(self) -> bool:
        rest = 0
        while rest <= LONGEST_REST and (read := self.readinto(bytearray(1 << 16))):
            rest += read
        return rest <= LONGEST_REST
