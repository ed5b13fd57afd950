"""What machines of their own need beside a gateway: the SSH server of tunnels, and a MUNGE with a key of its own."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from processes import answers, running
from world import in_world

TUNNEL = "terrane-tunnel:*:64032:64032::/nonexistent:/bin/false\n"
PROGRAM = '#!/bin/sh\nexec /usr/bin/{name} --socket={socket} "$@"\n'


def add_to_world(world: Path) -> None:
    """The account of tunnels, and MUNGE's commands by the way to its own socket."""
    for name, line in (("passwd", TUNNEL), ("group", "terrane-tunnel:x:64032:\n")):
        known = Path("/etc", name).read_text(encoding="utf-8")
        (world / "etc" / name).write_text(known + line, encoding="utf-8")
    for name in ("munge", "unmunge"):
        file = world / "usr/local/sbin" / name
        file.write_text(PROGRAM.format(name=name, socket=_socket(world)), encoding="ascii")
        file.chmod(0o755)


@contextlib.contextmanager
def munge(world: Path) -> Iterator[None]:
    folder = world / "munge"
    folder.mkdir()
    folder.chmod(0o755)
    key = folder / "key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o400)
    files = {name: f"--{name}-file={folder / name}" for name in ("key", "log", "pid", "seed")}
    command = ["munged", "--foreground", "--force", f"--socket={_socket(world)}", *files.values()]
    with running(command, folder / "output", lambda: _is_socket(_socket(world))):
        yield


@contextlib.contextmanager
def tunnel(world: Path, command: list[str], log: Path, port: int, environment: Mapping[str, str]) -> Iterator[None]:
    with running(in_world(world, command), log, lambda: answers(port), environment):
        yield


def _socket(world: Path) -> Path:
    return world / "munge/socket"


def _is_socket(file: Path) -> bool:
    return file.exists() and stat.S_ISSOCK(file.stat().st_mode)
