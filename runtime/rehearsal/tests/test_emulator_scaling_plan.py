"""What an Auto Scaling group does next."""

from __future__ import annotations

import unittest
from typing import Any

from terrane_rehearsal.emulator.scaling.plan import Group, Member, Plan, plan


def member(number: int, subnet: str = "a", **facts: Any) -> Member:
    return Member(id=f"i-{number}", subnet=subnet, order=number, **facts)


def places(found: Plan) -> list[str]:
    return [each.subnets[0] for each in found.launches]


class AGroup(unittest.TestCase):
    def test_is_idle_when_it_has_what_it_wants(self) -> None:
        self.assertTrue(plan(Group(1, ("a",), (member(0),))).idle)

    def test_launches_in_balance_over_its_subnets(self) -> None:
        self.assertEqual(["c", "a", "b", "c"], places(plan(Group(6, ("a", "b", "c"), (member(0), member(1, "b"))))))

    def test_tries_the_other_subnets_next(self) -> None:
        (launch,) = plan(Group(2, ("a", "b"), (member(0),))).launches
        self.assertEqual(("b", "a"), launch.subnets)

    def test_replaces_what_is_unhealthy_stopped_or_gone(self) -> None:
        members = (member(0, healthy=False), member(1, state="stopped"), member(2, state="terminated"), member(3))
        found = plan(Group(4, ("a",), members))
        self.assertEqual((("i-2",), ("i-0", "i-1"), 3), (found.gone, found.unhealthy, len(found.launches)))

    def test_ends_surplus_from_the_fullest_subnet_oldest_first(self) -> None:
        members = (member(0, "b"), member(1), member(2), member(3))
        self.assertEqual(("i-1", "i-2"), plan(Group(2, ("a", "b"), members)).surplus)

    def test_ends_by_its_policy(self) -> None:
        members = (member(0, template_version=2), member(1, template_version=1), member(2, template_version=2))
        for policy, ended in {"OldestInstance": "i-0", "NewestInstance": "i-2", "Default": "i-1"}.items():
            found = plan(Group(2, ("a",), members, termination_policies=(policy,)))
            self.assertEqual((ended,), found.surplus, policy)

    def test_never_ends_what_is_protected(self) -> None:
        members = (member(0, protected=True), member(1, protected=True), member(2))
        self.assertEqual(("i-2",), plan(Group(0, ("a",), members)).surplus)

    def test_replaces_what_is_protected_and_unhealthy(self) -> None:
        self.assertEqual(("i-0",), plan(Group(1, ("a",), (member(0, protected=True, healthy=False),))).unhealthy)

    def test_does_nothing_that_is_suspended(self) -> None:
        members = (member(0, healthy=False), member(1))
        self.assertEqual((), plan(Group(3, ("a",), members, frozenset({"Launch"}))).launches)
        self.assertEqual((), plan(Group(3, ("a",), members, frozenset({"ReplaceUnhealthy"}))).unhealthy)
        self.assertEqual((), plan(Group(0, ("a",), members, frozenset({"Terminate"}))).surplus)

    def test_leaves_alone_what_stands_by(self) -> None:
        found = plan(Group(1, ("a",), (member(0, standby=True, healthy=False),)))
        self.assertEqual(((), 1), (found.unhealthy, len(found.launches)))

    def test_shares_launches_between_on_demand_and_spot(self) -> None:
        group = Group(6, ("a",), (member(0), member(1, spot=True)), on_demand_base=2, on_demand_percentage=25)
        self.assertEqual([False, False, True, True], [each.spot for each in plan(group).launches])


if __name__ == "__main__":
    unittest.main()
