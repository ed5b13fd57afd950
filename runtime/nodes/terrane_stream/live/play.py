"""play: put the events of a file, or made-up ones, into the live stream, at N times the pace of their own times."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from terrane_node.clock import Clock, SystemClock
from terrane_stream.arguments import add_declaration, add_place
from terrane_stream.declaration import read_declaration
from terrane_stream.live.opening import stream_of
from terrane_stream.live.plays import Made, Play, from_file, made_up
from terrane_stream.live.senders import Entry, Sender, open_sender
from terrane_stream.live.windows import MICROSECONDS
from terrane_stream.place import read_place
from terrane_stream.sources import StreamSource

log = logging.getLogger("terrane.stream")

# What falls due in so long is sent together.
TICK_SECONDS = 0.25


@dataclass(frozen=True)
class Played:
    events: int
    seconds: float
    """That it took."""
    speed: float
    """Times the pace of the events' own times; 0 where they have one time."""


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    parser.add_argument("--speed", type=float, default=1.0, metavar="N", help="times real time (default: %(default)s)")
    parser.add_argument("--file", type=Path, help=".jsonl, .csv with a header, or .mseed; by time")
    parser.add_argument("--keys", type=int, default=40, metavar="N", help="without a file: keys S000, S001, ...")
    parser.add_argument("--every", type=float, default=20.0, metavar="SECONDS", help="between two events of a key")
    parser.add_argument("--seconds", type=float, default=86_400.0, help="how much time the events cover")
    parser.add_argument("--begin", default="2026-01-01T00:00:00", metavar="TIME", help="of the first events, in UTC")
    parser.add_argument(
        "--spike-every", type=int, default=0, metavar="N", help="every Nth event of a key is an outlier"
    )
    parser.add_argument("--seed", type=int, default=1)


def run(arguments: argparse.Namespace) -> int:
    stream = stream_of(read_declaration(arguments.declaration))
    clock = SystemClock()
    played = play(events_of(arguments, stream), open_sender(read_place(arguments.place), clock), arguments.speed, clock)
    print(f"{played.events} events in {played.seconds:.1f} s: {played.speed:.0f} times real time")
    return 0


def events_of(arguments: argparse.Namespace, stream: StreamSource) -> Iterator[Play]:
    if arguments.file is not None:
        return from_file(arguments.file, stream)
    begin = datetime.fromisoformat(arguments.begin)
    made = Made(
        keys=arguments.keys,
        every=arguments.every,
        seconds=arguments.seconds,
        begin=begin if begin.tzinfo else begin.replace(tzinfo=timezone.utc),
        spike_every=arguments.spike_every,
        seed=arguments.seed,
    )
    return made_up(made, stream)


def play(events: Iterator[Play], sender: Sender, speed: float, clock: Clock) -> Played:
    """Events by time. An event is never sent before its moment, and those that have become due go together."""
    begun = clock.monotonic()
    first: int | None = None
    last = 0
    count = 0
    waiting: list[Entry] = []
    end = begun + TICK_SECONDS
    for event in events:
        first = event.time if first is None else first
        due = begun + (event.time - first) / MICROSECONDS / speed
        if due > end:
            clock.sleep(max(0.0, end - clock.monotonic()))
            sender.send(waiting)
            waiting = []
            end = max(due, clock.monotonic() + TICK_SECONDS)
        waiting.append((event.key, event.data))
        last = event.time
        count += 1
    clock.sleep(max(0.0, end - clock.monotonic()))
    sender.send(waiting)
    seconds = clock.monotonic() - begun
    return Played(count, seconds, (last - (first or 0)) / MICROSECONDS / seconds if seconds else 0.0)
