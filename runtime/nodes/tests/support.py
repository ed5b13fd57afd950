"""Stand-ins that the tests share: a clock, programs on PATH, a cloud that holds what a test gives it."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import stat
import sys
import tempfile
import unittest
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True
os.environ.update(
    AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_EC2_METADATA_DISABLED="true", TZ="UTC"
)
for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_CA_BUNDLE"):
    os.environ.pop(name, None)

from terrane_node.cli import parser
from terrane_node.node import Node, node_with
from terrane_node.paths import Paths
from terrane_node.settings import Settings

LOGGER = logging.getLogger("terrane")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False

CLUSTER = "ocean"
REGION = "us-west-2"
START = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)


class FakeClock:
    """Sleeping is the only thing that takes time."""

    def __init__(self, start: datetime = START) -> None:
        self.start = start
        self.passed = 0.0
        self.naps: list[float] = []
        self.on_sleep: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds
        self.naps.append(seconds)
        self.on_sleep()


PROGRAM = """#!/bin/sh
D={folder}
{{ printf '%s' {name}; for a in "$@"; do printf '\\037%s' "$a"; done; printf '\\n'; }} >> "$D/calls"
for rule in "$D"/refuse.*; do
  [ -e "$rule" ] || continue
  case "{name} $*" in $(head -n 1 "$rule")) tail -n +2 "$rule" >&2; exit 1 ;; esac
done
{body}
"""

SCONTROL = """case "$*" in
  "show hostnames "*) printf '%s\\n' "$3" | tr ',' '\\n' ;;
  *"show nodes") cat "$D/nodes" ;;
  *"show node "*) grep "^NodeName=$4 " "$D/nodes" || { echo "Node $4 not found" >&2; exit 1; } ;;
esac
"""


class Programs:
    """Programs of the system as scripts in a folder that stands first on PATH; every call is noted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        self.nodes({})

    def add(self, name: str, body: str = "") -> None:
        path = self.bin / name
        path.write_text(PROGRAM.format(folder=self.folder, name=name, body=body))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def refuse(self, pattern: str, message: str) -> None:
        """Calls like the shell pattern fail with the message."""
        number = len(list(self.folder.glob("refuse.*")))
        (self.folder / f"refuse.{number}").write_text(f"{pattern}\n{message}\n")

    def allow(self) -> None:
        for rule in self.folder.glob("refuse.*"):
            rule.unlink()

    def nodes(self, states: Mapping[str, str], addresses: Mapping[str, str] | None = None, **more: str) -> None:
        """What scontrol shows: state by node; `more` is what follows the state, by node with _ for -."""
        known = addresses or {}
        lines = [
            node_line(name, state, more.get(name.replace("-", "_"), ""), known.get(name))
            for name, state in states.items()
        ]
        (self.folder / "nodes").write_text("".join(f"{line}\n" for line in lines))

    def calls(self, program: str | None = None) -> list[list[str]]:
        path = self.folder / "calls"
        noted = [line.split("\x1f") for line in path.read_text().splitlines()] if path.exists() else []
        return [call for call in noted if program is None or call[0] == program]

    def updates(self) -> list[str]:
        """`scontrol update` calls, each as one string."""
        return [" ".join(call[2:]) for call in self.calls("scontrol") if call[1] == "update"]


def node_line(name: str, state: str, more: str = "", address: str | None = None) -> str:
    return (
        f"NodeName={name} CoresPerSocket=1  CPUAlloc=0 CPUEfctv=2 CPUTot=2 CPULoad=0.00 AvailableFeatures=(null) "
        f"ActiveFeatures=(null) Gres=(null) NodeAddr={address or name} NodeHostName={name}  RealMemory=1000 AllocMem=0 "
        f"OS=Linux 6.1.0 #1 SMP  Sockets=2 Boards=1 State={state} ThreadsPerCore=1 TmpDisk=0 Weight=1 Owner=N/A "
        f"MCS_label=N/A Partitions=x  BootTime=None LastBusyTime=Unknown CfgTRES=cpu=2,mem=1000M {more}"
    )


class NodeCase(unittest.TestCase):
    """A machine below a temporary root, with Slurm's programs on PATH."""

    role = "head"

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-test-")
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "root"
        self.root.mkdir()
        self.paths = Paths(self.root)
        self.clock = FakeClock()
        self.programs = Programs(Path(folder.name) / "programs")
        self.programs.add("scontrol", SCONTROL)
        path = mock.patch.dict(os.environ, {"PATH": f"{self.programs.bin}{os.pathsep}{os.environ['PATH']}"})
        path.start()
        self.addCleanup(path.stop)

    def settings(self) -> Settings:
        return Settings(CLUSTER, self.role, REGION, f"/terrane/{CLUSTER}")

    def node_on(self, cloud: Any) -> Node:
        return node_with(self.paths, self.settings(), cloud, self.clock)


class CloudStub:
    """A cloud of which a test names only what it uses. Anything else is an error of the test."""

    def __init__(self, **documents: Any) -> None:
        self.documents: dict[str, Any] = {f"/terrane/{CLUSTER}/{name}": value for name, value in documents.items()}
        self.tags: list[tuple[dict[str, str], bool]] = []
        self.own_tags: dict[str, str] = {}

    def document(self, name: str) -> str:
        return json.dumps(self.documents[name])

    def own_id(self) -> str:
        return "i-0123456789abcdef0"

    def own_tag(self, key: str) -> str | None:
        return self.own_tags.get(key)

    def tag_self(self, tags: Mapping[str, str], patient: bool) -> None:
        self.tags.append((dict(tags), patient))


def command(node: Node, *arguments: str) -> int:
    """Runs a subcommand as the command line does."""
    from terrane_node import cli

    given = parser().parse_args(list(arguments))
    return cli.command(given.command).run(node, given)


@contextlib.contextmanager
def printed() -> Iterator[io.StringIO]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        yield out
