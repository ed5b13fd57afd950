"""How many workers there should be."""

from __future__ import annotations

import sys
import unittest
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from terrane_stream.crew_queue import HOLD_SECONDS, QueueSize  # noqa: E402
from terrane_stream.crew_size import Measure, Need, fed, wanted  # noqa: E402

# An archive as planned: 2.45 million chunks, 50 requests/s, nodes that ask 1.62 a second.
PLANNED = Need(
    backlog=2_452_800,
    now=0,
    running=0,
    threads=4,
    seconds_left=None,
    declared=1.62,
    measured=None,
    cap=50,
    useful=30,
    least=0,
    most=100,
)


class WantedTest(unittest.TestCase):
    def check(self, table: list[tuple[str, Mapping[str, Any], int]]) -> None:
        for why, changes, number in table:
            with self.subTest(why):
                self.assertEqual(wanted(replace(PLANNED, **changes)), number)

    def test_no_more_than_the_cap_can_feed(self) -> None:
        self.check(
            [
                ("50 requests/s at 1.62 a node", {}, 30),
                ("as many machines as are allowed", {"most": 12, "useful": 12}, 12),
                ("a node that asks more than the cap is one node", {"declared": 80.0, "useful": 1}, 1),
                ("without a cap, what is allowed", {"cap": None}, 100),
            ]
        )

    def test_what_was_measured_takes_the_place_of_the_plan(self) -> None:
        self.check(
            [
                ("nodes twice as fast as planned", {"measured": 3.3}, 15),
                ("nodes half as fast: more than the plan found useful", {"measured": 0.8}, 62),
                ("never more than are allowed", {"measured": 0.1}, 100),
            ]
        )

    def test_nothing_left_to_do_needs_nobody(self) -> None:
        self.check([("the end", {"backlog": 0, "now": 30, "running": 30, "least": 2}, 0)])

    def test_a_small_backlog_is_not_worth_many_machines(self) -> None:
        self.check(
            [
                ("five minutes of one node's work", {"backlog": 486}, 1),
                ("a little more", {"backlog": 487}, 2),
                ("one chunk", {"backlog": 1}, 1),
            ]
        )

    def test_a_deadline_decides_where_there_is_one(self) -> None:
        self.check(
            [
                (
                    "a day for 100,000 chunks: one node, in 80 % of it",
                    {"backlog": 100_000, "seconds_left": 86_400.0},
                    1,
                ),
                ("two hours", {"backlog": 100_000, "seconds_left": 7_200.0}, 11),
                ("more than the cap feeds is of no use", {"backlog": 100_000, "seconds_left": 600.0}, 30),
                ("a deadline that has passed", {"backlog": 100_000, "seconds_left": -1.0}, 30),
            ]
        )

    def test_a_crew_that_is_behind_grows_and_one_that_is_ahead_stays(self) -> None:
        behind = {"backlog": 100_000, "now": 8, "running": 8, "seconds_left": 7_200.0}
        self.check([("behind", behind, 11), ("ahead", {**behind, "seconds_left": 72_000.0}, 8)])

    def test_small_steps_are_not_taken(self) -> None:
        now = {"now": 28, "running": 28}
        self.check(
            [
                ("two more than 28", now, 28),
                ("28, where 27 can be fed", {**now, "measured": 1.85}, 28),
                ("28, where 20 can be fed", {**now, "measured": 2.5}, 20),
                ("one that few have is taken", {"now": 1, "running": 1, "backlog": 900}, 2),
            ]
        )

    def test_never_more_than_allowed_even_by_a_small_step(self) -> None:
        self.check([("a smaller maximum was declared", {"now": 31, "running": 31, "most": 30}, 30)])

    def test_those_at_work_stay_to_the_end_and_those_without_a_machine_do_not(self) -> None:
        self.check(
            [
                ("40 chunks at work on 30 nodes", {"backlog": 40, "now": 30, "running": 30}, 30),
                ("40 chunks, 20 nodes still to boot", {"backlog": 40, "now": 30, "running": 10}, 10),
                ("40 chunks, none booted yet", {"backlog": 40, "now": 30, "running": 0}, 10),
            ]
        )

    def test_a_least_number_holds_while_there_is_work(self) -> None:
        self.check(
            [
                ("least", {"backlog": 1, "least": 3}, 3),
                ("it is restored", {"backlog": 1, "least": 3, "now": 2, "running": 2}, 3),
                ("not beyond what can be fed", {"backlog": 1, "least": 3, "measured": 40.0}, 1),
            ]
        )

    def test_a_fleet_is_never_fed_more_than_its_cap(self) -> None:
        for measured in (0.3, 0.5, 1.0, 1.62, 3.7, 50.0):
            with self.subTest(measured=measured):
                self.assertLessEqual(fed(replace(PLANNED, measured=measured, most=10_000)) * measured, 50)


class MeasureTest(unittest.TestCase):
    def test_it_is_known_once_the_same_workers_have_worked_for_a_minute(self) -> None:
        measure = Measure()
        measure.see(4, 8.0, True, 50, 0.0)
        measure.see(4, 8.0, True, 50, 59.0)
        self.assertIsNone(measure.rate)
        measure.see(4, 8.0, True, 50, 60.0)
        self.assertEqual(measure.rate, 2.0)

    def test_other_workers_begin_another_minute(self) -> None:
        measure = Measure()
        measure.see(4, 8.0, True, 50, 0.0)
        measure.see(5, 8.0, True, 50, 60.0)
        self.assertIsNone(measure.rate)

    def test_what_the_cap_holds_back_says_nothing_of_the_workers(self) -> None:
        measure = Measure()
        for at, rate in ((0.0, 40.0), (60.0, 40.0), (120.0, 49.0)):
            measure.see(20, rate, True, 50, at)
        self.assertEqual(measure.rate, 2.0)

    def test_workers_with_little_to_do_say_nothing_either(self) -> None:
        measure = Measure()
        for at in (0.0, 60.0):
            measure.see(20, 1.0, False, 50, at)
        self.assertIsNone(measure.rate)


class QueueSizeTest(unittest.TestCase):
    def sizes(self, least: int = 0, goal: float | None = None) -> QueueSize:
        return QueueSize(threads=4, least=least, most=30, goal_seconds=goal)

    def test_an_empty_queue_needs_nobody(self) -> None:
        self.assertEqual(self.sizes().wanted(0, 0, 0, 0, 0.0), 0)
        self.assertEqual(self.sizes(least=2).wanted(0, 0, 0, 0, 0.0), 2)

    def test_the_first_guess_is_sixteen_messages_for_each_thread(self) -> None:
        for messages, workers in ((1, 1), (64, 1), (65, 2), (640, 10), (10_000, 30)):
            with self.subTest(messages=messages):
                self.assertEqual(self.sizes().wanted(messages, 0, 0, 0, 0.0), workers)

    def test_a_queue_that_does_not_shrink_gets_twice_the_workers(self) -> None:
        sizes = self.sizes()
        self.assertEqual(sizes.wanted(100, 0, 2, 2, 0.0), 2)
        self.assertEqual(sizes.wanted(100, 8, 2, 2, 30.0), 2)
        self.assertEqual(sizes.wanted(100, 8, 2, 2, 60.0), 4)

    def test_workers_that_still_boot_are_waited_for(self) -> None:
        sizes = self.sizes()
        for at in range(0, 600, 10):
            self.assertEqual(sizes.wanted(120, 0, 2, 1, float(at)), 2)

    def test_a_queue_that_will_be_done_in_time_gets_none(self) -> None:
        sizes = self.sizes(goal=600.0)
        sizes.wanted(120, 0, 2, 2, 0.0)
        self.assertEqual(sizes.wanted(100, 0, 2, 2, 60.0), 2, "a third of a message a second: 300 s to go")

    def test_one_that_will_not_gets_as_many_as_it_takes(self) -> None:
        sizes = self.sizes(goal=200.0)
        sizes.wanted(120, 0, 2, 2, 0.0)
        self.assertEqual(sizes.wanted(100, 0, 2, 2, 60.0), 3, "300 s to go, and 200 s to be done in")

    def test_a_queue_must_have_been_short_for_two_minutes_before_machines_go(self) -> None:
        sizes = self.sizes()
        self.assertEqual(sizes.wanted(0, 0, 5, 5, 0.0), 5)
        self.assertEqual(sizes.wanted(0, 3, 5, 5, HOLD_SECONDS - 1), 5)
        self.assertEqual(sizes.wanted(0, 3, 5, 5, HOLD_SECONDS), 1, "one that has messages in hand stays")

    def test_messages_that_come_meanwhile_begin_the_two_minutes_anew(self) -> None:
        sizes = self.sizes()
        sizes.wanted(0, 0, 5, 5, 0.0)
        sizes.wanted(50, 0, 5, 5, 60.0)
        self.assertEqual(sizes.wanted(0, 0, 5, 5, HOLD_SECONDS), 5)


if __name__ == "__main__":
    unittest.main()
