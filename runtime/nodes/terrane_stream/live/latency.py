"""Latencies as a histogram that adds up over consumers: buckets that grow by a tenth."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

# Bucket n holds latencies up to LEAST_SECONDS * GROWTH ** n: a percentile is at most a tenth too great.
LEAST_SECONDS = 0.001
GROWTH = 1.1


class Histogram:
    def __init__(self) -> None:
        self._buckets: Counter[int] = Counter()
        self._most = 0.0

    def add(self, seconds: float) -> None:
        least = max(seconds, LEAST_SECONDS)
        self._buckets[math.ceil(math.log(least / LEAST_SECONDS, GROWTH))] += 1
        self._most = max(self._most, seconds)

    def percentile(self, percent: float) -> float | None:
        """The least bound that so many percent of the latencies do not exceed. None: there are none."""
        wanted = percent / 100 * sum(self._buckets.values())
        passed = 0
        for bucket in sorted(self._buckets):
            passed += self._buckets[bucket]
            if passed >= wanted:
                return min(LEAST_SECONDS * GROWTH**bucket, self._most)
        return None

    def merge(self, told: Mapping[str, Any]) -> None:
        """Adds what another consumer told."""
        self._buckets.update({int(bucket): int(count) for bucket, count in told["buckets"].items()})
        self._most = max(self._most, told["max"])

    def told(self) -> dict[str, Any]:
        """JSON-able. All in seconds."""
        return {
            "count": sum(self._buckets.values()),
            "p50": _rounded(self.percentile(50)),
            "p95": _rounded(self.percentile(95)),
            "max": round(self._most, 3),
            "buckets": {str(bucket): count for bucket, count in sorted(self._buckets.items())},
        }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
