"""AWS services and names as hosts meet them: which subnet gets to which service, and what the resolver answers."""

from __future__ import annotations

import os
import signal
import unittest
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.network_live import Live, ask, eventually
from tests.network_worlds import IGW, group, instance, tcp, vpc, world
from terrane_rehearsal.network import Listen, address_of
from terrane_rehearsal.world import Endpoint, FileServer, PrivateZone, Record, World

NODE = "10.0.0.9"
S3 = Endpoint("vpce-s3", "vpc-1", "s3", "gateway", route_tables=("rtb-1",))
EC2 = Endpoint("vpce-ec2", "vpc-1", "ec2", "interface", ("rtb-1",), ("subnet-1",), ("sg-e",), True)
A, CNAME, PTR, TXT, AAAA = 1, 5, 12, 16, 28


def lonely(**more: Any) -> World:
    return world(group("sg-node"), group("sg-e"), instance("i-node", NODE, "sg-node"), **more)


class Ways(Live):
    def setUp(self) -> None:
        super().setUp()
        self.fabric.on_vpc.append(self.open)

    def open(self, _vpc: str, listen: Listen) -> None:
        for address, port in (("0.0.0.0", 443), ("169.254.169.254", 80)):
            self.addCleanup(listen(address, port).close)

    def test_a_subnet_without_a_way(self) -> None:
        self.start(lonely())
        self.assert_dropped("i-node", address_of("ec2"), 443)
        self.assert_sentences(
            "node (10.0.0.9) cannot reach the AWS service ec2 at tcp/443: rtb-1 of subnet-1 has no default route"
        )
        self.assert_reaches("i-node", "169.254.169.254", 80)

    def test_a_gateway_endpoint_leads_to_its_service_alone(self) -> None:
        self.start(lonely(endpoints={"vpce-s3": S3}))
        self.assert_reaches("i-node", address_of("s3"), 443)
        self.assert_dropped("i-node", address_of("ec2"), 443)

    def test_an_internet_gateway_that_comes_later(self) -> None:
        public = instance("i-node", NODE, "sg-node", public_address="54.1.2.3")
        before = replace(lonely(), instances={"i-node": public})
        self.start(before)
        self.assert_dropped("i-node", address_of("other"), 443)
        table = replace(before.route_tables["rtb-1"], routes=(IGW,))
        self.apply(replace(before, route_tables={"rtb-1": table}))
        self.assert_reaches("i-node", address_of("other"), 443)
        self.assert_dropped("i-node", "192.0.2.7", 443)
        self.assertIn(
            "node (10.0.0.9) cannot reach 192.0.2.7 at tcp/443: nothing outside is rehearsed",
            [each.sentence for each in self.fabric.refused()],
        )

    def test_the_groups_of_an_interface_endpoint(self) -> None:
        before = lonely(endpoints={"vpce-ec2": EC2})
        self.start(before)
        self.assert_dropped("i-node", address_of("ec2"), 443)
        self.assert_sentences(
            "node (10.0.0.9) may not reach the AWS service ec2 by vpce-ec2 at tcp/443: "
            "no ingress rule of sg-e (e-group) allows it"
        )
        opened = group("sg-e", (tcp(443, cidr="10.0.0.0/24"),))
        self.apply(replace(before, groups={**before.groups, "sg-e": opened}))
        self.assert_reaches("i-node", address_of("ec2"), 443)

    def test_metadata_and_resolver_need_no_rule(self) -> None:
        before = lonely()
        self.start(replace(before, groups={"sg-node": group("sg-node", (), ())}))
        self.assert_reaches("i-node", "169.254.169.254", 80)
        eventually(lambda: self.assertEqual(ask("i-node", "pypi.org"), (3, ())))
        self.assert_sentences()


class Resolving(Live):
    def answers(self, expected: dict[tuple[str, int], tuple[int, tuple[str, ...]]]) -> None:
        def check() -> None:
            self.assertEqual({asked: ask("i-node", *asked) for asked in expected}, expected)

        eventually(check)

    def test_aws_and_nothing_else(self) -> None:
        self.start(lonely())
        self.answers({
            ("ec2.us-east-1.amazonaws.com", A): (0, (address_of("ec2"),)),
            ("ec2.us-east-1.amazonaws.com", AAAA): (0, ()),
            ("iam.amazonaws.com", A): (0, (address_of("other"),)),
            ("iam.amazonaws.com", TXT): (0, ()),
            ("ssm.us-east-1.api.aws", A): (0, (address_of("ssm"),)),
            ("some.bucket.s3.us-east-1.amazonaws.com", A): (0, (address_of("s3"),)),
            ("some-bucket.s3.dualstack.us-east-1.amazonaws.com", A): (0, (address_of("s3"),)),
            ("some-bucket.s3.us-west-2.amazonaws.com", A): (0, (address_of("other"),)),
            ("pypi.org", A): (3, ()),
            ("pypi.org", AAAA): (3, ()),
            ("ip-10-0-0-77.ec2.internal", A): (3, ()),
            ("77.0.0.10.in-addr.arpa", PTR): (3, ()),
        })  # fmt: skip
        self.assertEqual(ask("i-node", "sts.amazonaws.com", A, "10.0.0.2"), (0, (address_of("sts"),)))

    def test_instances_forward_and_back_as_they_come_and_go(self) -> None:
        before = lonely()
        self.start(before)
        name = "ip-10-0-0-9.ec2.internal"
        self.answers({
            (name, A): (0, (NODE,)),
            (name, AAAA): (0, ()),
            ("9.0.0.10.in-addr.arpa", PTR): (0, (name,)),
        })  # fmt: skip
        later = instance("i-later", "10.0.0.77", "sg-node")
        self.apply(replace(before, instances={**before.instances, "i-later": later}))
        self.answers({("ip-10-0-0-77.ec2.internal", A): (0, ("10.0.0.77",)), (name, A): (0, (NODE,))})
        self.apply(before)
        self.answers({("ip-10-0-0-77.ec2.internal", A): (3, ())})

    def test_file_servers_that_exist(self) -> None:
        efs, fsx = "fs-1.efs.us-east-1.amazonaws.com", "fs-2.fsx.us-east-1.amazonaws.com"
        server = FileServer("fs-1", "efs", "us-east-1", "vpc-1", "subnet-1", "10.0.0.50", (), (efs,), 2049)
        lustre = replace(server, file_system="fs-2", kind="lustre", address="10.0.0.51", names=(fsx,), port=988)
        self.start(lonely(file_servers=(server, lustre)))
        self.answers({
            (efs, A): (0, ("10.0.0.50",)),
            (fsx, A): (0, ("10.0.0.51",)),
            (f"us-east-1b.{efs}", A): (3, ()),
            ("fs-9.efs.us-east-1.amazonaws.com", A): (3, ()),
            ("fs-9.fsx.us-east-1.amazonaws.com", A): (3, ()),
            ("fsx.us-east-1.amazonaws.com", A): (0, (address_of("fsx"),)),
        })  # fmt: skip

    def test_private_zones(self) -> None:
        records = (
            Record("head.cluster.test", "A", ("10.0.0.4",)),
            Record("login.cluster.test", "CNAME", ("head.cluster.test.",)),
            Record("api.cluster.test", "CNAME", ("ec2.us-east-1.amazonaws.com",)),
            Record("\\052.nodes.cluster.test", "A", ("10.0.0.8",)),
        )
        zone = PrivateZone("cluster.test", ("vpc-1",), records)
        before = lonely(zones=(zone,))
        self.start(before)
        self.answers({
            ("head.cluster.test", A): (0, ("10.0.0.4",)),
            ("login.cluster.test", A): (0, ("head.cluster.test", "10.0.0.4")),
            ("api.cluster.test", A): (0, ("ec2.us-east-1.amazonaws.com", address_of("ec2"))),
            ("n1.nodes.cluster.test", A): (0, ("10.0.0.8",)),
            ("other.cluster.test", A): (3, ()),
        })  # fmt: skip
        moved = Record("login.cluster.test", "CNAME", ("n2.nodes.cluster.test",))
        self.apply(replace(before, zones=(replace(zone, records=(records[0], moved)),)))
        self.answers({("n1.nodes.cluster.test", A): (3, ()), ("head.cluster.test", A): (0, ("10.0.0.4",))})

    def test_a_resolver_that_dies_is_started_again_and_told(self) -> None:
        before = lonely()
        self.start(before)
        self.answers({("pypi.org", A): (3, ())})
        names = {file.parent.name: file.read_text() for file in Path("/proc").glob("[0-9]*/comm")}
        os.kill(next(int(pid) for pid, name in names.items() if name == "dnsmasq\n"), signal.SIGKILL)

        def back() -> None:
            self.apply(before)
            self.assertEqual(ask("i-node", "pypi.org"), (3, ()))

        eventually(back, 5.0)
        self.assertIn("the resolver of vpc-1 has ended: ", self.notes.of("trouble")[0]["error"])

    def test_a_vpc_without_a_resolver(self) -> None:
        self.start(lonely(vpcs={"vpc-1": vpc("vpc-1", dns_support=False)}))
        with self.assertRaises(OSError):
            ask("i-node", "sts.amazonaws.com")


if __name__ == "__main__":
    unittest.main()
