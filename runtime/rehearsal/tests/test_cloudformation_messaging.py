"""Streams, queues, topics and tables as templates of streaming fleets have them: what the services hold afterwards."""

from __future__ import annotations

import json
import unittest
from typing import Any

from .cloudformation_support import Deployed, template

SECURE = {"Bool": {"aws:SecureTransport": "false"}}
UUID = {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}
NAME = {"Fn::Join": ["", ["ocean-work-", {"Fn::Select": [0, {"Fn::Split": ["-", UUID]}]}]]}
ACCOUNT = {"Ref": "AWS::AccountId"}


def arn(of: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [of, "Arn"]}


def tls_only(action: str, resource: Any) -> dict[str, Any]:
    statement = {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": action,
        "Resource": [resource],
        "Condition": SECURE,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def queue_policy(of: str) -> dict[str, Any]:
    return {"Queues": [{"Ref": of}], "PolicyDocument": tls_only("sqs:*", arn(of))}


def fleet(hours: int = 48, visibility: int = 600, *emails: str) -> dict[str, Any]:
    sources = [{"Fn::Join": ["", ["arn:aws:sqs:", {"Ref": "AWS::Region"}, ":", ACCOUNT, ":", NAME]]}]
    subscriptions: dict[str, Any] = {
        f"Email{number}": (
            "AWS::SNS::Subscription",
            {"TopicArn": {"Ref": "Alerts"}, "Protocol": "email", "Endpoint": each},
        )
        for number, each in enumerate(emails or ("observer@example.org",))
    }
    body = template(
        Records=(
            "AWS::Kinesis::Stream",
            {
                "ShardCount": 2,
                "StreamModeDetails": {"StreamMode": "PROVISIONED"},
                "RetentionPeriodHours": hours,
                "StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"},
            },
        ),
        Dead=(
            "AWS::SQS::Queue",
            {
                "MessageRetentionPeriod": 1_209_600,
                "RedriveAllowPolicy": {"redrivePermission": "byQueue", "sourceQueueArns": sources},
                "SqsManagedSseEnabled": True,
            },
        ),
        Work=(
            "AWS::SQS::Queue",
            {
                "QueueName": NAME,
                "VisibilityTimeout": visibility,
                "MessageRetentionPeriod": 345_600,
                "RedrivePolicy": {"deadLetterTargetArn": arn("Dead"), "maxReceiveCount": 5},
                "SqsManagedSseEnabled": True,
            },
        ),
        WorkPolicy=("AWS::SQS::QueuePolicy", queue_policy("Work")),
        DeadPolicy=("AWS::SQS::QueuePolicy", queue_policy("Dead")),
        Alerts=("AWS::SNS::Topic", {"DisplayName": "ocean-alerts", "KmsMasterKeyId": "alias/aws/sns"}),
        AlertsPolicy=(
            "AWS::SNS::TopicPolicy",
            {"Topics": [{"Ref": "Alerts"}], "PolicyDocument": tls_only("sns:Publish", {"Ref": "Alerts"})},
        ),
        **subscriptions,
        Leases=(
            "AWS::DynamoDB::Table",
            {
                "AttributeDefinitions": [{"AttributeName": "shard", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "shard", "KeyType": "HASH"}],
                "BillingMode": "PAY_PER_REQUEST",
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            },
        ),
    )
    return body


class TestMessaging(Deployed):
    def setUp(self) -> None:
        super().setUp()
        self.kinesis, self.sqs, self.sns, self.dynamodb = (
            self.emulator.client(each) for each in ("kinesis", "sqs", "sns", "dynamodb")
        )
        made = self.deploy("fleet", fleet())
        self.assert_complete(made, "CREATE_COMPLETE")
        self.addCleanup(self.end, made["StackId"])

    def end(self, stack: str) -> None:
        self.cloudformation.delete_stack(StackName=stack)
        self.settled(stack)

    def queue(self, logical: str) -> dict[str, str]:
        url = self.physical("fleet", logical)
        held: dict[str, str] = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        return held

    def stream(self) -> dict[str, Any]:
        name = self.physical("fleet", "Records")
        held: dict[str, Any] = self.kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
        return held

    def test_a_stream_has_its_shards_and_is_encrypted(self) -> None:
        held = self.stream()
        names = ("OpenShardCount", "RetentionPeriodHours", "EncryptionType", "KeyId")
        self.assertEqual((2, 48, "KMS", "alias/aws/kinesis"), tuple(held[name] for name in names))

    def test_a_stream_keeps_the_tags_that_it_is_made_with(self) -> None:
        self.kinesis.create_stream(StreamName="tagged", ShardCount=1, Tags={"project": "ocean"})
        self.addCleanup(self.kinesis.delete_stream, StreamName="tagged")
        tags = self.kinesis.list_tags_for_stream(StreamName="tagged")["Tags"]
        self.assertEqual([{"Key": "project", "Value": "ocean"}], tags)

    def test_a_queue_has_the_name_that_its_dead_letters_know_it_by(self) -> None:
        work, dead = self.queue("Work"), self.queue("Dead")
        unique = self.described("fleet")["StackId"].rpartition("/")[2].partition("-")[0]
        self.assertEqual(f"ocean-work-{unique}", work["QueueArn"].rpartition(":")[2])
        self.assertEqual(dead["QueueArn"], json.loads(work["RedrivePolicy"])["deadLetterTargetArn"])
        self.assertEqual([work["QueueArn"]], json.loads(dead["RedriveAllowPolicy"])["sourceQueueArns"])
        self.assertEqual(("600", "1209600"), (work["VisibilityTimeout"], dead["MessageRetentionPeriod"]))

    def test_queues_refuse_what_comes_without_tls(self) -> None:
        for logical in ("Work", "Dead"):
            held = self.queue(logical)
            [statement] = json.loads(held["Policy"])["Statement"]
            self.assertEqual((SECURE, [held["QueueArn"]]), (statement["Condition"], statement["Resource"]))

    def test_a_queues_policy_outlives_a_change_of_something_else(self) -> None:
        url, before = self.physical("fleet", "Dead"), self.queue("Dead")["Policy"]
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedriveAllowPolicy": ""})
        held = self.queue("Dead")
        self.assertEqual((before, False), (held["Policy"], "RedriveAllowPolicy" in held))

    def test_a_message_that_nobody_can_do_becomes_a_dead_letter(self) -> None:
        work, dead = (self.physical("fleet", each) for each in ("Work", "Dead"))
        self.sqs.send_message(QueueUrl=work, MessageBody="{}")
        for _ in range(5):
            [message] = self.sqs.receive_message(QueueUrl=work)["Messages"]
            self.sqs.change_message_visibility(
                QueueUrl=work, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
        self.assertEqual([], self.sqs.receive_message(QueueUrl=work).get("Messages", []))
        self.assertEqual(1, len(self.sqs.receive_message(QueueUrl=dead)["Messages"]))

    def test_a_topic_is_encrypted_and_tells_by_e_mail(self) -> None:
        topic = self.physical("fleet", "Alerts")
        held = self.sns.get_topic_attributes(TopicArn=topic)["Attributes"]
        self.assertEqual("alias/aws/sns", held["KmsMasterKeyId"])
        self.assertEqual("sns:Publish", json.loads(held["Policy"])["Statement"][0]["Action"])
        listed = self.sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        self.assertEqual([("email", "observer@example.org")], [(s["Protocol"], s["Endpoint"]) for s in listed])

    def test_a_table_is_paid_by_request_and_backed_up(self) -> None:
        name = self.physical("fleet", "Leases")
        mode = self.dynamodb.describe_table(TableName=name)["Table"]["BillingModeSummary"]["BillingMode"]
        backups = self.dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
        recovery = backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
        self.assertEqual(("PAY_PER_REQUEST", "ENABLED"), (mode, recovery))

    def test_settings_change_in_place(self) -> None:
        names = ("Records", "Work", "Dead", "Alerts", "Leases", "Email0")
        before = [self.physical("fleet", name) for name in names]
        changed = fleet(24, 30, "observer@example.org", "chief@example.org")
        self.assert_complete(self.change("fleet", changed), "UPDATE_COMPLETE")
        self.assertEqual(before, [self.physical("fleet", name) for name in names])
        self.assertEqual((24, "30"), (self.stream()["RetentionPeriodHours"], self.queue("Work")["VisibilityTimeout"]))

    def test_all_of_it_goes(self) -> None:
        self.assert_complete(self.destroy("fleet"), "DELETE_COMPLETE")
        left = (
            self.kinesis.list_streams()["StreamNames"],
            self.sqs.list_queues().get("QueueUrls", []),
            self.sns.list_topics()["Topics"],
            self.dynamodb.list_tables()["TableNames"],
        )
        self.assertEqual(([], [], [], []), left)


if __name__ == "__main__":
    unittest.main()
