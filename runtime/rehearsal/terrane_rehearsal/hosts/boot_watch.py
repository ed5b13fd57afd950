"""Follows one boot: reads what the guest writes about it, as long as it is not over."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from terrane_rehearsal.hosts.progress import STARTING, Progress, progress

STATUS, RESULT = "run/cloud-init/status.json", "run/cloud-init/result.json"
LOG = "var/log/cloud-init-output.log"
_LOG_BYTES = 256 * 1024
"""Of the end of the log: a verbose boot must not slow the launcher down."""


class BootWatch:
    def __init__(self, console: Path) -> None:
        self._console, self._console_from = console, _size(console)
        self._began = time.monotonic()
        self._seen: tuple[object, ...] = ()
        # The log is not emptied by a reboot: what an earlier boot wrote says nothing about this one.
        self._log_from = 0
        self.progress = Progress("booting", STARTING)
        self.seconds: float | None = None

    def skip_log_of(self, root: Path) -> None:
        self._log_from = _size(root / LOG)

    def look(self, root: Path) -> bool:
        """Whether the boot has just ended."""
        if self.seconds is not None:
            return False
        seen = tuple(_stamp(file) for file in (root / STATUS, root / RESULT, root / LOG, self._console))
        if seen == self._seen:
            return False
        self._seen = seen
        log, console = end_of(root / LOG, self._log_from), end_of(self._console, self._console_from)
        self.progress = progress(_text(root / STATUS), _text(root / RESULT), log, console)
        if self.progress.state == "booting":
            return False
        self.seconds = round(time.monotonic() - self._began, 2)
        return True


def end_of(log: Path, start: int = 0) -> str:
    with suppress(OSError), open(log, "rb") as file:
        file.seek(max(start, os.fstat(file.fileno()).st_size - _LOG_BYTES))
        return file.read().decode(errors="replace")
    return ""


def _size(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_size
    return 0


def _stamp(file: Path) -> tuple[int, int]:
    with suppress(OSError):
        found = file.stat()
        return found.st_mtime_ns, found.st_size
    return 0, 0


def _text(file: Path) -> str:
    with suppress(OSError):
        return file.read_text(encoding="utf-8", errors="replace")
    return ""
