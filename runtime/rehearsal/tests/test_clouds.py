"""Both clouds as one: whose an instance is, what they hold together, and when OCI begins."""

from __future__ import annotations

import unittest
from typing import Any
from unittest.mock import Mock, patch

from terrane_rehearsal.clouds import Clouds, merged
from terrane_rehearsal.doors.names import is_of_oci_service, pattern
from terrane_rehearsal.imds import Answer, Metadata, Request
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.oracle import AWS_REGION, DEFAULT_REGION, Oracle, regions
from terrane_rehearsal.world import PrivateZone, Vpc, World
from tests.network_worlds import instance

OCID = "ocid1.instance.oc1.iad.a"


def oracle(made: Any, region: str = DEFAULT_REGION) -> Oracle:
    found = Oracle(region, Mock(spec=Journal), lambda _: None)
    found._make = lambda region: made  # type: ignore[method-assign]
    return found


class Both(unittest.TestCase):
    def setUp(self) -> None:
        self.aws, self.oci = Mock(), Mock()
        self.oracle = oracle(self.oci)
        self.clouds = Clouds(self.aws, self.oracle)
        self.aws.observe.return_value = World(vpcs={"vpc-1": Vpc("vpc-1", "us-east-1", ())})
        self.oci.observe.return_value = World(vpcs={"ocid1.vcn": Vpc("ocid1.vcn", "us-ashburn-1", ())})

    def test_aws_alone_until_oci_begins(self) -> None:
        self.clouds.tick()
        self.assertIs(self.aws.observe.return_value, self.clouds.observe())
        self.oci.tick.assert_not_called()
        self.oracle.begin()
        self.clouds.tick()
        self.oci.tick.assert_called_once()
        self.assertEqual({"vpc-1", "ocid1.vcn"}, set(self.clouds.observe().vpcs))

    def test_each_is_told_of_its_own_instances(self) -> None:
        for what in ("booted", "stopped", "ended", "lost", "powered_off", "take_back"):
            getattr(self.clouds, what)(OCID)
            getattr(self.clouds, what)("i-1")
            getattr(self.oci, what).assert_called_once_with(OCID)
            getattr(self.aws, what).assert_called_once_with("i-1")

    def test_reboots_reach_the_hosts_also_from_a_cloud_that_begins_later(self) -> None:
        told = Mock()
        self.clouds.reboots = told
        self.assertIs(told, self.aws.reboots)
        self.clouds.began(self.oci)
        self.assertIs(told, self.oci.reboots)

    def test_worlds_are_joined(self) -> None:
        zone = PrivateZone("a.test", ("vpc-1",))
        joined = merged(
            World(account="1", zones=(zone,)), World(account="2", instances={OCID: instance(OCID, "10.0.0.1")})
        )
        self.assertEqual(("1", (zone,), {OCID}), (joined.account, joined.zones, set(joined.instances)))


class Beginning(unittest.TestCase):
    def test_a_region_is_of_one_cloud(self) -> None:
        self.assertEqual(("us-west-2", DEFAULT_REGION), regions("us-west-2"))
        self.assertEqual((AWS_REGION, "eu-frankfurt-1"), regions("eu-frankfurt-1"))

    def test_once_and_in_one_region(self) -> None:
        began = Mock()
        with patch.dict("sys.modules", {"terrane_rehearsal.oci": Mock()}):
            made = Oracle(DEFAULT_REGION, Mock(spec=Journal), began)
            self.assertIsNone(made.running)
            first = made.begin("eu-frankfurt-1")
            self.assertIs(first, made.begin())
            self.assertIs(first, made.begin("eu-frankfurt-1"))
        self.assertEqual("eu-frankfurt-1", made.region)
        began.assert_called_once_with(first)
        with self.assertRaisesRegex(ValueError, "holds eu-frankfurt-1 of OCI"):
            made.begin("us-ashburn-1")
        with self.assertRaisesRegex(ValueError, "no Region 'us-east-1'"):
            made.begin("us-east-1")


class Doors(unittest.TestCase):
    def test_names_decide_who_answers(self) -> None:
        oci, aws = Mock(), Mock()
        app = oracle(oci).before(aws)
        start = Mock()
        app({"HTTP_HOST": "objectstorage.eu-frankfurt-1.oraclecloud.com:443", "REQUEST_METHOD": "GET"}, start)
        oci.wsgi.assert_called_once()
        app({"HTTP_HOST": "s3.us-east-1.amazonaws.com"}, start)
        aws.assert_called_once()

    def test_certificates(self) -> None:
        expected = {
            "auth.us-ashburn-1.oraclecloud.com": "*.us-ashburn-1.oraclecloud.com",
            "iaas.us-ashburn-1.oraclecloud.com": "*.us-ashburn-1.oraclecloud.com",
            "secrets.vaults.eu-frankfurt-1.oci.oraclecloud.com": "*.vaults.eu-frankfurt-1.oci.oraclecloud.com",
            "ns.objectstorage.us-ashburn-1.oci.customer-oci.com": "*.objectstorage.us-ashburn-1.oci.customer-oci.com",
            "head.nodes.ocean.oraclevcn.com": None,
        }
        self.assertEqual(expected, {name: pattern(name) for name in expected})
        self.assertFalse(is_of_oci_service("notoraclecloud.com"))


class AtTheMetadataAddress(unittest.TestCase):
    def test_instances_of_oci_are_answered_by_oci(self) -> None:
        head = instance(OCID, "10.0.0.1", vpc="ocid1.vcn")
        own = instance("i-1", "10.0.0.1")
        of_oci = Mock(return_value=Answer(200, b"oci"))
        hosts = {"ocid1.vcn": head, "vpc-1": own}
        metadata = Metadata(lambda vpc, _: hosts[vpc], World, lambda _: None, Mock(spec=Journal), of_oci)
        request = Request("GET", "/opc/v2/instance/", {})
        self.assertEqual(b"oci", metadata.respond("ocid1.vcn", "10.0.0.1", request).body)
        of_oci.assert_called_once_with(head, request)
        self.assertEqual(404, metadata.respond("vpc-1", "10.0.0.1", request).status)

    def test_faults_of_the_service_hold_there_too(self) -> None:
        head = instance(OCID, "10.0.0.1")
        metadata = Metadata(lambda *_: head, World, lambda _: None, Mock(spec=Journal), Mock())
        metadata.fault(OCID, refused=True)
        self.assertEqual(503, metadata.respond("ocid1.vcn", "10.0.0.1", Request("GET", "/opc/v2/", {})).status)


if __name__ == "__main__":
    unittest.main()
