"""Queues, topics, streams and tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.ec2_common import document, own_id
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map
from terrane_rehearsal.cloudformation.values import text

SQS, SNS = "sqs", "sns"

QUEUE = (
    "ContentBasedDeduplication", "DeduplicationScope", "DelaySeconds", "FifoThroughputLimit",
    "KmsDataKeyReusePeriodSeconds", "KmsMasterKeyId", "MaximumMessageSize", "MessageRetentionPeriod",
    "ReceiveMessageWaitTimeSeconds", "RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled",
    "VisibilityTimeout",
)  # fmt: skip

QUEUE_USUAL = {"DelaySeconds": "0", "MaximumMessageSize": "1048576", "MessageRetentionPeriod": "345600",
               "ReceiveMessageWaitTimeSeconds": "0", "VisibilityTimeout": "30"}  # fmt: skip


def _attribute(value: Any) -> str:
    return json.dumps(value) if isinstance(value, (dict, list)) else text(value)


def _queue(work: Work) -> str:
    """The emulator's own answer names the address that it was asked at, which no machine reaches."""
    fifo = {"FifoQueue": "true"} if work.get("FifoQueue") else {}
    name = work.name("QueueName", limit=75) + (".fifo" if fifo and "QueueName" not in work.properties else "")
    given = {name: _attribute(value) for name, value in work.given(*QUEUE).items()}
    work.client.create_queue(QueueName=name, Attributes={**fifo, **given}, tags=work.tag_map())
    return f"https://sqs.{work.region}.amazonaws.com/{work.account}/{name}"


def _change_queue(work: Work) -> None:
    names = [name for name in QUEUE if work.changed(name)]
    given = {name: _attribute(work.get(name, QUEUE_USUAL.get(name, ""))) for name in names}
    if given:
        work.client.set_queue_attributes(QueueUrl=work.physical_id, Attributes=given)
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_queue(QueueUrl=work.physical_id, TagKeys=lost)
        if work.tag_map():
            work.client.tag_queue(QueueUrl=work.physical_id, Tags=work.tag_map())


def _queue_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.get_queue_attributes(QueueUrl=work.physical_id, AttributeNames=["QueueArn"])["Attributes"]
    return {"Arn": held["QueueArn"], "QueueUrl": work.physical_id, "QueueName": held["QueueArn"].rpartition(":")[2]}


def _queue_policy(work: Work) -> str:
    kept = set(work.get("Queues"))
    for queue in sorted(set(work.before("Queues", [])) - kept):
        work.client.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": ""})
    for queue in work.get("Queues"):
        work.client.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": document(work.get("PolicyDocument"))})
    return work.physical_id or work.name("")


def _clear_queues(work: Work) -> None:
    for queue in work.get("Queues"):
        work.client.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": ""})


TOPIC = (
    "DisplayName", "KmsMasterKeyId", "ContentBasedDeduplication", "SignatureVersion", "TracingConfig",
    "FifoThroughputScope",
)  # fmt: skip


def _topic(work: Work) -> str:
    fifo = {"FifoTopic": "true"} if work.get("FifoTopic") else {}
    name = work.name("TopicName", limit=250) + (".fifo" if fifo and "TopicName" not in work.properties else "")
    given = {key: text(value) for key, value in work.given(*TOPIC).items()}
    made = work.client.create_topic(Name=name, Attributes={**fifo, **given}, Tags=tags_as_list(work.get("Tags")))
    work.made(made["TopicArn"])
    for each in work.get("Subscription", []):
        work.client.subscribe(TopicArn=work.physical_id, Protocol=each["Protocol"], Endpoint=each["Endpoint"])
    return work.physical_id


def _change_topic(work: Work) -> None:
    for name in TOPIC:
        if work.changed(name):
            value = text(work.get(name, ""))
            work.client.set_topic_attributes(TopicArn=work.physical_id, AttributeName=name, AttributeValue=value)
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(ResourceArn=work.physical_id, TagKeys=lost)
        if work.get("Tags"):
            work.client.tag_resource(ResourceArn=work.physical_id, Tags=tags_as_list(work.get("Tags")))


SUBSCRIPTION = (
    "DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy",
    "SubscriptionRoleArn",
)  # fmt: skip


def _subscription(work: Work) -> str:
    made = work.client.subscribe(
        **work.given("TopicArn", "Protocol", "Endpoint"),
        Attributes={key: _attribute(value) for key, value in work.given(*SUBSCRIPTION).items()},
        ReturnSubscriptionArn=True,
    )
    return str(made["SubscriptionArn"])


def _change_subscription(work: Work) -> None:
    for name in SUBSCRIPTION:
        if work.changed(name):
            value = _attribute(work.get(name, {} if "Policy" in name else ""))
            work.client.set_subscription_attributes(
                SubscriptionArn=work.physical_id, AttributeName=name, AttributeValue=value
            )


def _topic_policy(work: Work) -> str:
    for topic in work.get("Topics"):
        value = document(work.get("PolicyDocument"))
        work.client.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=value)
    return work.physical_id or work.name("")


KINDS = (
    kind(
        "AWS::SQS::Queue",
        SQS,
        (*QUEUE, "FifoQueue", "QueueName", "Tags"),
        create=_queue,
        delete=lambda w: w.client.delete_queue(QueueUrl=w.physical_id),
        update=_change_queue,
        mutable=(*QUEUE, "Tags"),
        attributes=_queue_attributes,
    ),
    kind(
        "AWS::SQS::QueuePolicy",
        SQS,
        "PolicyDocument Queues",
        create=_queue_policy,
        delete=_clear_queues,
        update=_queue_policy,
        mutable="PolicyDocument Queues",
        attributes=own_id,
    ),
    kind(
        "AWS::SNS::Topic",
        SNS,
        (*TOPIC, "FifoTopic", "TopicName", "Subscription", "Tags"),
        create=_topic,
        delete=lambda w: w.client.delete_topic(TopicArn=w.physical_id),
        update=_change_topic,
        mutable=(*TOPIC, "Tags"),
        attributes=lambda w: {"TopicArn": w.physical_id, "TopicName": w.physical_id.rpartition(":")[2]},
    ),
    kind(
        "AWS::SNS::Subscription",
        SNS,
        (*SUBSCRIPTION, "TopicArn", "Protocol", "Endpoint"),
        create=_subscription,
        delete=lambda w: w.client.unsubscribe(SubscriptionArn=w.physical_id),
        update=_change_subscription,
        mutable=SUBSCRIPTION,
        attributes=lambda w: {"Arn": w.physical_id},
    ),
    kind(
        "AWS::SNS::TopicPolicy",
        SNS,
        "PolicyDocument Topics",
        create=_topic_policy,
        update=_topic_policy,
        mutable="PolicyDocument Topics",
        attributes=own_id,
    ),
)
