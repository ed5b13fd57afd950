"""The source that a declaration and a place file name."""

from __future__ import annotations

from terrane_node.clock import Clock
from terrane_stream.declaration import Declaration, StreamSource
from terrane_stream.errors import DeclarationError
from terrane_stream.live import aws
from terrane_stream.live.source import Source
from terrane_stream.place import KafkaPlace, KinesisPlace, Place

# The detector has its time for each window, and a record may close several.
PATIENCE = 4


def stream_of(declaration: Declaration) -> StreamSource:
    if not isinstance(declaration.source, StreamSource) or declaration.live is None:
        raise DeclarationError(f'the engine of {declaration.name} is "{declaration.engine}"; "live" is needed')
    return declaration.source


def open_source(declaration: Declaration, place: Place, owner: str, lease_seconds: float, clock: Clock) -> Source:
    """`owner`: a name unlike any other consumer's. `lease_seconds`: after so long, a silent one's shards are taken."""
    stream = stream_of(declaration)
    patience = PATIENCE * declaration.worker.timeout_seconds
    if place.stream is None or place.stream.kind != stream.protocol:
        given = "none" if place.stream is None else f'"{place.stream.kind}"'
        raise DeclarationError(f'the source is a "{stream.protocol}" stream, and the place file names {given}')
    if isinstance(place.stream, KafkaPlace):
        return _kafka(place.stream, declaration.name, patience, lease_seconds, clock)
    return _kinesis(place.stream, place, stream.poll_seconds, owner, patience, lease_seconds, clock)


def _kafka(place: KafkaPlace, group: str, patience: float, session_seconds: float, clock: Clock) -> Source:
    from terrane_stream.live import kafka_settings
    from terrane_stream.live.kafka import KafkaSource

    configuration = kafka_settings.of_consumer(kafka_settings.of_any(place), patience, session_seconds)
    return KafkaSource(configuration, place.topic, group, clock)


def _kinesis(
    stream: KinesisPlace,
    place: Place,
    poll_seconds: float,
    owner: str,
    patience: float,
    lease_seconds: float,
    clock: Clock,
) -> Source:
    from terrane_stream.live.kinesis import KinesisSource
    from terrane_stream.live.leases import LeaseTable

    if place.leases is None:
        raise DeclarationError("the place file names no table of leases, which a Kinesis stream needs")
    return KinesisSource(
        aws.client("kinesis", stream.region, place.endpoint, aws.UNTRIED),
        LeaseTable(aws.client("dynamodb", place.leases.region, place.endpoint), place.leases.table),
        stream.name,
        owner,
        clock,
        poll_seconds=poll_seconds,
        lease_seconds=lease_seconds,
        patience_seconds=patience,
    )
