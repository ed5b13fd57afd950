from __future__ import annotations

from datetime import datetime, timedelta, timezone

from emulated import AwsCase
from support import command

from terrane_node.errors import CommandError, NodeError

DOWN = "IDLE+CLOUD+POWERED_DOWN"


class Reconcile(AwsCase):
    def setUp(self) -> None:
        super().setUp()
        # The emulator stamps launches with the machine's time: this is an hour after it.
        self.clock.start = datetime.now(timezone.utc) + timedelta(hours=1)

    def reconcile(self) -> int:
        return command(self.node(), "reconcile")

    def test_ends_orphans_of_this_cluster_alone(self) -> None:
        orphan = self.launch(node="old-1")["InstanceId"]
        others = [self.launch(node="old-1", cluster="lake"), self.launch(role="head"), self.launch(role="login")]
        self.programs.nodes({"compute-1": DOWN})
        self.assertEqual(self.reconcile(), 0)
        self.assertEqual(self.state_of(orphan), "terminated")
        self.assertEqual([self.state_of(one["InstanceId"]) for one in others], ["running"] * 3)

    def test_a_machine_of_a_powered_down_node_ends_in_a_later_run(self) -> None:
        machine = self.launch(node="compute-1")["InstanceId"]
        self.programs.nodes({"compute-1": DOWN})
        self.assertEqual(self.reconcile(), 0)
        self.assertEqual(self.state_of(machine), "running")
        self.clock.passed += 301
        self.assertEqual(self.reconcile(), 0)
        self.assertEqual(self.state_of(machine), "terminated")

    def test_static_nodes_of_every_partition_are_powered_up(self) -> None:
        self.put_document("cluster", {"partitions": ["compute", "big-mem"]})
        self.put_partition("compute", min=2)
        self.put_partition("big-mem", min="1")
        self.programs.nodes({"compute-1": DOWN, "compute-2": "IDLE+CLOUD", "compute-3": DOWN, "big-mem-1": DOWN})
        self.reconcile()
        self.assertEqual(
            self.programs.updates(), ["nodename=compute-1 state=power_up", "nodename=big-mem-1 state=power_up"]
        )

    def test_does_nothing_while_slurmctld_does_not_answer(self) -> None:
        machine = self.launch(node="old-1")["InstanceId"]
        self.programs.refuse("*show nodes", "slurm_load_node error: Unable to contact slurm controller")
        with self.assertRaises(CommandError):
            self.reconcile()
        self.assertEqual(self.state_of(machine), "running")

    def test_does_nothing_while_slurm_shows_no_nodes(self) -> None:
        machine = self.launch(node="old-1")["InstanceId"]
        with self.assertRaises(NodeError):
            self.reconcile()
        self.assertEqual(self.state_of(machine), "running")

    def test_one_failure_keeps_nothing_else_from_being_done(self) -> None:
        kept = self.launch(node="old-1")["InstanceId"]
        ended = self.launch(node="old-2")["InstanceId"]
        self.calls.refuse("TerminateInstances", "UnauthorizedOperation", InstanceIds=[kept])
        self.programs.nodes({"compute-1": DOWN})
        self.assertEqual(self.reconcile(), 1)
        self.assertEqual((self.state_of(kept), self.state_of(ended)), ("running", "terminated"))

    def test_a_partition_without_document_stops_no_upkeep(self) -> None:
        self.put_document("cluster", {"partitions": ["gone", "compute"]})
        self.put_partition("compute", min=1)
        self.programs.nodes({"compute-1": DOWN})
        self.assertEqual(self.reconcile(), 0)
        self.assertEqual(self.programs.updates(), ["nodename=compute-1 state=power_up"])

    def test_the_documents_are_not_read_every_minute(self) -> None:
        self.programs.nodes({"compute-1": DOWN})
        for _ in range(3):
            self.reconcile()
            self.clock.passed += 60
        self.assertEqual(len(self.calls.of("GetParameter")), 2)

    def test_slurm_hears_why_a_boot_failed(self) -> None:
        launched = self.launch(node="compute-1")
        machine, address = launched["InstanceId"], launched["PrivateIpAddress"]
        tags = [{"Key": "terrane:phase", "Value": "mounts failed"}, {"Key": "terrane:reason", "Value": "no answer"}]
        self.ec2.create_tags(Resources=[machine], Tags=tags)
        self.programs.nodes({"compute-1": "ALLOCATED+CLOUD+POWERING_UP"}, {"compute-1": address})
        self.assertEqual(self.reconcile(), 0)
        why = f"boot failed: {machine} got as far as 'mounts failed': no answer"
        self.assertEqual(self.programs.updates(), [f"nodename=compute-1 state=down reason={why}"])
        self.assertEqual(self.state_of(machine), "terminated")
