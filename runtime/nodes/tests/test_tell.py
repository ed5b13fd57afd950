from __future__ import annotations

import json
import os
import threading
from typing import Any
from unittest import mock

from support import CloudStub, NodeCase, command

from terrane_node.commands import tell
from terrane_node.errors import CloudUnreachable

# 2026-01-01T12:00:00Z
NOON = 1767268800


class Tell(NodeCase):
    role = "compute"

    def setUp(self) -> None:
        super().setUp()
        self.cloud = CloudStub()
        self.teller = tell.Teller(self.node_on(self.cloud))

    def note(self, phase: str, outcome: str, reason: str = "") -> None:
        self.teller.see(tell.event_of(f"{NOON + int(self.clock.passed)} {phase} {outcome} {reason}".rstrip()))

    def tags(self) -> list[tuple[str, bool]]:
        return [(tags["terrane:phase"], patient) for tags, patient in self.cloud.tags]

    def status(self) -> Any:
        return json.loads(self.paths.boot_status.read_text())


class Tags(Tell):
    def test_the_first_phase_is_told_at_once_and_the_end_for_certain(self) -> None:
        self.note("identity", "running")
        self.note("identity", "done")
        self.note("ready", "running")
        self.note("ready", "done")
        self.assertTrue(self.teller.finish())
        self.assertEqual(self.tags(), [("identity running", False), ("ready done", True)])

    def test_phases_that_follow_quickly_are_told_every_few_seconds(self) -> None:
        for number in range(20):
            self.note(f"phase-{number}", "running")
            self.clock.passed += 0.5
        self.assertEqual([name for name, _ in self.tags()], [f"phase-{n} running" for n in (0, 6, 12, 18)])

    def test_a_phase_that_lasts_is_told_although_nothing_new_comes(self) -> None:
        self.note("identity", "running")
        self.note("mounts", "running")
        self.assertEqual(self.teller.due_seconds(), 3)
        self.clock.passed = 3
        self.teller.see(None)
        self.assertEqual(self.tags()[-1], ("mounts running", False))
        self.assertIsNone(self.teller.due_seconds())

    def test_a_failure_is_told_with_its_reason_and_patiently(self) -> None:
        self.note("mounts", "running")
        self.note("mounts", "failed", "no answer from fs-1")
        self.assertTrue(self.teller.finish())
        self.assertEqual(
            self.cloud.tags[-1], ({"terrane:phase": "mounts failed", "terrane:reason": "no answer from fs-1"}, True)
        )

    def test_what_the_cloud_did_not_take_is_told_again(self) -> None:
        refuse = mock.patch.object(self.cloud, "tag_self", side_effect=CloudUnreachable("Timeout", "no route"))
        with refuse:
            self.note("mounts", "running")
            self.assertEqual(self.teller.due_seconds(), 3)
            self.assertFalse(self.teller.finish())
        self.assertTrue(self.teller.finish())
        self.assertEqual(self.tags(), [("mounts running", True)])


class History(Tell):
    def test_has_the_times_at_which_the_boot_noted_them(self) -> None:
        self.note("mounts", "running")
        self.clock.passed = 41
        self.note("mounts", "done")
        self.assertEqual(
            self.status()["phases"],
            [
                {
                    "name": "mounts",
                    "attempts": 1,
                    "start": "2026-01-01T12:00:00Z",
                    "outcome": "done",
                    "reason": "",
                    "end": "2026-01-01T12:00:41Z",
                    "seconds": 41,
                }
            ],
        )
        self.assertEqual(self.status()["role"], "compute")

    def test_what_is_no_event_is_left_out(self) -> None:
        for line in ("", "mounts running", f"{NOON} mounts exploded", "soon mounts running"):
            self.assertIsNone(tell.event_of(line), line)


class Pipe(NodeCase):
    def test_is_read_until_the_boot_has_closed_it(self) -> None:
        cloud = CloudStub()
        reader, writer = os.pipe()

        def boot() -> None:
            for piece in (f"{NOON} mounts run", f"ning\n{NOON + 2} mounts failed no answer\n"):
                os.write(writer, piece.encode())
            os.close(writer)

        with open(reader, encoding="utf-8") as stdin, mock.patch("sys.stdin", stdin):
            thread = threading.Thread(target=boot)
            thread.start()
            self.assertEqual(command(self.node_on(cloud), "tell"), 0)
            thread.join()
        self.assertEqual(cloud.tags[-1][0]["terrane:reason"], "no answer")
        self.assertEqual(json.loads(self.paths.boot_status.read_text())["phases"][0]["seconds"], 2)

    def test_something_due_is_done_while_nothing_comes(self) -> None:
        reader, writer = os.pipe()
        self.addCleanup(os.close, reader)
        self.addCleanup(os.close, writer)
        self.assertEqual(next(tell.lines(reader, lambda: 0.0)), "")

    def test_the_boot_does_not_wait_for_a_cloud_that_does_not_answer(self) -> None:
        cloud = CloudStub()
        reader, writer = os.pipe()
        os.write(writer, f"{NOON} mounts failed x\n".encode())
        os.close(writer)
        cloud.tag_self = mock.Mock(side_effect=CloudUnreachable("Timeout", "no route"))  # type: ignore[method-assign]
        alarms: list[int] = []
        with open(reader, encoding="utf-8") as stdin, mock.patch("sys.stdin", stdin):
            with mock.patch("signal.alarm", side_effect=alarms.append):
                self.assertEqual(command(self.node_on(cloud), "tell"), 1)
        self.assertEqual(alarms, [60, 0])
