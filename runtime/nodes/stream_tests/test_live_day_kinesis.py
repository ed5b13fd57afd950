"""The day through the emulator's Kinesis."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from live_day import LIVE, day
from live_fleet import kinesis_fleet

# A shard takes 1,000 records a second; the emulator takes longer for each record the more its shard has.
SHARDS = 8


class KinesisDay(unittest.TestCase):
    def test_every_event_is_in_one_window_and_every_outlier_one_alert_though_a_consumer_dies(self) -> None:
        with tempfile.TemporaryDirectory(prefix="terrane-day-") as folder:
            with kinesis_fleet(Path(folder), SHARDS, **LIVE) as fleet:
                day(self, fleet, "Kinesis")


if __name__ == "__main__":
    unittest.main()
