"""What the resolver is told, and which names lead to which service."""

from __future__ import annotations

import unittest
from dataclasses import replace
from ipaddress import IPv4Network

from tests.network_worlds import group, instance, scene, vpc, world
from terrane_rehearsal.network import SERVICE_ADDRESSES, address_of
from terrane_rehearsal.network.names import names_of
from terrane_rehearsal.network.services import SERVICE_NETWORK, domains, service_at
from terrane_rehearsal.network.unlike import unlike_the_cloud
from terrane_rehearsal.world import FileServer, PrivateZone, Record

HOST = instance("i-a", "10.0.0.10", "sg-a")
BEFORE = world(group("sg-a"), HOST)


class Services(unittest.TestCase):
    def test_each_has_one_address(self) -> None:
        self.assertEqual(len(set(SERVICE_ADDRESSES.values())), len(SERVICE_ADDRESSES))
        self.assertLess(len(SERVICE_ADDRESSES), SERVICE_NETWORK.num_addresses - 1)
        self.assertEqual(address_of("other"), "198.18.0.1")

    def test_names(self) -> None:
        expected = {
            "ec2.us-east-1.amazonaws.com": "ec2",
            "ec2.us-east-1.api.aws": "ec2",
            "sts.amazonaws.com": "sts",
            "s3.amazonaws.com": "s3",
            "my.bucket.s3.us-east-1.amazonaws.com": "s3",
            "bucket.s3.dualstack.us-east-1.amazonaws.com": "s3",
            "bucket.s3-us-east-1.amazonaws.com": "s3",
            "bucket.s3.us-west-2.amazonaws.com": "other",
            "ec2.us-west-2.amazonaws.com": "other",
            "api.ecr.us-east-1.amazonaws.com": "ecr.api",
            "1234.dkr.ecr.us-east-1.amazonaws.com": "ecr.dkr",
            "kinesis.us-east-1.amazonaws.com": "kinesis-streams",
            "elasticfilesystem.us-east-1.amazonaws.com": "elasticfilesystem",
            "iam.amazonaws.com": "other",
            "cloudformation-waitcondition-us-east-1.s3.amazonaws.com": "cloudformation",
        }
        self.assertEqual({name: service_at(name, "us-east-1") for name in expected}, self.at(expected))
        self.assertIsNone(service_at("pypi.org", "us-east-1"))
        self.assertIsNone(service_at("notamazonaws.com", "us-east-1"))

    def test_names_without_a_region_are_those_of_one_region(self) -> None:
        expected = {"s3.amazonaws.com": "other", "s3.eu-west-1.amazonaws.com": "s3"}
        self.assertEqual({name: service_at(name, "eu-west-1") for name in expected}, self.at(expected))

    def test_no_domain_twice(self) -> None:
        names = [name for name, _ in domains("us-east-1")]
        self.assertEqual(len(set(names)), len(names))

    def at(self, expected: dict[str, str]) -> dict[str, str]:
        return {name: SERVICE_ADDRESSES[service] for name, service in expected.items()}


class Names(unittest.TestCase):
    def test_instances_by_region(self) -> None:
        self.assertIn("10.0.0.10 ip-10-0-0-10.ec2.internal\n", names_of(scene(BEFORE)).hosts)
        west = replace(BEFORE, vpcs={"vpc-1": vpc("vpc-1", region="eu-west-1")})
        self.assertIn("10.0.0.10 ip-10-0-0-10.eu-west-1.compute.internal\n", names_of(scene(west)).hosts)

    def test_the_public_name_leads_to_the_private_address(self) -> None:
        before = world(group("sg-a"), replace(HOST, public_address="54.1.2.3", private_dns_name="head.example"))
        self.assertIn("10.0.0.10 head.example ec2-54-1-2-3.compute-1.amazonaws.com\n", names_of(scene(before)).hosts)

    def test_zones_of_other_networks_are_not_known(self) -> None:
        zone = PrivateZone("zone.test", ("vpc-2",), (Record("head.zone.test", "A", ("10.0.0.10",)),))
        names = names_of(scene(replace(BEFORE, zones=(zone,))))
        self.assertEqual(names, names_of(scene(BEFORE)))

    def test_zones_need_both_settings_of_the_vpc(self) -> None:
        zone = PrivateZone("zone.test", ("vpc-1",), (Record("head.zone.test", "A", ("10.0.0.10",)),))
        before = replace(BEFORE, zones=(zone,), vpcs={"vpc-1": vpc("vpc-1", dns_hostnames=False)})
        self.assertNotIn("head.zone.test", names_of(scene(before)).hosts)

    def test_a_new_host_changes_no_settings(self) -> None:
        more = world(group("sg-a"), HOST, instance("i-b", "10.0.0.11", "sg-a"))
        self.assertEqual(names_of(scene(more)).settings, names_of(scene(BEFORE)).settings)

    def test_a_zone_without_a_mount_target_is_said(self) -> None:
        server = FileServer("fs-1", "efs", "us-east-1", "vpc-1", "subnet-1", "10.0.0.5", (), ("fs-1.efs",), 2049)
        before = world(group("sg-a"), replace(HOST, zone="us-east-1b"), file_servers=(server,))
        self.assertEqual(
            unlike_the_cloud(scene(before)),
            ["fs-1 has no mount target in us-east-1b, where instances are: in the cloud it has no name there"],
        )

    def test_a_vpc_in_the_addresses_of_the_services_is_said(self) -> None:
        before = replace(BEFORE, vpcs={"vpc-1": replace(vpc("vpc-1"), cidrs=(IPv4Network("198.18.0.0/16"),))})
        self.assertIn("198.18.0.0/16", unlike_the_cloud(scene(before))[0])


if __name__ == "__main__":
    unittest.main()
