"""Puts packets into the live stream: all of them, however long that takes, and each station's in their order.

A record may come to lie in the stream twice, where an answer was lost. Of a batch of which Kinesis refused a part, what
was refused comes to lie behind what was not, and before anything newer.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from terrane_node.clock import Clock
from terrane_stream.errors import StreamError
from terrane_stream.live.senders import MOST_RECORDS, Sender, open_sender
from terrane_stream.patience import Backoff
from terrane_stream.place import KafkaPlace, Place
from terrane_stream.seedlink_packets import Packet

__all__ = ["MOST_RECORDS", "Sink", "Unsent", "opener"]

log = logging.getLogger("terrane.stream")

PAUSES = Backoff(0.5, 15.0)


class Unsent(StreamError):
    """The program is to end, and the stream did not take everything before."""


class Sink:
    def __init__(self, opened: Callable[[], Sender], ended: threading.Event, clock: Clock) -> None:
        """`opened`: gives a new sender; one that failed is not used again."""
        self.failures = 0
        """Batches that had to be put again."""
        self._open = opened
        self._sender: Sender | None = None
        self._ended = ended
        self._clock = clock

    def put(self, packets: Sequence[Packet], trouble: Callable[[str], None]) -> None:
        """Returns when the stream has them all. `trouble`: is told why that takes longer. Raises Unsent, or StreamError
        where the stream refuses for good."""
        entries = [(packet.station, packet.record) for packet in packets]
        failures = 0
        while True:
            try:
                self._sender = self._sender or self._open()
                self._sender.send(entries)
                return
            except Exception as error:
                reason = passing(error)
            self._sender = None
            failures += 1
            self.failures += 1
            log.warning("%d records are put again: %s", len(entries), reason)
            trouble(reason)
            if self._ended.is_set():
                raise Unsent(f"{len(entries)} records are not in the stream: {reason}")
            self._clock.sleep(PAUSES.pause(failures, None))


def passing(error: Exception) -> str:
    """What is said of an error that a later attempt may not meet. Raises what each attempt would meet."""
    from botocore.exceptions import BotoCoreError, ClientError

    from terrane_stream.live.aws import passes

    # Senders raise it where the stream did not take everything in their own time.
    if isinstance(error, StreamError) or passes(error):
        return str(error)
    if isinstance(error, (ClientError, BotoCoreError)):
        raise StreamError(f"the stream refuses records: {error}") from error
    raise error


def opener(place: Place, clock: Clock) -> Callable[[], Sender]:
    stream = place.stream
    if isinstance(stream, KafkaPlace):
        return lambda: _kafka(stream)
    return lambda: open_sender(place, clock)


def _kafka(place: KafkaPlace) -> Sender:
    """One request at a time to each broker: what the client sends again stays before what is newer."""
    from confluent_kafka import Producer

    from terrane_stream.live.kafka_settings import of_any, of_producer
    from terrane_stream.live.senders import KafkaSender

    settings = {**of_producer(of_any(place)), "max.in.flight.requests.per.connection": 1}
    return KafkaSender(Producer(settings), place.topic)
