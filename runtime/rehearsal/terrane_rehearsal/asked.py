"""Answers to what the command line asks: status, texts, faults, and what a rehearsal found."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terrane_rehearsal import functions, gates
from terrane_rehearsal.carry_out import FAULTS, carry_out
from terrane_rehearsal.find_host import find
from terrane_rehearsal.stand_ins import oci_stand_ins, stand_ins
from terrane_rehearsal.world import Instance

if TYPE_CHECKING:
    from terrane_rehearsal.cloud import Cloud

GUEST = Path(__file__).resolve().parent.parent / "guest"


class Asked:
    def __init__(self, cloud: Cloud, stop: threading.Event) -> None:
        self._cloud = cloud
        self._stop = stop
        self._since = time.monotonic()

    def began(self) -> None:
        self._since = time.monotonic()

    def status(self) -> dict[str, Any]:
        cloud = self._cloud
        return {
            "name": cloud.name,
            "region": cloud.region,
            "account": cloud.emulator.account,
            "oci": cloud.oci_facts(),
            "seconds": round(time.monotonic() - self._since, 1),
            "standIns": stand_ins(GUEST, cloud.oracle.running is not None),
            "hosts": [asdict(state) for state in cloud.hosts.states()],
        }

    def events(self, after: int) -> list[dict[str, Any]]:
        return self._cloud.journal.after(after)

    def text(self, host: str, which: str) -> str:
        return self._cloud.hosts.text(self.host(host).id, which)

    def host(self, name: str) -> Instance:
        return find(name, self._cloud.clouds.observe().live)

    def report(self, destroyed: bool) -> dict[str, Any]:
        cloud = self._cloud
        world = cloud.clouds.observe()
        events = cloud.journal.after(0)
        judged = cloud.guard.report()
        return {
            "refused": [asdict(each) for each in cloud.fabric.refused()],
            "denied": judged["denied"],
            "unevaluated": judged["unevaluated"],
            "unusedGrants": judged["unused"],
            "notRehearsed": _sentences(events, "not-rehearsed"),
            "unusedRules": [asdict(each) for each in cloud.fabric.unused()],
            "orphans": [{"id": each.id, "name": each.name} for each in world.live] if destroyed else [],
            "failures": [
                *(event for event in events if event["event"] == "failed"),
                *gates.failures(events),
                *functions.failures(events),
            ],
            "mounts": [event for event in events if event["event"] == "mount"],
            "troubles": list(_troubles(events)),
            "calls": judged["calls"],
        }

    def faults(self) -> list[dict[str, Any]]:
        return self._cloud.api_faults.list()

    def fault(self, spec: dict[str, Any]) -> str:
        kind = spec.get("kind")
        if kind not in FAULTS:
            raise ValueError(f"no fault {kind!r}; there are {', '.join(FAULTS)}")
        sentence = carry_out(self._cloud, self, spec)
        self._cloud.journal.note("fault", spec=spec, done=sentence)
        return sentence

    def begin_oci(self, region: str | None) -> list[dict[str, str]]:
        """The rehearsal holds OCI from now on; what differs there from the cloud."""
        self._cloud.oracle.begin(region)
        return oci_stand_ins()

    def secret(self, arn: str, value: str) -> None:
        """The institution has it from now on."""
        self._cloud.emulator.keep_secret(arn, value)

    def down(self) -> None:
        self._stop.set()


def _sentences(events: Iterable[Mapping[str, Any]], kind: str) -> list[dict[str, str]]:
    """Each once, in the order in which they came."""
    return [
        {"sentence": text} for text in dict.fromkeys(event["sentence"] for event in events if event["event"] == kind)
    ]


def _troubles(events: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """With calls in which the emulator failed: their callers got an error that the cloud would not have given."""
    for event in events:
        if event["event"] == "trouble":
            yield event
        if event["event"] == "emulator" and event["code"] == "InternalError":
            yield {**event, "sentence": f"the emulator failed in a call of {event['message']}"}
