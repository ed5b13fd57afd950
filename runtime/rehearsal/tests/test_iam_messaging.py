"""What heads and workers of a streaming fleet call, under the statements that its grants become."""

from __future__ import annotations

import base64
import unittest
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]

from .iam_support import ACCOUNT, REGION, Cloud, Host, allow, document


def arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def iterator(stream: str) -> str:
    return base64.encodebytes(f"{stream}:shardId-000000000000:0".encode()).decode()


STREAM, QUEUE, DEAD = arn("kinesis", "stream/records"), arn("sqs", "work"), arn("sqs", "work-dead")
TOPIC, TABLE = arn("sns", "alerts"), arn("dynamodb", "table/leases")
URL = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/work"
KEY = {"shard": {"S": "shardId-000000000000"}}
WATCH = ("kinesis:DescribeStreamSummary", "kinesis:ListShards")
ITEMS = tuple(f"dynamodb:{verb}Item" for verb in ("Delete", "Get", "Put", "Update"))
# As lib/targets/aws/grants/messaging.ts has them.
WORKER = document(
    allow(*WATCH, "kinesis:GetRecords", "kinesis:GetShardIterator", on=[STREAM]),
    allow("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage", on=[QUEUE]),
    allow(*ITEMS, "dynamodb:Query", "dynamodb:Scan", on=[TABLE]),
)
HEAD = document(
    allow("sns:Publish", on=[TOPIC]),
    allow("kinesis:PutRecord", "kinesis:PutRecords", on=[STREAM]),
    allow("sqs:SendMessage", on=[QUEUE]),
    allow(*WATCH, on=[STREAM]),
    allow("sqs:GetQueueAttributes", on=[QUEUE, DEAD]),
)

Call = tuple[str, Callable[[Any], Any]]
RECORD = {"Data": b"x", "PartitionKey": "IU.ANMO"}

CONSUMING: tuple[Call, ...] = (
    ("kinesis", lambda c: c.describe_stream_summary(StreamName="records")),
    ("kinesis", lambda c: c.list_shards(StreamName="records")),
    (
        "kinesis",
        lambda c: c.get_shard_iterator(StreamName="records", ShardId="shardId-0", ShardIteratorType="TRIM_HORIZON"),
    ),
    ("kinesis", lambda c: c.get_records(ShardIterator=iterator("records"))),
    ("kinesis", lambda c: c.get_records(ShardIterator=iterator("records"), StreamARN=STREAM)),
    ("sqs", lambda c: c.receive_message(QueueUrl=URL)),
    ("sqs", lambda c: c.delete_message(QueueUrl=URL, ReceiptHandle="h")),
    ("sqs", lambda c: c.change_message_visibility(QueueUrl=URL, ReceiptHandle="h", VisibilityTimeout=60)),
    ("dynamodb", lambda c: c.get_item(TableName="leases", Key=KEY)),
    ("dynamodb", lambda c: c.put_item(TableName="leases", Item=KEY)),
    ("dynamodb", lambda c: c.update_item(TableName="leases", Key=KEY)),
    ("dynamodb", lambda c: c.delete_item(TableName="leases", Key=KEY)),
    ("dynamodb", lambda c: c.scan(TableName="leases")),
    ("dynamodb", lambda c: c.query(TableName="leases", KeyConditionExpression="shard = :s")),
)
LEADING: tuple[Call, ...] = (
    ("sns", lambda c: c.publish(TopicArn=TOPIC, Message="m")),
    ("kinesis", lambda c: c.put_record(StreamName="records", **RECORD)),
    ("kinesis", lambda c: c.put_records(StreamName="records", Records=[RECORD])),
    ("kinesis", lambda c: c.list_shards(StreamName="records")),
    ("sqs", lambda c: c.send_message(QueueUrl=URL, MessageBody="m")),
    ("sqs", lambda c: c.send_message_batch(QueueUrl=URL, Entries=[{"Id": "1", "MessageBody": "m"}])),
    ("sqs", lambda c: c.get_queue_attributes(QueueUrl=URL, AttributeNames=["All"])),
    ("sqs", lambda c: c.get_queue_attributes(QueueUrl=f"{URL}-dead", AttributeNames=["All"])),
)
OTHERS: tuple[Call, ...] = (
    ("kinesis", lambda c: c.get_records(ShardIterator=iterator("others"))),
    ("kinesis", lambda c: c.get_records(ShardIterator="not base64")),
    ("kinesis", lambda c: c.put_record(StreamName="others", **RECORD)),
    ("kinesis", lambda c: c.delete_stream(StreamName="records")),
    ("sns", lambda c: c.publish(TopicArn=arn("sns", "others"), Message="m")),
    ("sqs", lambda c: c.receive_message(QueueUrl=f"{URL}-dead")),
    ("sqs", lambda c: c.purge_queue(QueueUrl=URL)),
    ("dynamodb", lambda c: c.get_item(TableName="others", Key=KEY)),
    ("dynamodb", lambda c: c.describe_table(TableName="leases")),
)


class TestMessaging(unittest.TestCase):
    def refusals(self, policy: dict[str, Any], calls: tuple[Call, ...]) -> list[bool]:
        host = Host(Cloud(policy))
        return [self.refused(host, *call) for call in calls]

    def refused(self, host: Host, service: str, call: Callable[[Any], Any]) -> bool:
        try:
            call(host.client(service))
        except ClientError as error:
            self.assertIn("AccessDenied", error.response["Error"]["Code"])
            return True
        return False

    def test_a_worker_consumes_and_keeps_leases(self) -> None:
        self.assertEqual([False] * len(CONSUMING), self.refusals(WORKER, CONSUMING))

    def test_a_head_publishes_and_sees_the_backlog(self) -> None:
        self.assertEqual([False] * len(LEADING), self.refusals(HEAD, LEADING))

    def test_neither_may_what_the_other_may(self) -> None:
        shared = LEADING[3]
        self.assertEqual([call is not shared for call in LEADING], self.refusals(WORKER, LEADING))
        self.assertEqual([False, False] + [True] * (len(CONSUMING) - 2), self.refusals(HEAD, CONSUMING))

    def test_nobody_touches_what_is_not_the_fleets(self) -> None:
        for policy in (WORKER, HEAD):
            self.assertEqual([True] * len(OTHERS), self.refusals(policy, OTHERS))


if __name__ == "__main__":
    unittest.main()
