from __future__ import annotations

import unittest
from dataclasses import replace
from datetime import timedelta

from support import CLUSTER, START, node_line

from terrane_node.agreement import Action, Picture, SetAddress, SetState, Terminate, actions
from terrane_node.cloud.base import Instance
from terrane_node.slurm import NodeState, parse_node

DOWN = "IDLE+CLOUD+POWERED_DOWN"
UP = "IDLE+CLOUD"


def machine(
    node: str | None, minutes: float = 30, number: int = 1, state: str = "running", phase: str | None = None
) -> Instance:
    tags = {"terrane:cluster": CLUSTER, **({"terrane:node": node} if node else {})}
    if phase is not None:
        tags.update({"terrane:phase": phase, "terrane:reason": "no such secret"})
    return Instance(f"i-{number}", state, f"10.0.0.{number}", START - timedelta(minutes=minutes), tags)


def node(name: str, state: str, address: str | None = None, reason: str = "", minutes: float = 0) -> NodeState:
    given = START - timedelta(minutes=minutes)
    more = f"Reason={reason} [slurm@{given:%Y-%m-%dT%H:%M:%S}]" if reason else ""
    return parse_node(node_line(name, state, more, address))


def decide(
    nodes: list[NodeState], machines: list[Instance], static: tuple[str, ...] = (), unneeded: float | None = None
) -> list[Action]:
    since = {} if unneeded is None else {one.id: START - timedelta(minutes=unneeded) for one in machines}
    return actions(Picture({one.name: one for one in nodes}, machines, static, START, since))


def ended(done: list[Action]) -> list[str]:
    return [one.instance.id for one in done if isinstance(one, Terminate)]


def states(done: list[Action]) -> list[tuple[str, str]]:
    return [(one.node, one.state) for one in done if isinstance(one, SetState)]


class Machines(unittest.TestCase):
    def test_a_node_at_work_and_its_machine_are_left_alone(self) -> None:
        for state in (UP, "ALLOCATED+CLOUD", "IDLE+CLOUD+POWERING_UP", "IDLE+CLOUD+POWER_UP+POWERED_DOWN"):
            with self.subTest(state):
                self.assertEqual(decide([node("c-1", state, "10.0.0.1")], [machine("c-1")], unneeded=60), [])

    def test_a_machine_without_node_name_ends(self) -> None:
        self.assertEqual(ended(decide([node("c-1", DOWN)], [machine(None)])), ["i-1"])

    def test_a_machine_that_a_pool_holds_ready_stays(self) -> None:
        spare = machine(None)
        spare = replace(spare, tags={**spare.tags, "terrane:pool": "ocid1.instancepool.oc1..a"})
        self.assertEqual(decide([node("c-1", DOWN)], [spare], unneeded=60), [])

    def test_a_machine_that_slurm_does_not_know_ends(self) -> None:
        self.assertEqual(ended(decide([node("c-1", DOWN)], [machine("old-1")])), ["i-1"])

    def test_a_young_machine_never_ends(self) -> None:
        for name in (None, "old-1", "c-1"):
            with self.subTest(name):
                self.assertEqual(decide([node("c-1", DOWN)], [machine(name, minutes=2.9)], unneeded=60), [])

    def test_a_machine_of_a_powered_down_node_ends_after_five_minutes_of_it(self) -> None:
        for state in (DOWN, "IDLE+CLOUD+POWERING_DOWN"):
            for minutes, expected in ((None, []), (4.9, []), (5, ["i-1"])):
                with self.subTest(state=state, minutes=minutes):
                    self.assertEqual(ended(decide([node("c-1", state)], [machine("c-1")], unneeded=minutes)), expected)

    def test_a_machine_that_was_stopped_ends(self) -> None:
        done = decide([node("c-1", UP, "10.0.0.1")], [machine("c-1", state="stopped")])
        self.assertEqual(ended(done), ["i-1"])

    def test_of_two_machines_the_one_that_slurm_talks_to_stays(self) -> None:
        two = [machine("c-1", 40, 1), machine("c-1", 20, 2)]
        self.assertEqual(ended(decide([node("c-1", UP, "10.0.0.1")], two)), ["i-2"])

    def test_of_two_machines_unknown_to_slurm_the_newer_stays_and_slurm_hears_of_it(self) -> None:
        two = [machine("c-1", 40, 1), machine("c-1", 20, 2)]
        done = decide([node("c-1", "IDLE+CLOUD+POWERING_UP")], two)
        self.assertEqual(ended(done), ["i-1"])
        self.assertIn(SetAddress("c-1", "10.0.0.2"), done)

    def test_an_address_that_slurm_does_not_know_is_set_once_the_machine_is_not_young(self) -> None:
        coming = [node("c-1", "IDLE+CLOUD+POWERING_UP")]
        self.assertEqual(decide(coming, [machine("c-1", minutes=2)]), [])
        self.assertEqual(decide(coming, [machine("c-1", minutes=4)]), [SetAddress("c-1", "10.0.0.1")])

    def test_what_is_not_needed_is_remembered_from_run_to_run(self) -> None:
        first = Picture({"c-1": node("c-1", DOWN)}, [machine("c-1")], (), START)
        self.assertEqual(first.still_unneeded(), {"i-1": START})
        later = Picture(first.nodes, first.instances, (), START + timedelta(minutes=1), first.still_unneeded())
        self.assertEqual(later.still_unneeded(), {"i-1": START})
        needed = Picture({"c-1": node("c-1", UP)}, [machine("c-1")], (), START, later.still_unneeded())
        self.assertEqual(needed.still_unneeded(), {})


class States(unittest.TestCase):
    def test_a_static_node_is_powered_up(self) -> None:
        done = decide([node("c-1", DOWN), node("c-2", DOWN)], [], static=("c-1",))
        self.assertEqual(states(done), [("c-1", "power_up")])

    def test_a_static_node_on_its_way_up_or_down_is_left_alone(self) -> None:
        for state in ("IDLE+CLOUD+POWER_UP+POWERED_DOWN", "IDLE+CLOUD+POWERING_UP", "IDLE+CLOUD+POWERING_DOWN"):
            with self.subTest(state):
                self.assertEqual(states(decide([node("c-1", state)], [], static=("c-1",))), [])

    def test_a_failed_boot_is_tried_again_after_fifteen_minutes(self) -> None:
        for minutes, expected in ((14, []), (15, [("c-1", "resume")])):
            for reason in ("ResumeTimeout reached", "boot failed: i-1 got as far as 'x' : ResumeTimeout reached"):
                with self.subTest(minutes=minutes, reason=reason):
                    broken = node("c-1", "DOWN+CLOUD+POWERED_DOWN", reason=reason, minutes=minutes)
                    self.assertEqual(states(decide([broken], [])), expected)

    def test_a_static_node_is_resumed_and_then_powered_up(self) -> None:
        broken = node("c-1", "DOWN+CLOUD+POWERED_DOWN", reason="ResumeTimeout reached", minutes=20)
        self.assertEqual(states(decide([broken], [], static=("c-1",))), [("c-1", "resume"), ("c-1", "power_up")])

    def test_what_an_administrator_put_down_or_drained_stays_so(self) -> None:
        for state in (
            "DOWN+CLOUD+POWERED_DOWN",
            "IDLE+CLOUD+DRAIN",
            "DOWN+CLOUD+NOT_RESPONDING",
            "IDLE+CLOUD+DRAIN+POWERED_DOWN",
        ):
            for reason in ("broken fan", "maintenance : Not responding", ""):
                with self.subTest(state=state, reason=reason):
                    held = node("c-1", state, reason=reason, minutes=600)
                    self.assertEqual(states(decide([held], [], static=("c-1",))), [])

    def test_a_node_whose_spot_machine_was_taken_comes_back(self) -> None:
        reason = "spot interruption: terminate at 12 : Not responding"
        lost = node("c-1", "DOWN+CLOUD+DRAIN+NOT_RESPONDING", reason=reason, minutes=3)
        self.assertEqual(states(decide([lost], [])), [("c-1", "power_down_force")])
        self.assertEqual(states(decide([lost], [machine("c-1")])), [])

    def test_a_drained_node_whose_sick_machine_is_gone_comes_back(self) -> None:
        sick = node("c-1", "IDLE+CLOUD+DRAIN+POWERED_DOWN", reason="health: /home is not mounted", minutes=20)
        self.assertEqual(states(decide([sick], [])), [("c-1", "resume")])
        self.assertEqual(
            states(decide([node("c-1", "IDLE+CLOUD+DRAIN", "10.0.0.1", sick.reason, 60)], [machine("c-1")])), []
        )

    def test_a_machine_that_has_not_answered_for_ten_minutes_is_given_up(self) -> None:
        for minutes, expected in ((9, []), (10, [("c-1", "power_down_force")])):
            with self.subTest(minutes):
                hung = node("c-1", "DOWN+CLOUD+NOT_RESPONDING", "10.0.0.1", "Not responding", minutes)
                self.assertEqual(states(decide([hung], [machine("c-1")])), expected)

    def test_a_node_that_is_going_down_already_is_left_alone(self) -> None:
        for state in ("DOWN+CLOUD+POWER_DOWN+NOT_RESPONDING", "DOWN+CLOUD+POWERING_DOWN"):
            with self.subTest(state):
                going = node("c-1", state, reason="Not responding", minutes=60)
                self.assertEqual(states(decide([going], [])), [])


class FailedBoots(unittest.TestCase):
    WHY = "boot failed: i-1 got as far as 'secrets failed': no such secret"

    def test_a_node_whose_boot_failed_is_given_back_at_once_and_its_machine_ends(self) -> None:
        coming = node("c-1", "ALLOCATED+CLOUD+NOT_RESPONDING+POWERING_UP", "10.0.0.1")
        young = machine("c-1", minutes=1, phase="secrets failed")
        self.assertEqual(
            decide([coming], [young]),
            [SetState("c-1", "down", self.WHY, reason=self.WHY), Terminate(young, "its boot failed")],
        )

    def test_a_boot_that_goes_on_is_left_alone(self) -> None:
        coming = node("c-1", "ALLOCATED+CLOUD+POWERING_UP", "10.0.0.1")
        for phase in (None, "secrets running", "ready done"):
            with self.subTest(phase):
                self.assertEqual(decide([coming], [machine("c-1", phase=phase)]), [])

    def test_a_node_that_works_is_left_alone_whatever_its_machine_said(self) -> None:
        self.assertEqual(decide([node("c-1", UP, "10.0.0.1")], [machine("c-1", phase="update failed")]), [])

    def test_a_former_machine_of_the_node_does_not_count(self) -> None:
        coming = node("c-1", "ALLOCATED+CLOUD+POWERING_UP", "10.0.0.2")
        two = [machine("c-1", 2, 1, phase="secrets failed"), machine("c-1", 1, 2, phase="secrets running")]
        self.assertEqual(decide([coming], two), [])

    def test_a_machine_that_could_not_be_ended_is_ended_in_the_next_run(self) -> None:
        down = node("c-1", "DOWN+CLOUD+NOT_RESPONDING+POWERING_UP", "10.0.0.1", self.WHY, 1)
        self.assertEqual(ended(decide([down], [machine("c-1", minutes=2, phase="secrets failed")])), ["i-1"])

    def test_the_node_is_tried_again_after_fifteen_minutes(self) -> None:
        for state in ("DOWN+CLOUD+NOT_RESPONDING+POWERING_UP", "DOWN+CLOUD"):
            for minutes, expected in ((14, []), (15, [("c-1", "power_down_force")])):
                with self.subTest(state=state, minutes=minutes):
                    self.assertEqual(states(decide([node("c-1", state, None, self.WHY, minutes)], [])), expected)
