from __future__ import annotations

import hashlib
import json
import unittest
from collections.abc import Iterator

from unit import FakeClock, FolderCase

from terrane_stream.backlog import Attempt, Backlog, Dead, Finished
from terrane_stream.chunks import Chunk, Group, ObjectChunk
from terrane_stream.errors import StoreError
from terrane_stream.ledger import Ledger
from terrane_stream.pace import Pace
from terrane_stream.results import unpack
from terrane_stream.rows import Row
from terrane_stream.store_folder import FolderStore
from terrane_stream.tally import Tally


def group(name: str, *ids: str) -> Group:
    def chunks() -> Iterator[Chunk]:
        return (ObjectChunk(each) for each in ids)

    return Group(name, len(ids), chunks)


class Backlogs(unittest.TestCase):
    def backlog(self, attempts: int = 2) -> Backlog:
        return Backlog(iter([group("g", "a", "b"), group("h", "c")]), attempts)

    def take(self, backlog: Backlog) -> Attempt:
        attempt = backlog.next()
        assert attempt is not None
        return attempt

    def test_chunks_come_in_order_and_then_none(self) -> None:
        backlog = self.backlog()
        self.assertEqual([self.take(backlog).chunk.id for _ in range(3)], ["a", "b", "c"])
        self.assertIsNone(backlog.next())

    def test_a_group_is_finished_with_its_last_chunk(self) -> None:
        backlog = self.backlog()
        first, second = self.take(backlog), self.take(backlog)
        self.assertIsNone(backlog.done(second, []))
        rows: list[Row] = [{"f": 1.0}]
        self.assertEqual(backlog.done(first, rows), Finished("g", 2, {"b": [], "a": rows}, ()))

    def test_a_failed_chunk_is_done_again_after_its_group_and_before_the_next(self) -> None:
        backlog = self.backlog()
        first = self.take(backlog)
        self.assertEqual(backlog.failed(first, "x"), (False, None))
        again = [self.take(backlog) for _ in range(3)]
        self.assertEqual([(each.chunk.id, each.number) for each in again], [("b", 1), ("a", 2), ("c", 1)])

    def test_a_chunk_that_failed_as_often_as_it_may_is_dead_and_ends_its_group(self) -> None:
        backlog = self.backlog()
        backlog.failed(self.take(backlog), "first")
        backlog.done(self.take(backlog), [])
        dead, finished = backlog.failed(self.take(backlog), "second")
        self.assertTrue(dead)
        self.assertEqual(finished, Finished("g", 2, {"b": []}, (Dead("a", "second", 2),)))

    def test_what_is_given_back_is_done_first_and_costs_no_attempt(self) -> None:
        backlog = self.backlog()
        first = self.take(backlog)
        backlog.give_back(first)
        self.assertEqual(self.take(backlog), first)

    def test_an_outcome_that_is_told_twice_counts_once(self) -> None:
        backlog = self.backlog()
        first = self.take(backlog)
        backlog.done(first, [])
        self.assertIsNone(backlog.done(first, [{"f": 1.0}]))
        self.assertEqual(backlog.failed(first, "late"), (False, None))
        backlog.give_back(first)
        self.assertEqual(self.take(backlog).chunk.id, "b")


class Ledgers(FolderCase):
    def setUp(self) -> None:
        super().setUp()
        self.store = FolderStore(self.folder)
        self.ledger = Ledger(self.store, "results/")

    def test_an_entry_tells_what_became_of_the_group(self) -> None:
        dead = Dead("c", "no data of worth", 5)
        self.ledger.write(Finished("g", 3, {"a": [{"f": 1.0}], "b": []}, (dead,)))
        data = self.store.get("results/rows/g.parquet")
        self.assertEqual(
            json.loads(self.store.get("results/ledger/g.json")),
            {
                "group": "g",
                "chunks": 3,
                "done": 2,
                "rows": 1,
                "dead": [{"chunk": "c", "reason": "no data of worth", "attempts": 5}],
                "object": "results/rows/g.parquet",
                "sha256": hashlib.sha256(data).hexdigest(),
            },
        )
        self.assertEqual(self.ledger.entry("g").dead, (dead,))
        self.assertEqual(self.ledger.groups(), {"g"})

    def test_the_rows_are_there_before_the_entry(self) -> None:
        """Killed between the two, the group is done again."""
        written: list[str] = []

        class Noting(FolderStore):
            def put(self, key: str, data: bytes) -> None:
                written.append(key)
                super().put(key, data)

        Ledger(Noting(self.folder), "results/").write(Finished("g", 1, {"a": []}, ()))
        self.assertEqual(written, ["results/rows/g.parquet", "results/ledger/g.json"])

    def test_chunks_whose_rows_do_not_go_with_the_others_are_dead(self) -> None:
        entry = self.ledger.write(Finished("g", 2, {"a": [{"v": 1}], "b": [{"v": "x"}]}, ()))
        self.assertEqual((entry.done, entry.rows, [each.chunk for each in entry.dead]), (1, 1, ["b"]))

    def test_a_group_whose_dead_were_done_again_is_as_if_they_had_never_failed(self) -> None:
        rows: dict[str, list[Row]] = {"a": [{"f": 1, "late": "x"}], "b": [{"f": 2.5}], "c": []}
        whole = Ledger(FolderStore(self.folder / "whole"), "").write(Finished("g", 3, rows, ()))
        entry = self.ledger.write(Finished("g", 3, {"b": rows["b"], "c": []}, (Dead("a", "x", 1),)))
        again = self.ledger.again(entry, Finished("g", 1, {"a": rows["a"]}, ()))
        self.assertEqual((again.done, again.dead, again.sha256), (3, (), whole.sha256))
        self.assertEqual(unpack(self.store.get(again.object))["a"], [{"f": 1.0, "late": "x"}])

    def test_all_entries_are_read(self) -> None:
        for number in range(40):
            self.ledger.write(Finished(f"g{number:02d}", 1, {"a": []}, ()))
        self.assertEqual([entry.group for entry in self.ledger.entries()], [f"g{number:02d}" for number in range(40)])

    def test_an_entry_that_is_none_is_named(self) -> None:
        self.store.put("results/ledger/g.json", b'{"group": "g"}')
        self.assertRegex(self.refused(StoreError, lambda: self.ledger.entry("g")), "^results/ledger/g.json is no entry")


class Tallies(unittest.TestCase):
    def test_rates_are_of_the_last_minute_and_the_end_follows_from_them(self) -> None:
        clock = FakeClock()
        tally = Tally(clock, 1000, earlier=100)
        for _ in range(120):
            clock.sleep(1)
            tally.add(done=2, requests=3)
        tally.add(failed=1)
        self.assertAlmostEqual(tally.rate, 2.0, delta=0.05)
        self.assertAlmostEqual(tally.requests_per_second, 3.0, delta=0.06)
        progress = tally.progress(3, "running")
        self.assertEqual((progress["done"], progress["failed"], tally.left), (340, 1, 659))
        self.assertEqual((progress["workers"], progress["started"]), (3, "2026-01-01T12:00:00Z"))
        # 120 s have passed, and 659 chunks at 2/s take 329 s.
        self.assertRegex(progress["estimatedEnd"], r"^2026-01-01T12:07:\d\dZ$")

    def test_nothing_done_has_no_end(self) -> None:
        self.assertIsNone(Tally(FakeClock(), 10).progress(0, "running")["estimatedEnd"])


class Paces(unittest.TestCase):
    def taken(self, pace: Pace, clock: FakeClock, seconds: float, step: float) -> int:
        count = 0
        end = clock.passed + seconds
        while clock.passed < end:
            while pace.take():
                count += 1
            clock.sleep(step)
        return count

    def test_turns_come_at_the_rate_however_seldom_it_is_asked(self) -> None:
        for step in (0.01, 0.1):
            clock = FakeClock()
            self.assertAlmostEqual(self.taken(Pace(10, clock), clock, 10, step), 100, delta=2)

    def test_turns_that_are_not_taken_are_not_saved_up(self) -> None:
        clock = FakeClock()
        pace = Pace(10, clock)
        clock.sleep(60)
        self.assertLessEqual(self.taken(pace, clock, 1, 0.01), 12)

    def test_without_a_rate_there_is_no_waiting(self) -> None:
        pace = Pace(None, FakeClock())
        self.assertTrue(all(pace.take() for _ in range(1000)))
        self.assertEqual(pace.wait(), 0)


if __name__ == "__main__":
    unittest.main()
