"""Tables, streams and their delivery."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

DYNAMODB, KINESIS, FIREHOSE = "dynamodb", "kinesis", "firehose"

TABLE = (
    "AttributeDefinitions", "BillingMode", "DeletionProtectionEnabled", "GlobalSecondaryIndexes", "KeySchema",
    "LocalSecondaryIndexes", "OnDemandThroughput", "ProvisionedThroughput", "TableClass",
)  # fmt: skip
TABLE_MUTABLE = ("BillingMode", "DeletionProtectionEnabled", "ProvisionedThroughput", "TableClass")
TABLE_EXTRA = ("TimeToLiveSpecification", "PointInTimeRecoverySpecification")


def _stream(work: Work) -> dict[str, Any]:
    given = work.get("StreamSpecification")
    return {"StreamSpecification": {"StreamEnabled": True, **given}} if given else {}


def _encryption(work: Work) -> dict[str, Any]:
    """`SSEEnabled` is called `Enabled` in the API."""
    given = work.get("SSESpecification")
    names = {"SSEEnabled": "Enabled"}
    return {"SSESpecification": {names.get(name, name): value for name, value in given.items()}} if given else {}


def _table(work: Work) -> str:
    name = work.name("TableName", limit=255)
    tags = tags_as_list(work.get("Tags"))
    work.client.create_table(
        TableName=name, **work.given(*TABLE), **_stream(work), **_encryption(work), **({"Tags": tags} if tags else {})
    )
    work.made(name)
    _table_extras(work)
    return name


def _table_extras(work: Work) -> None:
    if work.changed("TimeToLiveSpecification"):
        off = {**work.before("TimeToLiveSpecification", {}), "Enabled": False}
        given = work.get("TimeToLiveSpecification", off)
        work.client.update_time_to_live(TableName=work.physical_id, TimeToLiveSpecification=given)
    if work.changed("PointInTimeRecoverySpecification"):
        given = work.get("PointInTimeRecoverySpecification", {"PointInTimeRecoveryEnabled": False})
        work.client.update_continuous_backups(TableName=work.physical_id, PointInTimeRecoverySpecification=given)


def _change_table(work: Work) -> None:
    names = [name for name in TABLE_MUTABLE if work.changed(name)]
    changes = {
        **work.given(*names),
        **(_stream(work) if work.changed("StreamSpecification") else {}),
        **(_encryption(work) if work.changed("SSESpecification") else {}),
    }
    if changes:
        work.client.update_table(TableName=work.physical_id, **changes)
    _table_extras(work)
    if work.changed("Tags"):
        arn = _table_held(work)["TableArn"]
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(ResourceArn=arn, TagKeys=lost)
        if work.get("Tags"):
            work.client.tag_resource(ResourceArn=arn, Tags=tags_as_list(work.get("Tags")))


def _table_held(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_table(TableName=work.physical_id)["Table"]
    return found


def _table_attributes(work: Work) -> Mapping[str, Any]:
    held = _table_held(work)
    return {"Arn": held["TableArn"], "StreamArn": held.get("LatestStreamArn", "")}


USUAL_RETENTION_HOURS = 24


def _kinesis(work: Work) -> str:
    name = work.name(limit=128)
    tags = work.tag_map()
    given = work.given("ShardCount", "StreamModeDetails")
    work.client.create_stream(StreamName=name, **given)
    work.made(name)
    if tags:
        work.client.add_tags_to_stream(StreamName=name, Tags=tags)
    _stream_settings(work)
    return name


def _stream_settings(work: Work) -> None:
    target = {"StreamName": work.physical_id}
    if work.changed("RetentionPeriodHours"):
        old = work.before("RetentionPeriodHours", USUAL_RETENTION_HOURS)
        new = work.get("RetentionPeriodHours", USUAL_RETENTION_HOURS)
        if new != old:
            verb = "increase" if new > old else "decrease"
            getattr(work.client, f"{verb}_stream_retention_period")(**target, RetentionPeriodHours=new)
    if work.changed("StreamEncryption"):
        new, old = work.get("StreamEncryption"), work.before("StreamEncryption")
        (work.client.start_stream_encryption if new else work.client.stop_stream_encryption)(**target, **(new or old))
    if work.old is None:
        return
    if work.changed("StreamModeDetails"):
        mode = work.get("StreamModeDetails", {"StreamMode": "PROVISIONED"})
        work.client.update_stream_mode(StreamARN=_stream_arn(work), StreamModeDetails=mode)
    if work.changed("ShardCount") and "ShardCount" in work.properties:
        work.client.update_shard_count(**target, TargetShardCount=work.get("ShardCount"), ScalingType="UNIFORM_SCALING")
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.remove_tags_from_stream(**target, TagKeys=lost)
        if work.tag_map():
            work.client.add_tags_to_stream(**target, Tags=work.tag_map())


def _stream_held(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_stream_summary(StreamName=work.physical_id)["StreamDescriptionSummary"]
    return found


def _stream_arn(work: Work) -> str:
    return str(_stream_held(work)["StreamARN"])


DELIVERY = (
    "DeliveryStreamType", "DeliveryStreamEncryptionConfigurationInput", "ExtendedS3DestinationConfiguration",
    "HttpEndpointDestinationConfiguration", "KinesisStreamSourceConfiguration", "S3DestinationConfiguration",
)  # fmt: skip


def _delivery(work: Work) -> str:
    name = work.name("DeliveryStreamName")
    tags = tags_as_list(work.get("Tags"))
    work.client.create_delivery_stream(
        DeliveryStreamName=name, **work.given(*DELIVERY), **({"Tags": tags} if tags else {})
    )
    return name


def _change_delivery(work: Work) -> None:
    if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
        work.client.untag_delivery_stream(DeliveryStreamName=work.physical_id, TagKeys=lost)
    if work.get("Tags"):
        work.client.tag_delivery_stream(DeliveryStreamName=work.physical_id, Tags=tags_as_list(work.get("Tags")))


def _delivery_held(work: Work) -> dict[str, Any]:
    held = work.client.describe_delivery_stream(DeliveryStreamName=work.physical_id)
    found: dict[str, Any] = held["DeliveryStreamDescription"]
    return found


KINDS = (
    kind(
        "AWS::DynamoDB::Table",
        DYNAMODB,
        (*TABLE, *TABLE_EXTRA, "TableName", "StreamSpecification", "SSESpecification", "Tags"),
        create=_table,
        delete=lambda w: w.client.delete_table(TableName=w.physical_id),
        update=_change_table,
        mutable=(*TABLE_MUTABLE, *TABLE_EXTRA, "StreamSpecification", "SSESpecification", "Tags"),
        attributes=_table_attributes,
        settled=lambda w: _table_held(w)["TableStatus"] == "ACTIVE",
        replaced="KeySchema LocalSecondaryIndexes",
    ),
    kind(
        "AWS::Kinesis::Stream",
        KINESIS,
        "Name RetentionPeriodHours ShardCount StreamEncryption StreamModeDetails Tags",
        create=_kinesis,
        delete=lambda w: w.client.delete_stream(StreamName=w.physical_id, EnforceConsumerDeletion=True),
        update=_stream_settings,
        mutable="RetentionPeriodHours ShardCount StreamEncryption StreamModeDetails Tags",
        attributes=lambda w: {"Arn": _stream_arn(w)},
        settled=lambda w: _stream_held(w)["StreamStatus"] == "ACTIVE",
    ),
    kind(
        "AWS::KinesisFirehose::DeliveryStream",
        FIREHOSE,
        (*DELIVERY, "DeliveryStreamName", "Tags"),
        create=_delivery,
        delete=lambda w: w.client.delete_delivery_stream(DeliveryStreamName=w.physical_id),
        update=_change_delivery,
        mutable="Tags",
        attributes=lambda w: {"Arn": _delivery_held(w)["DeliveryStreamARN"]},
        settled=lambda w: _delivery_held(w)["DeliveryStreamStatus"] == "ACTIVE",
    ),
)
