from __future__ import annotations

import unittest
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any

from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]
from terrane_rehearsal.iam.authorization import never_has, resource_types, takes
from terrane_rehearsal.iam.origin import origin
from terrane_rehearsal.world import Endpoint, Hardware, Instance, RouteTable, Subnet, Vpc, World

from .iam_support import EC2, HOST, REGION, Cloud, Host, allow, document

INSTANCE = Instance(
    id=HOST,
    region=REGION,
    state="running",
    image="ami-1",
    type="c5.large",
    vpc="vpc-1",
    subnet="subnet-1",
    zone="us-west-2a",
    address="10.0.0.10",
    mac="",
    interface="eni-1",
    groups=(),
    hardware=Hardware(),
    role="head",
)
WORLD = World(
    instances={HOST: INSTANCE},
    vpcs={"vpc-1": Vpc("vpc-1", REGION, (IPv4Network("10.0.0.0/16"),))},
    subnets={"subnet-1": Subnet("subnet-1", "vpc-1", IPv4Network("10.0.0.0/24"), "us-west-2a")},
    route_tables={"rtb-1": RouteTable("rtb-1", "vpc-1", main=True)},
)


def with_endpoint(**about: Any) -> World:
    return replace(WORLD, endpoints={"vpce-1": Endpoint("vpce-1", "vpc-1", **about)})


class Origin(unittest.TestCase):
    def test_a_public_address_is_the_source(self) -> None:
        world = replace(WORLD, instances={HOST: replace(INSTANCE, public_address="54.1.2.3")})
        found = origin(world, HOST, "ssm")
        self.assertEqual((found["aws:sourceip"], found["aws:sourcevpc"]), (("54.1.2.3",), ()))

    def test_the_address_that_a_nat_gateway_shows_is_not_known(self) -> None:
        self.assertIsNone(origin(WORLD, HOST, "ssm")["aws:sourceip"])

    def test_an_endpoint_shows_itself_and_the_private_address(self) -> None:
        interface = with_endpoint(service="ssm", kind="interface", private_dns=True)
        gateway = with_endpoint(service="s3", kind="gateway", route_tables=("rtb-1",))
        for world, service in ((interface, "ssm"), (gateway, "s3")):
            found = origin(world, HOST, service)
            self.assertEqual(found["aws:sourcevpce"], ("vpce-1",))
            self.assertEqual((found["aws:vpcsourceip"], found["aws:sourceip"]), (("10.0.0.10",), ()))

    def test_an_endpoint_that_is_not_on_the_way_does_not_count(self) -> None:
        for world, service in (
            (with_endpoint(service="ssm", kind="interface", private_dns=False), "ssm"),
            (with_endpoint(service="s3", kind="gateway", route_tables=("rtb-2",)), "s3"),
            (with_endpoint(service="ssm", kind="interface", private_dns=True), "ec2"),
        ):
            self.assertEqual(origin(world, HOST, service)["aws:sourcevpce"], (), service)

    def test_a_caller_that_is_no_host_is_anywhere(self) -> None:
        self.assertEqual(set(origin(WORLD, None, "ssm").values()), {None})

    def test_calls_are_judged_by_it(self) -> None:
        world = with_endpoint(service="ssm", kind="interface", private_dns=True)
        for endpoint, allowed in (("vpce-1", True), ("vpce-2", False)):
            bound = allow("*", Condition={"StringEquals": {"aws:SourceVpce": endpoint}})
            client = Host(Cloud(document(bound), world=world)).client("ssm")
            if allowed:
                client.get_parameter(Name="/a")
            else:
                self.assertRaises(ClientError, client.get_parameter, Name="/a")


class Authorization(unittest.TestCase):
    """What cfn-lint's copy of AWS's reference must go on saying."""

    def test_kinds_of_resource(self) -> None:
        self.assertEqual(resource_types("ec2:DescribeInstances"), ())
        self.assertEqual(resource_types("EC2:terminateinstances"), ("instance",))
        self.assertIsNone(resource_types("ec2:NoSuchAction"))

    def test_arns_of_an_action(self) -> None:
        self.assertTrue(takes("ec2:TerminateInstances", f"{EC2}:instance/i-1"))
        self.assertFalse(takes("ec2:TerminateInstances", f"{EC2}:volume/vol-1"))

    def test_keys_that_a_request_cannot_have(self) -> None:
        instance = f"{EC2}:instance/i-1"
        self.assertTrue(never_has("ec2:TerminateInstances", instance, "ec2:createaction"))
        self.assertTrue(never_has("ec2:TerminateInstances", instance, "ec2:volumesize"))
        self.assertTrue(never_has("ec2:TerminateInstances", instance, "s3:prefix"))
        self.assertFalse(never_has("ec2:TerminateInstances", instance, "ec2:instancetype"))
        self.assertFalse(never_has("ec2:TerminateInstances", instance, "aws:principalorgid"))


if __name__ == "__main__":
    unittest.main()
