"""A SeedLink 3.1 server (https://docs.fdsn.org/projects/seedlink) with a ring for each station, as those of SeisComP.

    with SeedLinkServer() as server:
        server.feed(records)          # of miniSEED, 512 bytes each
        server.drop()                 # the connections that there are, in the middle of a packet

It knows HELLO, STATION, SELECT, DATA, END, BYE and INFO (ID, STATIONS, CAPABILITIES); commands end with CR, LF or both.
"""

from __future__ import annotations

import fnmatch
import io
import socket
import socketserver
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy
from obspy import Trace

RECORD_BYTES = 512
MODULUS = 1 << 24
# What one packet of an answer to INFO holds of text: a record without its header and blockette.
TEXT_BYTES = RECORD_BYTES - 64


@dataclass
class Station:
    first: int
    """Sequence number of the first record."""
    records: list[bytes] = field(default_factory=list)

    def sequence(self, index: int) -> int:
        return (self.first + index) % MODULUS

    def index(self, sequence: int) -> int:
        """Where to go on. A number that the ring does not have stands for the next record."""
        index = (sequence - self.first) % MODULUS
        return index if index <= len(self.records) else len(self.records)


@dataclass
class Wanted:
    selectors: list[str] = field(default_factory=list)
    next: int | None = None


class SeedLinkServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, first_sequence: int = 1, port: int = 0, answers: bool = True) -> None:
        """`answers`: whether it says anything once data have been asked for; else it is as one that hangs."""
        super().__init__(("127.0.0.1", port), Connection)
        self.stations: dict[tuple[str, str], Station] = {}
        self.changed = threading.Condition()
        self.answers = answers
        self.commands: list[str] = []
        """All that clients said, in the order in which they said it, once it has been done: what is fed after `END`
        stands here is sent to who said it."""
        self.connections: set[Connection] = set()
        self._first = first_sequence

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> SeedLinkServer:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()
        self.drop()

    def feed(self, records: Iterable[bytes]) -> None:
        with self.changed:
            for record in records:
                self.stations.setdefault(_codes(record), Station(self._first)).records.append(record)
            self.changed.notify_all()

    def drop(self) -> int:
        """How many there were."""
        with self.changed:
            gone, self.connections = self.connections, set()
            for connection in gone:
                connection.leave()
            self.changed.notify_all()
        return len(gone)


class Connection(socketserver.StreamRequestHandler):
    server: SeedLinkServer
    # A client that goes away is not this server's failure.
    LEFT = (BrokenPipeError, ConnectionError, OSError, ValueError)

    def setup(self) -> None:
        super().setup()
        self._wanted: dict[tuple[str, str], Wanted] = {}
        self._current = Wanted()
        self._writing = threading.Lock()
        self._gone = False
        self._rest = b""
        with self.server.changed:
            self.server.connections.add(self)

    def handle(self) -> None:
        try:
            while (command := self._command()) is not None:
                stays = self._answer(command.split())
                self.server.commands.append(command)
                if not stays:
                    return
        except self.LEFT:
            return

    def finish(self) -> None:
        with self.server.changed:
            self._gone = True
            self.server.connections.discard(self)
            self.server.changed.notify_all()
        try:
            super().finish()
        except self.LEFT:
            return

    def leave(self) -> None:
        """Half of a packet, and then nothing."""
        self._gone = True
        try:
            self.request.sendall(b"SL000001" + bytes(RECORD_BYTES // 2))
            self.request.shutdown(socket.SHUT_RDWR)
        except self.LEFT:
            return

    def _command(self) -> str | None:
        read = bytearray()
        while byte := self.rfile.read(1):
            if byte not in b"\r\n":
                read += byte
            elif read:
                return read.decode("ascii")
        return None

    def _answer(self, words: list[str]) -> bool:
        match words:
            case ["HELLO"]:
                self._write(b"SeedLink v3.1 (tests) :: SLPROTO:3.1 CAP\r\ntests\r\n")
            case ["STATION", station, network]:
                self._select(network, station)
            case ["SELECT", selector]:
                self._current.selectors.append(selector)
                self._write(b"OK\r\n")
            case ["DATA", *rest]:
                self._current.next = int(rest[0], 16) if rest else None
                self._write(b"OK\r\n")
            case ["END"]:
                places = {codes: self._begin(codes, wanted) for codes, wanted in self._wanted.items()}
                threading.Thread(target=self._stream, args=(places,), daemon=True).start()
            case ["INFO", level]:
                self._inform(level)
            case ["BYE"]:
                return False
            case _:
                self._write(b"ERROR\r\n")
        return True

    def _select(self, network: str, station: str) -> None:
        if (network, station) not in self.server.stations:
            self._write(b"ERROR\r\n")
            return
        self._current = self._wanted[network, station] = Wanted()
        self._write(b"OK\r\n")

    def _stream(self, places: dict[tuple[str, str], int]) -> None:
        """In turns of a few records, as they come from many stations."""
        try:
            while not self._gone:
                if not (self.server.answers and self._send_some(places)):
                    with self.server.changed:
                        self.server.changed.wait_for(lambda: self._gone or self._behind(places), 0.5)
        except self.LEFT:
            return

    def _begin(self, codes: tuple[str, str], wanted: Wanted) -> int:
        station = self.server.stations[codes]
        return len(station.records) if wanted.next is None else station.index(wanted.next)

    def _behind(self, places: dict[tuple[str, str], int]) -> bool:
        return any(index < len(self.server.stations[codes].records) for codes, index in places.items())

    def _send_some(self, places: dict[tuple[str, str], int]) -> bool:
        sent = False
        for codes, index in places.items():
            station = self.server.stations[codes]
            for record in station.records[index : index + 7]:
                if _selected(record, self._wanted[codes].selectors):
                    self._write(b"SL%06X" % station.sequence(places[codes]) + record)
                places[codes] += 1
                sent = True
        return sent

    def _inform(self, level: str) -> None:
        if not self.server.answers:
            return
        rows = [
            f'<station name="{station}" network="{network}" description="" stream_check="enabled"'
            f' begin_seq="{ring.sequence(0):06X}" end_seq="{ring.sequence(len(ring.records)):06X}"/>'
            for (network, station), ring in sorted(self.server.stations.items())
        ]
        stations = "".join(rows) if level == "STATIONS" else ""
        capability = '<capability name="info:stations"/>' if level == "CAPABILITIES" else ""
        text = f'<?xml version="1.0"?><seedlink software="tests">{capability}{stations}</seedlink>'.encode()
        parts = [text[at : at + TEXT_BYTES] for at in range(0, len(text), TEXT_BYTES)]
        for number, part in enumerate(parts, 1):
            self._write(b"SLINFO " + (b" " if number == len(parts) else b"*") + _text_record(part))

    def _write(self, data: bytes) -> None:
        with self._writing:
            self.request.sendall(data)


def _selected(record: bytes, selectors: list[str]) -> bool:
    """A selector is a channel, or a location and a channel; `.D` behind it leaves out what is no waveform."""
    location, channel = record[13:15].decode(), record[15:18].decode()
    patterns = [selector.partition(".")[0].replace("-", " ") for selector in selectors]
    return any(fnmatch.fnmatch(channel if len(each) == 3 else location + channel, each) for each in patterns)


def _codes(record: bytes) -> tuple[str, str]:
    return record[18:20].decode().strip(), record[8:13].decode().strip()


def _text_record(text: bytes) -> bytes:
    header = {"network": "SL", "station": "INFO", "channel": "INF", "sampling_rate": 1.0}
    file = io.BytesIO()
    Trace(numpy.frombuffer(text, dtype="|S1"), header).write(file, "MSEED", encoding="ASCII", reclen=RECORD_BYTES)
    record = file.getvalue()
    assert len(record) == RECORD_BYTES, len(record)
    return record
