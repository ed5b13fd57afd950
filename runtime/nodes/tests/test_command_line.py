from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import pwd
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

from support import CLUSTER, LOGGER, CloudStub, NodeCase, printed

from terrane_node import cli, logs
from terrane_node.errors import CommandError, SettingsError
from terrane_node.files import read_json, write_whole
from terrane_node.process import SYSTEM_PATH, environment, run
from terrane_node.settings import OciPlace, read_settings

PACKAGE = Path(__file__).resolve().parent.parent
TERRANE_NODE = (sys.executable, "-m", "terrane_node")


class CommandLine(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        self.paths.settings.parent.mkdir(parents=True)
        self.paths.settings.write_text(
            json.dumps({"cluster": CLUSTER, "role": "login", "region": "r", "documents": f"/terrane/{CLUSTER}"})
        )
        self.addCleanup(self.silence)

    def silence(self) -> None:
        for handler in LOGGER.handlers:
            handler.close()
        LOGGER.handlers[:] = [logging.NullHandler()]

    def main(self, *arguments: str, cloud: object | None = None) -> tuple[int, str, str]:
        error = io.StringIO()
        connect = mock.patch("terrane_node.node.connect", return_value=cloud or CloudStub(cluster={"head": "h"}))
        with connect, printed() as out, contextlib.redirect_stderr(error):
            return cli.main(arguments, self.paths), out.getvalue(), error.getvalue()

    def test_oracles_cloud_has_settings_of_its_own(self) -> None:
        given = json.loads(self.paths.settings.read_text())
        place = {"compartment": "ocid1.compartment.oc1..a", "namespace": "n", "bucket": "b", "tags": "t"}
        self.paths.settings.write_text(json.dumps({**given, "cloud": "oci", **place}))
        self.assertEqual(read_settings(self.paths).oci, OciPlace(**place))
        self.paths.settings.write_text(json.dumps({**given, "cloud": "oci", **place, "bucket": ""}))
        with self.assertRaisesRegex(SettingsError, "no 'bucket'"):
            read_settings(self.paths)

    def test_prints_the_answer_alone_on_stdout(self) -> None:
        self.assertEqual(self.main("value", "head")[:2], (0, "h\n"))

    def test_a_failure_is_one_line_on_stderr_and_in_the_programs_log(self) -> None:
        code, out, error = self.main("value", "nothing")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("ERROR value: the cluster document has no 'nothing'", error)
        self.assertEqual(error.count("\n"), 1)
        self.assertEqual((self.paths.logs / "value.log").read_text(), error)

    def test_a_defect_leaves_its_trace(self) -> None:
        code, _, error = self.main("value", "head", cloud=object())
        self.assertEqual(code, 1)
        self.assertIn("Traceback", error)

    def test_a_log_that_cannot_be_written_is_no_failure(self) -> None:
        self.paths.logs.parent.mkdir(parents=True)
        self.paths.logs.write_text("a file where the folder should be")
        code, out, error = self.main("value", "head")
        self.assertEqual((code, out), (0, "h\n"))
        self.assertIn("no log file", error)

    def test_a_machine_without_settings_says_so(self) -> None:
        self.paths.settings.unlink()
        code, _, error = self.main("value", "head")
        self.assertEqual(code, 1)
        self.assertIn("node.json is absent", error)

    def test_an_unknown_cloud_is_named(self) -> None:
        self.paths.settings.write_text(self.paths.settings.read_text().replace("}", ', "cloud": "fog"}'))
        with contextlib.redirect_stderr(io.StringIO()) as error:
            self.assertEqual(cli.main(["value", "head"], self.paths), 1)
        self.assertIn("cloud 'fog' is not known", error.getvalue())

    def test_every_subcommand_has_its_module(self) -> None:
        for name in cli.COMMANDS:
            self.assertTrue(callable(cli.command(name).run), name)

    def test_the_launcher_needs_no_boto3_to_explain_itself(self) -> None:
        done = subprocess.run([*TERRANE_NODE, "--help"], cwd=PACKAGE, capture_output=True, text=True, check=True)
        for name in cli.COMMANDS:
            self.assertIn(name, done.stdout)

    def test_a_subcommand_loads_no_other(self) -> None:
        program = "import sys; from terrane_node import cli; cli.parser(['value']); print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE, capture_output=True, text=True, check=True)
        self.assertIn("terrane_node.commands.value", done.stdout)
        self.assertNotIn("terrane_node.commands.resume", done.stdout)

    def test_wrong_use_is_code_2(self) -> None:
        done = subprocess.run([*TERRANE_NODE, "resume"], cwd=PACKAGE, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)


class SlurmUsersFiles(NodeCase):
    def test_are_made_by_root_for_the_slurm_user(self) -> None:
        if os.geteuid() != 0:
            self.fail("this test changes owners: run the suite as root")
        user = pwd.getpwnam("nobody")
        logs.share_with_slurm(self.paths, "nobody")
        for name in ("resume.log", "resume-fail.log", "suspend.log"):
            self.assertEqual((self.paths.logs / name).stat().st_uid, user.pw_uid)
        self.assertEqual(logs.slurm_cache(self.paths).stat().st_uid, user.pw_uid)
        self.assertEqual(self.paths.logs.stat().st_uid, 0)

    def test_are_not_made_before_there_is_such_a_user(self) -> None:
        logs.share_with_slurm(self.paths, "no-such-user")
        self.assertFalse(self.paths.logs.exists())


class Processes(NodeCase):
    def test_a_failure_carries_the_last_line(self) -> None:
        self.programs.add("broken", "echo first >&2; echo last >&2; exit 3")
        with self.assertRaisesRegex(CommandError, r"^broken failed \(3\): last$"):
            run(["broken"])

    def test_what_mount_adds_to_every_failure_is_not_the_reason(self) -> None:
        hint = "       dmesg(1) may have more information after failed mount system call."
        self.programs.add("mount", f"echo 'mount: /home: no such server.' >&2; echo '{hint}' >&2; exit 32")
        with self.assertRaisesRegex(CommandError, r"^mount failed \(32\): mount: /home: no such server.$"):
            run(["mount"])

    def test_an_absent_program_and_a_slow_one_are_named(self) -> None:
        with self.assertRaisesRegex(CommandError, "no-such-program is not installed"):
            run(["no-such-program"])
        self.programs.add("slow", "exec sleep 30")
        with self.assertRaisesRegex(CommandError, "slow gave no answer"):
            run(["slow"], timeout=0.2)

    def test_programs_are_found_although_slurmctld_gives_no_path(self) -> None:
        with mock.patch.dict(os.environ, clear=True):
            self.assertEqual(environment()["PATH"].split(os.pathsep), list(SYSTEM_PATH))


class Files(unittest.TestCase):
    def test_a_failed_write_leaves_the_old_file_and_nothing_beside(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_text("old")
            path.chmod(0o600)
            with mock.patch("os.replace", side_effect=OSError("disk full")), self.assertRaises(OSError):
                write_whole(path, "new")
            self.assertEqual([entry.name for entry in Path(folder).iterdir()], ["file"])
            self.assertEqual(path.read_text(), "old")
            write_whole(path, "new")
            self.assertEqual((path.read_text(), path.stat().st_mode & 0o777), ("new", 0o600))

    def test_readers_never_see_half_a_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file.json"
            stop = threading.Event()

            def write() -> None:
                number = 0
                while not stop.is_set():
                    number += 1
                    write_whole(path, json.dumps({"n": [number] * 2000}))

            writer = threading.Thread(target=write)
            write_whole(path, '{"n": []}')
            writer.start()
            try:
                for _ in range(100):
                    self.assertIsNotNone(read_json(path))
            finally:
                stop.set()
                writer.join()
