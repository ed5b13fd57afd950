"""The server of a machine, as a process of its own, asked by clients as the command line asks it."""

from __future__ import annotations

import json
import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import Callable
from unittest import mock

from support import CloudStub, NodeCase

from terrane_node.client import ask
from terrane_node.commands import serve
from terrane_node.documents import BOOT_SECONDS
from terrane_node.server import Server

PACKAGE = Path(__file__).resolve().parent.parent

CLIENT = """import sys
sys.path.insert(0, {package!r})
from terrane_node import client
code = client.ask(sys.argv[1:], {server!r})
sys.exit(99 if code is None else code)
"""


def work(arguments: list[str]) -> int:
    """Stands in for the subcommands."""
    word = arguments[0]
    if word == "echo":
        print(*arguments[1:], flush=True)
        print("aside", file=sys.stderr, flush=True)
        return 3
    if word == "read":
        print(sys.stdin.read().upper(), end="")
    if word == "who":
        print(os.geteuid(), os.getegid(), os.environ["HOME"], os.getcwd())
    if word == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "wrong":
        sys.exit(2)
    if word == "sleep":
        subprocess.run(["sleep", "600"], check=False)
    return 0


class ServerCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-server-")
        self.addCleanup(folder.cleanup)
        # Others than its owner must reach the socket.
        os.chmod(folder.name, 0o755)
        self.path = Path(folder.name) / "run" / "node.sock"
        self.mark = Path(folder.name) / "mark"
        self.mark.write_text("first")
        looks = mock.patch("terrane_node.server.LOOK_SECONDS", 0.1)
        looks.start()
        self.addCleanup(looks.stop)
        self.server = self.start()

    def start(self, idle_seconds: float | None = None) -> int:
        made = Server(self.path, work, self.mark)
        process = os.fork()
        if process == 0:
            try:
                made.run(idle_seconds)
            finally:
                os._exit(0)
        made._listener.close()
        self.addCleanup(self.end, process)
        return process

    def end(self, process: int) -> None:
        if self.runs(process):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)

    def runs(self, process: int) -> bool:
        try:
            return os.waitpid(process, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False

    def client(self, *arguments: str) -> subprocess.Popen[str]:
        program = CLIENT.format(package=str(PACKAGE), server=str(self.path))
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-c", program, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )

    def until(self, true: Callable[[], bool], seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while not true():
            self.assertLess(time.monotonic(), end, "it did not happen")
            time.sleep(0.02)


class Requests(ServerCase):
    def test_work_on_the_files_of_who_asks_and_give_the_exit_code(self) -> None:
        out, error = (asked := self.client("echo", "one two", "ü", "")).communicate(timeout=10)
        self.assertEqual((out, error, asked.returncode), ("one two ü \n", "aside\n", 3))

    def test_read_the_input_of_who_asks(self) -> None:
        self.assertEqual(self.client("read").communicate("some lines\n", timeout=10)[0], "SOME LINES\n")

    def test_are_served_side_by_side(self) -> None:
        slow = self.client("sleep")
        self.assertEqual(self.client("echo").wait(timeout=10), 3)
        slow.kill()
        slow.communicate()

    def test_wrong_use_is_code_2(self) -> None:
        self.assertEqual(self.client("wrong").wait(timeout=10), 2)

    def test_work_that_is_killed_is_not_done_again(self) -> None:
        self.assertEqual(self.client("killed").wait(timeout=10), 1)

    def test_end_with_who_asks_and_so_do_the_programs_that_they_run(self) -> None:
        asked = self.client("sleep")
        self.until(lambda: len(descendants(self.server)) == 2)
        asked.kill()
        asked.communicate()
        self.until(lambda: all(defunct(process) for process in descendants(self.server)))

    def test_leave_no_dead_processes_behind(self) -> None:
        for _ in range(3):
            self.assertEqual(self.client("wrong").wait(timeout=10), 2)
        self.until(lambda: descendants(self.server) == [])

    def test_of_others_than_root_and_slurm_are_not_taken(self) -> None:
        if os.geteuid() != 0:
            self.fail("this test asks as another user: run the suite as root")
        self.assertEqual(self.asked_as("nobody", slurm_user="no-such-user"), (None, ""))

    def test_of_slurm_are_done_with_slurms_rights_alone(self) -> None:
        if os.geteuid() != 0:
            self.fail("this test asks as another user: run the suite as root")
        entry = pwd.getpwnam("nobody")
        self.end(self.server)
        self.assertEqual(
            self.asked_as("nobody", slurm_user="nobody"), (0, f"{entry.pw_uid} {entry.pw_gid} {entry.pw_dir} /\n")
        )

    def asked_as(self, user: str, slurm_user: str) -> tuple[int | None, str]:
        """Without another start of Python: the user may not be able to read this checkout."""
        with mock.patch("terrane_node.server.SLURM_USER", slurm_user):
            self.server = self.start()
        result, out = self.path.parent / "result", self.path.parent / "out"
        for file in (result, out):
            file.touch()
            file.chmod(0o666)
        process = os.fork()
        if process == 0:
            try:
                os.setgroups([])
                os.setgid(pwd.getpwnam(user).pw_gid)
                os.setuid(pwd.getpwnam(user).pw_uid)
                opened = os.open(out, os.O_WRONLY)
                os.dup2(opened, 1)
                result.write_text(repr(ask(["who"], str(self.path))))
            finally:
                os._exit(0)
        os.waitpid(process, 0)
        code = result.read_text()
        return (None if code == "None" else int(code)), out.read_text()


class Life(ServerCase):
    def test_a_server_that_is_gone_leaves_the_work_to_who_asks(self) -> None:
        self.end(self.server)
        self.assertEqual(self.client("echo").wait(timeout=10), 99)

    def test_it_ends_when_other_programs_are_installed(self) -> None:
        self.mark.write_text("second")
        self.assertEqual(self.client("echo").wait(timeout=10), 99)
        self.until(lambda: not self.runs(self.server))
        self.assertFalse(self.path.exists())

    def test_it_ends_when_its_socket_is_removed(self) -> None:
        self.path.unlink()
        self.until(lambda: not self.runs(self.server))

    def test_another_takes_its_place_at_once(self) -> None:
        other = self.start()
        self.assertEqual(self.client("echo").wait(timeout=10), 3)
        self.until(lambda: not self.runs(self.server))
        self.assertTrue(self.runs(other))
        self.assertEqual(self.client("echo").wait(timeout=10), 3)

    def test_of_a_boot_it_ends_when_nothing_is_asked_any_more(self) -> None:
        other = self.start(idle_seconds=0.5)
        asked = self.client("sleep")
        self.until(lambda: len(descendants(other)) == 2)
        time.sleep(1)
        self.assertTrue(self.runs(other), "work that lasts is no idleness")
        asked.kill()
        asked.communicate()
        self.until(lambda: not self.runs(other))


class Preparation(NodeCase):
    def prepared(self, role: str) -> list[str]:
        done: list[str] = []
        cloud = CloudStub()
        cloud.prepare = lambda: done.append("clients")  # type: ignore[attr-defined]
        self.role = role
        with mock.patch("importlib.import_module", side_effect=done.append):
            serve.prepare(self.node_on(cloud))
        return done

    def test_a_head_loads_all_and_makes_clients(self) -> None:
        done = self.prepared("head")
        self.assertIn("terrane_node.commands.resume_fail", done)
        self.assertEqual(done[-1], "clients")

    def test_a_node_loads_nothing_beforehand(self) -> None:
        self.assertEqual(self.prepared("compute"), [])

    def test_the_document_that_the_stub_has_read_serves_the_boot(self) -> None:
        cloud = CloudStub(cluster={"head": "from the cloud"})
        node = self.node_on(cloud)
        node.documents.keep_cluster('{"head": "from the stub"}')
        self.assertEqual(node.documents.cluster(max_age=BOOT_SECONDS), {"head": "from the stub"})
        self.clock.passed = BOOT_SECONDS
        self.assertEqual(node.documents.cluster(max_age=BOOT_SECONDS), {"head": "from the cloud"})


class AfterTheStub(NodeCase):
    def test_the_stub_waits_until_there_is_a_server_or_will_be_none(self) -> None:
        self.paths.settings.parent.mkdir(parents=True)
        settings = {"cluster": "ocean", "role": "compute", "region": "r", "documents": "/terrane/ocean"}
        for document, listens in (('{"head": "h"}', True), ("no JSON", False)):
            with self.subTest(document):
                self.paths.settings.write_text(json.dumps(settings))
                here, there = os.pipe()
                process = os.fork()
                if process == 0:
                    with mock.patch.object(serve, "Paths", return_value=self.paths):
                        serve.after_the_stub(document, there)
                os.close(there)
                self.assertEqual(os.read(here, 1), b"")
                os.close(here)
                self.assertEqual(self.paths.at("/run/terrane/node.sock").exists(), listens)
                if listens:
                    os.kill(process, signal.SIGKILL)
                    self.paths.at("/run/terrane/node.sock").unlink()
                os.waitpid(process, 0)


class Launcher(unittest.TestCase):
    def test_without_a_server_the_work_is_done_at_once(self) -> None:
        program = f"import sys; sys.path.insert(0, {str(PACKAGE)!r}); from terrane_node.client import main; main()"
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", program, "resume"], capture_output=True, text=True, check=False
        )
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage: terrane-node resume", done.stderr)


def descendants(process: int) -> list[int]:
    found: list[int] = []
    for thread in Path(f"/proc/{process}/task").glob("*"):
        for child in (thread / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def defunct(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
