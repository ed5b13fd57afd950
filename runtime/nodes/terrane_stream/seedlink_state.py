"""What the stream has of each station: where to go on, and how it goes.

`state/seedlink.json` below the results' prefix is where to go on; `seedlink.json` is for people.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from terrane_node.clock import Clock, iso
from terrane_stream.errors import NoSuchObject, StoreError
from terrane_stream.seedlink_packets import Packet, Span
from terrane_stream.stores import Store

log = logging.getLogger("terrane.stream")

FORMAT = 1


@dataclass
class Station:
    packets: int = 0
    """Since the program started."""
    sequence: int | None = None
    """Of the last record that the stream has."""
    newest: float | None = None
    """End of the newest record: seconds since 1970."""
    gaps: int = 0
    gap_seconds: float = 0.0
    """Times for which a channel has no samples."""
    channels: dict[str, float] = field(default_factory=dict)
    """When the next sample of each channel is due."""

    def add(self, packet: Packet) -> None:
        self.packets += 1
        if packet.sequence >= 0:
            self.sequence = packet.sequence
        if packet.span is not None:
            self._follow(packet.span)

    def _follow(self, span: Span) -> None:
        due = self.channels.get(span.channel)
        if due is not None and span.start - due > span.apart / 2:
            self.gaps += 1
            self.gap_seconds += span.start - due
        # A record that came twice, or late, takes nothing back.
        self.channels[span.channel] = max(span.next, due or span.next)
        self.newest = max(span.next, self.newest or span.next)


class State:
    def __init__(self, server: str, store: Store, prefix: str, clock: Clock) -> None:
        """`prefix`: of the results."""
        self.stations: dict[str, Station] = {}
        self._server = server
        self._store = store
        self._key = f"{prefix}state/seedlink.json"
        self._told = f"{prefix}seedlink.json"
        self._clock = clock
        self._started = clock.now()
        self._counted = (clock.monotonic(), 0)
        self._changed = False

    def read(self) -> None:
        """What an earlier run wrote. Numbers of another server mean nothing here."""
        try:
            raw = json.loads(self._store.get(self._key))
            if raw["server"] != self._server:
                log.warning("%s is of %s: not gone on from", self._key, raw["server"])
                return
            self.stations = {name: _station(each) for name, each in raw["stations"].items()}
        except NoSuchObject:
            log.info("no %s: this begins with the next record of each station", self._key)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"{self._key} is no state of this program: {error!r}") from error

    def after(self) -> dict[str, int]:
        """By station, the last sequence number."""
        return {name: each.sequence for name, each in self.stations.items() if each.sequence is not None}

    def add(self, packets: Iterable[Packet]) -> None:
        """What the stream has taken."""
        self._changed = True
        for packet in packets:
            self.stations.setdefault(packet.station, Station()).add(packet)

    def write(self) -> None:
        """If there is anything new."""
        if not self._changed:
            return
        stations = {
            name: {"sequence": each.sequence, "channels": each.channels} for name, each in sorted(self.stations.items())
        }
        whole = {"format": FORMAT, "server": self._server, "updated": iso(self._clock.now()), "stations": stations}
        self._changed = not self._put(self._key, whole)

    def tell(self, declared: Iterable[str], more: dict[str, Any]) -> None:
        """`declared`: stations that are to come, `NET.STA`. `more`: what else there is to say."""
        count = sum(each.packets for each in self.stations.values())
        now, (since, before) = self._clock.monotonic(), self._counted
        self._counted = (now, count)
        known = {name: Station() for name in declared} | self.stations
        self._put(
            self._told,
            {
                "server": self._server,
                **more,
                "packets": count,
                "packetsPerSecond": round((count - before) / max(now - since, 0.001), 2),
                "gaps": sum(each.gaps for each in known.values()),
                "started": iso(self._started),
                "updated": iso(self._clock.now()),
                "stations": {name: self._shown(each) for name, each in sorted(known.items())},
            },
        )

    def _shown(self, station: Station) -> dict[str, Any]:
        newest = station.newest
        return {
            "packets": station.packets,
            "newest": None if newest is None else iso(datetime.fromtimestamp(newest, timezone.utc)),
            "delaySeconds": None if newest is None else round(self._clock.now().timestamp() - newest, 1),
            "gaps": station.gaps,
            "gapSeconds": round(station.gap_seconds, 3),
        }

    def _put(self, key: str, value: dict[str, Any]) -> bool:
        try:
            self._store.put(key, (json.dumps(value, indent=1) + "\n").encode())
        except StoreError as error:
            # The stream has the records; the next time will do.
            log.error("%s is not written: %s", key, error)
            return False
        return True


def _station(raw: dict[str, Any]) -> Station:
    channels = {str(name): float(due) for name, due in raw["channels"].items()}
    sequence = raw["sequence"]
    newest = max(channels.values(), default=None)
    return Station(sequence=None if sequence is None else int(sequence), channels=channels, newest=newest)
