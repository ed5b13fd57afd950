from __future__ import annotations

import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from support import FakeClock

from terrane_node.cloud.oci_metadata import OciMetadata
from terrane_node.errors import CloudUnreachable

# https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm: its examples, shortened.
INSTANCE = {
    "availabilityDomain": "EMIr:PHX-AD-1",
    "displayName": "ocean compute-7",
    "id": "ocid1.instance.oc1.phx.exampleuniqueID",
    "region": "phx",
    "state": "Running",
    "timeCreated": 1600381928581,
    "freeformTags": {"terrane:node": "compute-7", "terrane:role": "head", "oci:compute:instancepool": "ocid1.pool"},
    "definedTags": {"Operations": {"CostCenter": "42"}, "terrane-ocean": {"cluster": "ocean", "role": "compute"}},
}
VNICS = [{"vnicId": "ocid1.vnic.1", "privateIp": "10.0.3.6"}, {"vnicId": "ocid1.vnic.2", "privateIp": "10.0.4.3"}]


class Service(BaseHTTPRequestHandler):
    """OCI's metadata service with version 1 disabled."""

    def do_GET(self) -> None:
        server: Any = self.server
        server.requests += 1
        if self.headers["Authorization"] != "Bearer Oracle":
            return self._answer(403, "")
        if server.refusals:
            return self._answer(server.refusals.pop(0), "")
        item = server.items.get(self.path.replace("/opc/v2/", ""))
        return self._answer(404, "") if item is None else self._answer(200, json.dumps(item))

    def _answer(self, code: int, text: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        del arguments


class Metadata(unittest.TestCase):
    def setUp(self) -> None:
        self.server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        self.server.requests, self.server.refusals = 0, []
        self.server.items = {"instance/": dict(INSTANCE), "vnics/": VNICS}
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.clock = FakeClock()
        self.imds = OciMetadata("terrane-ocean", f"http://127.0.0.1:{self.server.server_port}", self.clock)

    def test_tells_who_and_where_the_machine_is(self) -> None:
        self.assertEqual((self.imds.instance_id(), self.imds.address()), (INSTANCE["id"], "10.0.3.6"))

    def test_shows_tags_of_both_kinds_and_trusts_the_defined_ones(self) -> None:
        self.assertEqual(self.imds.tag("terrane:node"), "compute-7")
        self.assertEqual((self.imds.tag("terrane:cluster"), self.imds.tag("terrane:role")), ("ocean", "compute"))
        self.assertIsNone(self.imds.tag("terrane:head"))

    def test_a_machine_of_a_pool_knows_it(self) -> None:
        self.assertEqual(self.imds.tag("terrane:pool"), "ocid1.pool")

    def test_is_asked_again_while_it_is_down_for_a_moment(self) -> None:
        for refusals in ([404], [429, 503]):
            with self.subTest(refusals):
                self.server.refusals = list(refusals)
                self.assertEqual(self.imds.instance_id(), INSTANCE["id"])

    def test_is_not_asked_for_ever(self) -> None:
        self.server.refusals = [503] * 9
        with self.assertRaisesRegex(CloudUnreachable, "instance/: HTTP 503"):
            self.imds.instance_id()
        self.assertEqual(self.server.requests, 3)

    def test_a_refusal_that_will_not_pass_is_an_error_at_once(self) -> None:
        self.server.refusals = [403]
        with self.assertRaisesRegex(CloudUnreachable, "HTTP 403"):
            self.imds.instance_id()
        self.assertEqual(self.clock.naps, [])

    def test_an_interruption_is_an_end_that_has_begun(self) -> None:
        self.assertIsNone(self.imds.interruption())
        self.server.items["instance/"]["state"] = "Terminating"
        self.assertEqual(self.imds.interruption(), "terminating")

    def test_no_service_is_an_error_with_its_cause(self) -> None:
        with self.assertRaisesRegex(CloudUnreachable, "MetadataUnreachable"):
            OciMetadata("terrane-ocean", "http://127.0.0.1:1", self.clock).address()
