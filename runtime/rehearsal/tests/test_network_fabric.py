"""Networks as the kernel makes them: packets between namespaces, let through or dropped, and what is said of it."""

from __future__ import annotations

import json
import socket
import time
import unittest
from dataclasses import asdict, replace
from ipaddress import IPv4Network
from pathlib import Path

from tests.network_live import DROPPED, Live, eventually
from tests.network_worlds import ALL_OUT, group, instance, tcp, vpc, with_group, world
from terrane_rehearsal.network import Listen, namespaces
from terrane_rehearsal.world import FileServer, Permission, SecurityGroup, Subnet, World

HEAD, NODE = "10.0.0.4", "10.0.0.9"
SSH = (tcp(22, group="sg-node"),)


def cluster(ingress: tuple[Permission, ...] = SSH, egress: tuple[Permission, ...] = ALL_OUT) -> World:
    """head lets in by these rules, node lets out by those."""
    return world(
        group("sg-head", ingress),
        group("sg-node", (), egress),
        instance("i-head", HEAD, "sg-head"),
        instance("i-node", NODE, "sg-node"),
    )


class Hosts(Live):
    def test_the_host_finds_its_interface_as_in_ec2(self) -> None:
        self.start(cluster())
        link = self.fabric.attach(instance("i-node", NODE, "sg-node"))
        self.assertEqual(asdict(link), {
            "namespace_path": "/run/netns/i-node",
            "gateway": "10.0.0.1",
            "resolver": "10.0.0.2",
            "prefix_length": 24,
        })  # fmt: skip
        shown = json.loads(namespaces.run("i-node", ["ip", "-json", "address", "show", "ens5"]))[0]
        self.assertEqual((shown["address"], shown["mtu"]), ("02:00:0a:00:00:09", 9001))
        self.assertEqual(
            [(a["local"], a["prefixlen"]) for a in shown["addr_info"] if a["family"] == "inet"], [(NODE, 24)]
        )
        routes = json.loads(namespaces.run("i-node", ["ip", "-json", "route", "show", "default"]))
        self.assertEqual([(route["gateway"], route["dev"]) for route in routes], [("10.0.0.1", "ens5")])

    def test_attaching_is_fast(self) -> None:
        hosts = [instance(f"i-{n}", f"10.0.0.{n}", "sg-a") for n in range(10, 20)]
        self.apply(world(group("sg-a"), *hosts))
        seconds = []
        for host in hosts:
            began = time.perf_counter()
            self.fabric.attach(host)
            seconds.append(time.perf_counter() - began)
        self.assertLess(min(seconds), 0.03)

    def test_an_unknown_vpc_is_named(self) -> None:
        with self.assertRaisesRegex(LookupError, "i-head is in vpc-1, of which the networks do not know yet"):
            self.fabric.attach(instance("i-head", HEAD, "sg-head"))
        self.apply(replace(cluster(), subnets={}))
        with self.assertRaisesRegex(LookupError, "i-head is in subnet-1, which is gone"):
            self.fabric.attach(instance("i-head", HEAD, "sg-head"))

    def test_what_failed_is_tried_again(self) -> None:
        opened: list[str] = []

        def open_(vpc: str, _listen: Listen) -> None:
            opened.append(vpc)
            if len(opened) == 1:
                raise OSError("not now")

        before = cluster()
        twin = instance("i-twin", HEAD, "sg-head", vpc="vpc-2", subnet="subnet-2")
        both = replace(
            before,
            vpcs={**before.vpcs, "vpc-2": vpc("vpc-2")},
            subnets={**before.subnets, "subnet-2": Subnet("subnet-2", "vpc-2", IPv4Network("10.0.0.0/24"), "a")},
            instances={**before.instances, "i-twin": twin},
        )
        self.fabric.on_vpc.append(open_)
        with self.assertRaisesRegex(OSError, "not now"):
            self.apply(both)
        self.start(both)
        self.assertEqual(opened, ["vpc-1", "vpc-2"])
        self.assert_reaches("i-node", HEAD, 22)

    def test_a_failed_link_leaves_nothing(self) -> None:
        self.apply(cluster())
        with self.assertRaises(namespaces.CommandFailed):
            self.fabric.attach(instance("i-head", HEAD, "sg-head", mac="no mac"))
        self.fabric.attach(instance("i-head", HEAD, "sg-head"))

    def test_detached_and_attached_again_at_the_same_address(self) -> None:
        before = cluster()
        self.start(before)
        self.fabric.detach("i-head")
        self.fabric.detach("i-head")
        self.assertFalse(Path("/run/netns/i-head").exists())
        self.fabric.attach(before.instances["i-head"])
        self.serve("i-head", 23)
        self.apply(with_group(before, group("sg-head", (tcp(23, group="sg-node"),))))
        self.assert_reaches("i-node", HEAD, 23)

    def test_closing_leaves_nothing(self) -> None:
        self.start(cluster())
        self.fabric.close()
        self.assertEqual(list(namespaces.FOLDER.iterdir()), [])
        programs = [f.read_text() for f in Path("/proc").glob("[0-9]*/comm")]
        self.assertNotIn("dnsmasq\n", programs)


class Groups(Live):
    def test_a_group_reference_lets_through_what_it_names(self) -> None:
        self.start(cluster())
        self.assert_reaches("i-node", HEAD, 22)
        self.assert_sentences()

    def test_what_no_rule_names_is_dropped_and_told(self) -> None:
        self.start(cluster())
        self.assert_dropped("i-node", HEAD, 6817)
        self.assert_dropped("i-head", NODE, 22)
        self.assert_sentences(
            "node (10.0.0.9) may not reach head (10.0.0.4) at tcp/6817: "
            "no ingress rule of sg-head (head-group) allows it",
            "head (10.0.0.4) may not reach node (10.0.0.9) at tcp/22: "
            "no ingress rule of sg-node (node-group) allows it",
        )
        refusal = next(each for each in self.fabric.refused() if each.port == 6817)
        self.assertEqual((refusal.direction, refusal.protocol), ("ingress", "tcp"))
        self.assertEqual(refusal.source, {"kind": "instance", "id": "i-node", "name": "node", "address": NODE})
        self.assertEqual([each.id for each in refusal.groups], ["sg-head"])
        self.assertGreaterEqual(refusal.count, 1)
        self.assertAlmostEqual(refusal.first_seen, time.time(), delta=10)
        json.dumps(asdict(refusal))

    def test_a_refusal_is_noted_once_and_counted_over_reloads(self) -> None:
        before = cluster()
        self.start(before)
        self.assert_dropped("i-node", HEAD, 6817)
        self.apply(with_group(before, group("sg-head", ())))
        self.assert_dropped("i-node", HEAD, 6817)
        self.assertEqual([each.count for each in self.fabric.refused()], [2])
        noted = self.notes.of("refused")
        self.assertEqual([(each["port"], each["groups"]) for each in noted], [(6817, ["sg-head"])])

    def test_refusals_are_noted_without_being_asked_for(self) -> None:
        before = cluster()
        self.start(before)
        self.assert_dropped("i-node", HEAD, 6817)

        def noted() -> None:
            self.apply(before)
            self.assertEqual([each["port"] for each in self.notes.of("refused")], [6817])

        eventually(noted)

    def test_egress(self) -> None:
        self.start(cluster(egress=(tcp(443, cidr="0.0.0.0/0"),)))
        self.assert_dropped("i-node", HEAD, 22)
        self.assert_sentences(
            "node (10.0.0.9) may not reach head (10.0.0.4) at tcp/22: no egress rule of sg-node (node-group) allows it"
        )

    def test_other_protocols(self) -> None:
        self.start(cluster((Permission("udp", 53, 53, cidr=IPv4Network("10.0.0.0/16")),)))
        kinds = [(socket.SOCK_DGRAM, socket.IPPROTO_UDP), (socket.SOCK_RAW, socket.IPPROTO_ICMP), (socket.SOCK_RAW, 47)]

        def send() -> None:
            for kind, protocol in kinds:
                with socket.socket(socket.AF_INET, kind, protocol) as sender:
                    sender.sendto(b"\x08\x00\xf7\xff\x00\x00\x00\x00", (HEAD, 54))

        namespaces.inside("i-node", send)
        said = ["at udp/54", "by icmp", "by protocol 47"]
        self.assert_sentences(*(
            f"node (10.0.0.9) may not reach head (10.0.0.4) {what}: no ingress rule of sg-head (head-group) allows it"
            for what in said
        ))  # fmt: skip

    def test_a_rule_that_comes_and_goes_leaves_known_connections_alone(self) -> None:
        before = cluster(())
        self.start(before)
        self.assert_dropped("i-node", HEAD, 22)
        self.apply(with_group(before, group("sg-head", SSH)))
        server = self.serve("i-head", 23)
        self.apply(with_group(before, group("sg-head", (tcp(22, 23, group="sg-node"),))))
        client = self.connect("i-node", HEAD, 23)
        served, _ = server.accept()
        self.addCleanup(served.close)
        self.apply(before)
        client.sendall(b"still here")
        served.settimeout(1)
        self.assertEqual(served.recv(100), b"still here")
        self.assert_dropped("i-node", HEAD, 23)

    def test_unused_rules(self) -> None:
        rules = (*SSH, tcp(6817, cidr="10.0.0.0/24"))
        before = cluster(rules)
        self.start(before)
        self.assert_reaches("i-node", HEAD, 22)
        self.apply(with_group(before, group("sg-node", (tcp(1, cidr="10.0.0.0/24"),))))
        unused = {rule.sentence for rule in self.fabric.unused()}
        self.assertEqual(unused, {
            "the ingress rule of sg-head (head-group) for tcp/6817 from 10.0.0.0/24 was never used",
            "the ingress rule of sg-node (node-group) for tcp/1 from 10.0.0.0/24 was never used",
            "the egress rule of sg-head (head-group) for all traffic to 0.0.0.0/0 was never used",
        })  # fmt: skip
        json.dumps([asdict(rule) for rule in self.fabric.unused()])

    def test_a_file_server_by_its_own_groups(self) -> None:
        servers = tuple(
            FileServer(f"fs-{n}", "efs", "us-east-1", "vpc-1", "subnet-1", f"10.0.0.{n}", (f"sg-{n}",), (), 2049)
            for n in (50, 51)
        )
        open_, closed = group("sg-50", (tcp(2049, group="sg-node"),)), group("sg-51")
        before = world(group("sg-node"), open_, closed, instance("i-node", NODE, "sg-node"), file_servers=servers)
        self.start(before)
        for _ in range(3):
            self.assert_reaches("i-node", "10.0.0.50", 2049)
        self.assert_dropped("i-node", "10.0.0.51", 2049)
        self.assert_sentences(
            "node (10.0.0.9) may not reach fs-51 (10.0.0.51) at tcp/2049: no ingress rule of sg-51 (51-group) allows it"
        )
        self.apply(replace(before, file_servers=()))
        self.assert_dropped("i-node", "10.0.0.51", 2049)


class Cuts(Live):
    def test_cut_and_mend(self) -> None:
        self.start(cluster())
        server = self.serve("i-head", 23)
        self.apply(cluster((tcp(22, 23, group="sg-node"),)))
        client = self.connect("i-node", HEAD, 23)
        served, _ = server.accept()
        self.addCleanup(served.close)
        self.fabric.cut("i-head")
        self.assert_dropped("i-node", HEAD, 22)
        client.sendall(b"later")
        served.settimeout(DROPPED)
        with self.assertRaises(TimeoutError):
            served.recv(100)
        self.fabric.mend("i-head")
        served.settimeout(5)
        self.assertEqual(served.recv(100), b"later")
        self.assert_reaches("i-node", HEAD, 22)
        self.assert_sentences()

    def test_a_host_that_is_cut_has_no_metadata(self) -> None:
        opened: list[socket.socket] = []
        self.fabric.on_vpc.append(lambda _, listen: opened.append(listen("169.254.169.254", 80)))
        self.start(cluster())
        self.addCleanup(opened[0].close)
        client = self.connect("i-head", "169.254.169.254", 80)
        served, (address, _) = opened[0].accept()
        self.addCleanup(served.close)
        self.assertEqual(address, HEAD)
        self.fabric.cut("i-head")
        served.sendall(b"an answer on its way")
        client.settimeout(DROPPED)
        with self.assertRaises(TimeoutError):
            client.recv(100)
        self.assert_dropped("i-head", "169.254.169.254", 80)
        self.assert_reaches("i-node", "169.254.169.254", 80)

    def test_only_what_has_a_link_can_be_cut(self) -> None:
        with self.assertRaisesRegex(LookupError, "i-head has no link"):
            self.fabric.cut("i-head")


class Vpcs(Live):
    def test_two_with_the_same_addresses_do_not_meet(self) -> None:
        first = cluster()
        rules = (tcp(6817, cidr="10.0.0.0/16"),)
        twins = tuple(
            instance(f"i-twin{n}", address, "sg-twin", vpc="vpc-2", subnet="subnet-2")
            for n, address in enumerate((HEAD, NODE))
        )
        second = SecurityGroup("sg-twin", "twin", "vpc-2", rules, ())
        opened: list[str] = []
        self.fabric.on_vpc.append(lambda vpc, _: opened.append(vpc))
        self.start(
            replace(
                first,
                vpcs={**first.vpcs, "vpc-2": vpc("vpc-2"), "vpc-3": vpc("vpc-3")},
                subnets={**first.subnets, "subnet-2": Subnet("subnet-2", "vpc-2", IPv4Network("10.0.0.0/24"), "a")},
                instances={**first.instances, **{twin.id: twin for twin in twins}},
                groups={**first.groups, "sg-twin": replace(second, egress=rules)},
            )
        )
        self.assert_reaches("i-node", HEAD, 22)
        self.assert_dropped("i-node", HEAD, 6817)
        self.assert_reaches("i-twin1", HEAD, 6817)
        self.assert_dropped("i-twin1", HEAD, 22)
        self.assertEqual(
            {(each.vpc, each.direction) for each in self.fabric.refused()}, {("vpc-1", "ingress"), ("vpc-2", "egress")}
        )
        self.assertEqual(opened, ["vpc-1", "vpc-2"])

    def test_two_subnets_are_routed(self) -> None:
        before = world(
            group("sg-a", (tcp(22, cidr="10.0.0.0/16"),)),
            instance("i-a", HEAD, "sg-a"),
            instance("i-b", "10.0.7.9", "sg-a", subnet="subnet-2"),
        )
        second = Subnet("subnet-2", "vpc-1", IPv4Network("10.0.7.0/24"), "us-east-1b")
        self.start(replace(before, subnets={**before.subnets, "subnet-2": second}))
        self.assert_reaches("i-b", HEAD, 22)
        self.assert_reaches("i-a", "10.0.7.9", 22)

    def test_a_vpc_that_goes_keeps_what_was_said_of_it(self) -> None:
        gone: list[str] = []
        self.fabric.on_vpc_gone.append(gone.append)
        self.start(cluster())
        self.assert_dropped("i-node", HEAD, 6817)
        self.apply(World())
        self.assertEqual((gone, list(namespaces.FOLDER.iterdir())), (["vpc-1"], []))
        self.assertEqual([(each.port, each.count) for each in self.fabric.refused()], [(6817, 1)])
        self.assertTrue(self.fabric.unused())


if __name__ == "__main__":
    unittest.main()
