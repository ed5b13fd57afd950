"""Instances: what is refused, and how they live."""

from __future__ import annotations

import base64
import unittest
from typing import Any

from terrane_rehearsal.imds.answer import Request

from .oci_emulated import CORE, PRINTED, UBUNTU, UBUNTU_ARM, Emulated

PREEMPTIBLE = {"preemptionAction": {"type": "TERMINATE", "preserveBootVolume": False}}
BEARER = {"authorization": "Bearer Oracle"}


def plugin(name: str, state: str) -> dict[str, Any]:
    return {"pluginsConfig": [{"name": name, "desiredState": state}]}


class TestLaunch(Emulated):
    def refused_launch(self, body: dict[str, Any], code: str = "InvalidParameter", status: int = 400) -> str:
        return self.refused(status, code, "POST", f"{CORE}/instances", body)

    def test_is_refused(self) -> None:
        _, subnet = self.network()
        large = base64.b64encode(b"x" * 24_000).decode()
        wrong: list[dict[str, Any]] = [
            {"shape": "VM.Standard.E9.Flex"},
            {"shapeConfig": {"ocpus": 200, "memoryInGBs": 400}},
            {"shapeConfig": {"ocpus": 2, "memoryInGBs": 1}},
            {"shapeConfig": {"ocpus": 2, "memoryInGBs": 500}},
            {"shapeConfig": {"memoryInGBs": 16}},
            {"shape": "BM.Optimized3.36", "shapeConfig": {"ocpus": 8}},
            {"shape": "VM.DenseIO.E4.Flex", "shapeConfig": {"ocpus": 9, "memoryInGBs": 144}},
            {"availabilityDomain": "AD-1"},
            {"faultDomain": "FAULT-DOMAIN-4"},
            {"sourceDetails": {"sourceType": "image", "imageId": UBUNTU_ARM}},
            {"sourceDetails": {"sourceType": "disk", "imageId": UBUNTU}},
            {"sourceDetails": {"sourceType": "image", "imageId": UBUNTU, "bootVolumeSizeInGBs": 10}},
            {"agentConfig": plugin("Bastions", "ENABLED")},
            {"agentConfig": plugin("Bastion", "ON")},
            {"metadata": {"user_data": "#!/bin/sh"}},
            {"metadata": {"user_data": large}},
            {"shape": "BM.Optimized3.36", "shapeConfig": None, "preemptibleInstanceConfig": PREEMPTIBLE},
            {"freeformTags": {f"tag{n}": "" for n in range(11)}},
            {"definedTags": {"nobody": {"cluster": "ocean"}}},
            {"createVnicDetails": {"subnetId": subnet["id"], "hostnameLabel": "under_score"}},
        ]
        for body in wrong:
            with self.subTest(body):
                self.refused_launch(self.launching(subnet, **body))
        self.refused_launch(self.launching(subnet, metadata={"count": 1}), "CannotParseRequest")
        self.refused_launch(self.launching(subnet, createVnicDetails={}), "MissingParameter")
        strange = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaanobody"
        unknown = {"sourceType": "image", "imageId": strange}
        self.refused_launch(self.launching(subnet, sourceDetails=unknown), "NotAuthorizedOrNotFound", 404)
        self.assertEqual({}, self.oci.observe().instances)

    def test_needs_a_subnet_in_its_domain(self) -> None:
        _, subnet = self.network()
        other = self.oci.availability_domains[1]
        self.refused_launch(self.launching(subnet, availabilityDomain=other))

    def test_needs_capacity_and_a_limit(self) -> None:
        _, subnet = self.network()
        self.oci.faults.no_capacity("VM.Standard.E5.Flex", self.domain)
        said = self.refused_launch(self.launching(subnet), "InternalError", 500)
        self.assertEqual("Out of host capacity.", said)
        self.oci.faults.clear()
        self.oci.faults.most_ocpus = 3
        self.launched(subnet)
        self.refused_launch(self.launching(subnet), "LimitExceeded")

    def test_fills_in_what_is_not_given(self) -> None:
        _, subnet = self.network()
        instance = self.launched(subnet, shapeConfig={"ocpus": 2})
        self.assertEqual((24.0, 4), (instance["shapeConfig"]["memoryInGBs"], instance["shapeConfig"]["vcpus"]))
        self.assertEqual({"areLegacyImdsEndpointsDisabled": False}, instance["instanceOptions"])
        self.assertEqual("FAULT-DOMAIN-1", instance["faultDomain"])
        self.assertEqual("FAULT-DOMAIN-2", self.launched(subnet)["faultDomain"])
        self.assertNotIn("createVnicDetails", instance)

    def test_of_a_group_is_near_the_others(self) -> None:
        _, subnet = self.network()
        cluster = self.made("computeClusters", availabilityDomain=self.domain)["id"]
        self.refused_launch(self.launching(subnet, computeClusterId=cluster))
        shape = {"shape": "BM.Optimized3.36", "shapeConfig": None}
        instance = self.launched(subnet, computeClusterId=cluster, **shape)["id"]
        self.refused(409, "Conflict", "DELETE", f"{CORE}/computeClusters/{cluster}")
        self.done("DELETE", f"{CORE}/instances/{instance}")
        self.done("DELETE", f"{CORE}/computeClusters/{cluster}")
        self.assertEqual((3840,), self.oci.observe().instances[instance].hardware.local_disks_gb)

    def test_cannot_change_its_user_data(self) -> None:
        _, subnet = self.network()
        place = f"{CORE}/instances/{self.launched(subnet, metadata={'user_data': PRINTED})['id']}"
        self.refused(400, "InvalidParameter", "PUT", place, {"metadata": {"user_data": "b3RoZXI="}})
        changed = self.done("PUT", place, {"metadata": {"user_data": PRINTED, "more": "x"}, "displayName": "other"})
        self.assertEqual(("x", "other"), (changed["metadata"]["more"], changed["displayName"]))


class TestLife(Emulated):
    BOOTS = True

    def setUp(self) -> None:
        super().setUp()
        self.reboots: list[str] = []
        self.oci.reboots = self.reboots.append
        _, self.subnet = self.network()

    def state(self, instance: str) -> tuple[str, str]:
        """As the service says it, and as hosts see it."""
        self.oci.tick()
        return str(self.got("instances", instance)["lifecycleState"]), self.oci.observe().instances[instance].state

    def act(self, instance: str, action: str) -> None:
        self.done("POST", f"{CORE}/instances/{instance}?action={action}")

    def test_follows_what_the_launcher_reports(self) -> None:
        instance = self.launched(self.subnet)["id"]
        self.assertEqual(("PROVISIONING", "pending"), self.state(instance))
        self.oci.booted(instance)
        self.assertEqual(("RUNNING", "running"), self.state(instance))
        self.act(instance, "SOFTSTOP")
        self.assertEqual(("STOPPING", "stopping"), self.state(instance))
        self.oci.stopped(instance)
        self.assertEqual(("STOPPED", "stopped"), self.state(instance))
        self.refused(409, "IncorrectState", "POST", f"{CORE}/instances/{instance}?action=STOP")
        self.act(instance, "START")
        self.assertEqual(("STARTING", "pending"), self.state(instance))
        self.oci.booted(instance)
        self.act(instance, "RESET")
        self.assertEqual([instance], self.reboots)
        self.done("DELETE", f"{CORE}/instances/{instance}")
        self.assertEqual(("TERMINATING", "shutting-down"), self.state(instance))
        self.oci.ended(instance)
        self.assertEqual(("TERMINATED", "terminated"), self.state(instance))
        self.refused(404, "NotAuthorizedOrNotFound", "DELETE", f"{CORE}/instances/{instance}")

    def test_of_a_preemptible_one_ends_when_it_is_taken_back(self) -> None:
        instance = self.launched(self.subnet, preemptibleInstanceConfig=PREEMPTIBLE)["id"]
        self.oci.booted(instance)
        self.assertTrue(self.oci.observe().instances[instance].spot)
        self.oci.take_back(instance)
        self.assertEqual(("TERMINATING", "shutting-down"), self.state(instance))
        self.assertIn("taken back", [each.get("state") for each in self.journal.after(0)])

    def test_of_a_guest_that_powers_off_goes_on_stopped(self) -> None:
        instance = self.launched(self.subnet)["id"]
        self.oci.booted(instance)
        self.oci.powered_off(instance)
        self.assertEqual(("STOPPED", "stopped"), self.state(instance))


class TestMetadata(Emulated):
    def asked(self, path: str, instance: str, headers: dict[str, str]) -> tuple[int, bytes]:
        answer = self.oci.metadata(self.oci.observe().instances[instance], Request("GET", path, headers))
        return int(answer.status), answer.body

    def test_needs_its_header_and_can_be_without_version_one(self) -> None:
        _, subnet = self.network()
        off = {"areLegacyImdsEndpointsDisabled": True}
        open_one = self.launched(subnet, metadata={"user_data": PRINTED, "word": "x"})["id"]
        closed = self.launched(subnet, instanceOptions=off)["id"]
        self.assertEqual((200, b"x"), self.asked("/opc/v2/instance/metadata/word", open_one, BEARER))
        self.assertEqual(401, self.asked("/opc/v2/instance/", open_one, {})[0])
        self.assertEqual(200, self.asked("/opc/v1/instance/", open_one, {})[0])
        self.assertEqual(404, self.asked("/opc/v1/instance/", closed, {})[0])
        self.assertEqual(404, self.asked("/opc/v2/instance/nothing", closed, BEARER)[0])
        self.assertEqual(403, self.asked("/opc/v2/instance/", closed, {**BEARER, "forwarded": "for=x"})[0])
        self.assertEqual((200, b"eu-frankfurt-1"), self.asked("/opc/v2/instance/region", closed, BEARER))
        self.assertEqual((200, b"10.0.1.3"), self.asked("/opc/v2/vnics/0/privateIp", closed, BEARER))


if __name__ == "__main__":
    unittest.main()
