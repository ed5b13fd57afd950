from __future__ import annotations

import json
import threading

from emulated import AwsCase
from support import CloudStub, NodeCase, command, printed

from terrane_node.errors import CloudUnreachable


class Report(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        self.cloud = CloudStub()

    def report(self, *arguments: str) -> str:
        with printed() as out:
            self.assertEqual(command(self.node_on(self.cloud), "report", *arguments), 0)
        return out.getvalue()

    def status(self) -> dict:
        return json.loads(self.paths.boot_status.read_text())

    def test_keeps_every_phase_with_its_times_in_utc(self) -> None:
        self.report("packages", "running")
        self.clock.passed = 41
        self.report("packages", "done")
        self.report("mounts", "running")
        self.assertEqual(
            self.status()["phases"],
            [
                {
                    "name": "packages",
                    "attempts": 1,
                    "start": "2026-01-01T12:00:00Z",
                    "outcome": "done",
                    "reason": "",
                    "end": "2026-01-01T12:00:41Z",
                    "seconds": 41,
                },
                {
                    "name": "mounts",
                    "attempts": 1,
                    "start": "2026-01-01T12:00:41Z",
                    "outcome": "running",
                    "reason": "",
                },
            ],
        )

    def test_shows_where_the_boot_is_and_of_what_machine(self) -> None:
        self.report("mounts", "failed", "--reason", "no answer")
        status = self.status()
        self.assertEqual(
            {key: status[key] for key in ("cluster", "role", "phase", "outcome", "reason", "updated")},
            {
                "cluster": "ocean",
                "role": "head",
                "phase": "mounts",
                "outcome": "failed",
                "reason": "no answer",
                "updated": "2026-01-01T12:00:00Z",
            },
        )

    def test_prints_one_line_for_the_console(self) -> None:
        self.assertEqual(self.report("mounts", "running"), "terrane-phase: mounts running\n")
        self.clock.passed = 3
        line = self.report("mounts", "failed", "--reason", "two\nlines")
        self.assertEqual(line, 'terrane-phase: mounts failed seconds=3 reason="two lines"\n')

    def test_a_phase_that_runs_again_is_counted(self) -> None:
        for outcome in ("running", "failed", "running"):
            self.report("mounts", outcome)
        entry = self.status()["phases"][0]
        self.assertEqual((entry["attempts"], entry["outcome"]), (2, "running"))
        self.assertNotIn("end", entry)

    def test_a_broken_status_file_is_begun_anew(self) -> None:
        self.paths.boot_status.parent.mkdir(parents=True)
        self.paths.boot_status.write_text('{"phases": [')
        self.report("mounts", "running")
        self.assertEqual(len(self.status()["phases"]), 1)

    def test_reports_at_the_same_time_lose_nothing(self) -> None:
        node = self.node_on(self.cloud)
        with printed():
            threads = [
                threading.Thread(target=command, args=(node, "report", f"phase-{number}", "running"))
                for number in range(12)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(len(self.status()["phases"]), 12)
        self.assertEqual([path.name for path in self.paths.state.iterdir() if path.name.startswith(".")], [])

    def test_tags_what_an_operator_wants_to_see(self) -> None:
        self.report("packages", "running")
        self.report("packages", "done")
        self.report("mounts", "failed", "--reason", "x" * 400)
        self.report("ready", "done")
        self.report("update", "done")
        self.assertEqual(
            [(tags["terrane:phase"], len(tags["terrane:reason"]), patient) for tags, patient in self.cloud.tags],
            [
                ("packages running", 0, False),
                ("mounts failed", 256, True),
                ("ready done", 0, False),
                ("update done", 0, False),
            ],
        )

    def test_never_fails_a_boot(self) -> None:
        def unreachable(tags: object, patient: bool) -> None:
            raise CloudUnreachable("EndpointConnectionError", "no route")

        def broken(tags: object, patient: bool) -> None:
            raise ImportError("No module named 'boto3'")

        for tag_self in (unreachable, broken):
            self.cloud.tag_self = tag_self  # type: ignore[method-assign,assignment]
            self.report("mounts", "failed", "--reason", "x")
        self.paths.boot_status.unlink()
        self.paths.boot_status.mkdir()
        self.assertIn("terrane-phase: mounts running", self.report("mounts", "running"))


class ReportedTags(AwsCase):
    def test_go_to_the_machine_itself(self) -> None:
        self.metadata.id = self.launch(role="head")["InstanceId"]
        with printed():
            command(self.node(), "report", "mounts", "failed", "--reason", "no answer")
        seen = self.cloud.instance(self.metadata.id)
        assert seen is not None
        self.assertEqual((seen.tags["terrane:phase"], seen.tags["terrane:reason"]), ("mounts failed", "no answer"))

    def test_a_refused_tag_is_no_error(self) -> None:
        self.calls.refuse("CreateTags", "UnauthorizedOperation")
        with printed():
            self.assertEqual(command(self.node(), "report", "mounts", "running"), 0)
