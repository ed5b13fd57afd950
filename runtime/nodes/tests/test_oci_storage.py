"""The adapter of Oracle's cloud: volumes, documents and secrets, through the real SDK."""

from __future__ import annotations

import base64

from oracle import BUCKET, OciCase
from support import command

from terrane_node.errors import CloudError
from terrane_node.takeover import Takeover


class Volumes(OciCase):
    def setUp(self) -> None:
        super().setUp()
        self.former, self.own = self.launch("head")["id"], self.launch("head")["id"]
        self.metadata.id = self.own
        self.volume = self.make("volumes", "create_volume", {"availabilityDomain": self.zone, "sizeInGBs": 50})["id"]
        self.oci.tick()

    def test_a_free_one_is_attached_under_a_path_that_lasts(self) -> None:
        self.assertEqual(self.cloud.disk(self.volume).state, "available")
        disk = Takeover(self.node(), self.volume, self.own).attach()
        self.assertEqual(
            (disk.holder, disk.device, disk.attachment), (self.own, "/dev/oracleoci/oraclevdb", "attached")
        )
        self.assertEqual(self.cloud.free_devices(self.own)[0], "/dev/oracleoci/oraclevdc")

    def test_one_goes_from_the_former_head_to_this_one(self) -> None:
        self.cloud.attach_disk(self.volume, self.former, "/dev/oracleoci/oraclevdb")
        disk = Takeover(self.node(), self.volume, self.own).attach()
        self.assertEqual((disk.holder, self.state_of(self.former)), (self.own, "STOPPED"))

    def test_what_was_let_go_already_is_no_error(self) -> None:
        self.cloud.detach_disk(self.volume, self.former)


class Documents(OciCase):
    def setUp(self) -> None:
        super().setUp()
        self.make_bucket()

    def test_are_objects_of_the_clusters_bucket(self) -> None:
        self.put("terrane/ocean/cluster", b'{"cluster": "ocean"}')
        self.assertEqual(self.cloud.document("/terrane/ocean/cluster"), '{"cluster": "ocean"}')

    def test_a_bundle_is_fetched_to_a_file(self) -> None:
        content = bytes(range(256)) * 9000
        self.put("bundles/b.zip", content)
        self.cloud.fetch(BUCKET, "bundles/b.zip", self.root / "b.zip")
        self.assertEqual((self.root / "b.zip").read_bytes(), content)

    def test_the_gate_tells_how_the_boot_ended(self) -> None:
        self.put("terrane/ocean/cluster", b'{"signal": {"stack": "terrane-ocean-documents", "resource": "gates/head"}}')
        command(self.node(), "signal", "failure", "--phase", "mounts", "--reason", "no route (rc=1)")
        self.assertEqual(
            self.cloud._object(BUCKET, "gates/head").json(),
            {
                "instance": self.metadata.id,
                "uniqueId": f"{self.metadata.id}:mounts:no-route-rc-1",
                "outcome": "FAILURE",
            },
        )

    def test_a_document_that_is_absent_is_an_error_with_its_name(self) -> None:
        with self.assertRaisesRegex(CloudError, "get_object needs OBJECT_READ"):
            self.cloud.document("/terrane/ocean/partition/lake")

    def test_a_secret_is_what_was_encoded(self) -> None:
        content = {"contentType": "BASE64", "content": base64.b64encode(b"\x00key\xff").decode()}
        self.calls.answers["GET /secretbundles/ocid1.vaultsecret.oc1..a"] = {"secretBundleContent": content}
        self.assertEqual(self.cloud.secret("ocid1.vaultsecret.oc1..a"), b"\x00key\xff")
