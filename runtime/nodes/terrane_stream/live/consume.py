"""consume: own shards of the live stream and do their windows, until a signal comes.

SIGTERM and SIGINT: what is done is committed, the shards are given back, exit code 0.
"""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import signal
import socket
from types import FrameType

from terrane_node.clock import SystemClock
from terrane_stream.arguments import add_code, add_declaration, add_place
from terrane_stream.declaration import Declaration, read_declaration
from terrane_stream.handler import load_handler
from terrane_stream.live.alerts import open_topic
from terrane_stream.live.checkpoints import Checkpoints
from terrane_stream.live.engine import Engine
from terrane_stream.live.events import reader
from terrane_stream.live.limit import Limit
from terrane_stream.live.metrics import Metrics
from terrane_stream.live.opening import open_source, stream_of
from terrane_stream.live.shard import Tools
from terrane_stream.live.windows import Spec
from terrane_stream.place import read_place
from terrane_stream.stores import open_store

log = logging.getLogger("terrane.stream")

LEASE_SECONDS = 10.0


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    add_code(parser)
    parser.add_argument(
        "--lease-seconds",
        type=float,
        default=LEASE_SECONDS,
        metavar="N",
        help="a consumer that is silent for so long loses its shards (default: %(default)s)",
    )
    parser.add_argument(
        "--until-idle",
        type=float,
        metavar="SECONDS",
        help="end when no record has come for so long, and close the windows that are open (for replays)",
    )


def run(arguments: argparse.Namespace) -> int:
    declaration = read_declaration(arguments.declaration)
    place = read_place(arguments.place)
    clock = SystemClock()
    owner = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
    live, stream = declaration.live, stream_of(declaration)
    assert live is not None
    metrics = Metrics(owner, clock, live.latency_target_seconds)
    tools = Tools(
        fleet=declaration.name,
        reader=reader(stream),
        spec=spec_of(declaration),
        handler=load_handler(arguments.code, declaration.worker.handler),
        limit=Limit(declaration.worker.timeout_seconds),
        topic=open_topic(place.alerts, place.endpoint) if place.alerts is not None else None,
        clock=clock,
        metrics=metrics,
    )
    store = open_store(place.results, place.endpoint)
    prefix = declaration.results.prefix
    engine = Engine(
        open_source(declaration, place, owner, arguments.lease_seconds, clock),
        Checkpoints(store, prefix, clock),
        tools,
        store,
        f"{prefix}metrics/{owner}.json",
        live.checkpoint_seconds,
    )
    _end_on_signals(engine)
    log.info("consumer %s of %s", owner, declaration.name)
    engine.run(arguments.until_idle)
    return 0


def spec_of(declaration: Declaration) -> Spec:
    live = declaration.live
    assert live is not None
    return Spec.seconds(live.window.size_seconds, live.window.every_seconds, live.allowed_lateness_seconds)


def _end_on_signals(engine: Engine) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        log.info("%s: ends after the record in hand", signal.Signals(number).name)
        engine.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
