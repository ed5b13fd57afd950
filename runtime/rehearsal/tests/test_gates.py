"""Gates of machines on OCI: what they wrote is noted, and a failure is one of the rehearsal."""

from __future__ import annotations

import io
import json
import unittest
from typing import Any
from unittest.mock import Mock

from terrane_rehearsal.gates import failures, watched
from terrane_rehearsal.journal import Journal

PATH = "/n/ns/b/terrane-ocean-documents/o/gates/head"
GATE = {"instance": "ocid1.instance.a", "uniqueId": "u", "outcome": "SUCCESS"}


class Watching(unittest.TestCase):
    def setUp(self) -> None:
        self.journal, self.read = Mock(spec=Journal), list[bytes]()

    def put(self, path: str, content: bytes, status: str = "200 OK", method: str = "PUT") -> None:
        def app(environ: Any, start: Any) -> list[bytes]:
            self.read.append(environ["wsgi.input"].read())
            start(status, [])
            return []

        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.input": io.BytesIO(content),
        }
        list(watched(app, self.journal)(environ, Mock()))

    def test_an_accepted_gate_is_noted_and_stored_as_it_was_sent(self) -> None:
        content = json.dumps(GATE).encode()
        self.put(PATH, content)
        self.put("/n/ns/b/terrane-ocean-documents/o/gates%2Fhead", content)
        self.assertEqual([content] * 2, self.read)
        self.assertEqual(2, self.journal.note.call_count)
        self.journal.note.assert_called_with("gate", gate="head", **GATE)

    def test_nothing_else_is(self) -> None:
        content = json.dumps(GATE).encode()
        self.put(PATH, content, status="404 Not Found")
        self.put(PATH, content, method="POST")
        self.put("/n/ns/b/x/o/bundles/a.zip", content)
        self.put("/20160918/instances/gates/head", content)
        self.put(PATH, b"")
        self.journal.note.assert_not_called()

    def test_nonsense_is_noted_as_what_it_is(self) -> None:
        self.put(PATH, b"no JSON")
        self.journal.note.assert_called_with("gate", gate="head", instance="", uniqueId="", outcome="")


class Failures(unittest.TestCase):
    def found(self, *outcomes: str, told: bool = False) -> list[str]:
        gates = [{"event": "gate", "gate": "head", **GATE, "outcome": outcome} for outcome in outcomes]
        boots = [{"event": "failed", "id": GATE["instance"]}] if told else []
        return [each["reason"] for each in failures([*boots, *gates])]

    def test_the_last_word_counts(self) -> None:
        self.assertEqual(["its gate 'head' says FAILURE"], self.found("SUCCESS", "FAILURE"))
        self.assertEqual([], self.found("FAILURE", "SUCCESS"))

    def test_a_boot_that_is_told_to_have_failed_is_told_once(self) -> None:
        self.assertEqual([], self.found("FAILURE", told=True))


if __name__ == "__main__":
    unittest.main()
