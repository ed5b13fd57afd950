"""What the command line is told of what a rehearsal found."""

from __future__ import annotations

import tempfile
import threading
import unittest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from terrane_rehearsal.asked import Asked
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.world import World

JUDGED = {"denied": [], "unevaluated": [], "unused": [], "calls": 3}


class Report(unittest.TestCase):
    def setUp(self) -> None:
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.journal = Journal(Path(folder) / "events.jsonl")
        self.addCleanup(self.journal._file.close)

    def report(self) -> dict[str, Any]:
        cloud: Any = SimpleNamespace(
            clouds=SimpleNamespace(observe=World),
            fabric=SimpleNamespace(refused=list, unused=list),
            guard=SimpleNamespace(report=lambda: JUDGED),
            journal=self.journal,
        )
        return Asked(cloud, threading.Event()).report(False)

    def test_what_was_not_rehearsed_is_told_once_and_in_order(self) -> None:
        for sentence in ("b", "a", "b"):
            self.journal.note("not-rehearsed", sentence=sentence)
        self.assertEqual(self.report()["notRehearsed"], [{"sentence": "b"}, {"sentence": "a"}])

    def test_a_call_in_which_the_emulator_fails_is_a_trouble(self) -> None:
        self.journal.note("trouble", error="x")
        self.journal.note("emulator", service="ec2", code="NotImplemented", message="ec2: no", trace="")
        self.journal.note("emulator", service="ec2", code="InternalError", message="ec2: KeyError", trace="line\nline")
        plain, crash = self.report()["troubles"]
        self.assertEqual(plain["error"], "x")
        self.assertEqual(crash["sentence"], "the emulator failed in a call of ec2: KeyError")


if __name__ == "__main__":
    unittest.main()
