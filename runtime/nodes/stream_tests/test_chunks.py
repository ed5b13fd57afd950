from __future__ import annotations

import itertools
import tracemalloc
import unittest
from datetime import datetime, timedelta, timezone
from typing import Any

from unit import FolderCase, fdsn_source

from terrane_stream.chunks import FdsnChunk, Group, fdsn_groups
from terrane_stream.fields import Fields
from terrane_stream.objects import Listing, object_groups, pack, source_keys, unpack
from terrane_stream.sources import FdsnSource, read_source
from terrane_stream.store_folder import FolderStore


def source(**fields: Any) -> FdsnSource:
    read = read_source(Fields(fdsn_source(**fields), "source", "declaration.json"))
    assert isinstance(read, FdsnSource)
    return read


def chunks(groups: list[Group]) -> list[FdsnChunk]:
    return [chunk for group in groups for chunk in group.chunks() if isinstance(chunk, FdsnChunk)]


class FdsnChunks(unittest.TestCase):
    def test_usarray_year_has_2452800_chunks_and_none_is_made(self) -> None:
        """The figure of the requirement: 1,680 stations, one year, six hours."""
        year = source(stations=[{"code": f"S{number:04d}"} for number in range(1680)], to="2012-12-31")
        tracemalloc.start()
        groups = chunk_count = 0
        for group in fdsn_groups(year):
            groups += 1
            chunk_count += group.count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        self.assertEqual((groups, chunk_count), (20_160, 2_452_800))
        self.assertLess(peak, 1_000_000)

    def test_groups_are_months_of_a_station(self) -> None:
        groups = list(fdsn_groups(source(stations=[{"code": "A"}, {"code": "B"}], channels=["BHZ", "BH?"])))
        self.assertEqual(len(groups), 24)
        self.assertEqual([groups[0].id, groups[1].id], ["TA.A.BHZ-BH_.2012-01", "TA.B.BHZ-BH_.2012-01"])
        self.assertEqual((groups[0].count, groups[2].count), (31 * 4, 29 * 4))
        self.assertEqual(groups[-1].id, "TA.B.BHZ-BH_.2012-12")

    def test_chunks_follow_each_other_without_a_gap_and_have_ids_in_order(self) -> None:
        for seconds in (21_600, 86_400, 50_000, 3_000_000):
            found = chunks(list(fdsn_groups(source(chunkSeconds=seconds))))
            self.assertEqual(found[0].start, datetime(2012, 1, 1, tzinfo=timezone.utc))
            self.assertEqual(found[-1].end, datetime(2013, 1, 1, tzinfo=timezone.utc))
            for first, second in itertools.pairwise(found):
                self.assertEqual(first.end, second.start)
                self.assertEqual(first.end - first.start, timedelta(seconds=seconds))
                self.assertLess(first.id, second.id)
            self.assertEqual(sum(group.count for group in fdsn_groups(source(chunkSeconds=seconds))), len(found))

    def test_a_chunk_belongs_to_the_month_in_which_it_begins(self) -> None:
        groups = list(fdsn_groups(source(chunkSeconds=86_400 * 20)))
        starts = {group.id[-7:]: [chunk.start.day for chunk in chunks([group])] for group in groups}
        self.assertEqual(list(starts.items())[:3], [("2012-01", [1, 21]), ("2012-02", [10]), ("2012-03", [1, 21])])

    def test_the_id_is_of_the_declaration_alone(self) -> None:
        first = chunks(list(fdsn_groups(source())))[5]
        self.assertEqual(first.id, "TA.A04A.BHZ.20120102T060000Z")
        self.assertEqual((first.location, first.channels), ("*", "BHZ"))

    def test_a_station_is_bounded_by_its_own_span(self) -> None:
        station = {"code": "A04A", "from": "2012-03-01T03:00:00Z", "to": "2012-03-02T00:00:00Z"}
        found = chunks(list(fdsn_groups(source(stations=[station]))))
        # The grid is that of the source: ids do not depend on the span.
        self.assertEqual([chunk.id[-16:] for chunk in found], [f"20120301T{hour:02d}0000Z" for hour in (0, 6, 12, 18)])
        self.assertEqual(found[0].start, datetime(2012, 3, 1, 3, tzinfo=timezone.utc))
        self.assertEqual(found[0].end, datetime(2012, 3, 1, 6, tzinfo=timezone.utc))
        self.assertEqual(found[-1].end, datetime(2012, 3, 2, tzinfo=timezone.utc))

    def test_a_station_that_ended_before_has_no_chunks(self) -> None:
        for span in ({"to": "2012-01-01"}, {"from": "2013-01-01"}, {"from": "2012-05-01", "to": "2012-05-01"}):
            self.assertEqual(list(fdsn_groups(source(stations=[{"code": "A04A", **span}]))), [])

    def test_the_last_chunk_ends_with_the_period(self) -> None:
        found = chunks(list(fdsn_groups(source(to="2012-01-01T07:30:00Z"))))
        self.assertEqual([chunk.end.hour * 60 + chunk.end.minute for chunk in found], [360, 450])


class Objects(FolderCase):
    def test_a_hundred_consecutive_keys_make_a_group(self) -> None:
        groups = list(object_groups(f"{number:05d}" for number in range(250)))
        self.assertEqual([group.count for group in groups], [100, 100, 50])
        self.assertEqual([group.id for group in groups], [f"objects-{number:06d}" for number in range(3)])
        self.assertEqual([chunk.id for chunk in groups[2].chunks()], [f"{number:05d}" for number in range(200, 250)])

    def test_the_listing_is_made_once_and_kept(self) -> None:
        """Else an object that comes in between would move all that follow it into other groups."""
        store = FolderStore(self.folder)
        first, second = Listing(store, "results/"), Listing(store, "results/")
        first.keep(lambda: iter(["b", "c"]))
        second.keep(lambda: iter(["a", "b", "c"]))
        self.assertEqual([chunk.id for group in second.groups() for chunk in group.chunks()], ["b", "c"])

    def test_the_listing_leaves_folders_and_the_results_out(self) -> None:
        store = FolderStore(self.folder)
        for key in ("waves/a", "waves/b", "results/rows/x.parquet"):
            store.put(key, b"")
        self.assertEqual(list(source_keys(store, "", "results/")), ["waves/a", "waves/b"])
        self.assertEqual(len(list(source_keys(store, "", None))), 3)

    def test_the_listing_has_the_same_bytes_for_the_same_keys(self) -> None:
        keys = ["a\nb", "ü", "x" * 1000]
        self.assertEqual(pack(iter(keys)), pack(iter(keys)))
        self.assertEqual(list(unpack(pack(iter(keys)))), keys)


if __name__ == "__main__":
    unittest.main()
