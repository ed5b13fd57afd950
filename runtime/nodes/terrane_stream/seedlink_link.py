"""One connection to a SeedLink server, through ObsPy's client.

What ends it is raised as LinkLost. ObsPy by itself would connect again, half a minute later; it takes the end of a
connection for silence, which it bears for two minutes; it asks for no sign of life while it waits for data; and it
leaves out a record that it cannot decompress.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from obspy.clients.seedlink.basic_client import Client
from obspy.clients.seedlink.client.seedlinkconnection import SeedLinkConnection
from obspy.clients.seedlink.client.slnetstation import SLNetStation
from obspy.clients.seedlink.client.slstate import SLState
from obspy.clients.seedlink.seedlinkexception import SeedLinkException
from obspy.clients.seedlink.slpacket import SLPacket

from terrane_stream.errors import StreamError
from terrane_stream.seedlink_packets import LAST_SEQUENCE, Packet, packet_of

# To connect, and for the answer to a command.
ANSWER_SECONDS = 20
# A connection that says nothing for so long is asked for a sign of life, and given up when none comes.
KEEPALIVE_SECONDS = 30
SILENCE_SECONDS = 120
# How soon a stop is seen.
LOOK_SECONDS = 1.0
# Every channel of every location, data alone (no event, calibration, timing or log records).
EVERYTHING = "???.D"
# The first version that answers INFO: https://docs.fdsn.org/projects/seedlink (protocol version 3).
KNOWS_INFO = 2.92


class LinkLost(StreamError):
    """The connection cannot be made, or is no more."""


@dataclass(frozen=True)
class Subscription:
    network: str
    station: str
    selectors: tuple[str, ...]
    """None of them: everything."""
    after: int | None = None
    """The sequence number of the last record that is there already. None: begin with the next record."""

    @property
    def key(self) -> str:
        return f"{self.network}.{self.station}"


class Link(SeedLinkConnection):  # type: ignore[misc]
    def __init__(
        self,
        server: str,
        subscriptions: Iterable[Subscription],
        ended: threading.Event,
        up: Callable[[list[str]], None],
        keepalive_seconds: float = KEEPALIVE_SECONDS,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        """`server`: host:port. `ended`: when it is set, the link is lost. `up`: is told, once data can come, of which
        stations (`NET.STA`) none will: the server does not serve them."""
        super().__init__(timeout=ANSWER_SECONDS)
        self._ended = ended
        self._up = up
        self._accepted: set[str] = set()
        self._reason = "ObsPy's client gave it up; its log says why"
        self.keepalive = keepalive_seconds
        self.netto = silence_seconds
        self.set_sl_address(server)
        for each in subscriptions:
            self.add_stream(each.network, each.station, None, _before(each.after), None)
            # ObsPy asks for no station without a selector.
            self.streams[-1].selectors = list(each.selectors or (EVERYTHING,))

    def packets(self) -> Iterator[Packet]:
        """Until the link is lost."""
        while True:
            try:
                packet = self.collect()
            except SeedLinkException as error:
                raise LinkLost(_said(error)) from error
            if packet is None or packet.slhead[:6] == SLPacket.INFOSIGNATURE:
                continue
            yield packet_of(packet.get_sequence_number(), bytes(packet.msrecord))

    def end(self) -> None:
        if self.socket is not None:
            self.socket.close()

    def connect(self) -> None:
        try:
            super().connect()
        except LinkLost:
            raise
        except Exception as error:
            raise LinkLost(_said(error)) from error
        # Of `collect`, it would end a connection on which nothing comes; whether that is alive, the keepalive shows.
        self.timeout = None
        if self.check_version(KNOWS_INFO) < 0:
            self.keepalive = 0

    def disconnect(self) -> None:
        """What ObsPy calls before it connects again."""
        super().disconnect()
        raise LinkLost(self._reason)

    def config_link(self) -> None:
        super().config_link()
        self._up(sorted({f"{each.net}.{each.station}" for each in self.streams} - self._accepted))

    def negotiate_station(self, curstream: SLNetStation) -> None:
        super().negotiate_station(curstream)
        self._accepted.add(f"{curstream.net}.{curstream.station}")

    def receive_data(self, maxbytes: int, code: str) -> bytes:
        del code
        if self._ended.is_set():
            raise self._lost("it was to end")
        streaming = self.state.state == SLState.SL_DATA
        self.socket.settimeout(LOOK_SECONDS if streaming else ANSWER_SECONDS)
        try:
            received = bytes(self.socket.recv(maxbytes))
        except TimeoutError:
            if streaming:
                return b""
            raise self._lost(f"no answer in {ANSWER_SECONDS} s") from None
        except OSError as error:
            raise self._lost(str(error)) from error
        if not received:
            raise self._lost("the server closed the connection")
        return received

    def update_stream(self, slpacket: SLPacket) -> None:
        """ObsPy decompresses every record to learn where to go on. This link ends instead of going on."""

    def _lost(self, reason: str) -> LinkLost:
        self._reason = reason
        return LinkLost(reason)


def stations_of(server: str, network: str, station: str) -> list[tuple[str, str]]:
    """Network and station of what the server has data of, and these patterns match. Raises LinkLost."""
    host, _, port = server.rpartition(":")
    try:
        client = Client(host, int(port), timeout=ANSWER_SECONDS)
        return [(str(net), str(sta)) for net, sta in client.get_info(network, station, level="station")]
    except Exception as error:
        raise LinkLost(f"the server does not say which stations it has ({network}.{station}): {error}") from error


def _said(error: Exception) -> str:
    """ObsPy's own errors show themselves in quotes."""
    return " ".join(str(getattr(error, "value", error)).split())


def _before(after: int | None) -> int:
    """ObsPy asks for the number that follows, and does not know that the last is followed by 0. -1: none."""
    return -1 if after is None else min(after, LAST_SEQUENCE - 1)
