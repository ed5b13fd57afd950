"""The programs of a fleet as processes of their own, with a declaration and a place that a test makes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from processes import running
from unit import PACKAGES


@dataclass
class Programs:
    """Files below `folder`: declaration.json, place.json, code/, results/ and, for each process, its log."""

    folder: Path
    declaration: dict[str, Any]
    place: dict[str, Any] = field(default_factory=dict)
    logs: int = 0

    def __post_init__(self) -> None:
        self.place = {"results": {"kind": "folder", "path": str(self.folder)}, **self.place}
        (self.folder / "code").mkdir(exist_ok=True)

    @property
    def results(self) -> Path:
        return self.folder / str(self.declaration["results"]["prefix"])

    def read(self, name: str) -> Any:
        """An object of the results, which are JSON; None where there is none."""
        file = self.results / name
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    @contextmanager
    def running(self, subcommand: str) -> Iterator[subprocess.Popen[bytes]]:
        """Until the block ends; then it is killed."""
        for name, value in (("declaration", self.declaration), ("place", self.place)):
            (self.folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
        self.logs += 1
        arguments = [sys.executable, "-m", "terrane_stream", subcommand, "--code", str(self.folder / "code")]
        arguments += ["--declaration", str(self.folder / "declaration.json")]
        arguments += ["--place", str(self.folder / "place.json")]
        path = os.pathsep.join([str(PACKAGES), os.environ.get("PYTHONPATH", "")])
        env = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        with running(
            arguments, self.folder / f"{subcommand}-{self.logs}.log", env=env, first=signal.SIGKILL
        ) as process:
            yield process

    def log(self) -> str:
        """Of all processes."""
        return "\n".join(file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("*.log")))
