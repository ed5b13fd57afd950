"""Consumers as processes on the emulator's Kinesis: killed, stopped for a while, ended, joined."""

from __future__ import annotations

import json
import signal
import subprocess
import tempfile
import unittest
from collections import Counter
from pathlib import Path
from typing import Any

from live_fleet import LEASE_SECONDS, Fleet, kinesis_fleet
from live_support import REGION
from processes import wait_until
from terrane_stream.live import aws
from terrane_stream.live.leases import Lease, LeaseTable

KEYS = 12
EVENTS = 180
# An hour of events, and what closes its windows.
SECONDS = EVENTS * 20 + 100
SPIKES = 45


class ConsumersCase(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="terrane-live-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def fleet(self, **live: Any) -> Fleet:
        return self.enterContext(kinesis_fleet(self.folder, 4, checkpointSeconds=1, **live))

    def leases(self, fleet: Fleet) -> list[Lease]:
        endpoint = json.loads((fleet.folder / "place.json").read_text())["endpoint"]
        return LeaseTable(aws.client("dynamodb", REGION, endpoint), "leases").all()

    def play(self, fleet: Fleet, speed: float) -> Any:
        player = fleet.play(f"--speed={speed}", f"--keys={KEYS}", f"--seconds={SECONDS}", f"--spike-every={SPIKES}")
        self.addCleanup(player.kill)
        return player

    def check(self, fleet: Fleet) -> None:
        """Each event of the hour is in one window, and each outlier made one alert."""
        fleet.await_events(KEYS, EVENTS, 90)
        counted = {event: count for event, count in fleet.events().items() if event[1] < EVENTS}
        self.assertEqual(counted, {(f"S{key:03d}", n): 1 for key in range(KEYS) for n in range(EVENTS)})
        told = Counter({event: count for event, count in fleet.alerts().items() if event[1] < EVENTS})
        wanted = {(f"S{key:03d}", n): 1 for key in range(KEYS) for n in range(SPIKES - 1, EVENTS, SPIKES)}
        self.assertEqual(told, Counter(wanted))

    def check_what_people_read(self, fleet: Fleet) -> None:
        def told(*words: str) -> str:
            command = fleet.command("rows", *words)
            return subprocess.run(command, check=True, capture_output=True, text=True, env=fleet.environment()).stdout

        rows = [json.loads(line) for line in told().splitlines()]
        self.assertEqual(sum(row["events"] for row in rows), sum(fleet.events().values()))
        self.assertEqual((told("dead"), json.loads(told("late"))), ("", {}))
        metrics = json.loads(told("metrics"))
        self.assertEqual((metrics["consumers"], metrics["dead"]), (len(fleet.consumers), 0))
        self.assertGreaterEqual(metrics["alerts"], len(fleet.alerts()))


class Faults(ConsumersCase):
    def test_one_killed_and_one_stopped_for_longer_than_its_lease_lose_and_double_nothing(self) -> None:
        fleet = self.fleet()
        killed, stopped, _ = (fleet.consume() for _ in range(3))
        player = self.play(fleet, speed=250)
        fleet.await_rows(KEYS * 20, 60)
        killed.send_signal(signal.SIGKILL)
        fleet.await_rows(KEYS * 60, 60)
        stopped.send_signal(signal.SIGSTOP)
        before = {lease.shard: lease.owner for lease in self.leases(fleet)}
        frozen = {shard for shard, owner in before.items() if owner and f"-{stopped.pid}-" in owner}
        self.assertTrue(frozen)

        def moved() -> bool:
            return not any(f"-{stopped.pid}-" in str(lease.owner) for lease in self.leases(fleet))

        wait_until(moved, 60, "the stopped consumer's shards with another")
        stopped.send_signal(signal.SIGCONT)
        self.assertEqual(player.wait(60), 0)
        self.check(fleet)
        self.assertEqual(fleet.stop(), [0, 0])
        self.assertIn("not owned any more", fleet.log(1))
        player.stdout.close()

    def test_sigterm_commits_gives_back_and_exits_with_0(self) -> None:
        fleet = self.fleet()
        first = fleet.consume()
        player = self.play(fleet, speed=500)
        fleet.await_rows(KEYS * 10, 60)
        first.send_signal(signal.SIGTERM)
        self.assertEqual(first.wait(30), 0)
        self.assertEqual([lease.owner for lease in self.leases(fleet)], [None] * 4)
        fleet.consume()
        self.assertEqual(player.wait(60), 0)
        self.check(fleet)
        self.assertEqual(fleet.stop(), [0])
        self.check_what_people_read(fleet)
        player.stdout.close()

    def test_one_who_joins_gets_its_share_without_a_crash_of_any(self) -> None:
        fleet = self.fleet()
        fleet.consume()
        player = self.play(fleet, speed=400)
        fleet.await_rows(KEYS * 10, 60)
        second = fleet.consume()

        def shared() -> bool:
            owned = Counter(lease.owner for lease in self.leases(fleet))
            return sorted(owned.values()) == [2, 2] and any(f"-{second.pid}-" in str(owner) for owner in owned)

        wait_until(shared, 20 * LEASE_SECONDS, "fair shares")
        self.assertEqual(player.wait(60), 0)
        self.check(fleet)
        self.assertEqual(fleet.stop(), [0, 0])
        for number in (0, 1):
            self.assertNotIn("not owned any more", fleet.log(number))
        player.stdout.close()


if __name__ == "__main__":
    unittest.main()
