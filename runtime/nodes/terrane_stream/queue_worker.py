"""queue: does the messages of a queue on this machine, a thread each, until a signal or a notice comes.

A message is deleted when its result is written. SIGTERM, SIGINT, and the notice that the machine will be taken away:
the messages in hand are given back, exit code 0.
"""

from __future__ import annotations

import argparse
import logging
import os
import queue
import signal
import threading
from collections.abc import Callable

from terrane_node.clock import Clock, SystemClock
from terrane_stream.arguments import add_code, add_declaration, add_place
from terrane_stream.declaration import Declaration, QueueSource, read_declaration
from terrane_stream.errors import DeclarationError, HandlerError
from terrane_stream.handler import Handler, load_handler
from terrane_stream.live.alerts import open_topic
from terrane_stream.patience import Backoff
from terrane_stream.place import Place, read_place
from terrane_stream.queue_hands import Hands, Held, give_back
from terrane_stream.queue_messages import Queue, QueueUnavailable, open_queue
from terrane_stream.queue_progress import QueueProgress
from terrane_stream.queue_results import QueueResults
from terrane_stream.queue_work import Worker
from terrane_stream.stores import open_store
from terrane_stream.worker import cloud_notice, watch

log = logging.getLogger("terrane.stream")

# How long the queue waits for a first message before it answers that there is none; so late, too, an end is seen. Up to
# 20 s: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
WAIT_SECONDS = 5
LOOK_SECONDS = 0.5
# For outcomes that are being written when the end comes, and to tell how far the fleet is. With the wait for messages
# that is less than the 30 s that Slurm gives a job: https://slurm.schedmd.com/slurm.conf.html#OPT_KillWait
SETTLE_SECONDS = 15.0
TELL_SECONDS = 5.0
PAUSES = Backoff(1.0, 30.0)


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    add_code(parser)


def run(arguments: argparse.Namespace) -> int:
    declaration = read_declaration(arguments.declaration)
    place = read_place(arguments.place)
    if not isinstance(declaration.source, QueueSource):
        raise DeclarationError(f"{arguments.declaration}: the source is {declaration.source.kind!r}, not a queue")
    if place.queue is None:
        raise DeclarationError(f"{arguments.place}: has no queue")
    handler = load_handler(arguments.code, declaration.worker.handler)
    if handler.is_class:
        raise HandlerError(f"{handler.file}: {handler.name} is a class; a function that takes one message is needed")
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    messages = open_queue(place.queue, place.endpoint)
    program = Program(declaration, declaration.source, place, messages, handler, ended)
    if program.work():
        # Python's own end is not made for threads that go on, as the user's code does.
        logging.shutdown()
        os._exit(program.code)
    return program.code


class Program:
    def __init__(
        self,
        declaration: Declaration,
        source: QueueSource,
        place: Place,
        messages: Queue,
        handler: Handler,
        ended: threading.Event,
    ) -> None:
        self.code = 0
        """To exit with."""
        self._clock: Clock = SystemClock()
        self._queue = messages
        self._ended = ended
        self._hidden_seconds = source.visibility_seconds
        self._threads = declaration.worker.threads
        self._working = threading.Event()
        self._ready: queue.Queue[Held] = queue.Queue()
        self._hands = Hands(messages, source.visibility_seconds, self._clock)
        store, prefix = open_store(place.results, place.endpoint), declaration.results.prefix
        results = QueueResults(store, prefix, self._clock)
        self._progress = QueueProgress(store, prefix, results, messages, self._clock)
        self._worker = Worker(
            fleet=declaration.name,
            handler=handler,
            queue=messages,
            hands=self._hands,
            results=results,
            topic=open_topic(place.alerts, place.endpoint) if place.alerts is not None else None,
            timeout_seconds=declaration.worker.timeout_seconds,
            attempts=source.attempts,
            backoff=Backoff(declaration.worker.backoff_seconds, declaration.worker.backoff_max_seconds),
            stuck=self._give_up,
        )

    def work(self) -> int:
        """Until it is to end. How many messages were given back; the user's code still works on them."""
        given_back = 0
        released = threading.Event()
        for number in range(self._threads):
            self._start(f"message-{number}", self._do)
        self._start("visibility", lambda: self._hands.keep_hidden(released))
        self._start("progress", lambda: self._progress.keep(self._ended, self._working))
        self._start("notice", lambda: watch(cloud_notice(), self._ended))
        try:
            self._receive()
        finally:
            given_back = self._hands.give_back()
            log.info("%d messages are given back", given_back)
            if not self._hands.wait_below(1, SETTLE_SECONDS):
                log.error("outcomes of %d messages are not written; they come back", self._hands.count())
            released.set()
        self._start("last", lambda: self._progress.tell("ended", anyway=True)).join(TELL_SECONDS)
        return given_back

    def _receive(self) -> None:
        failures = 0
        while not self._ended.is_set():
            if not self._hands.wait_below(self._threads, LOOK_SECONDS):
                continue
            begun = self._clock.monotonic()
            try:
                free = self._threads - self._hands.count()
                messages = self._queue.receive(min(free, self._queue.most), self._hidden_seconds, WAIT_SECONDS)
                failures = 0
            except QueueUnavailable as error:
                failures += 1
                log.warning("no messages after %d requests: %s", failures, error)
                self._ended.wait(PAUSES.pause(failures, None))
                continue
            if messages or self._hands.count():
                self._working.set()
            else:
                self._working.clear()
            for message in messages:
                if self._ended.is_set():
                    give_back(self._queue, message)
                else:
                    self._ready.put(self._hands.take(message, begun))

    def _do(self) -> None:
        while True:
            self._worker.do(self._ready.get())

    def _start(self, name: str, target: Callable[[], None]) -> threading.Thread:
        # Daemons: the user's code cannot be ended, and the program does not wait for it.
        thread = threading.Thread(name=name, target=target, daemon=True)
        thread.start()
        return thread

    def _give_up(self) -> None:
        """The user's code holds a thread and does not end, so that the process has to: another begins anew."""
        self.code = 1
        self._ended.set()
