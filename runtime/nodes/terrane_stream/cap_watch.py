"""Looks at the cap while it runs: writes its metrics, and puts a log aside that has grown."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

from terrane_node.clock import Clock
from terrane_node.files import write_json
from terrane_stream.cap_log import Tail, passed
from terrane_stream.cap_metrics import WRITE_SECONDS, Window, metrics
from terrane_stream.cap_settings import Cap

log = logging.getLogger("terrane.stream.cap")

# It lies in memory (/run), and one that was put aside beside it.
LOG_BYTES = 8 << 20
ANSWER_SECONDS = 2.0


class Watch:
    def __init__(self, cap: Cap, clock: Clock) -> None:
        self._cap = cap
        self._clock = clock
        self._tail = Tail(cap.log)
        self._window = Window(clock.now().timestamp())
        self._written = clock.monotonic()

    def close(self) -> None:
        self._tail.close()

    def look(self) -> bool:
        """Writes when it is time. True: the log was put aside, and nginx must be told."""
        found = (passed(line) for line in self._tail.lines())
        self._window.add(one for one in found if one is not None)
        if self._clock.monotonic() - self._written >= WRITE_SECONDS:
            self._written = self._clock.monotonic()
            self._write()
        return self._put_aside()

    def _write(self) -> None:
        now = self._clock.now().timestamp()
        try:
            write_json(self._cap.metrics, metrics(self._cap, self._window, now, held(self._cap.folder / "stats.sock")))
        except OSError as error:
            log.warning("metrics: %s", error)

    def _put_aside(self) -> bool:
        try:
            if self._cap.log.stat().st_size < LOG_BYTES:
                return False
            self._cap.log.replace(self._cap.log.with_suffix(".log.1"))
        except OSError:
            return False
        return True


def held(stats: Path) -> int | None:
    """Requests that HAProxy has without an answer; None where it does not say."""
    try:
        text = _ask(stats, b"show stat\n")
    except OSError:
        return None
    names, *rows = (line.split(",") for line in text.removeprefix("# ").splitlines() if line)
    for row in (dict(zip(names, row)) for row in rows):
        if (row["pxname"], row["svname"]) == ("source", "BACKEND"):
            return int(row["scur"])
    return None


def _ask(address: Path, question: bytes) -> str:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(ANSWER_SECONDS)
        connection.connect(str(address))
        connection.sendall(question)
        answer = bytearray()
        while part := connection.recv(65536):
            answer += part
    return answer.decode()
