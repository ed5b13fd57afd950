"""What boto3's requests ask for: the contract with botocore's models and the emulator's decoders."""

from __future__ import annotations

import unittest
from collections.abc import Callable, Mapping
from typing import Any

import botocore.session  # type: ignore[import-untyped, unused-ignore]
from terrane_rehearsal.iam.ask import Ask
from terrane_rehearsal.iam.tables import BOTOCORE_NAMES

from .iam_support import ACCOUNT, EC2, REGION, Cloud, Host, allow, asked, calling, document, pairs

INSTANCE, VOLUME = "i-0123456789abcdef0", "vol-0123456789abcdef0"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:munge-AbCdEf"
STACK = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/Mpas/51af3dc0-da77-11e4-872e-1234567db123"
GROUP = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:autoScalingGroup:63a9-4b:autoScalingGroupName/workers"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ANSWERS: Mapping[tuple[str, str], Any] = {
    ("secretsmanager", "describe_secret"): {"ARN": SECRET},
    ("cloudformation", "describe_stacks"): {"Stacks": [{"StackId": STACK}]},
    ("autoscaling", "describe_auto_scaling_groups"): {"AutoScalingGroups": [{"AutoScalingGroupARN": GROUP}]},
    ("kms", "describe_key"): {"KeyMetadata": {"Arn": KEY}},
}


def arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def asks(service: str, call: Callable[[Any], Any], **config: Any) -> list[Ask]:
    with asked(service, Cloud(document(allow("*")), answers=dict(ANSWERS)), **config) as (client, found):
        call(client)
    return found


class Requests(unittest.TestCase):
    def check(self, service: str, call: Callable[[Any], Any], *wanted: tuple[str, str | None]) -> list[Ask]:
        found = asks(service, call)
        self.assertEqual(pairs(found), list(wanted))
        return found


class Ec2(Requests):
    def test_describing_is_not_divided_by_resource(self) -> None:
        self.check("ec2", lambda c: c.describe_instances(InstanceIds=[INSTANCE]), ("ec2:DescribeInstances", "*"))
        self.check("ec2", lambda c: c.describe_volumes(VolumeIds=[VOLUME]), ("ec2:DescribeVolumes", "*"))
        self.check(
            "ec2",
            lambda c: c.describe_launch_template_versions(LaunchTemplateId="lt-0123456789abcdef0"),
            ("ec2:DescribeLaunchTemplateVersions", "*"),
        )

    def test_each_instance_is_asked_for(self) -> None:
        other = "i-0aaaaaaaaaaaaaaaa"
        self.check(
            "ec2",
            lambda c: c.terminate_instances(InstanceIds=[INSTANCE, other]),
            ("ec2:TerminateInstances", f"{EC2}:instance/{INSTANCE}"),
            ("ec2:TerminateInstances", f"{EC2}:instance/{other}"),
        )
        self.check(
            "ec2",
            lambda c: c.stop_instances(InstanceIds=[INSTANCE], Force=True),
            ("ec2:StopInstances", f"{EC2}:instance/{INSTANCE}"),
        )

    def test_attaching_asks_for_both_ends(self) -> None:
        for name in ("attach_volume", "detach_volume"):
            found = asks("ec2", calling(name, VolumeId=VOLUME, InstanceId=INSTANCE, Device="/dev/sdf"))
            self.assertEqual(
                {ask.resource for ask in found}, {f"{EC2}:instance/{INSTANCE}", f"{EC2}:volume/{VOLUME}"}, name
            )

    def test_tags_are_in_the_context(self) -> None:
        (ask,) = self.check(
            "ec2",
            lambda c: c.create_tags(Resources=[INSTANCE], Tags=[{"Key": "terrane:phase", "Value": "ready"}]),
            ("ec2:CreateTags", f"{EC2}:instance/{INSTANCE}"),
        )
        self.assertEqual(ask.request_tags, {"terrane:phase": "ready"})

    def test_what_is_made_with_tags_needs_create_tags(self) -> None:
        tagged = [{"ResourceType": "volume", "Tags": [{"Key": "a", "Value": "b"}]}]
        found = self.check(
            "ec2",
            lambda c: c.create_volume(AvailabilityZone="us-west-2a", Size=1, TagSpecifications=tagged),
            ("ec2:CreateVolume", f"{EC2}:volume/*"),
            ("ec2:CreateTags", f"{EC2}:volume/*"),
        )
        self.assertEqual(found[1].context, {"ec2:createaction": ("CreateVolume",)})

    def test_a_resource_that_no_id_tells_is_unknown(self) -> None:
        self.check(
            "ec2", lambda c: c.delete_launch_template(LaunchTemplateName="nodes"), ("ec2:DeleteLaunchTemplate", None)
        )


class Stores(Requests):
    def test_parameters(self) -> None:
        get = "ssm:GetParameter"
        self.check(
            "ssm",
            lambda c: c.get_parameter(Name="/terrane/ocean/cluster"),
            (get, arn("ssm", "parameter/terrane/ocean/cluster")),
        )
        self.check("ssm", lambda c: c.get_parameter(Name="plain:3"), (get, arn("ssm", "parameter/plain")))
        self.check(
            "ssm", lambda c: c.get_parameter(Name=arn("ssm", "parameter/a/b")), (get, arn("ssm", "parameter/a/b"))
        )
        public = "/aws/service/debian/release/13/latest/amd64"
        self.check("ssm", lambda c: c.get_parameter(Name=public), (get, f"arn:aws:ssm:{REGION}::parameter{public}"))
        self.check(
            "ssm",
            lambda c: c.get_parameters(Names=["/a", "/b"]),
            ("ssm:GetParameters", arn("ssm", "parameter/a")),
            ("ssm:GetParameters", arn("ssm", "parameter/b")),
        )
        self.check(
            "ssm",
            lambda c: c.get_parameters_by_path(Path="/a/b"),
            ("ssm:GetParametersByPath", arn("ssm", "parameter/a/b")),
        )
        self.check("ssm", lambda c: c.describe_parameters(), ("ssm:DescribeParameters", "*"))

    def test_secrets_by_name_and_partial_arn_are_their_arns(self) -> None:
        for name in ("munge", SECRET.removesuffix("-AbCdEf"), SECRET):
            (ask,) = self.check(
                "secretsmanager",
                calling("get_secret_value", SecretId=name),
                ("secretsmanager:GetSecretValue", SECRET),
            )
            self.assertEqual(ask.context["secretsmanager:secretid"], (SECRET,))

    def test_a_secret_that_is_not_there_is_asked_for_by_its_name(self) -> None:
        with asked("secretsmanager") as (client, found):
            client.get_secret_value(SecretId="munge")
        self.assertEqual(found[0].resource, arn("secretsmanager", "secret:munge-??????"))

    def test_keys(self) -> None:
        (ask,) = self.check(
            "kms",
            lambda c: c.decrypt(CiphertextBlob=b"x", KeyId="alias/a", EncryptionContext={"A": "b"}),
            ("kms:Decrypt", KEY),
        )
        self.assertEqual(ask.context["kms:encryptioncontext:a"], ("b",))
        self.check("kms", lambda c: c.decrypt(CiphertextBlob=b"x"), ("kms:Decrypt", None))


class S3(Requests):
    BUCKET, OBJECT = "arn:aws:s3:::results", "arn:aws:s3:::results/a b/ü+c"
    NAMED = {"Bucket": "results", "Key": "a b/ü+c"}

    def test_objects(self) -> None:
        self.check("s3", lambda c: c.get_object(**self.NAMED), ("s3:GetObject", self.OBJECT))
        self.check("s3", lambda c: c.get_object(**self.NAMED, VersionId="v"), ("s3:GetObjectVersion", self.OBJECT))
        self.check("s3", lambda c: c.delete_object(**self.NAMED), ("s3:DeleteObject", self.OBJECT))
        self.check("s3", lambda c: c.put_object(**self.NAMED, Body=b"\xff\x00"), ("s3:PutObject", self.OBJECT))
        self.check("s3", lambda c: c.get_object_tagging(**self.NAMED), ("s3:GetObjectTagging", self.OBJECT))

    def test_head_needs_get(self) -> None:
        self.check("s3", lambda c: c.head_object(**self.NAMED), ("s3:GetObject", self.OBJECT))
        self.check("s3", lambda c: c.head_bucket(Bucket="results"), ("s3:ListBucket", self.BUCKET))

    def test_multipart_uploads_are_puts(self) -> None:
        part = {**self.NAMED, "UploadId": "u"}
        put = ("s3:PutObject", self.OBJECT)
        self.check("s3", lambda c: c.create_multipart_upload(**self.NAMED), put)
        self.check("s3", lambda c: c.upload_part(**part, PartNumber=1, Body=b"x"), put)
        self.check("s3", lambda c: c.complete_multipart_upload(**part, MultipartUpload={"Parts": []}), put)
        self.check("s3", lambda c: c.abort_multipart_upload(**part), ("s3:AbortMultipartUpload", self.OBJECT))
        self.check("s3", lambda c: c.list_parts(**part), ("s3:ListMultipartUploadParts", self.OBJECT))
        self.check(
            "s3", lambda c: c.list_multipart_uploads(Bucket="results"), ("s3:ListBucketMultipartUploads", self.BUCKET)
        )

    def test_copies_read_their_source(self) -> None:
        source = {"Bucket": "from", "Key": "k k"}
        read = ("s3:GetObject", "arn:aws:s3:::from/k k")
        self.check("s3", lambda c: c.copy_object(**self.NAMED, CopySource=source), ("s3:PutObject", self.OBJECT), read)
        part = {**self.NAMED, "UploadId": "u", "PartNumber": 1}
        self.check("s3", lambda c: c.upload_part_copy(**part, CopySource=source), ("s3:PutObject", self.OBJECT), read)

    def test_deletions_ask_for_each_object(self) -> None:
        objects = [{"Key": "a"}, {"Key": "b", "VersionId": "v"}]
        self.check(
            "s3",
            lambda c: c.delete_objects(Bucket="results", Delete={"Objects": objects}),
            ("s3:DeleteObject", f"{self.BUCKET}/a"),
            ("s3:DeleteObjectVersion", f"{self.BUCKET}/b"),
        )

    def test_listing(self) -> None:
        for name in ("list_objects", "list_objects_v2"):
            (ask,) = self.check(
                "s3",
                calling(name, Bucket="results", Prefix="x/"),
                ("s3:ListBucket", self.BUCKET),
            )
            self.assertEqual((ask.context["s3:prefix"], ask.context["s3:delimiter"]), (("x/",), ()))
        self.check("s3", lambda c: c.list_buckets(), ("s3:ListAllMyBuckets", "*"))
        self.check("s3", lambda c: c.list_object_versions(Bucket="results"), ("s3:ListBucketVersions", self.BUCKET))
        self.check("s3", lambda c: c.get_bucket_location(Bucket="results"), ("s3:GetBucketLocation", self.BUCKET))

    def test_names_of_buckets_with_dots_and_in_paths(self) -> None:
        self.check("s3", lambda c: c.list_objects_v2(Bucket="a.b.c"), ("s3:ListBucket", "arn:aws:s3:::a.b.c"))
        found = asks("s3", lambda c: c.get_object(**self.NAMED), s3={"addressing_style": "path"})
        self.assertEqual(pairs(found), [("s3:GetObject", self.OBJECT)])

    def test_headers_add_actions_and_keys(self) -> None:
        found = self.check(
            "s3",
            lambda c: c.put_object(
                **self.NAMED, Body=b"", ACL="private", Tagging="a=b", ServerSideEncryption="aws:kms"
            ),
            ("s3:PutObject", self.OBJECT),
            ("s3:PutObjectTagging", self.OBJECT),
            ("s3:PutObjectAcl", self.OBJECT),
        )
        self.assertEqual(found[0].context["s3:x-amz-server-side-encryption"], ("aws:kms",))
        self.assertEqual(found[0].context["s3:requestobjecttag/a"], ("b",))


class Others(Requests):
    def test_signals_to_a_stack_by_name(self) -> None:
        given = {"LogicalResourceId": "Gate", "UniqueId": INSTANCE, "Status": "SUCCESS"}
        for name in ("Mpas", STACK):
            self.check(
                "cloudformation",
                calling("signal_resource", StackName=name, **given),
                ("cloudformation:SignalResource", STACK),
            )

    def test_scaling_groups(self) -> None:
        self.check(
            "autoscaling",
            lambda c: c.set_desired_capacity(AutoScalingGroupName="workers", DesiredCapacity=1),
            ("autoscaling:SetDesiredCapacity", GROUP),
        )

    def test_messages_streams_tables_and_logs(self) -> None:
        queue = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/jobs"
        self.check("sqs", lambda c: c.receive_message(QueueUrl=queue), ("sqs:ReceiveMessage", arn("sqs", "jobs")))
        self.check("sqs", lambda c: c.get_queue_url(QueueName="jobs"), ("sqs:GetQueueUrl", arn("sqs", "jobs")))
        batch = [{"Id": "1", "ReceiptHandle": "h"}]
        self.check(
            "sqs",
            lambda c: c.delete_message_batch(QueueUrl=queue, Entries=batch),
            ("sqs:DeleteMessage", arn("sqs", "jobs")),
        )
        stream = arn("kinesis", "stream/s")
        self.check(
            "kinesis", lambda c: c.describe_stream_summary(StreamName="s"), ("kinesis:DescribeStreamSummary", stream)
        )
        self.check("kinesis", lambda c: c.list_shards(StreamARN=stream), ("kinesis:ListShards", stream))
        table = arn("dynamodb", "table/leases")
        self.check(
            "dynamodb", lambda c: c.get_item(TableName="leases", Key={"k": {"S": "x"}}), ("dynamodb:GetItem", table)
        )
        self.check(
            "dynamodb",
            lambda c: c.query(TableName="leases", IndexName="by-owner"),
            ("dynamodb:Query", f"{table}/index/by-owner"),
        )
        group = arn("logs", "log-group:/boot:log-stream:")
        events = [{"timestamp": 1, "message": "m"}]
        self.check(
            "logs",
            lambda c: c.put_log_events(logGroupName="/boot", logStreamName="s", logEvents=events),
            ("logs:PutLogEvents", f"{group}s"),
        )
        self.check("logs", lambda c: c.create_log_group(logGroupName="/boot"), ("logs:CreateLogGroup", group))

    def test_metrics(self) -> None:
        (ask,) = self.check(
            "cloudwatch",
            lambda c: c.put_metric_data(Namespace="Terrane", MetricData=[{"MetricName": "m", "Value": 1.0}]),
            ("cloudwatch:PutMetricData", "*"),
        )
        self.assertEqual(ask.context["cloudwatch:namespace"], ("Terrane",))

    def test_rest_services(self) -> None:
        self.check(
            "lambda",
            lambda c: c.invoke(FunctionName="f", Payload=b"\xff"),
            ("lambda:InvokeFunction", arn("lambda", "function:f")),
        )
        mounts = ("elasticfilesystem:DescribeMountTargets", arn("elasticfilesystem", "file-system/fs-12345678"))
        self.check("efs", lambda c: c.describe_mount_targets(FileSystemId="fs-12345678"), mounts)
        change = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": {"Name": "a", "Type": "A"}}]}
        self.check(
            "route53",
            lambda c: c.change_resource_record_sets(HostedZoneId="/hostedzone/Z1", ChangeBatch=change),
            ("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1"),
        )

    def test_roles(self) -> None:
        role = f"arn:aws:iam::{ACCOUNT}:role/other"
        self.check("sts", lambda c: c.assume_role(RoleArn=role, RoleSessionName="me"), ("sts:AssumeRole", role))
        self.check("iam", lambda c: c.delete_role(RoleName="other"), ("iam:DeleteRole", role))

    def test_who_am_i_needs_nothing(self) -> None:
        host = Host(Cloud(document()))
        host.client("sts").get_caller_identity()
        self.assertEqual(len(host.seen), 1)

    def test_an_arn_in_the_request_serves_where_no_table_does(self) -> None:
        machine = arn("states", "stateMachine:m")
        topic = arn("sns", "t")
        self.check("sns", lambda c: c.publish(TopicArn=topic, Message="m"), ("sns:Publish", topic))
        self.check(
            "stepfunctions",
            lambda c: c.describe_state_machine(stateMachineArn=machine),
            ("states:DescribeStateMachine", machine),
        )
        balancer = arn("elasticloadbalancing", "loadbalancer/app/a/1")
        self.check(
            "elbv2",
            lambda c: c.delete_load_balancer(LoadBalancerArn=balancer),
            ("elasticloadbalancing:DeleteLoadBalancer", balancer),
        )

    def test_a_resource_that_nothing_tells_is_unknown(self) -> None:
        self.check("batch", lambda c: c.terminate_job(jobId="1", reason="r"), ("batch:TerminateJob", None))


class Names(unittest.TestCase):
    def test_scopes_lead_to_the_models_that_have_them(self) -> None:
        session = botocore.session.get_session()
        for scope, names in BOTOCORE_NAMES.items():
            for name in names:
                model = session.get_service_model(name)
                self.assertEqual(model.metadata.get("signingName", model.metadata["endpointPrefix"]), scope, name)

    def test_the_body_can_be_read_again(self) -> None:
        host = Host(Cloud(document(allow("*"))))
        host.client("s3").put_object(Bucket="b", Key="k", Body=b"0123456789")
        host.client("ssm").get_parameter(Name="n")
        self.assertIn(b"0123456789", host.seen[0]["body"])
        self.assertEqual(host.seen[1]["body"], b'{"Name": "n"}')


if __name__ == "__main__":
    unittest.main()
