from __future__ import annotations

from dataclasses import replace
from unittest import mock

from emulated import AwsCase
from support import command


class Farewell(AwsCase):
    def setUp(self) -> None:
        super().setUp()
        self.metadata.id = self.launch(role="head")["InstanceId"]
        self.nodes = [self.launch(node=f"compute-{number}")["InstanceId"] for number in (1, 2)]

    def farewell(self, state: str) -> int:
        """The emulator has no passing states: it says what EC2 would say of the head meanwhile."""
        own = replace(self.cloud.instance(self.metadata.id), state=state)
        with mock.patch.object(self.cloud, "instance", return_value=own):
            return command(self.node(), "farewell")

    def states(self) -> list[str]:
        return [self.state_of(one) for one in self.nodes]

    def test_a_head_that_is_terminated_takes_its_nodes_with_it_and_no_others(self) -> None:
        other = self.launch(node="compute-1", cluster="lake")["InstanceId"]
        self.assertEqual(self.farewell("shutting-down"), 0)
        self.assertEqual(self.states(), ["terminated"] * 2)
        self.assertEqual(self.state_of(other), "running")

    def test_a_head_that_is_stopped_or_restarted_keeps_them(self) -> None:
        for state in ("stopping", "running"):
            self.assertEqual(self.farewell(state), 0)
        self.assertEqual(self.states(), ["running"] * 2)

    def test_a_head_that_another_has_taken_over_from_keeps_them(self) -> None:
        self.launch(role="head")
        self.assertEqual(self.farewell("shutting-down"), 0)
        self.assertEqual(self.states(), ["running"] * 2)

    def test_without_nodes_nothing_is_ended(self) -> None:
        self.ec2.terminate_instances(InstanceIds=self.nodes)
        asked = len(self.calls.of("TerminateInstances"))
        self.assertEqual(self.farewell("shutting-down"), 0)
        self.assertEqual(len(self.calls.of("TerminateInstances")), asked)
