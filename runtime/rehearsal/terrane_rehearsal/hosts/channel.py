"""The socket by which stand-ins in a guest ask the rehearsal: a line of JSON each way. It is bound into the guest."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

Question = dict[str, Any]
Answerer = Callable[[Question, int], dict[str, Any]]
"""From the question and the asking process, as this process sees it."""
_PATIENCE_SECONDS = 10.0
_LONGEST = 1 << 16


class Channel:
    def __init__(self, folder: Path, answer: Answerer) -> None:
        self._answer = answer
        (folder / "ask").unlink(missing_ok=True)
        self._listener = _listen(folder)
        threading.Thread(target=self._serve, name=f"channel of {folder}", daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                asker, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._reply, args=(asker,), daemon=True).start()

    def _reply(self, asker: socket.socket) -> None:
        with asker, suppress(OSError):
            asker.settimeout(_PATIENCE_SECONDS)
            pid = struct.unpack("3i", asker.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
            with asker.makefile("rb") as lines:
                question = lines.readline(_LONGEST)
            asker.sendall(json.dumps(self._answered(question, pid)).encode() + b"\n")

    def _answered(self, question: bytes, pid: int) -> dict[str, Any]:
        """The guest gets an answer in any case."""
        try:
            return self._answer(json.loads(question), pid)
        except Exception as error:  # noqa: BLE001 (shown by the stand-in that asked)
            return {"failed": "error", "text": f"{type(error).__name__}: {error}"}


def _listen(folder: Path) -> socket.socket:
    """By a short path: addresses of sockets hold 107 bytes."""
    held = os.open(folder, os.O_DIRECTORY | os.O_CLOEXEC)
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(f"/proc/self/fd/{held}/ask")
    finally:
        os.close(held)
    listener.listen(32)
    return listener
