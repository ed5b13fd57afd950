"""The adapter of Oracle's cloud: instances, launches and pools, through the real SDK."""

from __future__ import annotations

from typing import Any
from unittest import mock

from oracle import OWN_ADDRESS, SHAPE, TAGS, OciCase
from support import CLUSTER

from terrane_node.cloud.base import LIVE, NOT_ENDED, Order
from terrane_node.errors import CloudError, CloudUnreachable, OutOfCapacity

NODE = {
    "cost-centre": "geophysics",
    "terrane:head": OWN_ADDRESS,
    "terrane:cluster": CLUSTER,
    "terrane:role": "compute",
    "terrane:partition": "compute",
    "terrane:node": "compute-1",
    "Name": "ocean compute-1",
}


class Instances(OciCase):
    def test_are_found_by_cluster_role_state_and_node(self) -> None:
        one, other = self.launch(node="compute-1"), self.launch(node="compute-2")
        head = self.launch("head")
        self.launch(node="compute-3")
        ids = lambda found: {each.id for each in found}  # noqa: E731
        self.assertEqual(
            ids(self.cloud.find(CLUSTER, "compute", LIVE, ["compute-1", "compute-2"])), {one["id"], other["id"]}
        )
        self.assertEqual(ids(self.cloud.find(CLUSTER, "head", LIVE)), {head["id"]})
        self.assertEqual(self.cloud.find("lake", "compute", NOT_ENDED), [])
        self.assertEqual(self.cloud.find(CLUSTER, "compute", ("stopped",)), [])

    def test_show_their_tags_address_and_time(self) -> None:
        made = self.launch(node="compute-1")
        (found,) = self.cloud.find(CLUSTER, "compute", LIVE)
        self.assertEqual(found.tags["terrane:cluster"], CLUSTER)
        self.assertEqual((found.node, found.tags["terrane:role"]), ("compute-1", "compute"))
        self.assertEqual(found.tags["Name"], made["displayName"])
        self.assertTrue((found.address or "").startswith("10.0.1."))
        self.assertEqual(found.created.isoformat()[:19], made["timeCreated"][:19])
        again = self.cloud.instance(made["id"])
        self.assertEqual(again, found)

    def test_of_many_no_more_is_asked_than_of_two(self) -> None:
        for number in range(5):
            self.launch(node=f"compute-{number}")
        self.calls.made.clear()
        found = self.cloud.find(CLUSTER, "compute", LIVE)
        self.assertEqual(len({each.address for each in found}), 5)
        self.assertEqual(self.calls.made, ["GET /instances", "GET /vnicAttachments", "GET /privateIps"])

    def test_long_lists_come_in_pages(self) -> None:
        for _ in range(3):
            self.launch()
        with mock.patch("terrane_node.cloud.oci_clients.PAGE", 2):
            self.assertEqual(len(self.cloud.find(CLUSTER, "compute", LIVE)), 3)
        self.assertEqual(len(self.calls.of("GET /instances")), 2)

    def test_a_freeform_tag_cannot_stand_for_a_defined_one(self) -> None:
        self.launch("compute", cluster="lake")
        self.assertEqual(self.cloud.find("lake", "compute", LIVE), [])
        self.assertEqual(self.cloud.find(CLUSTER, "compute", LIVE)[0].tags["terrane:cluster"], CLUSTER)

    def test_one_that_is_gone_is_none(self) -> None:
        self.metadata.id = self.launch("head")["id"]
        self.assertIsNone(self.cloud.instance("ocid1.instance.oc1.iad.gone"))

    def test_one_that_may_not_be_seen_is_not_taken_for_gone(self) -> None:
        self.calls.refuse("GET", "/instances/", 404, "NotAuthorizedOrNotFound", times=2)
        with self.assertRaisesRegex(CloudError, "get_instance needs INSTANCE_READ"):
            self.cloud.instance(self.launch()["id"])

    def test_are_ended_with_their_boot_volumes_and_twice_without_harm(self) -> None:
        ids = [self.launch()["id"] for _ in range(3)]
        self.metadata.id = self.launch("head")["id"]
        self.cloud.terminate(ids)
        self.cloud.terminate([*ids, "ocid1.instance.oc1.iad.gone"])
        self.assertEqual(self.cloud.find(CLUSTER, "compute", NOT_ENDED), [])

    def test_a_machine_that_may_not_be_ended_is_an_error_and_the_others_end(self) -> None:
        first, second = self.launch()["id"], self.launch()["id"]
        self.calls.refuse("DELETE", f"/instances/{first}", 404, "NotAuthorizedOrNotFound")
        with self.assertRaisesRegex(CloudError, "terminate_instance needs INSTANCE_DELETE"):
            self.cloud.terminate([first, second])
        self.assertEqual([each.id for each in self.cloud.find(CLUSTER, "compute", LIVE)], [first])

    def test_one_that_stops_already_is_left_to_it(self) -> None:
        head = self.launch("head")["id"]
        self.raw(head)
        self.calls.refuse("POST", f"/instances/{head}", 409, "IncorrectState", times=9)
        self.cloud.stop(head, force=True)
        self.assertEqual(len(self.calls.of("POST /instances/")), 1)


class OwnTags(OciCase):
    def setUp(self) -> None:
        super().setUp()
        self.metadata.id = self.launch(node="compute-1")["id"]

    def tags(self) -> dict[str, str]:
        freeform: dict[str, str] = self.raw(self.metadata.id)["freeformTags"]
        return freeform

    def test_are_added_to_those_that_are_there(self) -> None:
        self.cloud.tag_self({"terrane:phase": "mounts running", "terrane:reason": "x"}, patient=False)
        self.assertEqual(
            self.tags(), {"terrane:node": "compute-1", "terrane:phase": "mounts running", "terrane:reason": "x"}
        )

    def test_one_without_a_value_takes_no_place(self) -> None:
        self.cloud.tag_self({"terrane:phase": "mounts failed", "terrane:reason": "x"}, patient=True)
        self.cloud.tag_self({"terrane:phase": "ready done", "terrane:reason": ""}, patient=True)
        self.assertEqual(self.tags(), {"terrane:node": "compute-1", "terrane:phase": "ready done"})

    def test_what_another_changed_meanwhile_stays(self) -> None:
        self.calls.refuse("PUT", "/instances/", 412, "NoEtagMatch", times=2)
        self.cloud.tag_self({"terrane:phase": "ready done"}, patient=False)
        self.assertEqual(len(self.calls.of("GET /instances/")), 3)
        self.assertEqual(self.tags()["terrane:phase"], "ready done")


class Launches(OciCase):
    def order(self, template: str, **changes: Any) -> Order:
        given = {
            "template": template,
            "template_version": "1",
            "machine": f"{SHAPE}.8.64",
            "subnet": self.subnet,
            "spot": False,
            "tags": NODE,
            "token": "a" * 64,
            **changes,
        }
        return Order(**given)

    def test_are_made_of_the_template_and_the_order(self) -> None:
        template = self.template(faultDomain="FAULT-DOMAIN-2", launchMode="PARAVIRTUALIZED")
        made = self.cloud.launch(self.order(template))
        raw = self.raw(made.id)
        self.assertEqual((raw["shape"], raw["shapeConfig"]["ocpus"]), (SHAPE, 8))
        self.assertEqual(raw["shapeConfig"]["memoryInGBs"], 64)
        self.assertEqual((raw["displayName"], raw["faultDomain"]), ("ocean compute-1", "FAULT-DOMAIN-2"))
        self.assertEqual(raw["availabilityDomain"], self.zone)
        self.assertEqual(raw["metadata"], {"user_data": "IyEvYmluL3No"})
        self.assertEqual(raw["definedTags"][TAGS], {"cluster": CLUSTER, "role": "compute"})
        self.assertEqual(set(raw["freeformTags"]), {"cost-centre", "terrane:head", "terrane:partition", "terrane:node"})
        self.assertIsNone(raw.get("preemptibleInstanceConfig"))

    def test_have_their_address_and_tags_at_once(self) -> None:
        made = self.cloud.launch(self.order(self.template()))
        self.assertTrue((made.address or "").startswith("10.0.1."))
        self.assertEqual((made.node, made.tags["terrane:role"]), ("compute-1", "compute"))

    def test_the_templates_own_tags_are_the_institutions(self) -> None:
        self.assertEqual(self.cloud.template_tags(self.template(), "1"), {"cost-centre": "geophysics"})

    def test_the_same_token_launches_once(self) -> None:
        order = self.order(self.template())
        self.assertEqual(self.cloud.launch(order).id, self.cloud.launch(order).id)

    def test_at_spot_price_a_machine_may_be_taken_back(self) -> None:
        made = self.cloud.launch(self.order(self.template(), spot=True))
        self.assertEqual(
            self.raw(made.id)["preemptibleInstanceConfig"]["preemptionAction"],
            {"type": "TERMINATE", "preserveBootVolume": False},
        )

    def test_a_fixed_shape_has_no_size(self) -> None:
        made = self.cloud.launch(self.order(self.template(), machine="VM.Standard2.4"))
        self.assertEqual(self.raw(made.id)["shape"], "VM.Standard2.4")

    def test_what_does_not_change_is_read_once(self) -> None:
        template = self.template()
        for number in range(3):
            self.cloud.launch(self.order(template, token=str(number)))
        for beginning in ("GET /instanceConfigurations/", "GET /subnets/", "GET /instancePools"):
            self.assertEqual(len(self.calls.of(beginning)), 1, beginning)

    def test_no_capacity_is_one_request_although_it_comes_as_http_500(self) -> None:
        self.oci.faults.no_capacity(SHAPE)
        with self.assertRaisesRegex(OutOfCapacity, "InternalError: launch_instance: Out of host capacity"):
            self.cloud.launch(self.order(self.template()))
        self.assertEqual((len(self.calls.of("POST /instances")), self.clock.naps), (1, []))

    def test_a_limit_is_no_capacity_either(self) -> None:
        self.oci.faults.most_ocpus = 4
        with self.assertRaisesRegex(OutOfCapacity, "LimitExceeded"):
            self.cloud.launch(self.order(self.template()))

    def test_a_passing_fault_is_eight_requests_with_growing_pauses(self) -> None:
        self.calls.refuse("POST", "/instances", 429, "TooManyRequests", times=8)
        with self.assertRaises(CloudUnreachable):
            self.cloud.launch(self.order(self.template()))
        self.assertEqual((len(self.calls.of("POST /instances")), len(self.clock.naps)), (8, 7))
        self.assertLess(self.clock.naps[0], self.clock.naps[-1])

    def test_a_machine_that_ends_before_it_has_an_address_was_none(self) -> None:
        order = self.order(self.template())
        made = self.cloud.launch(order).id
        self.cloud.terminate([made])
        with self.assertRaisesRegex(OutOfCapacity, "accepted the launch"):
            self.cloud._with_address(self.raw(made))

    def test_an_address_that_does_not_come_is_waited_for_but_not_for_ever(self) -> None:
        self.calls.answers["GET /vnicAttachments"] = []
        self.assertIsNone(self.cloud.launch(self.order(self.template())).address)
        self.assertGreater(self.clock.passed, 120)


class Pools(OciCase):
    shape = "BM.Optimized3.36"

    def setUp(self) -> None:
        super().setUp()
        launch = {**self.details(shape=self.shape), "definedTags": self.defined("compute")}
        details = {"instanceDetails": {"instanceType": "compute", "launchDetails": launch}}
        self.pool_template = self.make("pools", "create_instance_configuration", details)["id"]
        self.network(2)

    def network(self, size: int) -> None:
        self.made = self.make(
            "pools",
            "create_cluster_network",
            {
                "displayName": "compute",
                "placementConfiguration": {"availabilityDomain": self.zone, "primarySubnetId": self.subnet},
                "instancePools": [{"instanceConfigurationId": self.pool_template, "size": size}],
            },
        )
        for _ in range(3):
            self.oci.tick()

    def claim(self, number: int) -> Any:
        tags = {**NODE, "terrane:node": f"compute-{number}", "Name": f"ocean compute-{number}"}
        order = Order(self.pool_template, "1", self.shape, self.subnet, False, tags, str(number))
        return self.cloud.launch(order)

    def test_a_node_is_made_of_a_machine_that_is_there(self) -> None:
        spare = {each.id for each in self.cloud.find(CLUSTER, "compute", LIVE)}
        one, other = self.claim(1), self.claim(2)
        self.assertEqual({one.id, other.id}, spare)
        self.assertTrue(one.address)
        raw = self.raw(one.id)
        self.assertEqual((raw["displayName"], raw["freeformTags"]["terrane:node"]), ("ocean compute-1", "compute-1"))
        self.assertIn("oci:compute:instancepool", raw["freeformTags"])
        self.assertEqual(raw["definedTags"][TAGS]["role"], "compute")
        self.assertEqual(self.calls.of("POST /instances"), [])

    def test_the_oldest_comes_first(self) -> None:
        found = sorted(self.cloud.find(CLUSTER, "compute", LIVE), key=lambda each: (each.created, each.id))
        self.assertEqual(self.claim(1).created, found[0].created)

    def test_when_all_are_taken_that_is_the_reason(self) -> None:
        for number in (1, 2):
            self.claim(number)
        with self.assertRaisesRegex(OutOfCapacity, "the cluster network has 2 machines, all taken; raise max"):
            self.claim(3)
        self.assertEqual(self.clock.naps, [])

    def test_a_machine_that_another_process_took_is_left_to_it(self) -> None:
        self.claim(1)
        self.cloud._pools.clear()
        free = next(each.id for each in self.cloud.find(CLUSTER, "compute", LIVE) if each.spare)
        pool = self.cloud._pool(self.pool_template)
        assert pool is not None
        pool._free = [each.id for each in self.cloud.find(CLUSTER, "compute", LIVE) if not each.spare]
        self.assertEqual(self.claim(2).id, free)

    def test_one_that_was_ended_is_waited_for_until_the_pool_has_replaced_it(self) -> None:
        taken = [self.claim(number).id for number in (1, 2)]
        self.cloud.terminate(taken[:1])
        self.clock.on_sleep = self.oci.tick
        self.assertNotIn(self.claim(1).id, taken)

    def test_machines_that_do_not_come_are_not_waited_for_twice(self) -> None:
        self.oci.faults.no_capacity(self.shape)
        taken = [self.claim(number).id for number in (1, 2)]
        self.cloud.terminate(taken)
        for _ in range(2):
            with self.assertRaisesRegex(OutOfCapacity, "0 of its 2 machines"):
                self.claim(1)
        self.assertLess(self.clock.passed, 700)

    def test_those_held_ready_are_marked(self) -> None:
        self.claim(1)
        self.assertEqual(sorted(each.spare for each in self.cloud.find(CLUSTER, "compute", LIVE)), [False, True])
