"""What passed the cap, request by request, as nginx wrote it down (the fields: cap_nginx.py)."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Passed:
    """One request to the source. Times are seconds since 1970."""

    arrived: float
    """When the fleet asked."""
    sent: float
    """When it went to the source."""
    ended: float
    """When the answer's last byte had passed."""
    latency: float | None
    """Seconds from `sent` to the answer's first byte; None where no answer came."""
    status: int
    bytes: int

    @property
    def waited(self) -> float:
        return max(0.0, self.sent - self.arrived)


def passed(line: str) -> Passed | None:
    """None for a request that its client gave up before its turn, and for what is no line of the log."""
    fields = line.rstrip("\n").split("\t")
    try:
        ended, took, status, size = float(fields[0]), _last(fields[1]), int(fields[3]), int(fields[5])
        latency, arrived = _last(fields[2]), fields[4]
    except (IndexError, ValueError):
        return None
    if took is None:
        return None
    sent = ended - took
    return Passed(
        arrived=int(arrived) / 1000 if arrived.isdigit() else sent,
        sent=sent,
        ended=ended,
        latency=latency,
        status=status,
        bytes=size,
    )


def _last(times: str) -> float | None:
    """Of a request that was sent again because its connection had gone: `0.000, 0.061`."""
    last = times.rpartition(", ")[2]
    return None if last == "-" else float(last)


class Tail:
    """The lines that are new since the last look, also when the file was put aside for another in between."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: io.TextIOWrapper | None = None
        self._rest = ""

    def lines(self) -> list[str]:
        found = self._read()
        if self._replaced():
            self.close()
            self._open()
            found += self._read()
        return found

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file, self._rest = None, ""

    def _open(self) -> None:
        try:
            self._file = open(self._path, encoding="utf-8", errors="replace")  # noqa: SIM115 (kept open)
        except FileNotFoundError:
            self._file = None

    def _read(self) -> list[str]:
        if self._file is None:
            return []
        *whole, self._rest = (self._rest + self._file.read()).split("\n")
        return whole

    def _replaced(self) -> bool:
        if self._file is None:
            return True
        try:
            now = os.stat(self._path)
        except FileNotFoundError:
            return False
        return now.st_ino != os.fstat(self._file.fileno()).st_ino
