"""The place file: where the fleet's buckets, streams and topics are, as the deployment made them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from terrane_stream.fields import Fields, fields_of


@dataclass(frozen=True)
class S3Place:
    bucket: str
    region: str
    kind: str = "s3"


@dataclass(frozen=True)
class OciPlace:
    bucket: str
    namespace: str
    region: str
    kind: str = "oci"


@dataclass(frozen=True)
class FolderPlace:
    path: Path
    kind: str = "folder"


BucketPlace = S3Place | OciPlace | FolderPlace


@dataclass(frozen=True)
class KinesisPlace:
    name: str
    region: str
    kind: str = "kinesis"


@dataclass(frozen=True)
class KafkaSecurity:
    user: str
    secret: str
    """A reference to the password in the cloud's store of secrets, never the password."""


@dataclass(frozen=True)
class KafkaPlace:
    bootstrap: str
    topic: str
    security: KafkaSecurity | None
    kind: str = "kafka"


StreamPlace = KinesisPlace | KafkaPlace


@dataclass(frozen=True)
class DynamoPlace:
    table: str
    region: str
    kind: str = "dynamodb"


@dataclass(frozen=True)
class SnsPlace:
    topic: str
    region: str
    kind: str = "sns"


@dataclass(frozen=True)
class OnsPlace:
    topic: str
    kind: str = "ons"


AlertsPlace = SnsPlace | OnsPlace | FolderPlace


@dataclass(frozen=True)
class SqsPlace:
    url: str
    region: str
    kind: str = "sqs"


@dataclass(frozen=True)
class OciQueuePlace:
    queue: str
    endpoint: str
    kind: str = "oci"


QueuePlace = SqsPlace | OciQueuePlace


@dataclass(frozen=True)
class Place:
    results: BucketPlace
    bucket: BucketPlace | None
    """The objects that are the source."""
    stream: StreamPlace | None
    leases: DynamoPlace | None
    alerts: AlertsPlace | None
    queue: QueuePlace | None
    endpoint: str | None
    """Of an emulator, for every AWS client; local runs alone have one."""


def read_place(file: Path) -> Place:
    return place_of(fields_of(file))


def place_of(fields: Fields) -> Place:
    place = Place(
        results=_of_kind(BUCKETS)(fields.child("results")),
        bucket=_optional(fields, "bucket", BUCKETS),
        stream=_optional(fields, "stream", STREAMS),
        leases=_optional(fields, "leases", LEASES),
        alerts=_optional(fields, "alerts", ALERTS),
        queue=_optional(fields, "queue", QUEUES),
        endpoint=fields.maybe("endpoint", fields.text),
    )
    fields.end()
    return place


def _folder(fields: Fields) -> FolderPlace:
    path = fields.text("path")
    if not path.startswith("/"):
        raise fields.wrong("path", path, "an absolute path")
    return FolderPlace(Path(path))


def _security(fields: Fields) -> KafkaSecurity:
    read = KafkaSecurity(fields.text("user"), fields.text("secret"))
    fields.end()
    return read


def _kafka(fields: Fields) -> KafkaPlace:
    security = fields.maybe("security", lambda key: _security(fields.child(key)))
    return KafkaPlace(fields.text("bootstrap"), fields.text("topic"), security)


# By the field `kind`.
BUCKETS: dict[str, Callable[[Fields], BucketPlace]] = {
    "s3": lambda fields: S3Place(fields.text("bucket"), fields.text("region")),
    "oci": lambda fields: OciPlace(fields.text("bucket"), fields.text("namespace"), fields.text("region")),
    "folder": _folder,
}
STREAMS: dict[str, Callable[[Fields], StreamPlace]] = {
    "kinesis": lambda fields: KinesisPlace(fields.text("name"), fields.text("region")),
    "kafka": _kafka,
}
LEASES: dict[str, Callable[[Fields], DynamoPlace]] = {
    "dynamodb": lambda fields: DynamoPlace(fields.text("table"), fields.text("region")),
}
ALERTS: dict[str, Callable[[Fields], AlertsPlace]] = {
    "sns": lambda fields: SnsPlace(fields.text("topic"), fields.text("region")),
    "ons": lambda fields: OnsPlace(fields.text("topic")),
    "folder": _folder,
}
QUEUES: dict[str, Callable[[Fields], QueuePlace]] = {
    "sqs": lambda fields: SqsPlace(fields.text("url"), fields.text("region")),
    "oci": lambda fields: OciQueuePlace(fields.text("queue"), fields.text("endpoint")),
}

P = TypeVar("P")


def _of_kind(kinds: dict[str, Callable[[Fields], P]]) -> Callable[[Fields], P]:
    def read(fields: Fields) -> P:
        place = kinds[fields.one_of("kind", tuple(kinds))](fields)
        fields.end()
        return place

    return read


def _optional(fields: Fields, key: str, kinds: dict[str, Callable[[Fields], P]]) -> P | None:
    return fields.maybe(key, lambda name: _of_kind(kinds)(fields.child(name)))
