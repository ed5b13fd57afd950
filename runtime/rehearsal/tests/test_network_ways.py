"""Route tables, gateways and endpoints: which AWS services a subnet can reach."""

from __future__ import annotations

import unittest
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any

from tests.network_worlds import (
    ALL_OUT,
    EVERYWHERE,
    IGW,
    Packet,
    group,
    instance,
    rules_of,
    scene,
    tcp,
    verdict,
    vpc,
    world,
)
from terrane_rehearsal.network import address_of
from terrane_rehearsal.network.unlike import unlike_the_cloud
from terrane_rehearsal.network.ways import no_way_out
from terrane_rehearsal.world import Endpoint, NatGateway, Permission, Route, RouteTable, Subnet, World

A = "10.0.0.10"
NAT = Route(EVERYWHERE, "nat-gateway", "nat-1")
S3_GATEWAY = Endpoint("vpce-s3", "vpc-1", "s3", "gateway", route_tables=("rtb-1",))
EC2_INTERFACE = Endpoint(
    "vpce-ec2", "vpc-1", "ec2", "interface", subnets=("subnet-1",), groups=("sg-e",), private_dns=True
)


def reaches(before: World, service: str, port: int = 443) -> str:
    return verdict(rules_of(before), Packet(A, address_of(service), "tcp", port))


def small(routes: tuple[Route, ...] = (), egress: tuple[Permission, ...] = ALL_OUT, **more: Any) -> World:
    public = more.pop("public", None)
    endpoint_group = group("sg-e", more.pop("endpoint_rules", (tcp(443, cidr="10.0.0.0/16"),)))
    host = instance("i-a", A, "sg-a", public_address=public)
    return world(group("sg-a", (), egress), endpoint_group, host, routes=routes, **more)


def with_nat(nat_routes: tuple[Route, ...], **nat: Any) -> World:
    """The host's table leads to a NAT gateway in subnet-2, which has a table of its own."""
    before = small((NAT,))
    return replace(
        before,
        subnets={**before.subnets, "subnet-2": Subnet("subnet-2", "vpc-1", IPv4Network("10.0.1.0/24"), "us-east-1a")},
        route_tables={**before.route_tables, "rtb-2": RouteTable("rtb-2", "vpc-1", False, ("subnet-2",), nat_routes)},
        nat_gateways={"nat-1": NatGateway("nat-1", "subnet-2", **nat)},
    )


class ByRoutes(unittest.TestCase):
    def reason(self, before: World) -> str | None:
        return no_way_out(before, before.instances["i-a"])

    def test_an_internet_gateway_needs_a_public_address(self) -> None:
        self.assertEqual(reaches(small((IGW,), public="54.1.2.3"), "ec2"), "accept")
        self.assertEqual(reaches(small((IGW,)), "ec2"), "route")
        self.assertEqual(self.reason(small((IGW,))), "its way is igw-1, and it has no public address")

    def test_an_internet_gateway_must_be_attached(self) -> None:
        before = replace(small((IGW,), public="54.1.2.3"), vpcs={"vpc-1": vpc("vpc-1", internet_gateway=None)})
        self.assertEqual(reaches(before, "ec2"), "route")
        self.assertIn("which vpc-1 does not have", str(self.reason(before)))

    def test_no_default_route(self) -> None:
        before = small((Route(IPv4Network("10.0.0.0/16"), "local"),), public="54.1.2.3")
        self.assertEqual(reaches(before, "ec2"), "route")
        self.assertEqual(self.reason(before), "rtb-1 of subnet-1 has no default route")

    def test_a_nat_gateway_in_a_public_subnet(self) -> None:
        self.assertEqual(reaches(with_nat((IGW,)), "ec2"), "accept")

    def test_a_nat_gateway_in_a_subnet_without_a_way_does_not_help(self) -> None:
        for routes in ((), (NAT,)):
            before = with_nat(routes)
            self.assertEqual(reaches(before, "ec2"), "route")
            self.assertIn("nat-1 in subnet-2, which itself has no default route", str(self.reason(before)))

    def test_a_private_or_deleted_nat_gateway_does_not_help(self) -> None:
        self.assertEqual(self.reason(with_nat((IGW,), public=False)), "its way is nat-1, which is private")
        self.assertEqual(self.reason(replace(with_nat((IGW,)), nat_gateways={})), "its way is nat-1, which is gone")

    def test_a_subnet_that_was_deleted_under_its_instances(self) -> None:
        before = replace(small((IGW,), public="54.1.2.3"), subnets={})
        self.assertEqual(reaches(before, "ec2"), "route")
        self.assertEqual(self.reason(before), "subnet-1 has no route table")

    def test_peering_is_not_rehearsed_and_said_to_be(self) -> None:
        peering = Route(IPv4Network("10.9.0.0/16"), "peering", "pcx-1")
        before = small((peering,))
        self.assertEqual(verdict(rules_of(before), Packet(A, "10.9.0.1", "tcp", 22)), "route")
        self.assertEqual(
            unlike_the_cloud(scene(before)), ["rtb-1 leads 10.9.0.0/16 to pcx-1: peering routes are not rehearsed"]
        )

    def test_what_a_plain_vpc_asks_for_is_rehearsed(self) -> None:
        self.assertEqual(unlike_the_cloud(scene(with_nat((IGW,)))), [])


class ByGatewayEndpoint(unittest.TestCase):
    def test_only_its_service(self) -> None:
        before = small(endpoints={"vpce-s3": S3_GATEWAY})
        self.assertEqual(reaches(before, "s3"), "accept")
        self.assertEqual(reaches(before, "dynamodb"), "route")
        self.assertEqual(reaches(before, "other"), "route")

    def test_only_by_its_route_tables(self) -> None:
        before = small(endpoints={"vpce-s3": replace(S3_GATEWAY, route_tables=("rtb-2",))})
        self.assertEqual(reaches(before, "s3"), "route")

    def test_egress_by_prefix_list(self) -> None:
        listed = small((), (tcp(443, prefix_list="pl-1"),), endpoints={"e": S3_GATEWAY}, prefix_lists={"pl-1": "s3"})
        self.assertEqual(reaches(listed, "s3"), "accept")
        self.assertEqual(reaches(listed, "ec2"), "egress")

    def test_egress_to_the_vpc_alone_is_not_enough(self) -> None:
        before = small((), (tcp(443, cidr="10.0.0.0/16"),), endpoints={"e": S3_GATEWAY})
        self.assertEqual(reaches(before, "s3"), "egress")


class ByInterfaceEndpoint(unittest.TestCase):
    def test_its_groups_judge(self) -> None:
        endpoints = {"vpce-ec2": EC2_INTERFACE}
        self.assertEqual(reaches(small(endpoints=endpoints), "ec2"), "accept")
        self.assertEqual(reaches(small(endpoints=endpoints), "ssm"), "route")
        self.assertEqual(reaches(small(endpoints=endpoints, endpoint_rules=()), "ec2"), "ingress")

    def test_its_groups_judge_although_there_is_a_way_out(self) -> None:
        before = small((IGW,), public="54.1.2.3", endpoints={"e": EC2_INTERFACE}, endpoint_rules=())
        self.assertEqual(reaches(before, "ec2"), "ingress")

    def test_without_private_names_it_is_not_used(self) -> None:
        before = small(endpoints={"e": replace(EC2_INTERFACE, private_dns=False)})
        self.assertEqual(reaches(before, "ec2"), "route")
        unnamed = replace(small(endpoints={"e": EC2_INTERFACE}), vpcs={"vpc-1": vpc("vpc-1", dns_hostnames=False)})
        self.assertEqual(reaches(unnamed, "ec2"), "route")

    def test_egress_by_the_subnets_of_the_endpoint(self) -> None:
        for cidr, expected in (("10.0.0.0/16", "accept"), ("10.0.0.0/24", "accept"), ("10.0.0.0/28", "egress")):
            before = small((), (tcp(443, cidr=cidr),), endpoints={"e": EC2_INTERFACE})
            self.assertEqual(reaches(before, "ec2"), expected, cidr)

    def test_egress_by_the_group_of_the_endpoint(self) -> None:
        before = small((), (tcp(443, group="sg-e"),), endpoints={"e": EC2_INTERFACE})
        self.assertEqual(reaches(before, "ec2"), "accept")

    def test_the_prefix_list_does_not_hold_it(self) -> None:
        endpoint = replace(EC2_INTERFACE, service="s3")
        before = small((), (tcp(443, prefix_list="pl-1"),), endpoints={"e": endpoint}, prefix_lists={"pl-1": "s3"})
        self.assertEqual(reaches(before, "s3"), "egress")

    def test_an_unknown_service_is_said_to_be_unlike(self) -> None:
        before = small(endpoints={"e": replace(EC2_INTERFACE, service="qldb.session")})
        self.assertIn("qldb.session", unlike_the_cloud(scene(before))[0])


if __name__ == "__main__":
    unittest.main()
