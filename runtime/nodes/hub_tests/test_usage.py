"""Who has used how much: what the book keeps, and what is counted of it."""

from __future__ import annotations

import json
import stat
import unittest
from datetime import datetime, timedelta, timezone

from unit import FolderCase

from terrane_hub.errors import HubError
from terrane_hub.usage import Usage, as_json, as_table, month_of, usage_of
from terrane_hub.usage_book import FILE, UsageBook

NOON = datetime(2027, 2, 28, 12, tzinfo=timezone.utc)
FEBRUARY = month_of("2027-02", NOON)


def later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


class BookTest(FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.book = UsageBook(self.folder)

    def test_a_session_is_from_its_beginning_to_its_end(self) -> None:
        self.book.begin("ada", "", "small", "head", NOON)
        self.book.end("ada", "", later(2))
        [use] = self.book.uses()
        self.assertEqual((use.user, use.size, use.node, use.begun, use.ended), ("ada", "small", "head", NOON, later(2)))

    def test_sessions_of_one_person_are_told_apart(self) -> None:
        self.book.begin("ada", "", "small", "head", NOON)
        self.book.begin("ada", "second", "large", "node-1", later(1))
        self.book.end("ada", "", later(2))
        self.assertEqual([use.ended for use in self.book.uses()], [later(2), None])

    def test_an_end_that_was_not_seen_is_the_next_beginning(self) -> None:
        self.book.begin("ada", "", "small", "head", NOON)
        self.book.begin("ada", "", "small", "head", later(3))
        self.assertEqual([use.ended for use in self.book.uses()], [later(3), None])

    def test_an_end_without_a_beginning_is_nothing(self) -> None:
        self.book.end("ada", "", NOON)
        self.assertEqual(self.book.uses(), [])

    def test_a_line_that_was_cut_hides_no_other(self) -> None:
        self.book.begin("ada", "", "small", "head", NOON)
        with (self.folder / FILE).open("a") as file:
            file.write('{"user": "bob", "sess\n')
        self.book.end("ada", "", later(1))
        self.assertEqual([use.ended for use in self.book.uses()], [later(1)])

    def test_nobody_but_root_reads_it(self) -> None:
        self.book.begin("ada", "", "small", "head", NOON)
        self.assertEqual(stat.S_IMODE((self.folder / FILE).stat().st_mode), 0o600)


class UsageTest(FolderCase):
    def counted(self, *spans: tuple[str, str, float, float | None]) -> list[Usage]:
        book = UsageBook(self.folder)
        for user, size, begun, ended in spans:
            book.begin(user, "", size, "head", later(begun))
            if ended is not None:
                book.end(user, "", later(ended))
        return usage_of(book.uses(), *FEBRUARY, later(2))

    def test_hours_are_summed_by_person_and_size(self) -> None:
        found = self.counted(("bob", "small", -9, -8), ("ada", "large", -7, -5), ("ada", "large", -4, -3.5))
        self.assertEqual(found, [Usage("ada", "large", 2, 2.5), Usage("bob", "small", 1, 1.0)])

    def test_only_what_lies_in_the_month_counts(self) -> None:
        found = self.counted(("ada", "small", -24 * 28, -24 * 27), ("bob", "small", 11, 14), ("eve", "small", 13, 14))
        self.assertEqual(found, [Usage("ada", "small", 1, 12.0), Usage("bob", "small", 1, 1.0)])

    def test_what_runs_counts_until_now(self) -> None:
        self.assertEqual(self.counted(("ada", "small", 0, None)), [Usage("ada", "small", 1, 2.0)])

    def test_it_is_read_by_people_and_by_programs(self) -> None:
        found = [Usage("ada", "large", 2, 2.5)]
        self.assertEqual(as_table(found), "USER  SIZE   SESSIONS  HOURS\nada   large  2         2.5")
        self.assertEqual(json.loads(as_json(found)), [{"user": "ada", "size": "large", "sessions": 2, "hours": 2.5}])

    def test_a_month_is_written_with_its_year(self) -> None:
        december = month_of("2027-12", NOON)
        self.assertEqual([each.isoformat()[:10] for each in december], ["2027-12-01", "2028-01-01"])
        self.assertEqual([each.isoformat()[:10] for each in month_of(None, NOON)], ["2027-02-01", "2027-03-01"])
        self.assertIn("'2027-13'", self.refused(HubError, lambda: month_of("2027-13", NOON)))


if __name__ == "__main__":
    unittest.main()
