"""What runs on a compute node: node-name, spot-watch, health."""

from __future__ import annotations

from unittest import mock

from support import CloudStub, NodeCase, command, printed

from terrane_node.commands import health
from terrane_node.errors import CloudUnreachable, CommandError, SettingsError


class ComputeCase(NodeCase):
    role = "compute"

    def setUp(self) -> None:
        super().setUp()
        self.cloud = CloudStub(cluster={"mounts": []})
        self.cloud.own_tags["terrane:node"] = "compute-7"

    def run_command(self, *arguments: str) -> int:
        return command(self.node_on(self.cloud), *arguments)


class NodeName(ComputeCase):
    def test_is_the_tag(self) -> None:
        with printed() as out:
            self.run_command("node-name")
        self.assertEqual(out.getvalue(), "compute-7\n")

    def test_waits_for_a_tag_that_comes_late(self) -> None:
        self.cloud.own_tags.clear()
        self.clock.on_sleep = lambda: self.cloud.own_tags.update({"terrane:node": "compute-7"})
        with printed() as out:
            self.run_command("node-name")
        self.assertEqual(out.getvalue(), "compute-7\n")

    def test_a_machine_without_the_tag_says_so(self) -> None:
        self.cloud.own_tags.clear()
        with self.assertRaisesRegex(SettingsError, "terrane:node"):
            self.run_command("node-name")

    def test_a_machine_of_a_pool_waits_until_it_is_made_a_node(self) -> None:
        self.cloud.own_tags = {"terrane:pool": "ocid1.instancepool.oc1..a"}

        def name_it() -> None:
            if self.clock.passed > 1800:
                self.cloud.own_tags["terrane:node"] = "compute-7"

        self.clock.on_sleep = name_it
        with printed() as out:
            self.run_command("node-name")
        self.assertEqual(out.getvalue(), "compute-7\n")

    def test_a_machine_that_no_pool_holds_ready_does_not_wait_for_long(self) -> None:
        self.cloud.own_tags.clear()
        with self.assertRaises(SettingsError):
            self.run_command("node-name")
        self.assertLess(self.clock.passed, 60)


class HeadAddress(ComputeCase):
    def test_is_the_tag(self) -> None:
        self.cloud.own_tags["terrane:head"] = "10.0.16.5"
        with printed() as out:
            self.assertEqual(self.run_command("head-address"), 0)
        self.assertEqual(out.getvalue(), "10.0.16.5\n")

    def test_is_nothing_without_the_tag(self) -> None:
        with printed() as out:
            self.assertEqual(self.run_command("head-address"), 0)
        self.assertEqual(out.getvalue(), "")


class SpotWatch(ComputeCase):
    def setUp(self) -> None:
        super().setUp()
        self.programs.nodes({"compute-7": "ALLOCATED+CLOUD"})

    def interrupted_at(self, *answers: object) -> None:
        left = list(answers)

        def interruption() -> object:
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        self.cloud.interruption = interruption  # type: ignore[attr-defined]

    def test_drains_the_node_on_notice(self) -> None:
        self.interrupted_at(None, None, "terminate at 2026-11-21T12:00:00Z")
        self.assertEqual(self.run_command("spot-watch"), 0)
        self.assertEqual(
            self.programs.updates(),
            ["nodename=compute-7 state=drain reason=spot interruption: terminate at 2026-11-21T12:00:00Z"],
        )
        self.assertEqual(self.clock.naps, [5, 5])

    def test_a_node_that_slurm_powers_down_is_not_drained(self) -> None:
        self.interrupted_at("terminating")
        self.programs.nodes({"compute-7": "IDLE+CLOUD+POWERING_DOWN"})
        self.assertEqual(self.run_command("spot-watch"), 0)
        self.assertEqual(self.programs.updates(), [])

    def test_survives_a_metadata_service_that_does_not_answer(self) -> None:
        gap = CloudUnreachable("MetadataUnreachable", "timed out")
        self.interrupted_at(gap, gap, "terminate soon")
        self.assertEqual(self.run_command("spot-watch"), 0)
        self.assertEqual(len(self.programs.updates()), 1)

    def test_keeps_on_asking_slurm_while_there_is_time(self) -> None:
        self.interrupted_at("terminate soon")
        self.programs.refuse("scontrol update*", "slurm_update error: Unable to contact slurm controller")
        self.clock.on_sleep = lambda: self.programs.allow() if self.clock.passed > 30 else None
        self.assertEqual(self.run_command("spot-watch"), 0)

    def test_gives_up_when_the_machine_is_gone_anyway(self) -> None:
        self.interrupted_at("terminate soon")
        self.programs.refuse("scontrol update*", "slurm_update error: Unable to contact slurm controller")
        with self.assertRaises(CommandError):
            self.run_command("spot-watch")
        self.assertLess(self.clock.passed, 180)


class Health(ComputeCase):
    def setUp(self) -> None:
        super().setUp()
        self.programs.add("munge", "echo MUNGE:credential")
        self.programs.add("unmunge", 'read credential; test "$credential" = MUNGE:credential')
        self.programs.nodes({"compute-7": "IDLE+CLOUD"})
        self.home = str(self.paths.at("/home"))
        self.cloud.documents["/terrane/ocean/cluster"] = {
            "mounts": [{"type": "nfs4", "source": "fs:/", "path": "/home", "roles": ["compute"]}]
        }
        self.mounts = {self.home: "fs:/"}
        self.paths.at("/home").mkdir()
        mounted = mock.patch.object(health, "mounted", lambda: self.mounts)
        mounted.start()
        self.addCleanup(mounted.stop)

    def test_a_sound_node_is_left_alone(self) -> None:
        self.assertEqual(self.run_command("health"), 0)
        self.assertEqual(self.programs.updates(), [])

    def test_a_missing_mount_drains_the_node(self) -> None:
        self.mounts.clear()
        self.assertEqual(self.run_command("health"), 1)
        self.assertEqual(
            self.programs.updates(), ["nodename=compute-7 state=drain reason=health: /home is not mounted"]
        )

    def test_a_mount_that_does_not_answer_drains_the_node(self) -> None:
        self.programs.add("stat", "exec sleep 60")
        with mock.patch.object(health, "answers", lambda arguments: health_answers(arguments, 0.2)):
            self.assertEqual(self.run_command("health"), 1)
        self.assertIn("reason=health: /home does not answer", self.programs.updates()[0])

    def test_munge_that_does_not_answer_drains_the_node(self) -> None:
        self.programs.refuse("unmunge*", "unmunge: Error: Expired credential")
        self.assertEqual(self.run_command("health"), 1)
        self.assertIn(
            "health: munge: unmunge failed (1): unmunge: Error: Expired credential", self.programs.updates()[0]
        )

    def test_a_full_disk_drains_the_node(self) -> None:
        self.paths.at("/tmp").mkdir()
        full = mock.Mock(f_bavail=1, f_blocks=100)
        with mock.patch("os.statvfs", return_value=full):
            self.assertEqual(self.run_command("health"), 1)
        self.assertIn("health: / is 99 % full", self.programs.updates()[0])

    def test_all_that_is_wrong_is_said_at_once(self) -> None:
        self.mounts.clear()
        self.programs.refuse("munge*", "munge: Error: Unable to access")
        self.run_command("health")
        self.assertIn("/home is not mounted; munge: munge failed", self.programs.updates()[0])

    def test_a_drained_node_is_not_drained_again(self) -> None:
        self.mounts.clear()
        self.programs.nodes({"compute-7": "IDLE+CLOUD+DRAIN"}, compute_7="Reason=fan [root@2026-01-01T00:00:00]")
        self.assertEqual(self.run_command("health"), 1)
        self.assertEqual(self.programs.updates(), [])

    def test_a_node_that_it_drained_is_let_back_in(self) -> None:
        reason = "Reason=health: /home is not mounted [root@2026-01-01T00:00:00]"
        self.programs.nodes({"compute-7": "IDLE+CLOUD+DRAIN"}, compute_7=reason)
        self.assertEqual(self.run_command("health"), 0)
        self.assertEqual(self.programs.updates(), ["nodename=compute-7 state=resume"])

    def test_a_node_that_somebody_else_drained_stays_drained(self) -> None:
        self.programs.nodes({"compute-7": "IDLE+CLOUD+DRAIN"}, compute_7="Reason=fan [root@2026-01-01T00:00:00]")
        self.assertEqual(self.run_command("health"), 0)
        self.assertEqual(self.programs.updates(), [])

    def test_the_fleet_does_not_ask_the_cloud_at_every_check(self) -> None:
        self.run_command("health")
        self.cloud.documents.clear()
        self.assertEqual(self.run_command("health"), 0)


health_answers = health.answers
