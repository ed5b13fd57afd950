"""seedlink: a bridge on the head. Every record that a SeedLink server sends becomes one record of the live stream, at
least once: what is not in the stream when this program ends, however it ends, is asked for again by the next.
"""

from __future__ import annotations

import argparse
import logging
import queue
import signal
import threading

from terrane_node.clock import Clock, SystemClock
from terrane_stream.arguments import add_code, add_declaration, add_place
from terrane_stream.declaration import SeedLink, read_declaration
from terrane_stream.errors import DeclarationError, StreamError
from terrane_stream.place import read_place
from terrane_stream.seedlink_packets import Packet
from terrane_stream.seedlink_reader import Reader
from terrane_stream.seedlink_sink import MOST_RECORDS, Sink, Unsent, opener
from terrane_stream.seedlink_state import State
from terrane_stream.stores import open_store

log = logging.getLogger("terrane.stream")

# A record waits at most so long for others to share its request.
LINGER_SECONDS = 0.25
# A crash repeats the records of so long a time.
STATE_SECONDS = 5.0
TELL_SECONDS = 10.0


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    # Every program of a fleet is started with it; this one calls no detector.
    add_code(parser)


def run(arguments: argparse.Namespace) -> int:
    declaration = read_declaration(arguments.declaration)
    place = read_place(arguments.place)
    if declaration.seedlink is None:
        raise DeclarationError(f"{arguments.declaration}: has no seedlink; there is nothing to carry")
    if place.stream is None:
        raise DeclarationError(f"{arguments.place}: has no stream to carry records into")
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    clock = SystemClock()
    store = open_store(place.results, place.endpoint, clock)
    state = State(declaration.seedlink.server, store, declaration.results.prefix, clock)
    state.read()
    sink = Sink(opener(place, clock), ended, clock)
    Bridge(declaration.seedlink, sink, state, ended, clock).carry()
    return 0


class Bridge:
    def __init__(self, seedlink: SeedLink, sink: Sink, state: State, ended: threading.Event, clock: Clock) -> None:
        self._declared = [f"{each.network}.{each.station}" for each in seedlink.streams]
        self._reader = Reader(seedlink, state.after(), ended)
        self._sink = sink
        self._state = state
        self._ended = ended
        self._clock = clock
        self._write_at = clock.monotonic() + STATE_SECONDS
        self._tell_at = clock.monotonic()

    def carry(self) -> None:
        """Until it is to end; then what has come is put and the state is written."""
        self._reader.start()
        try:
            while self._reader.is_alive() or not self._reader.packets.empty():
                packets = self._batch()
                if packets:
                    self._sink.put(packets, self._tell)
                    self._state.add(packets)
                self._write()
        except Unsent as error:
            log.error("%s; the next run asks for them again", error)
        finally:
            self._ended.set()
            self._state.write()
        self._tell("ended")
        if self._reader.error is not None:
            raise StreamError(f"reading {self._reader.name} failed: {self._reader.error!r}") from self._reader.error

    def _batch(self) -> list[Packet]:
        """What came within a moment, as much as one request holds."""
        packets: list[Packet] = []
        end = self._clock.monotonic() + LINGER_SECONDS
        while len(packets) < MOST_RECORDS:
            try:
                packets.append(self._reader.packets.get(timeout=max(end - self._clock.monotonic(), 0.001)))
            except queue.Empty:
                break
        return packets

    def _write(self) -> None:
        now = self._clock.monotonic()
        if now >= self._write_at:
            self._state.write()
            self._write_at = now + STATE_SECONDS
        if now >= self._tell_at:
            self._tell(self._reader.state)
            self._tell_at = now + TELL_SECONDS

    def _tell(self, state: str) -> None:
        self._state.tell(
            self._declared,
            {
                "state": state,
                "links": self._reader.links,
                "refused": self._reader.refused,
                "waiting": self._reader.packets.qsize(),
                "putAgain": self._sink.failures,
            },
        )
