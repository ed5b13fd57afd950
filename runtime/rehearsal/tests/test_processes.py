"""Needs root: the namespaces are real."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent

WORLD = """
import os, subprocess, sys, time
from terrane_rehearsal.processes import front_socket, in_own_world
folder = sys.argv[1]
front = front_socket()
def cloud(pid):
    subprocess.Popen(["sleep", "300"])
    facts = [pid, os.getpid(), front.getsockname()[1], os.readlink("/proc/self/ns/net"), os.path.ismount("/run/netns")]
    with open(folder + "/new", "w") as file:
        file.write(repr(facts))
    os.rename(folder + "/new", folder + "/facts")
    if len(sys.argv) > 2:
        raise SystemExit(int(sys.argv[2]))
    time.sleep(300)
sys.exit(in_own_world(cloud))
"""

# Connects to a port of the loopback that was left, from a thread that goes back there, and then from where it is.
BACK = """
import socket, sys, threading
from terrane_rehearsal.network import namespaces
from terrane_rehearsal.processes import in_own_world
machine, port = namespaces.current(), int(sys.argv[1])
def reach():
    socket.create_connection(("127.0.0.1", port), 3).close()
def back():
    namespaces.enter(machine)
    reach()
def cloud(pid):
    thread = threading.Thread(target=back); thread.start(); thread.join()
    try:
        reach()
    except ConnectionRefusedError:
        return
    raise SystemExit("the loopback is not its own")
sys.exit(in_own_world(cloud))
"""


def sleepers() -> list[str]:
    return subprocess.run(
        ["pgrep", "-x", "-f", "sleep 300"], capture_output=True, text=True, check=False
    ).stdout.split()


class Processes(unittest.TestCase):
    def setUp(self) -> None:
        self.assertEqual(os.geteuid(), 0, "these tests need root")
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.before = set(sleepers())

    def start(self, *more: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", WORLD, str(self.folder), *more], env={**os.environ, "PYTHONPATH": str(PACKAGE)}
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def facts(self) -> tuple[int, int, int, str, bool]:
        for _ in range(100):
            if (self.folder / "facts").exists():
                return tuple(eval((self.folder / "facts").read_text()))  # noqa: S307 (our own text)
            time.sleep(0.05)
        self.fail("the cloud did not start")

    def no_sleeper_is_left(self) -> None:
        for _ in range(40):
            if not set(sleepers()) - self.before:
                return
            time.sleep(0.05)
        self.fail("processes of the rehearsal outlived it")

    def test_the_cloud_has_namespaces_of_its_own_and_the_hosts_front_door(self) -> None:
        self.start()
        pid, own, port, network, mounted = self.facts()
        self.assertLess(own, 20)
        self.assertNotEqual(network, os.readlink("/proc/self/ns/net"))
        self.assertEqual(network, os.readlink(f"/proc/{pid}/ns/net"))
        self.assertTrue(mounted)
        listening = Path("/proc/net/tcp").read_text()
        self.assertIn(f"0100007F:{port:04X}", listening)

    def test_death_of_the_outer_process_ends_everything(self) -> None:
        process = self.start()
        self.facts()
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.no_sleeper_is_left()

    def test_death_of_the_first_process_ends_everything(self) -> None:
        process = self.start()
        os.kill(self.facts()[0], signal.SIGKILL)
        self.assertEqual(process.wait(5), 128 + signal.SIGKILL)
        self.no_sleeper_is_left()

    def test_the_network_that_was_left_can_be_entered_by_a_thread(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            command = [sys.executable, "-c", BACK, str(server.getsockname()[1])]
            environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            server.settimeout(3)
            server.accept()[0].close()

    def test_the_exit_code_is_that_of_the_cloud(self) -> None:
        process = self.start("1")
        self.assertEqual(process.wait(10), 1)
        self.no_sleeper_is_left()


if __name__ == "__main__":
    unittest.main()
