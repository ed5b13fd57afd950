"""Servers outside the cloud: what is given for them, who may reach them, and what their names lead to."""

from __future__ import annotations

import contextlib
import io
import unittest
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any
from unittest import mock

from terrane_rehearsal import __main__ as command
from terrane_rehearsal.network import servers
from terrane_rehearsal.network.names import names_of
from terrane_rehearsal.network.unlike import unlike_the_cloud
from terrane_rehearsal.world import Endpoint, NatGateway, Permission, PrivateZone, Route, World
from terrane_rehearsal.network.oracle import SERVICES
from tests import test_oracle_network as oracle
from tests.network_worlds import ALL_OUT, EVERYWHERE, IGW, Packet, group, instance, rules_of, scene, tcp, verdict, vpc
from tests.network_worlds import world as vpc_world

A = "10.0.0.10"
OUTSIDE = servers(["centre.example.org:8073=127.0.0.1:18073", "centre.example.org:443=127.0.0.1:18443"])
CENTRE = "198.18.1.1"


def world(routes: tuple[Route, ...] = (IGW,), egress: tuple[Permission, ...] = ALL_OUT, **more: Any) -> World:
    host = instance("i-a", A, "sg-a", public_address="54.1.2.3")
    return vpc_world(group("sg-a", (), egress), host, routes=routes, **more)


def reaches(before: World, port: int = 8073, protocol: str = "tcp", vpc: str = "vpc-1") -> str:
    return verdict(rules_of(before, vpc, outside=OUTSIDE), Packet(A, CENTRE, protocol, port))


class Given(unittest.TestCase):
    def test_a_name_has_one_address_whatever_the_port(self) -> None:
        made = servers([
            "b.example.org:80=127.0.0.1:1",
            "a.example.org:80=127.0.0.1:2",
            "b.example.org:81=127.0.0.2:3",
        ])  # fmt: skip
        self.assertEqual([(each.name, each.address, each.port, each.target) for each in made], [
            ("b.example.org", "198.18.1.1", 80, ("127.0.0.1", 1)),
            ("a.example.org", "198.18.1.2", 80, ("127.0.0.1", 2)),
            ("b.example.org", "198.18.1.1", 81, ("127.0.0.2", 3)),
        ])  # fmt: skip

    def test_what_has_not_the_form_is_refused(self) -> None:
        good = "centre.example.org:80=127.0.0.1:80"
        for text in ("", "centre:80=127.0.0.1:80", good + "x", "\n" + good, good.replace(":80=", "="), "a b" + good):
            with self.assertRaisesRegex(ValueError, "is not of the form NAME:PORT=ADDRESS:PORT"):
                servers([text])
        for number in ("0", "65536"):
            with self.assertRaisesRegex(ValueError, f"{number} is no port: 1 to 65535"):
                servers([f"centre.example.org:80=127.0.0.1:{number}"])

    def test_a_port_of_a_name_is_given_once(self) -> None:
        with self.assertRaisesRegex(ValueError, "one is given twice: centre.example.org:80, centre.example.org:80"):
            servers(["centre.example.org:80=127.0.0.1:1", "centre.example.org:80=127.0.0.1:2"])

    def test_there_are_addresses_for_254_names(self) -> None:
        texts = [f"n{number}.example.org:80=127.0.0.1:80" for number in range(255)]
        self.assertEqual(servers(texts[:254])[-1].address, "198.18.1.254")
        with self.assertRaisesRegex(ValueError, "255 names of servers; there are addresses for 254"):
            servers(texts)


class Command(unittest.TestCase):
    def given(self, *words: str) -> Any:
        always = ["terrane_rehearsal", "--folder", "/f", "--image", "/i", "--region", "us-east-1"]
        with mock.patch("sys.argv", [*always, *words]):
            return command._arguments()

    def test_it_takes_several_and_none(self) -> None:
        one, other = "a.example.org:80=127.0.0.1:1", "b.example.org:80=127.0.0.1:2"
        self.assertEqual(self.given("--outside", one, "--outside", other).outside, servers([one, other]))
        self.assertEqual(self.given().outside, ())

    def test_it_ends_with_2_and_the_form(self) -> None:
        said = io.StringIO()
        with self.assertRaises(SystemExit) as end, contextlib.redirect_stderr(said):
            self.given("--outside", "centre")
        self.assertEqual(end.exception.code, 2)
        self.assertIn("--outside: 'centre' is not of the form NAME:PORT=ADDRESS:PORT", said.getvalue())


class Reached(unittest.TestCase):
    def test_as_an_address_of_the_internet(self) -> None:
        self.assertEqual((reaches(world()), reaches(world(), 443)), ("accept", "accept"))
        self.assertEqual(reaches(world(egress=(tcp(8073, cidr="0.0.0.0/0"),))), "accept")

    def test_at_the_given_ports_by_tcp_alone(self) -> None:
        self.assertEqual((reaches(world(), 80), reaches(world(), 8073, "udp")), ("route", "route"))

    def test_only_where_egress_allows_the_port(self) -> None:
        for rule in (tcp(443, cidr="0.0.0.0/0"), tcp(8073, cidr="10.0.0.0/8"), tcp(8073, prefix_list="pl-1")):
            before = world(egress=(rule,), prefix_lists={"pl-1": "s3"})
            self.assertEqual(reaches(before), "egress", rule)

    def test_only_by_a_way_out(self) -> None:
        s3 = Endpoint("vpce-s3", "vpc-1", "s3", "gateway", route_tables=("rtb-1",))
        self.assertEqual(reaches(world(routes=())), "route")
        self.assertEqual(reaches(world(routes=(), endpoints={"vpce-s3": s3})), "route")

    def test_from_oci_by_a_nat_gateway_and_not_by_a_service_gateway(self) -> None:
        routes = (Route(EVERYWHERE, "nat-gateway", oracle.NAT),)
        through = oracle.world(routes=routes, nat_gateways={oracle.NAT: NatGateway(oracle.NAT, "")})
        self.assertEqual(reaches(through, vpc=oracle.VCN), "accept")
        services = oracle.world(endpoints=oracle.gateway(SERVICES))
        self.assertEqual(reaches(services, vpc=oracle.VCN), "route")


class Names(unittest.TestCase):
    def hosts(self, before: World, vpc: str = "vpc-1") -> str:
        return names_of(scene(before, vpc, OUTSIDE)).hosts

    def test_lead_to_its_address_in_both_clouds(self) -> None:
        for hosts in (self.hosts(world()), self.hosts(oracle.world(), oracle.VCN)):
            self.assertEqual(hosts.count("centre.example.org"), 1)
            self.assertIn(f"{CENTRE} centre.example.org\n", hosts)

    def test_a_private_zone_hides_names_below_it(self) -> None:
        for zone, times in (("example.org", 0), ("centre.example.org", 0), ("tre.example.org", 1)):
            before = world(zones=(PrivateZone(zone, ("vpc-1",)),))
            self.assertEqual(self.hosts(before).count("centre.example.org"), times, zone)

    def test_a_vpc_in_their_addresses_is_said(self) -> None:
        before = replace(world(), vpcs={"vpc-1": replace(vpc("vpc-1"), cidrs=(IPv4Network("198.18.1.0/28"),))})
        self.assertEqual(unlike_the_cloud(scene(before)), [])
        self.assertEqual(
            unlike_the_cloud(scene(before, outside=OUTSIDE)),
            ["vpc-1 has 198.18.1.0/28, where the rehearsal keeps servers outside the cloud (198.18.1.0/24)"],
        )


if __name__ == "__main__":
    unittest.main()
