"""Trials: the driver's --limit."""

from __future__ import annotations

import argparse
import json
from typing import Any

from unit import FolderCase, archive

from terrane_stream import driver
from terrane_stream.errors import StreamError
from terrane_stream.plan import Plan, plan_of


class Limit(FolderCase):
    def plan(self, limit: int | None, results: dict[str, Any] | None = None) -> Plan:
        (self.folder / "declaration.json").write_text(json.dumps(archive()), encoding="utf-8")
        place = {"results": results or {"kind": "folder", "path": str(self.folder)}}
        (self.folder / "place.json").write_text(json.dumps(place), encoding="utf-8")
        parser = argparse.ArgumentParser()
        driver.configure(parser)
        files = [f"--{name}={self.folder / name}.json" for name in ("declaration", "place")]
        return plan_of(driver.settings_of(parser.parse_args(files + ([f"--limit={limit}"] if limit else []))))

    def test_without_one_all_chunks_are_done(self) -> None:
        self.assertEqual(self.plan(None).counts(), (366 * 4, 0))

    def test_the_group_that_it_falls_into_is_cut(self) -> None:
        groups = [(group.id, group.count, len(list(group.chunks()))) for group in self.plan(130).groups()]
        self.assertEqual(groups, [("TA.A04A.BHZ.2012-01", 124, 124), ("TA.A04A.BHZ.2012-02", 6, 6)])

    def test_a_limit_at_the_end_of_a_group_begins_no_other(self) -> None:
        self.assertEqual(self.plan(124).counts(), (124, 0))
        self.assertEqual([group.id for group in self.plan(124).groups()], ["TA.A04A.BHZ.2012-01"])

    def test_a_bucket_of_the_cloud_is_not_for_trials(self) -> None:
        bucket = {"kind": "s3", "bucket": "noise", "region": "us-east-1"}
        self.assertIn("in a folder", self.refused(StreamError, lambda: self.plan(5, bucket)))
