from __future__ import annotations

import socket
from unittest import mock

from support import CloudStub, NodeCase, command

from terrane_node import head_name

NAME = "head.ocean.terrane.internal"
HOSTS = f"127.0.0.1 localhost\n10.0.0.7 compute-7 # terrane\n10.0.0.5 {NAME} head # terrane-head\n"


class HeadName(NodeCase):
    role = "compute"

    def setUp(self) -> None:
        super().setUp()
        self.paths.hosts.parent.mkdir(parents=True)
        self.paths.hosts.write_text(HOSTS)
        self.dns = "10.0.0.9"
        self.programs.add("getent", f'[ "$*" = "ahostsv4 {NAME}." ] && cat "$D/dns"')
        self.programs.add("systemctl")

    def follow(self, dns: str, answers: bool = True) -> str | None:
        (self.programs.folder / "dns").write_text(f"{dns} STREAM {NAME}.\n{dns} DGRAM\n" if dns else "")
        with mock.patch.object(head_name, "answers", return_value=answers):
            return head_name.follow(self.paths.hosts)

    def test_leads_to_the_new_head(self) -> None:
        self.assertEqual(self.follow("10.0.0.9"), "10.0.0.9")
        self.assertEqual(self.paths.hosts.read_text(), HOSTS.replace("10.0.0.5", "10.0.0.9"))
        self.assertIsNone(self.follow("10.0.0.9"))

    def test_stays_while_dns_says_the_same_or_nothing(self) -> None:
        for dns in ("10.0.0.5", ""):
            self.assertIsNone(self.follow(dns))
        self.programs.refuse("getent *", "")
        self.assertIsNone(self.follow("10.0.0.9"))
        self.assertEqual(self.paths.hosts.read_text(), HOSTS)

    def test_stays_until_a_head_answers_there(self) -> None:
        self.assertIsNone(self.follow("10.0.0.9", answers=False))
        self.assertEqual(self.paths.hosts.read_text(), HOSTS)

    def test_a_machine_that_was_told_no_address_has_nothing_to_follow(self) -> None:
        self.paths.hosts.write_text("127.0.0.1 localhost\n")
        self.assertIsNone(self.follow("10.0.0.9"))
        self.assertEqual(self.programs.calls("getent"), [])

    def test_a_head_answers_where_slurmctld_listens(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            self.assertTrue(head_name.answers("127.0.0.1", port))
        self.assertFalse(head_name.answers("127.0.0.1", port))

    def test_slurmd_starts_again_when_the_health_check_finds_a_new_head(self) -> None:
        self.check_health("fs-1.efs.us-west-2.amazonaws.com:/")
        self.assertEqual(self.programs.calls("systemctl"), [["systemctl", "--no-block", "restart", "slurmd"]])
        self.assertEqual(self.programs.updates(), [])

    def test_a_node_that_mounts_from_the_head_is_given_back(self) -> None:
        self.check_health(f"{NAME}:/home")
        self.assertEqual(self.programs.calls("systemctl"), [])
        self.assertEqual(
            self.programs.updates(),
            ["nodename=compute-7 state=power_down_force reason=head replaced: /home was the former head's"],
        )

    def check_health(self, source: str) -> None:
        mounts = [{"type": "nfs4", "source": source, "path": "/home", "roles": ["compute"]}]
        cloud = CloudStub(cluster={"head": NAME, "mounts": mounts})
        cloud.own_tags["terrane:node"] = "compute-7"
        with mock.patch.object(head_name, "follow", return_value="10.0.0.9"):
            self.assertEqual(command(self.node_on(cloud), "health"), 0)
