"""Security groups as rule sets: who may reach whom, and what nftables is given."""

from __future__ import annotations

import unittest
from dataclasses import replace
from ipaddress import IPv4Network

from tests.network_worlds import Packet, group, instance, rules_of, tcp, verdict, world
from terrane_rehearsal.network.nft import render
from terrane_rehearsal.network.traffic import traffic_of
from terrane_rehearsal.world import FileServer, Permission, World

A, B, C = "10.0.0.10", "10.0.0.11", "10.0.0.12"


def judge(before: World, source: str, destination: str, protocol: str = "tcp", port: int = 0) -> str:
    return verdict(rules_of(before), Packet(source, destination, protocol, port))


class Groups(unittest.TestCase):
    def test_without_a_rule_nothing_enters(self) -> None:
        before = world(group("sg-a"), instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a"))
        self.assertEqual(judge(before, A, B, port=22), "ingress")

    def test_ports_and_networks(self) -> None:
        rules = (tcp(22, cidr="10.0.0.0/28"), tcp(6000, 6100, cidr="10.0.0.0/16"))
        before = world(
            group("sg-a", rules), *(instance(f"i-{n}", a, "sg-a") for n, a in (("a", A), ("b", "10.0.0.77")))
        )
        self.assertEqual(judge(before, A, "10.0.0.77", port=22), "accept")
        self.assertEqual(judge(before, "10.0.0.77", A, port=22), "ingress")
        for port, expected in ((5999, "ingress"), (6000, "accept"), (6100, "accept"), (6101, "ingress")):
            self.assertEqual(judge(before, "10.0.0.77", A, port=port), expected, port)

    def test_group_references_hold_for_members_only(self) -> None:
        head = group("sg-head", (tcp(6817, group="sg-node"),))
        hosts = (instance("i-h", A, "sg-head"), instance("i-n", B, "sg-node"), instance("i-x", C, "sg-x"))
        before = world(head, group("sg-node"), group("sg-x"), *hosts)
        self.assertEqual(judge(before, B, A, port=6817), "accept")
        self.assertEqual(judge(before, C, A, port=6817), "ingress")
        self.assertEqual(judge(before, B, A, port=22), "ingress")

    def test_a_group_that_names_itself(self) -> None:
        before = world(
            group("sg-a", (Permission("-1", group="sg-a"),)), instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a")
        )
        self.assertEqual(judge(before, A, B, "udp", 9), "accept")
        self.assertEqual(judge(before, A, B, "47"), "accept")

    def test_several_groups_add_up(self) -> None:
        before = world(
            group("sg-a", (tcp(1, cidr="0.0.0.0/0"),)),
            group("sg-b", (tcp(2, cidr="0.0.0.0/0"),)),
            instance("i-a", A, "sg-a", "sg-b"),
            instance("i-b", B, "sg-a"),
        )
        self.assertEqual([judge(before, B, A, port=port) for port in (1, 2, 3)], ["accept", "accept", "ingress"])

    def test_egress_is_judged_first(self) -> None:
        closed = group("sg-a", (), (tcp(443, cidr="0.0.0.0/0"),))
        before = world(closed, instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a"))
        self.assertEqual(judge(before, A, B, port=22), "egress")
        self.assertEqual(judge(before, A, B, port=443), "ingress")

    def test_egress_to_a_group(self) -> None:
        before = world(
            group("sg-a", (), (tcp(2049, group="sg-fs"),)),
            group("sg-fs", (tcp(2049, group="sg-a"),)),
            instance("i-a", A, "sg-a"),
            file_servers=(FileServer("fs-1", "efs", "us-east-1", "vpc-1", "subnet-1", C, ("sg-fs",), (), 2049),),
        )
        self.assertEqual(judge(before, A, C, port=2049), "accept")
        self.assertEqual(judge(before, A, C, port=22), "egress")

    def test_file_servers_have_groups_of_their_own(self) -> None:
        server = FileServer("fs-1", "efs", "us-east-1", "vpc-1", "subnet-1", C, ("sg-fs",), (), 2049)
        without = world(group("sg-a"), group("sg-fs"), instance("i-a", A, "sg-a"), file_servers=(server,))
        self.assertEqual(judge(without, A, C, port=2049), "ingress")
        none = replace(without, file_servers=(replace(server, groups=()),))
        self.assertEqual(judge(none, A, C, port=2049), "ingress")

    def test_icmp_by_type(self) -> None:
        echo = Permission("icmp", 8, -1, cidr=IPv4Network("0.0.0.0/0"))
        before = world(group("sg-a", (echo,)), instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a"))
        self.assertEqual(judge(before, A, B, "icmp", 8), "accept")
        self.assertEqual(judge(before, A, B, "icmp", 13), "ingress")

    def test_other_networks_are_not_met(self) -> None:
        before = world(group("sg-a"), instance("i-a", A, "sg-a"))
        self.assertEqual(judge(before, A, "192.0.2.1", port=80), "route")

    def test_cut_is_above_everything(self) -> None:
        before = world(group("sg-a", (tcp(1, cidr="0.0.0.0/0"),)), *(instance(f"i-{a}", a, "sg-a") for a in (A, B)))
        rules = rules_of(before, cut=(f"i-{B}",))
        self.assertEqual(verdict(rules, Packet(A, B, "tcp", 1)), "cut")
        self.assertEqual(verdict(rules, Packet(B, A, "tcp", 1)), "cut")

    def test_only_living_instances_are_members(self) -> None:
        a, b = instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a", state="terminated")
        self.assertEqual(list(rules_of(world(group("sg-a"), a, b)).sources), [A])

    def test_the_address_of_an_ended_host_is_that_of_the_living(self) -> None:
        old, new = instance("i-old", A, "sg-old", state="terminated"), instance("i-new", A, "sg-new")
        before = world(group("sg-old"), group("sg-new"), old, new)
        self.assertEqual(rules_of(before).sources, {A: ("sg-new",)})


class TrafficTest(unittest.TestCase):
    def test_protocols_and_their_numbers(self) -> None:
        said = {
            Permission("6", 22, 22): "tcp/22",
            Permission("tcp", 0, 65535): "tcp",
            Permission("TCP", 20, 21): "tcp/20-21",
            Permission("17", -1, -1): "udp",
            Permission("-1"): "all traffic",
            Permission("icmp", -1, -1): "icmp",
            Permission("1", 3, 4): "icmp type 3 code 4",
            Permission("icmp", 8, -1): "icmp type 8",
            Permission("icmp"): "icmp",
            Permission("50"): "protocol 50",
        }
        self.assertEqual({each: str(traffic_of(each)) for each in said}, said)


class Text(unittest.TestCase):
    def test_equal_rules_are_equal_texts(self) -> None:
        things = (group("sg-a"), instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a"))
        texts = {render(rules_of(world(*order))) for order in (things, things[::-1])}
        self.assertEqual(len(texts), 1)

    def test_a_rule_has_one_counter_in_all_chains(self) -> None:
        shared = group("sg-s", (tcp(22, cidr="0.0.0.0/0"),), ())
        before = world(shared, group("sg-a", (), ()), instance("i-a", A, "sg-s"), instance("i-b", B, "sg-s", "sg-a"))
        text = render(rules_of(before))
        self.assertEqual(text.count("counter rule_"), 1)
        self.assertEqual(text.count("counter name rule_0"), 2)

    def test_an_unknown_prefix_list_matches_nothing(self) -> None:
        listed = group("sg-a", (), (tcp(443, prefix_list="pl-unknown"),))
        before = world(listed, instance("i-a", A, "sg-a"), instance("i-b", B, "sg-a"))
        self.assertEqual(judge(before, A, B, port=443), "egress")
        self.assertNotIn("{  }", render(rules_of(before)))


if __name__ == "__main__":
    unittest.main()
