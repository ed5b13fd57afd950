"""Homes: how much they take, what somebody beyond the quota gets, and what becomes of those that nobody comes to."""

from __future__ import annotations

import os
import stat
import unittest
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import unit

from terrane_hub import kernel_quota
from terrane_hub.account_book import Entry
from terrane_hub.declared_sessions import Size
from terrane_hub.errors import DeclarationError, HubError, SessionRefused
from terrane_hub.home_aside import aside, bring_back, delete, due, put_aside
from terrane_hub.home_days import last_seen, note_seen
from terrane_hub.home_quota import GIB, Standing, held, notice, refuse_beyond, standing
from terrane_hub.home_use import Use, measure, measure_all, use_of
from terrane_hub.kernel_quota import apply_quota, holds_quotas

SMALL = Size("small", 2, 1024, 0, None, (), None, 0)
BIG = Size("big", 8, 8192, 0, None, (), None, 0)
FAST = Size("fast", 1, 512, 1, None, (), None, 1800)
TODAY = date(2027, 9, 1)


def has(percent: int) -> Standing:
    return Standing(Use(10 * GIB * percent // 100, datetime(2027, 9, 1, 8, 30, tzinfo=timezone.utc)), 10 * GIB)


class UseTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.homes = self.folder / "homes"
        for name in ("ada", "bob"):
            (self.homes / name).mkdir(parents=True)

    def test_what_is_measured_is_what_the_files_take(self) -> None:
        (self.homes / "ada/data").write_bytes(os.urandom(3 << 20))
        use = measure(self.folder / "state", self.homes / "ada")
        assert use is not None
        self.assertGreaterEqual(use.bytes, 3 << 20)
        self.assertLess(use.bytes, 4 << 20)
        self.assertEqual(use_of(self.folder / "state", "ada"), use)
        self.assertIsNone(use_of(self.folder / "state", "bob"))
        self.assertIsNone(measure(self.folder / "state", self.homes / "nobody"))

    def test_homes_that_were_measured_longest_ago_come_first(self) -> None:
        measure(self.folder / "state", self.homes / "ada")
        self.assertEqual(measure_all(self.folder / "state", self.homes, ["ada", "bob"]), ["bob", "ada"])
        ticks = iter((0, 0, 1000))
        self.assertEqual(
            measure_all(self.folder / "state", self.homes, ["ada", "bob"], lambda: next(ticks)), ["bob"], "in time"
        )

    def test_without_a_quota_or_a_measurement_nobody_stands_anywhere(self) -> None:
        self.assertIsNone(standing(self.folder / "state", "ada", 10))
        measure(self.folder / "state", self.homes / "ada")
        self.assertIsNone(standing(self.folder / "state", "ada", None))
        found = standing(self.folder / "state", "ada", 10)
        self.assertEqual(found and found.percent, 0)


class QuotaTest(unit.FolderCase):
    def test_beyond_the_quota_there_is_the_smallest_size_for_an_hour(self) -> None:
        (got,) = held(has(101), [BIG, SMALL, FAST])
        self.assertEqual((got.name, got.max_seconds), ("small", 3600))
        (short,) = held(has(101), [FAST])
        self.assertEqual(short.max_seconds, 1800)
        self.assertEqual(held(has(101), []), [])

    def test_within_it_all_sizes_are_there(self) -> None:
        for mine in (None, has(0), has(99), has(100)):
            self.assertEqual(held(mine, [BIG, SMALL]), [BIG, SMALL])
            refuse_beyond(mine, "big", [BIG, SMALL])

    def test_what_is_refused_beyond_it_says_how_to_make_room(self) -> None:
        words = self.refused(SessionRefused, lambda: refuse_beyond(has(120), "big", [BIG, SMALL]))
        self.assertIn("12.0 of 10.0 GiB (120 %, measured 2027-09-01 08:30 UTC)", words)
        self.assertIn("the size small", words)
        self.assertIn("Trash", words)
        for allowed in ("small", None):
            refuse_beyond(has(120), allowed, [BIG, SMALL])

    def test_the_page_warns_before_it_is_too_late(self) -> None:
        self.assertEqual(notice(None), "")
        for percent, kind in ((10, "info"), (80, "warning"), (90, "danger"), (120, "danger")):
            self.assertIn(f"alert-{kind}", notice(has(percent)))
        self.assertIn("little room left", notice(has(80)))
        self.assertIn("smallest size, for 1 h", notice(has(120)))

    def test_the_kernel_holds_it_where_the_file_system_of_the_homes_can(self) -> None:
        line = "36 25 259:1 / /home rw,relatime shared:1 - {} /dev/nvme1n1 rw,attr2,{}\n"
        for kind, options, holds in (
            ("xfs", "usrquota", True),
            ("xfs", "noquota", False),
            ("nfs4", "usrquota", False),
        ):
            file = self.folder / "mountinfo"
            file.write_text(line.format(kind, options), encoding="ascii")
            self.assertEqual(holds_quotas(Path("/home"), file), holds, (kind, options))
        self.assertFalse(apply_quota(self.folder, 20, [20000], self.folder), "no file system of its own")

    def test_another_quota_is_for_those_who_had_the_one_before(self) -> None:
        """The program and the kernel are not here: what they are asked, and a report as they print it."""
        asked: list[list[str]] = []
        rows = (
            "#0  1085440  0  1048576  00 [--none--]",
            "#20000 1048576 0 1048576 00 [--------]",
            "#20001 9 0 7 00 [---]",
        )
        report = "\n".join(rows)

        def ask(_: Path, commands: list[str]) -> str:
            asked.append(list(commands))
            return report

        with mock.patch.multiple(kernel_quota, holds_quotas=lambda _: True, _ask=ask):
            (self.folder / kernel_quota.FILE).write_text("1048576\n", encoding="ascii")
            for _ in range(2):
                self.assertTrue(apply_quota(self.folder, 2, [20000, 20001, 20002], self.folder))
        limits = [f"limit -u bsoft=0 bhard=2097152k {uid}" for uid in (20000, 20002)]
        self.assertEqual(asked, [["report -u -n -N -b"], ["limit -u -d bsoft=0 bhard=2097152k", *limits]])

    def test_nobody_declares_that_homes_go_after_a_summer(self) -> None:
        homes = {"quotaGiB": None, "shared": None, "deleteAfterDays": 89}
        words = self.refused(DeclarationError, lambda: unit.declared(homes=homes))
        self.assertIn("homes.deleteAfterDays is 89; a whole number, 90 or more", words)


class AsideTest(unit.FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.homes, self.accounts = self.folder / "homes", self.folder / "accounts"
        self.accounts.mkdir()
        self.entries = [Entry(name, 20000 + number, name, name) for number, name in enumerate(("ada", "bob", "a-b"))]
        for entry in self.entries:
            home = self.homes / entry.name
            home.mkdir(parents=True)
            (home / "thesis").write_text(f"of {entry.name}", encoding="ascii")
            os.chown(home, entry.uid, entry.uid)

    def seen(self, **days: int) -> None:
        for name, ago in days.items():
            note_seen(self.accounts, name, TODAY - timedelta(days=ago))

    def names(self, busy: set[str] = set(), after: int | None = 90, today: date = TODAY) -> tuple[list[str], ...]:
        found = due(self.entries, self.homes, self.accounts, after, busy, today)
        return (
            [one.name for one in found.aside],
            [one.name for one in found.busy],
            [one.path.name for one in found.delete],
        )

    def test_who_has_not_come_for_so_many_days_is_due(self) -> None:
        self.seen(ada=91, bob=90)
        self.assertEqual(self.names(), (["ada"], [], []))
        self.assertEqual(self.names(after=None), ([], [], []))

    def test_a_session_or_a_job_keeps_a_home(self) -> None:
        self.seen(ada=400)
        self.assertEqual(self.names({"ada"}), ([], ["ada"], []))

    def test_who_was_never_noted_is_counted_from_now_on(self) -> None:
        self.assertEqual(self.names(), ([], [], []))
        self.assertEqual(last_seen(self.accounts, "ada", TODAY + timedelta(days=91)), TODAY)
        self.assertEqual(self.names(today=TODAY + timedelta(days=91))[0], ["ada", "bob", "a-b"])

    def test_a_day_that_lies_ahead_is_not_believed(self) -> None:
        note_seen(self.accounts, "ada", date(2099, 1, 1))
        self.assertEqual(last_seen(self.accounts, "ada", TODAY), TODAY)

    def test_put_aside_it_is_kept_for_a_month_and_then_deleted(self) -> None:
        outside = self.folder / "outside"
        outside.mkdir()
        (outside / "kept").write_text("of somebody else", encoding="ascii")
        (self.homes / "a-b/link").symlink_to(outside)
        target = put_aside(self.homes, "a-b", TODAY)
        self.assertEqual(target.name, "a-b-2027-09-01")
        self.assertEqual(stat.S_IMODE(target.parent.stat().st_mode), 0o700)
        self.assertFalse((self.homes / "a-b").exists())
        self.assertEqual(self.names(today=TODAY + timedelta(days=29))[2], [])
        self.assertEqual(self.names(today=TODAY + timedelta(days=30))[2], ["a-b-2027-09-01"])
        self.assertEqual(self.names(after=None, today=TODAY + timedelta(days=300))[2], [], "never is never")
        delete(aside(self.homes)[0])
        self.assertEqual(aside(self.homes), [])
        self.assertTrue((outside / "kept").exists())

    def test_who_returns_has_the_home_again(self) -> None:
        put_aside(self.homes, "ada", TODAY)
        self.assertFalse(bring_back(self.homes, "ada", 20001), "of another number")
        self.assertTrue(bring_back(self.homes, "ada", 20000))
        self.assertEqual((self.homes / "ada/thesis").read_text(encoding="ascii"), "of ada")
        self.assertFalse(bring_back(self.homes, "ada", 20000))

    def test_nothing_else_is_touched(self) -> None:
        (self.homes / ".deleted").mkdir(mode=0o700)
        for name in ("notes", "ada-2027-99-99", "Ada-2027-01-01"):
            (self.homes / ".deleted" / name).mkdir()
        (self.homes / ".deleted/bob-2027-01-01").symlink_to(self.homes / "bob")
        self.assertEqual(aside(self.homes), [])
        (self.homes / "ada").rename(self.folder / "elsewhere")
        (self.homes / "ada").symlink_to(self.folder / "elsewhere")
        os.chown(self.homes / "bob", 0, 0)
        self.seen(ada=400, bob=400)
        self.assertEqual(self.names(), ([], [], []), "a link, and somebody else's folder")

    def test_one_that_is_there_is_not_written_over(self) -> None:
        put_aside(self.homes, "ada", TODAY)
        (self.homes / "ada").mkdir()
        self.assertIn("is there already", self.refused(HubError, lambda: put_aside(self.homes, "ada", TODAY)))


if __name__ == "__main__":
    unittest.main()
