"""Instance configurations, pools and cluster networks."""

from __future__ import annotations

import unittest
from typing import Any

from .oci_emulated import COMPARTMENT, CORE, UBUNTU, Emulated

SOURCE = {"sourceType": "image", "imageId": UBUNTU}
FLEXIBLE = {"shape": "VM.Standard.E5.Flex", "shapeConfig": {"ocpus": 1, "memoryInGBs": 8}, "sourceDetails": SOURCE}
RDMA = {"shape": "BM.Optimized3.36", "sourceDetails": SOURCE}


class Pools(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.vcn, self.subnet = self.network()
        self.place = {"availabilityDomain": self.domain, "primarySubnetId": self.subnet["id"]}

    def configuration(self, **launch: Any) -> str:
        details = {"instanceType": "compute", "launchDetails": launch or FLEXIBLE}
        return str(self.made("instanceConfigurations", instanceDetails=details)["id"])

    def pool(self, size: int, configuration: str | None = None) -> str:
        wanted = {"instanceConfigurationId": configuration or self.configuration(), "size": size}
        return str(self.made("instancePools", placementConfigurations=[self.place], displayName="p", **wanted)["id"])

    def members(self, pool: str) -> list[str]:
        self.oci.tick()
        listed = self.done("GET", f"{CORE}/instancePools/{pool}/instances?compartmentId={COMPARTMENT}")
        return [each["id"] for each in listed]

    def settled(self, collection: str, id: str) -> Any:
        for _ in range(4):
            self.oci.tick()
        return self.got(collection, id)


class TestConfigurations(Pools):
    def test_launch_what_they_say_or_what_the_request_says(self) -> None:
        place = f"{CORE}/instanceConfigurations/{self.configuration()}/actions/launch"
        where = {"compartmentId": COMPARTMENT, "availabilityDomain": self.domain}
        wanted = {**where, "createVnicDetails": {"subnetId": self.subnet["id"]}, "displayName": "one"}
        made = self.done("POST", place, {"instanceType": "compute", "launchDetails": wanted})
        self.assertEqual(("one", "VM.Standard.E5.Flex"), (made["displayName"], made["shape"]))
        without = {"instanceType": "compute", "launchDetails": where}
        self.refused(400, "MissingParameter", "POST", place, without)

    def test_are_refused(self) -> None:
        wrong: list[dict[str, Any]] = [
            {**FLEXIBLE, "shape": "VM.Nothing"},
            {**FLEXIBLE, "metadata": {"user_data": "not encoded"}},
            {**FLEXIBLE, "agentConfig": {"pluginsConfig": [{"name": "Nothing", "desiredState": "ENABLED"}]}},
        ]
        for launch in wrong:
            with self.subTest(launch):
                details = {"instanceType": "compute", "launchDetails": launch}
                self.refused_made("instanceConfigurations", instanceDetails=details)

    def test_are_held_by_their_pools(self) -> None:
        configuration = self.configuration()
        pool = self.pool(1, configuration)
        place = f"{CORE}/instanceConfigurations/{configuration}"
        self.refused(409, "Conflict", "DELETE", place)
        self.done("DELETE", f"{CORE}/instancePools/{pool}")
        self.assertEqual("TERMINATED", self.settled("instancePools", pool)["lifecycleState"])
        self.done("DELETE", place)


class TestPools(Pools):
    def test_keep_their_size(self) -> None:
        pool = self.pool(3)
        first = self.members(pool)
        self.assertEqual(3, len(first))
        self.assertEqual("RUNNING", self.settled("instancePools", pool)["lifecycleState"])
        self.done("DELETE", f"{CORE}/instances/{first[0]}")
        self.assertEqual(3, len(self.members(pool)))
        self.assertNotIn(first[0], self.members(pool))
        self.done("PUT", f"{CORE}/instancePools/{pool}", {"size": 1})
        self.assertEqual(1, len(self.members(pool)))

    def test_mark_their_instances(self) -> None:
        configuration = self.configuration(**FLEXIBLE, freeformTags={f"tag{n}": "x" for n in range(9)})
        pool = self.pool(1, configuration)
        seen = self.oci.observe().instances[self.members(pool)[0]]
        self.assertEqual(pool, seen.auto_scaling_group)
        self.assertEqual(pool, seen.tags["oci:compute:instancepool"])
        self.assertRegex(seen.private_dns_name, r"^inst-[0-9a-f]{5}-p\.nodes\.ocean\.oraclevcn\.com$")

    def test_give_instances_away_and_take_them(self) -> None:
        pool = self.pool(2)
        one = self.members(pool)[0]
        place = f"{CORE}/instancePools/{pool}"
        self.done("POST", f"{place}/actions/detachInstance", {"instanceId": one, "isDecrementSize": True})
        self.assertEqual((1, 1), (len(self.members(pool)), self.got("instancePools", pool)["size"]))
        self.assertEqual("RUNNING", self.got("instances", one)["lifecycleState"])
        self.done("POST", f"{place}/instances", {"instanceId": one})
        self.assertIn(one, self.members(pool))

    def test_go_on_trying_where_there_is_no_capacity(self) -> None:
        self.oci.faults.no_capacity("VM.Standard.E5.Flex")
        pool = self.pool(1)
        self.assertEqual([], self.members(pool))
        self.assertIn("Out of host capacity.", [each.get("error") for each in self.journal.after(0)])
        self.oci.faults.clear()
        self.assertEqual(1, len(self.members(pool)))

    def test_are_refused(self) -> None:
        wanted = {"instanceConfigurationId": self.configuration(), "placementConfigurations": [self.place]}
        self.refused_made("instancePools", **wanted, size=-1)
        self.refused_made("instancePools", **{**wanted, "placementConfigurations": []}, size=1)
        elsewhere = {**self.place, "availabilityDomain": "AD-9"}
        self.refused_made("instancePools", **{**wanted, "placementConfigurations": [elsewhere]}, size=1)


class TestClusterNetworks(Pools):
    def network_of(self, configuration: str, size: int) -> Any:
        pools = [{"instanceConfigurationId": configuration, "size": size}]
        return self.made("clusterNetworks", instancePools=pools, placementConfiguration=self.place)

    def test_show_their_pool_and_follow_its_size(self) -> None:
        network = self.network_of(self.configuration(**RDMA), 2)
        pool = network["instancePools"][0]["id"]
        self.assertEqual("RUNNING", self.settled("clusterNetworks", network["id"])["lifecycleState"])
        place = f"{CORE}/clusterNetworks/{network['id']}"
        changed = self.done("PUT", place, {"instancePools": [{"id": pool, "size": 3}]})
        self.assertEqual(3, changed["instancePools"][0]["size"])
        self.settled("clusterNetworks", network["id"])
        self.assertEqual(3, len(self.done("GET", f"{place}/instances?compartmentId={COMPARTMENT}")))
        self.refused(409, "Conflict", "DELETE", f"{CORE}/instancePools/{pool}")
        self.done("DELETE", place)
        self.assertEqual("TERMINATED", self.settled("clusterNetworks", network["id"])["lifecycleState"])
        self.assertEqual({"terminated"}, {each.state for each in self.oci.observe().instances.values()})

    def test_need_shapes_with_a_fabric(self) -> None:
        pools = [{"instanceConfigurationId": self.configuration(), "size": 1}]
        self.refused_made("clusterNetworks", instancePools=pools, placementConfiguration=self.place)


if __name__ == "__main__":
    unittest.main()
