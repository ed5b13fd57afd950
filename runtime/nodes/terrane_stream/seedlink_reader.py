"""Reads a SeedLink server without end: connects again when a link is lost, and goes on after the last record of each
station that came.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterable, Mapping

from terrane_stream.declaration import SeedLink, SeedLinkStream
from terrane_stream.patience import Backoff
from terrane_stream.seedlink_link import EVERYTHING, Link, LinkLost, Subscription, stations_of
from terrane_stream.seedlink_packets import Packet

log = logging.getLogger("terrane.stream")

# Packets that came and are not yet in the stream. Beyond them the server keeps what is new.
MOST_WAITING = 5000
RECONNECT = Backoff(1.0, 60.0)
LOOK_SECONDS = 0.5


class Reader(threading.Thread):
    def __init__(self, seedlink: SeedLink, after: Mapping[str, int], ended: threading.Event) -> None:
        """`after`: by station (`NET.STA`), the sequence number of the last record that the stream has."""
        super().__init__(name="seedlink", daemon=True)
        self.packets: queue.Queue[Packet] = queue.Queue(MOST_WAITING)
        self.links = 0
        """How often a connection was made."""
        self.state = "connecting"
        self.refused: list[str] = []
        """Stations that the server does not serve."""
        self.error: Exception | None = None
        """A defect that ended the thread."""
        self._seedlink = seedlink
        self._after = dict(after)
        self._ended = ended

    def run(self) -> None:
        failures = 0
        try:
            while not self._ended.is_set():
                failures = 1 if self._read() else failures + 1
                self._ended.wait(RECONNECT.pause(failures, None))
        except Exception as error:  # noqa: BLE001 (told to the bridge, which ends by it)
            self.error = error

    def _read(self) -> bool:
        """Whether a packet came before the link was lost."""
        link: Link | None = None
        came = False
        try:
            wanted = subscriptions(self._seedlink.streams, self._after, self._seedlink.server)
            link = Link(self._seedlink.server, wanted, self._ended, self._up)
            for packet in link.packets():
                came = True
                self._hand_on(packet)
        except LinkLost as error:
            self.state = f"connecting: {error}"
            if not self._ended.is_set():
                log.warning("%s: %s", self._seedlink.server, error)
        finally:
            if link is not None:
                link.end()
        return came

    def _up(self, refused: list[str]) -> None:
        self.links += 1
        self.state = "connected"
        self.refused = refused
        log.info("%s: connected", self._seedlink.server)
        if refused:
            log.error("%s does not serve %s", self._seedlink.server, ", ".join(refused))

    def _hand_on(self, packet: Packet) -> None:
        while True:
            try:
                self.packets.put(packet, timeout=LOOK_SECONDS)
                break
            except queue.Full:
                if self._ended.is_set():
                    raise LinkLost("it was to end") from None
        if packet.sequence >= 0:
            self._after[packet.station] = packet.sequence


def subscriptions(streams: Iterable[SeedLinkStream], after: Mapping[str, int], server: str) -> list[Subscription]:
    """One a station, with all its selectors. Wildcards are resolved by what the server has now: only of a station that
    it was asked for by its own codes can a server be asked to go on."""
    selectors: dict[tuple[str, str], dict[str, None]] = {}
    for stream in streams:
        for codes in _codes(stream, server):
            selectors.setdefault(codes, {})[stream.selector or EVERYTHING] = None
    if not selectors:
        raise LinkLost("the server has no station that matches the declaration")
    return [
        Subscription(network, station, tuple(chosen), after.get(f"{network}.{station}"))
        for (network, station), chosen in selectors.items()
    ]


def _codes(stream: SeedLinkStream, server: str) -> list[tuple[str, str]]:
    if set("?*").isdisjoint(stream.network + stream.station):
        return [(stream.network, stream.station)]
    return stations_of(server, stream.network, stream.station)
