"""The day through a real Kafka broker."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from live_day import LIVE, day
from live_fleet import kafka_fleet

PARTITIONS = 8


class KafkaDay(unittest.TestCase):
    def test_every_event_is_in_one_window_and_every_outlier_one_alert_though_a_consumer_dies(self) -> None:
        with tempfile.TemporaryDirectory(prefix="terrane-day-") as folder:
            with kafka_fleet(Path(folder), PARTITIONS, **LIVE) as fleet:
                day(self, fleet, "Kafka")


if __name__ == "__main__":
    unittest.main()
