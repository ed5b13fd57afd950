from __future__ import annotations

from emulated import AwsCase
from support import command

from terrane_node.errors import CloudError


class Suspend(AwsCase):
    def test_ends_the_machines_of_the_nodes_and_no_other(self) -> None:
        ended = [self.launch(node=f"compute-{number}")["InstanceId"] for number in (1, 2)]
        kept = [self.launch(node="compute-3"), self.launch(node="compute-1", cluster="lake"), self.launch(role="head")]
        self.assertEqual(command(self.node(), "suspend", "compute-1,compute-2"), 0)
        self.assertEqual([self.state_of(one) for one in ended], ["terminated"] * 2)
        self.assertEqual([self.state_of(one["InstanceId"]) for one in kept], ["running"] * 3)

    def test_twice_is_as_good_as_once(self) -> None:
        self.launch(node="compute-1")
        for _ in range(2):
            self.assertEqual(command(self.node(), "suspend", "compute-1"), 0)
        self.assertEqual(len(self.calls.of("TerminateInstances")), 1)

    def test_ends_a_machine_that_was_powered_off_from_within(self) -> None:
        stopped = self.launch(node="compute-1")["InstanceId"]
        self.ec2.stop_instances(InstanceIds=[stopped])
        command(self.node(), "suspend", "compute-1")
        self.assertEqual(self.state_of(stopped), "terminated")

    def test_many_nodes_are_searched_for_in_few_requests(self) -> None:
        self.launch(node="compute-450")
        command(self.node(), "suspend", ",".join(f"compute-{number}" for number in range(1, 501)))
        searches = self.calls.of("DescribeInstances")
        self.assertEqual(len(searches), 3)
        for search in searches:
            self.assertLessEqual(max(len(one["Values"]) for one in search["Filters"]), 200)
        self.assertEqual(self.running(), [])

    def test_a_machine_that_is_gone_meanwhile_keeps_no_other_alive(self) -> None:
        left = self.launch(node="compute-1")["InstanceId"]
        self.cloud.terminate(["i-0aaaaaaaaaaaaaaaa", left])
        self.assertEqual(self.state_of(left), "terminated")

    def test_a_refusal_is_an_error(self) -> None:
        self.launch(node="compute-1")
        self.calls.refuse("TerminateInstances", "UnauthorizedOperation")
        with self.assertRaises(CloudError):
            command(self.node(), "suspend", "compute-1")


class ResumeFail(AwsCase):
    def test_the_machines_reason_becomes_the_nodes_and_the_machine_ends(self) -> None:
        failed = self.launch(node="compute-1", phase="mounts failed", reason="/home: no answer")["InstanceId"]
        self.assertEqual(command(self.node(), "resume-fail", "compute-1"), 0)
        self.assertEqual(
            self.programs.updates(),
            [f"nodename=compute-1 reason=boot failed: {failed} got as far as 'mounts failed': /home: no answer"],
        )
        self.assertEqual(self.state_of(failed), "terminated")

    def test_a_machine_that_never_spoke_is_named_as_such(self) -> None:
        silent = self.launch(node="compute-1")["InstanceId"]
        command(self.node(), "resume-fail", "compute-1")
        self.assertIn(f"boot failed: {silent} reported no boot phase", self.programs.updates()[0])

    def test_the_machine_ends_even_if_slurm_takes_no_reason(self) -> None:
        silent = self.launch(node="compute-1")["InstanceId"]
        self.programs.refuse("scontrol update*", "slurm_update error: Invalid node name specified")
        self.assertEqual(command(self.node(), "resume-fail", "compute-1"), 0)
        self.assertEqual(self.state_of(silent), "terminated")
