"""The cap as a process of its own, in front of a centre of centre.py.

Needs nginx and HAProxy (Debian: nginx-light, haproxy).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processes import answers, free_port, running

PACKAGES = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PACKAGES))


@dataclass(frozen=True)
class Capped:
    url: str
    folder: Path
    pid: int
    """Of the `cap` program."""

    def pid_of(self, name: str) -> int:
        """Of a child: 'nginx' or 'haproxy'."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        names = {Path(f"/proc/{child}/comm").read_text(encoding="ascii").strip(): int(child) for child in children}
        return names[name]

    def get(self, path: str, method: str = "GET") -> tuple[int, bytes]:
        request = urllib.request.Request(self.url + path, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return int(answer.status), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


def declaration(url: str, **source: Any) -> dict[str, Any]:
    """Of an archive; `source` replaces fields of its source."""
    return {
        "format": 1,
        "name": "test",
        "engine": "archive",
        "source": {
            "kind": "fdsn",
            "url": url,
            "network": "XX",
            "stations": [{"code": "S000"}],
            "location": "*",
            "channels": ["LHZ"],
            "from": "2012-01-01T00:00:00Z",
            "to": "2012-01-02T00:00:00Z",
            "chunkSeconds": 21600,
            "requestsPerSecond": 50,
            "concurrent": 64,
            **source,
        },
        "worker": {"handler": "detector.detect", "threads": 4},
        "workers": {"min": 0, "max": 30, "nodeRequestsPerSecond": 1.62},
        "results": {"prefix": "results/"},
    }


@contextlib.contextmanager
def capped(url: str, ca: Path | None = None, **source: Any) -> Iterator[Capped]:
    """`url`: of the data centre. `source`: fields of the declaration's source, such as requestsPerSecond."""
    with tempfile.TemporaryDirectory(prefix="terrane-cap-") as name:
        folder = Path(name)
        (folder / "declaration.json").write_text(json.dumps(declaration(url, **source)), encoding="utf-8")
        port = free_port()
        arguments = [sys.executable, "-m", "terrane_stream", "cap", "--declaration", str(folder / "declaration.json")]
        arguments += ["--address", "127.0.0.1", "--port", str(port), "--folder", str(folder / "cap")]
        arguments += ["--ca", str(ca)] if ca else []
        path = os.pathsep.join([str(PACKAGES), os.environ.get("PYTHONPATH", "")])
        env = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        with running(arguments, folder / "cap.out", lambda: answers(port), env) as process:
            yield Capped(f"http://127.0.0.1:{port}", folder / "cap", process.pid)
