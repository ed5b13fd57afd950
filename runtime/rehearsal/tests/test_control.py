from __future__ import annotations

import http.client
import json
import socket
import tempfile
import unittest
from pathlib import Path
from typing import Any

from terrane_rehearsal import control
from terrane_rehearsal.find_host import HostNotFound


class Answers:
    def __init__(self) -> None:
        self.ended = False

    def status(self) -> dict[str, Any]:
        return {"name": "small", "hosts": []}

    def events(self, after: int) -> list[dict[str, Any]]:
        return [{"number": after + 1, "event": "up"}]

    def text(self, host: str, which: str) -> str:
        if host != "head":
            raise HostNotFound(f"no host {host!r}")
        return f"{which} of {host}"

    def report(self, destroyed: bool) -> dict[str, Any]:
        return {"orphans": ["i-1"] if destroyed else []}

    def faults(self) -> list[dict[str, Any]]:
        return []

    def fault(self, spec: dict[str, Any]) -> str:
        if spec.get("kind") != "kill":
            raise ValueError("no fault of that kind")
        return "dead"

    def begin_oci(self, region: str | None) -> list[dict[str, str]]:
        if region == "us-east-1":
            raise ValueError("OCI has no Region 'us-east-1'")
        return [{"what": "OCI", "instead": region or ""}]

    def secret(self, arn: str, value: str) -> None:
        if not arn.startswith("arn:"):
            raise ValueError(f"{arn!r} is no full ARN")
        self.kept = (arn, value)

    def down(self) -> None:
        self.ended = True


class Over(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("control")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)


class Control(unittest.TestCase):
    def setUp(self) -> None:
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.path = Path(folder) / "control.sock"
        self.answers = Answers()
        server = control.serve(self.path, self.answers)
        self.addCleanup(server.shutdown)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        connection = Over(str(self.path))
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json"} if text else {})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, json.loads(read)

    def test_status_events_and_texts_are_answered(self) -> None:
        self.assertEqual(self.ask("GET", "/status"), (200, {"name": "small", "hosts": []}))
        self.assertEqual(self.ask("GET", "/events?after=6"), (200, {"events": [{"number": 7, "event": "up"}]}))
        self.assertEqual(self.ask("GET", "/logs?host=head&which=console"), (200, {"text": "console of head"}))

    def test_orphans_are_asked_for_after_the_destruction_alone(self) -> None:
        self.assertEqual(self.ask("GET", "/report")[1], {"orphans": []})
        self.assertEqual(self.ask("GET", "/report?destroyed=1")[1], {"orphans": ["i-1"]})

    def test_an_unknown_host_or_fault_is_the_askers_error(self) -> None:
        self.assertEqual(self.ask("GET", "/logs?host=haed"), (400, {"error": "no host 'haed'"}))
        self.assertEqual(self.ask("POST", "/faults", {"kind": "x"}), (400, {"error": "no fault of that kind"}))
        self.assertEqual(self.ask("POST", "/faults", {"kind": "kill"}), (200, {"done": "dead"}))

    def test_oci_begins_in_a_region_of_its_own(self) -> None:
        self.assertEqual(
            self.ask("POST", "/oci", {"region": "a"}), (200, {"standIns": [{"what": "OCI", "instead": "a"}]})
        )
        self.assertEqual(self.ask("POST", "/oci", {})[0], 200)
        self.assertEqual(self.ask("POST", "/oci", {"region": "us-east-1"})[0], 400)

    def test_a_secret_of_the_institution_is_handed_on(self) -> None:
        self.assertEqual(self.ask("POST", "/secrets", {"arn": "arn:x", "value": "v"}), (200, {}))
        self.assertEqual(self.answers.kept, ("arn:x", "v"))
        self.assertEqual(self.ask("POST", "/secrets", {"arn": "x", "value": "v"})[0], 400)

    def test_down_is_handed_on(self) -> None:
        self.assertEqual(self.ask("POST", "/down"), (200, {}))
        self.assertTrue(self.answers.ended)

    def test_only_root_may_open_the_socket(self) -> None:
        self.assertEqual(self.path.stat().st_mode & 0o777, 0o600)


if __name__ == "__main__":
    unittest.main()
