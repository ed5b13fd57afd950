"""Thirty-odd resources of a cluster: made, read, found unchanged, deleted."""

from __future__ import annotations

import unittest
from typing import Any

from .oci_emulated import COMPARTMENT, CORE, NAMESPACE, PRINTED, TENANCY, UBUNTU, Emulated

KMS, FILES, GROUPS, LUSTRE = "/20180608", "/20171215", "/20230801", "/20250228"
BUDGETS, BASTIONS, TOPICS, STREAMS, QUEUES = "/20190111", "/20210331", "/20181201", "/20180418", "/20210201"
AGENT = {"pluginsConfig": [{"name": "Bastion", "desiredState": "ENABLED"}]}
GONE = ("TERMINATED", "DELETED", "DETACHED", "INACTIVE")


class Cycle(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.all: list[str] = []

    def add(self, collection: str, version: str = CORE, own: str | None = None, /, **body: Any) -> Any:
        """What was made, as it is once it is ready."""
        wanted = {"compartmentId": COMPARTMENT, **body}
        made = self.done("POST", f"{version}/{collection}", {k: v for k, v in wanted.items() if v is not None})
        place = f"{version}/{collection}/{own or (made or {}).get('id') or (made or {}).get('topicId')}"
        self.all.append(place)
        return self.done("GET", place)

    def build(self) -> None:
        self.add_tags()
        self.add_network()
        self.add_storage()
        self.add_machines()
        self.add_services()

    def add_tags(self) -> None:
        space = self.add("tagNamespaces", compartmentId=TENANCY, name="terrane-ocean", description="Terrane")
        for key in ("cluster", "role"):
            tags = f"tagNamespaces/{space['id']}/tags"
            self.add(tags, CORE, key, compartmentId=None, name=key, description=key, isCostTracking=True)
        self.tags = {"terrane-ocean": {"cluster": "ocean", "role": "head"}}
        rule = "All {tag.terrane-ocean.cluster.value = 'ocean', tag.terrane-ocean.role.value = 'head'}"
        self.add("dynamicGroups", compartmentId=TENANCY, name="head", description="h", matchingRule=rule)
        statements = [
            "allow dynamic-group head to manage instance-family in compartment id " + COMPARTMENT,
            "Allow service objectstorage-eu-frankfurt-1 to manage object-family in compartment rehearsal",
        ]
        self.add("policies", compartmentId=TENANCY, name="ocean", description="p", statements=statements)

    def add_network(self) -> None:
        self.vcn = self.add("vcns", cidrBlocks=["10.0.0.0/16"], dnsLabel="ocean")
        vcn = self.vcn["id"]
        internet = self.add("internetGateways", vcnId=vcn, isEnabled=True)
        nat = self.add("natGateways", vcnId=vcn)
        service = self.done("GET", f"{CORE}/services")[0]
        services = self.add("serviceGateways", vcnId=vcn, services=[{"serviceId": service["id"]}])
        to_services = {
            "destination": service["cidrBlock"],
            "destinationType": "SERVICE_CIDR_BLOCK",
            "networkEntityId": services["id"],
        }
        rules = [[{"destination": "0.0.0.0/0", "networkEntityId": each["id"]}] for each in (internet, nat)]
        tables = [self.add("routeTables", vcnId=vcn, routeRules=each) for each in (rules[0], [*rules[1], to_services])]
        self.subnets = [
            self.add("subnets", vcnId=vcn, cidrBlock=f"10.0.{n}.0/24", dnsLabel=f"part{n}", routeTableId=table["id"])
            for n, table in enumerate(tables)
        ]
        self.groups = [self.add("networkSecurityGroups", vcnId=vcn) for _ in range(2)]
        self.done(
            "POST",
            f"{CORE}/networkSecurityGroups/{self.groups[0]['id']}/actions/addSecurityRules",
            {"securityRules": [{"direction": "EGRESS", "protocol": "all", "destination": "0.0.0.0/0"}]},
        )

    def add_storage(self) -> None:
        place = {"availabilityDomain": self.domain}
        system = self.add("fileSystems", FILES, **place)
        target = self.add("mountTargets", FILES, **place, subnetId=self.subnets[1]["id"], hostnameLabel="home")
        wanted = {"exportSetId": target["exportSetId"], "fileSystemId": system["id"], "path": "/home"}
        self.add("exports", FILES, compartmentId=None, **wanted)
        squash = {"rootSquashConfiguration": {"identitySquash": "NONE"}, "performanceTier": "MBPS_PER_TB_125"}
        lustre = {"fileSystemName": "scratch", "capacityInGBs": 31_200, "subnetId": self.subnets[1]["id"]}
        self.add("lustreFileSystems", LUSTRE, **place, **lustre, **squash)
        self.volume = self.add("volumes", **place, sizeInGBs=100)
        vault = self.add("vaults", KMS, displayName="v", vaultType="DEFAULT")
        key = self.add("keys", KMS, displayName="k", keyShape={"algorithm": "AES", "length": 32})
        made = {"secretGenerationContext": {"generationType": "BYTES", "generationTemplate": "BYTES_512"}}
        named = {"secretName": "munge", "vaultId": vault["id"], "keyId": key["id"], "enableAutoGeneration": True}
        self.add("secrets", KMS, **named, **made)
        self.add("b", f"/n/{NAMESPACE}", "documents", name="documents")

    def add_machines(self) -> None:
        place = {"availabilityDomain": self.domain}
        self.add("computeClusters", **place)
        group = {"name": "near", "description": "n", "clusterPlacementGroupType": "STANDARD"}
        self.add("clusterPlacementGroups", GROUPS, **place, **group)
        head = self.launching(
            self.subnets[0], agentConfig=AGENT, definedTags=self.tags, metadata={"user_data": PRINTED}
        )
        head["createVnicDetails"] |= {"hostnameLabel": "head", "nsgIds": [self.groups[0]["id"]]}
        self.head = self.add("instances", **head)
        attached = {"type": "paravirtualized", "instanceId": self.head["id"], "volumeId": self.volume["id"]}
        self.add("volumeAttachments", compartmentId=None, **attached, device="/dev/oracleoci/oraclevdb")
        rdma = {"shape": "BM.Optimized3.36", "sourceDetails": {"sourceType": "image", "imageId": UBUNTU}}
        details = {"instanceType": "compute", "launchDetails": rdma}
        configuration = self.add("instanceConfigurations", source="NONE", instanceDetails=details)
        pools = [{"instanceConfigurationId": configuration["id"], "size": 2, "displayName": "rdma"}]
        where = {"availabilityDomain": self.domain, "primarySubnetId": self.subnets[1]["id"]}
        self.add("clusterNetworks", instancePools=pools, placementConfiguration=where)

    def add_services(self) -> None:
        budget = self.add(
            "budgets",
            BUDGETS,
            compartmentId=TENANCY,
            amount=100,
            resetPeriod="MONTHLY",
            targetType="TAG",
            targets=["terrane-ocean.cluster.ocean"],
        )
        alert = {"type": "ACTUAL", "threshold": 80, "thresholdType": "PERCENTAGE", "recipients": "who@example.org"}
        self.add(f"budgets/{budget['id']}/alertRules", BUDGETS, compartmentId=None, **alert)
        allowed = {"clientCidrBlockAllowList": ["203.0.113.0/24"], "targetSubnetId": self.subnets[1]["id"]}
        self.add("bastions", BASTIONS, bastionType="STANDARD", name="sessions", **allowed)
        self.add("topics", TOPICS, name="events")
        pool = self.add("streampools", STREAMS, name="events")
        self.add("streams", STREAMS, compartmentId=None, streamPoolId=pool["id"], name="events", partitions=1)

    def state(self, place: str) -> str:
        reply = self.call("GET", place)
        return "absent" if reply.status == 404 else str(reply.body.get("lifecycleState", "there"))

    def delete(self, place: str) -> None:
        if "/vaults/" in place or "/keys/" in place or "/secrets/" in place:
            self.done("POST", f"{place}/actions/scheduleDeletion", {})
            return
        if "/tags/" in place:
            self.done("PUT", place, {"isRetired": True})
        self.done("DELETE", place)


class TestCycle(Cycle):
    def test_is_made_read_and_deleted(self) -> None:
        self.build()
        self.assertGreaterEqual(len(self.all), 35)
        for _ in range(3):
            self.oci.tick()
        for place in self.all:
            self.assertIn(self.state(place), ("ACTIVE", "AVAILABLE", "RUNNING", "ENABLED", "ATTACHED", "there"), place)
        for place in reversed(self.all):
            self.delete(place)
            for _ in range(3):
                self.oci.tick()
        for place in self.all:
            self.assertIn(self.state(place), ("absent", "PENDING_DELETION", *GONE), place)
        world = self.oci.observe()
        self.assertEqual(({}, {}, {}, ()), (world.vpcs, world.subnets, world.volumes, world.file_servers))

    def test_does_not_change_by_itself(self) -> None:
        self.build()
        for _ in range(3):
            self.oci.tick()
        before = [self.done("GET", place) for place in self.all]
        self.oci.tick()
        self.assertEqual(before, [self.done("GET", place) for place in self.all])

    def test_is_held_by_what_depends_on_it(self) -> None:
        self.build()
        for _ in range(3):
            self.oci.tick()
        held = ("/vcns/", "/subnets/", "/routeTables/", "/internetGateways/", "/instanceConfigurations/", "/volumes/")
        for place in (each for each in self.all if any(word in each for word in held)):
            reply = self.call("DELETE", place)
            self.assertEqual(409, reply.status, f"{place}: {reply.body}")


if __name__ == "__main__":
    unittest.main()
