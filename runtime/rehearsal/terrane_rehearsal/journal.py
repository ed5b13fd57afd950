"""What happened, in order: a line of JSON an event, for the live view, for tests and for the verdict."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any


class Journal:
    """Events are numbered from 1. Methods may be called from any thread."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        self._events: list[dict[str, Any]] = []
        self._file = open(file, "a", encoding="utf-8", buffering=1)  # noqa: SIM115 (open as long as the rehearsal)
        self._began = time.monotonic()

    def note(self, event: str, **facts: Any) -> None:
        with self._lock:
            entry = {
                "number": len(self._events) + 1,
                "seconds": round(time.monotonic() - self._began, 3),
                "event": event,
                **facts,
            }
            self._events.append(entry)
            self._file.write(json.dumps(entry) + "\n")

    def after(self, number: int) -> list[dict[str, Any]]:
        with self._lock:
            return self._events[number:]
