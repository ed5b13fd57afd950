from __future__ import annotations

import unittest
from dataclasses import replace

from terrane_rehearsal.find_host import HostNotFound, find, names_of
from terrane_rehearsal.world import Hardware, Instance


def host(number: int, **tags: str) -> Instance:
    return Instance(
        id=f"i-{number:017x}",
        region="us-west-2",
        state="running",
        image="ami-1",
        type="c5.large",
        vpc="vpc-1",
        subnet="subnet-1",
        zone="us-west-2a",
        address=f"10.0.0.{number}",
        mac="02:00:00:00:00:01",
        interface="eni-1",
        groups=(),
        hardware=Hardware(),
        private_dns_name=f"ip-10-0-0-{number}.us-west-2.compute.internal",
        tags={key.replace("_", ":"): value for key, value in tags.items()},
    )


HEAD = host(4, Name="mpas-ocean-head", terrane_role="head")
NODES = [
    host(9 + n, Name=f"mpas-ocean compute-{n}", terrane_role="compute", terrane_node=f"compute-{n}") for n in (1, 2)
]


class FindHost(unittest.TestCase):
    def test_every_name_of_a_host_leads_to_it(self) -> None:
        for name in (HEAD.id, "10.0.0.4", "mpas-ocean-head", "head", "ip-10-0-0-4"):
            self.assertIs(find(name, [HEAD, *NODES]), HEAD)
        self.assertIs(find("compute-2", [HEAD, *NODES]), NODES[1])

    def test_no_name_is_empty_or_told_twice(self) -> None:
        named = replace(host(5, Name="10.0.0.5", terrane_role=""), private_dns_name="")
        self.assertEqual(names_of(named), (named.id, "10.0.0.5"))

    def test_a_name_that_several_have_is_refused_with_their_list(self) -> None:
        with self.assertRaisesRegex(HostNotFound, r"'compute' is 2 hosts: compute-1 \(i-\w+, 10.0.0.10\), compute-2"):
            find("compute", [HEAD, *NODES])

    def test_an_unknown_name_is_refused_with_the_nearest(self) -> None:
        with self.assertRaisesRegex(HostNotFound, "no host 'compute-3' .*did you mean 'compute-"):
            find("compute-3", [HEAD, *NODES])

    def test_without_hosts_it_says_so(self) -> None:
        with self.assertRaisesRegex(HostNotFound, "no host 'head' among none"):
            find("head", [])


if __name__ == "__main__":
    unittest.main()
