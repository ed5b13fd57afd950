"""What a consumer did and how long it took: `metrics/<consumer>.json` below the results' prefix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_node.clock import Clock, iso
from terrane_stream.live.latency import Histogram

COUNTS = ("records", "windows", "rows", "alerts", "dead", "checkpoints", "fenced")


class Metrics:
    """Counts of one process since its start: what is done again after a crash is counted again. What is exact is told
    by the manifests of the results."""

    def __init__(self, consumer: str, clock: Clock, target_seconds: float | None) -> None:
        self.counts = dict.fromkeys(COUNTS, 0)
        self._consumer = consumer
        self._clock = clock
        self._target = target_seconds
        self._started = clock.now()
        # From the arrival of a window's first record to its alert; and from that of the record that closed it.
        self._whole = Histogram()
        self._engine = Histogram()

    def alerted(self, whole_seconds: float, engine_seconds: float) -> None:
        self.counts["alerts"] += 1
        self._whole.add(whole_seconds)
        self._engine.add(engine_seconds)

    def told(self, shards: Mapping[str, Any]) -> dict[str, Any]:
        """JSON-able. `shards`: what is known of each that is owned."""
        return {
            "consumer": self._consumer,
            "started": iso(self._started),
            "updated": iso(self._clock.now()),
            **self.counts,
            "latency": latency(self._whole, self._engine, self._target),
            "shards": dict(shards),
        }


def latency(whole: Histogram, engine: Histogram, target: float | None) -> dict[str, Any]:
    """`met`: whether 95 % of the alerts came within the target, as far as there were any."""
    p95 = whole.percentile(95)
    met = None if target is None or p95 is None else p95 <= target
    return {"targetSeconds": target, "met": met, "arrivalToAlert": whole.told(), "closingToAlert": engine.told()}


def merged(told: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The metrics of all consumers as one."""
    whole, engine = Histogram(), Histogram()
    for each in told:
        whole.merge(each["latency"]["arrivalToAlert"])
        engine.merge(each["latency"]["closingToAlert"])
    target = next((each["latency"]["targetSeconds"] for each in told), None)
    counts = {name: sum(each[name] for each in told) for name in COUNTS}
    shards = {
        shard: state for each in sorted(told, key=lambda one: one["updated"]) for shard, state in each["shards"].items()
    }
    return {"consumers": len(told), **counts, "latency": latency(whole, engine, target), "shards": shards}
