"""supervise: keeps the workers of a live stream or of a queue at work, as jobs of Slurm.

A live stream has a constant number, one for each shard as far as machines are allowed; a queue as many as wait for it.
Jobs that died are submitted again. The supervisor's own end ends none of them: the next one finds them.
"""

from __future__ import annotations

import argparse
import logging
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from terrane_node.clock import Clock, SystemClock
from terrane_node.errors import CommandError
from terrane_stream.arguments import add_code, add_declaration, add_place
from terrane_stream.crew import slurm_of
from terrane_stream.crew_jobs import RUNNING, Jobs
from terrane_stream.crew_queue import QueueSize
from terrane_stream.declaration import Declaration, read_declaration
from terrane_stream.errors import DeclarationError
from terrane_stream.place import Place, read_place
from terrane_stream.queue_messages import Queue, QueueUnavailable, open_queue

log = logging.getLogger("terrane.stream.crew")

LOOK_SECONDS = 10.0

Size = Callable[[dict[str, str]], int]
"""How many jobs there should be, given the states of those that there are."""


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    add_code(parser)


def run(arguments: argparse.Namespace) -> int:
    declaration, clock = read_declaration(arguments.declaration), SystemClock()
    what = {"live": "consume", "queue": "queue"}.get(declaration.engine)
    if what is None:
        raise DeclarationError(f"the engine is {declaration.engine!r}: its driver has its own crew")
    files = [f"--{name}={getattr(arguments, name)}" for name in ("declaration", "place", "code")]
    jobs = Jobs(slurm_of(declaration, [what, *files], Path.home()), clock)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    size = live_size(declaration)
    if declaration.engine == "queue":
        size = queue_size(declaration, opened(read_place(arguments.place)), clock)
    supervise(jobs, size, ended)
    return 0


def opened(place: Place) -> Queue:
    if place.queue is None:
        raise DeclarationError("the place file names no queue")
    return open_queue(place.queue, place.endpoint)


def supervise(jobs: Jobs, size: Size, ended: threading.Event) -> None:
    """Until `ended` is set."""
    while not ended.is_set():
        look(jobs, size)
        ended.wait(LOOK_SECONDS)


def look(jobs: Jobs, size: Size) -> None:
    """What does not answer is asked again the next time."""
    try:
        states = jobs.look()
        jobs.bring_to(size(states), states)
    except (CommandError, QueueUnavailable) as error:
        log.warning("%s; the workers that there are go on", error)


def live_size(declaration: Declaration) -> Size:
    shards = declaration.live.shards if declaration.live is not None else 1
    number = max(declaration.workers.min, min(shards, declaration.workers.max))
    return lambda states: number


def queue_size(declaration: Declaration, queue: Queue, clock: Clock) -> Size:
    workers = declaration.workers
    sizes = QueueSize(declaration.worker.threads, workers.min, workers.max, workers.deadline_seconds)

    def size(states: dict[str, str]) -> int:
        depth = queue.depth()
        if depth is None:
            # It may hold messages for all that is known.
            return max(workers.min, 1)
        running = sum(state in RUNNING for state in states.values())
        return sizes.wanted(depth.waiting, depth.in_hand, len(states), running, clock.monotonic())

    return size
