"""Test cases that run as root in mount, network and process namespaces of their own: nothing is left."""

from __future__ import annotations

import functools
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

from terrane_rehearsal.network import Fabric, Server, namespaces
from terrane_rehearsal.world import World

_INSIDE = "TERRANE_TEST_NAMESPACES"
_ALL = "all tests"
_TOP = Path(__file__).resolve().parents[1]
_UNSHARE = ("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
PATIENCE = 3.0
"""Seconds for what is let through, which takes 0.01."""
DROPPED = 0.25
"""Seconds after which a connection that gets no answer counts as dropped."""


class Notes:
    def __init__(self) -> None:
        self.noted: list[tuple[str, dict[str, Any]]] = []

    def note(self, event: str, **facts: Any) -> None:
        self.noted.append((event, facts))

    def of(self, event: str) -> list[dict[str, Any]]:
        return [facts for name, facts in self.noted if name == event]


class Live(unittest.TestCase):
    """Run from outside, the tests of a class run all together inside, once, and each tells what came of it there."""

    fabric: Fabric
    notes: Notes
    outside: tuple[Server, ...] = ()

    def run(self, result: unittest.TestResult | None = None) -> unittest.TestResult | None:
        if os.environ.get(_INSIDE) or result is None:
            return super().run(result)
        result.startTest(self)
        outcomes = _outcomes(f"{type(self).__module__}.{type(self).__qualname__}")
        trouble = outcomes.get(self.id(), outcomes.get(_ALL, "it was not run"))
        if trouble:
            result.failures.append((self, trouble))
        else:
            result.addSuccess(self)
        result.stopTest(self)
        return result

    def setUp(self) -> None:
        namespaces.FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(namespaces.FOLDER)], check=True)
        # It cannot be unmounted while a namespace is left in it.
        self.addCleanup(subprocess.run, ["umount", str(namespaces.FOLDER)], check=True)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.notes = Notes()
        self.fabric = Fabric(Path(folder.name), self.notes, self.outside)
        self.addCleanup(self.fabric.close)

    def apply(self, world: World) -> None:
        self.fabric.apply(world, [instance.id for instance in world.live])

    def start(self, world: World) -> None:
        """All instances attached, each with a listener at tcp/22, 6817 and 2049 that never accepts."""
        self.apply(world)
        for instance in world.live:
            self.fabric.attach(instance)
            for port in (22, 2049, 6817):
                self.serve(instance.id, port)

    def serve(self, namespace: str, port: int, address: str = "") -> socket.socket:
        server = namespaces.inside(namespace, lambda: socket.create_server((address, port)))
        self.addCleanup(server.close)
        return server

    def connect(self, host: str, address: str, port: int = 22, seconds: float = PATIENCE) -> socket.socket:
        def work() -> socket.socket:
            return socket.create_connection((address, port), seconds)

        connection = namespaces.inside(host, work)
        self.addCleanup(connection.close)
        return connection

    def assert_reaches(self, host: str, address: str, port: int = 22) -> None:
        self.connect(host, address, port).close()

    def assert_dropped(self, host: str, address: str, port: int = 22) -> None:
        """No answer at all: neither a refusal nor an error from the network."""
        with self.assertRaises(TimeoutError):
            self.connect(host, address, port, DROPPED)

    def assert_sentences(self, *expected: str) -> None:
        self.assertEqual(sorted(refusal.sentence for refusal in self.fabric.refused()), sorted(expected))


@functools.cache
def _outcomes(name: str) -> dict[str, str]:
    """What went wrong in each test of a class, or nothing."""
    command = [*_UNSHARE, sys.executable, "-m", "tests.network_live", name]
    environment = {**os.environ, _INSIDE: "1"}
    done = subprocess.run(command, cwd=_TOP, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {_ALL: f"{name} could not be run in namespaces of its own: {done.stderr}"}
    outcomes: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return outcomes


def _run_inside(name: str) -> None:
    tests = unittest.defaultTestLoader.loadTestsFromName(name)
    outcomes = {test.id(): "" for test in tests if isinstance(test, unittest.TestCase)}
    result = unittest.TestResult()
    tests.run(result)
    for test, trouble in (*result.failures, *result.errors):
        outcomes[test.id()] = outcomes.get(test.id(), "") + trouble
    print(json.dumps(outcomes))


def ask(host: str, name: str, kind: int = 1, resolver: str = "169.254.169.253") -> tuple[int, tuple[str, ...]]:
    """The resolver's code (3: no such name) and the addresses, names or kinds of its answers, as `host` sees them."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    question = struct.pack(">6H", 7, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">2H", kind, 1)

    def work() -> bytes:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(DROPPED)
            asking.connect((resolver, 53))
            asking.send(question)
            return asking.recv(1500)

    reply = namespaces.inside(host, work)
    return reply[3] & 15, tuple(_answers(reply, len(question)))


def _answers(reply: bytes, at: int) -> list[str]:
    found: list[str] = []
    for _ in range(struct.unpack_from(">H", reply, 6)[0]):
        _, at = _name(reply, at)
        kind, _, _, length = struct.unpack_from(">2HIH", reply, at)
        at += 10
        found.append(socket.inet_ntoa(reply[at : at + 4]) if kind == 1 else _name(reply, at)[0])
        at += length
    return found


def _name(reply: bytes, at: int) -> tuple[str, int]:
    labels: list[str] = []
    while reply[at]:
        if reply[at] >= 0xC0:
            rest, _ = _name(reply, struct.unpack_from(">H", reply, at)[0] & 0x3FFF)
            return ".".join([*labels, rest]), at + 2
        labels.append(reply[at + 1 : at + 1 + reply[at]].decode())
        at += reply[at] + 1
    return ".".join(labels), at + 1


def eventually(check: Callable[[], None], seconds: float = 3.0) -> None:
    """Again until it passes: programs that were just started or told need a moment."""
    end = time.monotonic() + seconds
    while True:
        try:
            check()
            return
        except (AssertionError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


if __name__ == "__main__":
    _run_inside(sys.argv[1])
