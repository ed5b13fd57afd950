"""Volumes, file systems, buckets, keys and secrets."""

from __future__ import annotations

import base64
import time
import unittest
from typing import Any

from terrane_rehearsal.world import ExportClient

from .oci_emulated import COMPARTMENT, CORE, NAMESPACE, PRINTED, TENANCY, Emulated

FILES, LUSTRE, KMS = "/20171215", "/20250228", "/20180608"
BUCKETS = f"/n/{NAMESPACE}/b"
AES = {"algorithm": "AES", "length": 32}


def in_days(days: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + days * 86_400))


class TestVolumes(Emulated):
    def test_are_refused(self) -> None:
        wrong: list[dict[str, Any]] = [{"sizeInGBs": 10}, {"sizeInGBs": 40_000}, {"vpusPerGB": 15}, {"vpusPerGB": 130}]
        for body in wrong:
            with self.subTest(body):
                self.refused_made("volumes", availabilityDomain=self.domain, **body)
        self.refused_made("volumes", "CannotParseRequest", availabilityDomain=self.domain, sizeInGBs="100")
        self.refused_made("volumes", "MissingParameter")

    def test_are_attached_to_one_instance_of_their_domain(self) -> None:
        _, subnet = self.network(availabilityDomain=None)
        one, other = (self.launched(subnet)["id"] for _ in range(2))
        volume = self.made("volumes", availabilityDomain=self.domain)["id"]
        wanted = {
            "type": "paravirtualized",
            "instanceId": one,
            "volumeId": volume,
            "device": "/dev/oracleoci/oraclevdb",
        }
        place = f"{CORE}/volumeAttachments"
        self.refused(400, "InvalidParameter", "POST", place, {**wanted, "device": "/dev/sdf"})
        self.refused(400, "InvalidParameter", "POST", place, {**wanted, "type": "usb"})
        attached = self.done("POST", place, wanted)["id"]
        self.refused(409, "Conflict", "POST", place, {**wanted, "instanceId": other})
        self.refused(409, "Conflict", "DELETE", f"{CORE}/volumes/{volume}")
        far = self.made("volumes", availabilityDomain=self.oci.availability_domains[1])["id"]
        self.refused(400, "InvalidParameter", "POST", place, {**wanted, "volumeId": far, "device": None})
        near = self.made("volumes", availabilityDomain=self.domain)["id"]
        self.refused(409, "Conflict", "POST", place, {**wanted, "volumeId": near})
        self.done("DELETE", f"{CORE}/instances/{one}")
        self.assertEqual("DETACHED", self.got("volumeAttachments", attached)["lifecycleState"])
        self.done("POST", place, {**wanted, "instanceId": other})


class TestFileSystems(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.vcn, self.subnet = self.network()
        place = {"availabilityDomain": self.domain}
        self.system = self.made("fileSystems", FILES, **place)
        self.target = self.made("mountTargets", FILES, **place, subnetId=self.subnet["id"], hostnameLabel="home")

    def exporting(self, path: str, **body: Any) -> dict[str, Any]:
        return {"exportSetId": self.target["exportSetId"], "fileSystemId": self.system["id"], "path": path, **body}

    def test_are_seen_with_their_clients(self) -> None:
        options = [
            {"source": "10.0.1.0/24", "identitySquash": "NONE"},
            {"source": "10.0.0.0/16", "access": "READ_ONLY"},
        ]
        made = self.done("POST", f"{FILES}/exports", self.exporting("/home", exportOptions=options))
        self.assertEqual(["READ_WRITE", "READ_ONLY"], [each["access"] for each in made["exportOptions"]])
        self.assertEqual([True, True], [each["requirePrivilegedSourcePort"] for each in made["exportOptions"]])
        (server,) = self.oci.observe().file_servers
        self.assertEqual(("fss", "/home", 2049, "10.0.1.2"), (server.kind, server.export, server.port, server.address))
        self.assertEqual(("home.nodes.ocean.oraclevcn.com",), server.names)
        self.assertEqual([False, True], [each.read_only for each in server.clients or ()])
        self.assertIsInstance((server.clients or ())[0], ExportClient)
        self.refused(409, "Conflict", "DELETE", f"{FILES}/fileSystems/{self.system['id']}")
        self.refused(409, "Conflict", "DELETE", f"{CORE}/subnets/{self.subnet['id']}")
        self.done("DELETE", f"{FILES}/mountTargets/{self.target['id']}")
        self.assertEqual((), self.oci.observe().file_servers)
        self.done("DELETE", f"{CORE}/subnets/{self.subnet['id']}")

    def test_refuse_exports(self) -> None:
        self.done("POST", f"{FILES}/exports", self.exporting("/home"))
        wrong = [
            self.exporting("home"),
            self.exporting("/data", exportOptions=[{"source": "10.0.0.0/33"}]),
            self.exporting("/data", exportOptions=[{"source": "10.0.0.0/16", "access": "WRITE"}]),
            self.exporting("/home/inside"),
        ]
        for body in wrong:
            with self.subTest(body):
                self.refused(400, "InvalidParameter", "POST", f"{FILES}/exports", body)
        self.refused(409, "EntityAlreadyExists", "POST", f"{FILES}/exports", self.exporting("/home"))

    def test_with_lustre_have_sizes_and_short_names(self) -> None:
        wanted = {
            "compartmentId": COMPARTMENT,
            "availabilityDomain": self.domain,
            "fileSystemName": "scratch",
            "capacityInGBs": 41_600,
            "subnetId": self.subnet["id"],
            "performanceTier": "MBPS_PER_TB_250",
            "rootSquashConfiguration": {"identitySquash": "NONE"},
        }
        place = f"{LUSTRE}/lustreFileSystems"
        for body in ({"capacityInGBs": 10_000}, {"fileSystemName": "much-too-long"}, {"performanceTier": "FAST"}):
            with self.subTest(body):
                self.refused(400, "InvalidParameter", "POST", place, {**wanted, **body})
        reply = self.call("POST", place, wanted)
        work = self.done("GET", f"{LUSTRE}/workRequests/{reply.headers['opc-work-request-id']}")
        self.assertEqual(("SUCCEEDED", 100), (work["status"], work["percentComplete"]))
        self.assertIn("timeFinished", work)
        resource = {name: work["resources"][0][name] for name in ("entityType", "actionType", "identifier")}
        told = {"entityType": "lustrefilesystem", "actionType": "CREATED", "identifier": reply.body["id"]}
        self.assertEqual(told, resource)
        (server,) = self.oci.observe().file_servers
        self.assertEqual(("lustre", 988, "scratch"), (server.kind, server.port, server.export))


class TestBuckets(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.done("POST", BUCKETS, {"name": "documents", "compartmentId": COMPARTMENT, "versioning": "Enabled"})
        self.objects = f"{BUCKETS}/documents/o"

    def test_have_names_of_their_own(self) -> None:
        body = {"name": "documents", "compartmentId": COMPARTMENT}
        self.refused(409, "BucketAlreadyExists", "POST", BUCKETS, body)
        self.refused(400, "InvalidParameter", "POST", BUCKETS, {**body, "name": "a b"})
        self.refused(400, "InvalidParameter", "POST", BUCKETS, {**body, "name": "b", "storageTier": "Cold"})
        self.refused(404, "BucketNotFound", "GET", f"{BUCKETS}/others")
        self.refused(404, "NamespaceNotFound", "GET", "/n/other/b/documents")

    def test_hold_objects_with_slashes_in_their_names(self) -> None:
        for name in ("terrane%2Focean%2Fcluster", "terrane/ocean/partition/a", "bundles/x.zip"):
            self.done("PUT", f"{self.objects}/{name}", b"content")
        reply = self.call("GET", f"{self.objects}/terrane%2Focean%2Fcluster")
        self.assertEqual((200, b"content"), (reply.status, reply.body))
        listed = self.done("GET", f"{self.objects}?prefix=terrane/&fields=size")
        names = ["terrane/ocean/cluster", "terrane/ocean/partition/a"]
        self.assertEqual([{"name": name, "size": 7} for name in names], listed["objects"])
        folders = self.done("GET", f"{self.objects}?delimiter=/")
        self.assertEqual(["bundles/", "terrane/"], folders["prefixes"])
        part = self.call("GET", f"{self.objects}/bundles/x.zip", range="bytes=1-3")
        self.assertEqual((206, b"ont"), (part.status, part.body))
        self.refused(404, "ObjectNotFound", "GET", f"{self.objects}/bundles/y.zip")

    def test_write_only_where_the_condition_holds(self) -> None:
        first = self.call("PUT", f"{self.objects}/lock", b"1", if_none_match="*")
        self.assertEqual(200, first.status)
        self.assertEqual(412, self.call("PUT", f"{self.objects}/lock", b"2", if_none_match="*").status)
        self.assertEqual(412, self.call("PUT", f"{self.objects}/lock", b"2", if_match="other").status)
        self.assertEqual(200, self.call("PUT", f"{self.objects}/lock", b"2", if_match=first.headers["etag"]).status)
        self.assertEqual(400, self.call("PUT", f"{self.objects}/lock", b"3", content_md5="AAAA").status)

    def test_are_deleted_empty_of_all_versions(self) -> None:
        first = self.call("PUT", f"{self.objects}/x", b"1").headers["version-id"]
        marker = self.call("DELETE", f"{self.objects}/x").headers["version-id"]
        self.refused(404, "ObjectNotFound", "GET", f"{self.objects}/x")
        self.assertEqual(b"1", self.call("GET", f"{self.objects}/x?versionId={first}").body)
        self.refused(409, "BucketNotEmpty", "DELETE", f"{BUCKETS}/documents")
        for version in (first, marker):
            self.done("DELETE", f"{self.objects}/x?versionId={version}")
        self.done("DELETE", f"{BUCKETS}/documents")

    def test_let_the_service_keep_a_life_cycle(self) -> None:
        rule = {"name": "old", "action": "DELETE", "timeAmount": 30, "timeUnit": "DAYS", "isEnabled": True}
        place = f"{BUCKETS}/documents/l"
        self.refused(404, "LifecyclePolicyNotFound", "GET", place)
        self.refused(400, "InsufficientServicePermissions", "PUT", place, {"items": [rule]})
        statement = "Allow service objectstorage-eu-frankfurt-1 to manage object-family in tenancy"
        policy = {"name": "p", "description": "p", "statements": [statement]}
        self.made("policies", **{"compartmentId": TENANCY, **policy})
        self.refused(400, "InvalidParameter", "PUT", place, {"items": [{**rule, "action": "BURN"}]})
        self.done("PUT", place, {"items": [rule]})
        self.assertEqual("objects", self.done("GET", place)["items"][0]["target"])


class TestSecrets(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.vault = self.made("vaults", KMS, displayName="v", vaultType="DEFAULT")
        self.key = self.made("keys", KMS, displayName="k", keyShape=AES)

    def keeping(self, name: str, **body: Any) -> dict[str, Any]:
        own = {"vaultId": self.vault["id"], "keyId": self.key["id"], "compartmentId": COMPARTMENT}
        return {**own, "secretName": name, **body}

    def content(self, secret: str) -> bytes:
        bundle = self.done("GET", f"/20190301/secretbundles/{secret}")
        return base64.b64decode(bundle["secretBundleContent"]["content"])

    def test_are_generated_or_given(self) -> None:
        template = base64.b64encode(b"unused").decode()
        generated = {"generationType": "BYTES", "generationTemplate": "BYTES_512"}
        made = self.keeping("munge", enableAutoGeneration=True, secretGenerationContext=generated)
        self.assertEqual(512, len(self.content(self.done("POST", f"{KMS}/secrets", made)["id"])))
        phrase = {
            "generationType": "PASSPHRASE",
            "generationTemplate": "SECRETS_DEFAULT_PASSWORD",
            "passphraseLength": 20,
            "secretTemplate": '{"password": "%GENERATED_PASSPHRASE%"}',
        }
        made = self.keeping("login", enableAutoGeneration=True, secretGenerationContext=phrase)
        self.assertRegex(self.content(self.done("POST", f"{KMS}/secrets", made)["id"]).decode(), '"password": ".{20}"')
        given = self.keeping("own", secretContent={"contentType": "BASE64", "content": template})
        secret = self.done("POST", f"{KMS}/secrets", given)
        self.assertNotIn("secretContent", secret)
        self.done(
            "PUT", f"{KMS}/secrets/{secret['id']}", {"secretContent": {"contentType": "BASE64", "content": PRINTED}}
        )
        self.assertEqual(b"hello", self.content(secret["id"]))
        self.assertEqual(2, self.got("secrets", secret["id"], KMS)["currentVersionNumber"])

    def test_are_refused(self) -> None:
        place = f"{KMS}/secrets"
        self.refused(400, "MissingParameter", "POST", place, self.keeping("a"))
        self.refused(400, "MissingParameter", "POST", place, self.keeping("a", enableAutoGeneration=True))
        plain = self.keeping("a", secretContent={"contentType": "BASE64", "content": "not encoded!"})
        self.refused(400, "InvalidParameter", "POST", place, plain)
        strange = self.keeping("a", keyId="ocid1.key.oc1.eu-frankfurt-1.aaaaaaaanobody")
        self.refused(404, "NotAuthorizedOrNotFound", "POST", place, strange)
        wrong = [
            {"algorithm": "AES", "length": 33},
            {"algorithm": "DES", "length": 8},
            {"algorithm": "RSA", "length": 32},
        ]
        for shape in wrong:
            with self.subTest(shape):
                body = {"compartmentId": COMPARTMENT, "displayName": "k", "keyShape": shape}
                self.refused(400, "InvalidParameter", "POST", f"{KMS}/keys", body)

    def test_keep_their_names_while_they_wait_for_deletion(self) -> None:
        body = self.keeping("a", secretContent={"contentType": "BASE64", "content": PRINTED})
        secret = self.done("POST", f"{KMS}/secrets", body)["id"]
        place = f"{KMS}/secrets/{secret}/actions"
        for days in (0.1, 40):
            self.refused(
                400, "InvalidParameter", "POST", f"{place}/scheduleDeletion", {"timeOfDeletion": in_days(days)}
            )
        self.done("POST", f"{place}/scheduleDeletion", {"timeOfDeletion": in_days(2)})
        self.assertEqual("PENDING_DELETION", self.got("secrets", secret, KMS)["lifecycleState"])
        self.refused(404, "NotAuthorizedOrNotFound", "GET", f"/20190301/secretbundles/{secret}")
        self.refused(409, "EntityAlreadyExists", "POST", f"{KMS}/secrets", body)
        self.done("POST", f"{place}/cancelDeletion", {})
        self.assertEqual(b"hello", self.content(secret))

    def test_go_with_their_vault(self) -> None:
        place = f"{KMS}/vaults/{self.vault['id']}/actions/scheduleDeletion"
        self.refused(400, "InvalidParameter", "POST", place, {"timeOfDeletion": in_days(3)})
        self.assertEqual("PENDING_DELETION", self.done("POST", place, {})["lifecycleState"])
        self.assertEqual("PENDING_DELETION", self.got("keys", self.key["id"], KMS)["lifecycleState"])


if __name__ == "__main__":
    unittest.main()
