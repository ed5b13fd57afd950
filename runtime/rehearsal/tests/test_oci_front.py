"""What all services have in common: names, pages, conditions, repeated requests."""

from __future__ import annotations

import threading
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from terrane_rehearsal.journal import Journal
from terrane_rehearsal.oci import Oci

from .oci_emulated import COMPARTMENT, CORE, Emulated, call

VCN = {"compartmentId": COMPARTMENT, "cidrBlocks": ["10.0.0.0/16"]}
VCNS = f"{CORE}/vcns"


class TestFront(Emulated):
    def test_tells_services_apart_by_their_names(self) -> None:
        target = f"{VCNS}?compartmentId={COMPARTMENT}"
        for host, status in (
            ("iaas.eu-frankfurt-1.oraclecloud.com", 200),
            ("identity.eu-frankfurt-1.oci.oraclecloud.com", 404),
            ("localhost:8000", 200),
        ):
            with self.subTest(host):
                self.assertEqual(status, call(self.oci, "GET", target, host=host).status)
        vault = {"compartmentId": COMPARTMENT, "displayName": "v", "vaultType": "DEFAULT"}
        made = self.done("POST", "/20180608/vaults", vault)
        host = made["managementEndpoint"].removeprefix("https://")
        key = {"compartmentId": COMPARTMENT, "displayName": "k", "keyShape": {"algorithm": "AES", "length": 32}}
        self.assertEqual(made["id"], call(self.oci, "POST", "/20180608/keys", key, host=host).body["vaultId"])

    def test_answers_in_ocis_form(self) -> None:
        reply = self.call("GET", f"{CORE}/nothing", opc_request_id="mine")
        self.assertEqual((404, "NotAuthorizedOrNotFound"), (reply.status, reply.body["code"]))
        self.assertTrue(reply.headers["opc-request-id"].startswith("mine/"))
        self.refused(400, "CannotParseRequest", "POST", VCNS, b"{not json")
        self.refused(400, "MissingParameter", "GET", VCNS)

    def test_gives_pages(self) -> None:
        made = {self.done("POST", VCNS, VCN)["id"] for _ in range(5)}
        seen, page = set(), ""
        for _ in range(3):
            reply = self.call("GET", f"{VCNS}?compartmentId={COMPARTMENT}&limit=2{page}")
            seen |= {each["id"] for each in reply.body}
            page = f"&page={reply.headers.get('opc-next-page')}"
        self.assertEqual(made, seen)
        self.assertNotIn("opc-next-page", reply.headers)
        self.refused(400, "InvalidParameter", "GET", f"{VCNS}?compartmentId={COMPARTMENT}&limit=0")

    def test_finds_by_what_is_asked_for(self) -> None:
        self.done("POST", VCNS, {**VCN, "displayName": "a"})
        self.done("POST", VCNS, {**VCN, "displayName": "b"})
        target = f"{VCNS}?compartmentId={COMPARTMENT}"
        self.assertEqual(["b"], [each["displayName"] for each in self.done("GET", f"{target}&displayName=b")])
        self.assertEqual(2, len(self.done("GET", f"{target}&lifecycleState=available")))
        self.assertEqual([], self.done("GET", f"{VCNS}?compartmentId={self.oci.tenancy}"))

    def test_answers_a_repeated_request_once(self) -> None:
        first = self.call("POST", VCNS, VCN, opc_retry_token="t").body["id"]
        self.assertEqual(first, self.call("POST", VCNS, VCN, opc_retry_token="t").body["id"])
        reply = self.call("POST", VCNS, {**VCN, "displayName": "other"}, opc_retry_token="t")
        self.assertEqual((409, "InvalidatedRetryToken"), (reply.status, reply.body["code"]))
        self.assertNotEqual(first, self.call("POST", VCNS, VCN, opc_retry_token="u").body["id"])

    def test_changes_only_what_the_client_saw(self) -> None:
        vcn = self.done("POST", VCNS, VCN)
        place = f"{VCNS}/{vcn['id']}"
        etag = self.call("GET", place).headers["etag"]
        self.assertEqual(200, self.call("PUT", place, {"displayName": "a"}, if_match=etag).status)
        self.assertEqual(412, self.call("PUT", place, {"displayName": "b"}, if_match=etag).status)
        self.assertEqual(412, self.call("DELETE", place, if_match=etag).status)

    def test_knows_the_regions(self) -> None:
        with TemporaryDirectory() as folder:
            journal = Journal(Path(folder) / "events.jsonl")
            self.addCleanup(journal._file.close)
            with self.assertRaises(ValueError):
                Oci("mars-1", journal=journal)
            self.assertEqual(("Uocm:SA-SAOPAULO-1-AD-1",), Oci("sa-saopaulo-1", journal=journal).availability_domains)

    def test_answers_many_at_once(self) -> None:
        vcn, _ = self.network()
        replies: list[int] = []

        def make(number: int) -> None:
            body = {"compartmentId": COMPARTMENT, "vcnId": vcn["id"], "cidrBlock": f"10.0.{number}.0/24"}
            replies.append(self.call("POST", f"{CORE}/subnets", body).status)

        threads = [threading.Thread(target=make, args=(2 + n % 10,)) for n in range(40)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.assertEqual((10, 30), (replies.count(200), replies.count(400)))


if __name__ == "__main__":
    unittest.main()
