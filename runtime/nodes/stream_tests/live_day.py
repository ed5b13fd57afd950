"""A day of 40 streams with an event every 20 s, played through a fleet of three consumers, one of which is killed.

Six hours of it, unless TERRANE_TEST_WHOLE_DAY is set; what is printed says so.
"""

from __future__ import annotations

import os
import signal
import time
import unittest
from collections import Counter
from typing import Any

from live_fleet import LEASE_SECONDS, Fleet
from live_support import PREFIX
from processes import wait_until
from terrane_stream.live import readers

KEYS = 40
EVERY = 20
WHOLE = os.environ.get("TERRANE_TEST_WHOLE_DAY", "") != ""
DAY = 86_400 if WHOLE else 21_600
EVENTS = KEYS * DAY // EVERY
# Beyond the day, for what closes its last windows: 20 s and 30 s of lateness.
AFTER = 60
SPIKES = 432
# At least so many times real time; and so fast the player goes, where the machine can.
GOAL = 50
SPEED = 2000 if WHOLE else 600
# The stated budget, from the arrival of a window's first record to its alert, for 95 % of the alerts: a tick of the
# player (0.25 s), a poll (0.5 s), window and lateness at the played speed (0.02 s), the work of a busy machine. An
# alert of a shard whose owner was killed may wait for the lease to expire and be taken, beside.
TARGET_SECONDS = 10.0
LIVE: dict[str, Any] = {"latencyTargetSeconds": TARGET_SECONDS, "checkpointSeconds": 4}


def day(test: unittest.TestCase, fleet: Fleet, what: str) -> None:
    """Plays it, and checks that every event is in one window, every outlier made one alert, and in time."""
    consumers = [fleet.consume() for _ in range(3)]
    begun = time.monotonic()
    player = fleet.play(f"--speed={SPEED}", f"--keys={KEYS}", f"--seconds={DAY + AFTER}", f"--spike-every={SPIKES}")
    test.addCleanup(player.kill)
    fleet.await_rows(EVENTS // 4, 600)
    # Its metrics, which tell, are some seconds old.
    wait_until(lambda: bool(fleet.shards_of(consumers[0])), 60, "shards of the consumer that is killed")
    consumers[0].send_signal(signal.SIGKILL)
    told, _ = player.communicate(timeout=900)
    played = time.monotonic() - begun
    test.assertEqual(player.returncode, 0)
    fleet.await_events(KEYS, DAY // EVERY, 600)
    seconds = time.monotonic() - begun
    test.assertEqual(fleet.stop(), [0, 0])
    counted = {event: count for event, count in fleet.events().items() if event[1] < DAY // EVERY}
    test.assertEqual(len(counted), EVENTS)
    test.assertEqual(set(counted.values()), {1})
    alerts = Counter({event: count for event, count in fleet.alerts().items() if event[1] < DAY // EVERY})
    wanted = {(f"S{key:03d}", n): 1 for key in range(KEYS) for n in range(SPIKES - 1, DAY // EVERY, SPIKES)}
    test.assertEqual(alerts, Counter(wanted))
    # A call of the player that was answered too late is made again: what was put twice is a duplicate, or late.
    late = sum(readers.late(fleet.store, PREFIX).values())
    metrics = readers.metrics(fleet.store, PREFIX)
    latency = metrics["latency"]
    print(
        f"\n{what}: {len(counted)} events, {DAY // 3600} h of a day, in {seconds:.1f} s "
        f"({DAY / seconds:.0f} times real time; the player "
        f"{told.decode().strip()}, {played:.1f} s), one of three consumers killed; {sum(alerts.values())} alerts, "
        f"arrival to alert p50 {latency['arrivalToAlert']['p50']} s, p95 {latency['arrivalToAlert']['p95']} s, "
        f"max {latency['arrivalToAlert']['max']} s (lease {LEASE_SECONDS} s, target {TARGET_SECONDS} s "
        f"{'met' if latency['met'] else 'MISSED'}), "
        f"windows in the metrics (replayed ones again, without the killed one's last): {metrics['windows']}, "
        f"late: {late}"
    )
    test.assertGreaterEqual(DAY / seconds, GOAL)
    test.assertTrue(latency["met"], latency)
