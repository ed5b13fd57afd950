"""Sizes: which are offered to whom, how the page shows them, what a unit and a job get of them."""

from __future__ import annotations

import unittest
from datetime import date

import unit

from terrane_hub.declared_sessions import Policy, Size
from terrane_hub.errors import SessionRefused
from terrane_hub.job_request import job_request, slurm_time
from terrane_hub.size_page import size_form, words_for
from terrane_hub.sizes import choose, most_seconds, offered
from terrane_hub.unit_limits import unit_properties

SMALL = Size("small", 2, 1024, 0, None, (), None, 0)
BIG = Size("big", 16, 65536, 2, "gpu", ("staff", "labs"), None, 3600)
COURSE = Size("course", 1, 512, 0, None, (), date(2027, 6, 30), 0)
ALL = (SMALL, BIG, COURSE)
DAY = date(2027, 6, 30)
POLICY = Policy(7200, 0, 1, 26)


class SizesTest(unit.FolderCase):
    def test_offered_are_those_of_ones_groups_until_their_last_day(self) -> None:
        self.assertEqual([size.name for size in offered(ALL, {"staff"}, DAY)], ["small", "big", "course"])
        self.assertEqual([size.name for size in offered(ALL, set(), date(2027, 7, 1))], ["small"])

    def test_a_choice_is_refused_with_its_reason(self) -> None:
        for given, groups, day, words in (
            ("huge", set(), DAY, "'huge' is not known; offered to you: small, course"),
            ("big", {"x"}, DAY, "'big' is for members of staff, labs"),
            ("course", set(), date(2027, 7, 1), "'course' was offered until 2027-06-30"),
            (["small"], set(), DAY, "is not a name"),
            ("<b>", set(), DAY, "'<b>' is not known"),
        ):
            self.assertIn(words, self.refused(SessionRefused, lambda: choose(ALL, given, groups, day)))
        self.assertIn("no size is offered", self.refused(SessionRefused, lambda: choose((BIG,), None, set(), DAY)))

    def test_without_a_choice_the_first_is_taken(self) -> None:
        self.assertEqual(choose((BIG, SMALL), None, set(), DAY), SMALL)

    def test_the_page_says_what_a_size_is(self) -> None:
        self.assertEqual(words_for(BIG), "16 CPUs, 64 GiB, 2 GPUs, for at most 1 h")
        self.assertEqual(words_for(COURSE), "1 CPU, 512 MiB, until 2027-06-30")
        page = size_form(ALL, 3, 26)
        self.assertEqual(page.count('type="radio"'), 3)
        self.assertIn('value="small" checked', page)
        self.assertIn("3 of 26 sessions", page)
        self.assertIn("All 26 sessions", size_form(ALL, 26, 26))
        self.assertIn("No size is offered", size_form((), 0, 26))

    def test_the_shorter_limit_counts(self) -> None:
        long = Policy(7200, 7200, 1, 26)
        self.assertEqual(
            [most_seconds(BIG, long), most_seconds(SMALL, long), most_seconds(SMALL, POLICY)], [3600, 7200, 0]
        )

    def test_a_job_asks_for_its_size(self) -> None:
        self.assertEqual(
            job_request(BIG, POLICY, "ada"),
            {
                "req_partition": "gpu",
                "req_nprocs": "16",
                "req_memory": "65536M",
                "req_gres": "gpu:2",
                "req_runtime": "0-01:00:00",
                "req_comment": "notebook:ada:big",
            },
        )
        self.assertEqual(job_request(SMALL, POLICY, "ada")["req_runtime"], "")
        self.assertEqual(slurm_time(2 * 86400 + 3661), "2-01:01:01")

    def test_a_unit_is_held_to_its_size(self) -> None:
        small, big = unit_properties(SMALL, Policy(0, 0, 2, 26)), unit_properties(BIG, POLICY)
        self.assertEqual((small["TasksMax"], small["LimitNPROC"]), ("512", "1024"))
        self.assertEqual((big["TasksMax"], big["RuntimeMaxSec"]), ("2048", "3600"))
        self.assertEqual(("PrivateDevices" in small, "PrivateDevices" in big), (True, False))
        self.assertFalse([key for key, value in big.items() if "{" in value or "}" in value])


if __name__ == "__main__":
    unittest.main()
