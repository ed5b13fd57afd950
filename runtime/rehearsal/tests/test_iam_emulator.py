"""The guard before the real emulator: roles, tags, templates and secrets as a deployment makes them."""

from __future__ import annotations

import json
import time
from typing import Any, ClassVar
from uuid import uuid4

import boto3  # type: ignore[import-untyped, unused-ignore]
from botocore.config import Config  # type: ignore[import-untyped, unused-ignore]
from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]
from terrane_rehearsal.iam import Guard
from terrane_rehearsal.iam.ports import Cloud

from .emulated import DEBIAN, REGION, Emulated
from .iam_support import Notes, allow, document, sender

ACCOUNT = "123456789012"
TRUST = json.dumps(
    document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}})
)


class WithEmulator(Emulated):
    guard: ClassVar[Guard]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        iam = cls.emulator.client("iam")
        for name in ("head", "node"):
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "Team", "Value": "geo"}])
            iam.create_instance_profile(InstanceProfileName=name)
            iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
        cls.guard = Guard(cls.emulator, Notes())
        cls.emulator.client("s3").create_bucket(Bucket="results")

    def setUp(self) -> None:
        super().setUp()
        vpc, (self.subnet,) = self.network()
        self.nodes = self.ec2.create_security_group(GroupName=uuid4().hex, Description="d", VpcId=vpc)["GroupId"]
        reservation = self.ec2.run_instances(
            ImageId=DEBIAN,
            InstanceType="c5.large",
            MinCount=1,
            MaxCount=1,
            SubnetId=self.subnet,
            IamInstanceProfile={"Name": "head"},
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "role", "Value": "head"}]}],
        )
        self.head = reservation["Instances"][0]["InstanceId"]

    def may(self, *statements: dict[str, Any]) -> None:
        self.emulator.client("iam").put_role_policy(
            RoleName="head", PolicyName="own", PolicyDocument=json.dumps(document(*statements))
        )

    def client(self, service: str) -> Any:
        """The head's, with the credentials that its metadata service gives it."""
        held = self.emulator.credentials(self.head)
        assert held is not None
        made = boto3.client(
            service,
            region_name=REGION,
            aws_access_key_id=held.access_key,
            aws_secret_access_key=held.secret_key,
            aws_session_token=held.token,
            config=Config(retries={"max_attempts": 0}),
        )
        made.meta.events.register("before-send", sender(self.guard.wsgi(self.emulator.wsgi)))
        return made

    def denied(self, code: str, service: str, method: str, **given: Any) -> str:
        with self.assertRaises(ClientError) as caught:
            getattr(self.client(service), method)(**given)
        error = caught.exception.response["Error"]
        self.assertEqual(error["Code"], code, error["Message"])
        return str(error["Message"])


class Stores(WithEmulator):
    def test_the_emulator_is_what_the_guard_needs(self) -> None:
        needed: Cloud = self.emulator
        self.assertIsNotNone(needed)

    def test_a_secret_by_name_is_judged_by_its_arn(self) -> None:
        arn = self.emulator.client("secretsmanager").create_secret(Name="munge", SecretString="key")["ARN"]
        self.may(allow("secretsmanager:GetSecretValue", on=arn))
        self.assertEqual(self.client("secretsmanager").get_secret_value(SecretId="munge")["SecretString"], "key")
        self.may(allow("secretsmanager:GetSecretValue", on=arn[:-1] + "0"))
        message = self.denied("AccessDeniedException", "secretsmanager", "get_secret_value", SecretId="munge")
        self.assertIn(f"User: arn:aws:sts::{ACCOUNT}:assumed-role/head/{self.head} is not authorized", message)
        self.assertIn(arn, message)

    def test_documents_and_objects(self) -> None:
        self.emulator.client("ssm").put_parameter(Name="/terrane/x/cluster", Value="{}", Type="String")
        self.may(
            allow("ssm:GetParameter", on=f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/terrane/x/*"),
            allow("s3:PutObject", "s3:GetObject", on="arn:aws:s3:::results/*"),
        )
        self.assertEqual(self.client("ssm").get_parameter(Name="/terrane/x/cluster")["Parameter"]["Value"], "{}")
        s3 = self.client("s3")
        s3.put_object(Bucket="results", Key="a/b", Body=b"\xff\x00data")
        self.assertEqual(s3.get_object(Bucket="results", Key="a/b")["Body"].read(), b"\xff\x00data")
        self.denied("AccessDenied", "s3", "get_object", Bucket="results", Key="none")
        self.denied("AccessDenied", "s3", "delete_object", Bucket="results", Key="a/b")

    def test_the_principals_tags_are_its_roles(self) -> None:
        self.may(allow("s3:PutObject", on="arn:aws:s3:::results/${aws:PrincipalTag/team}/*"))
        self.client("s3").put_object(Bucket="results", Key="geo/x", Body=b"")
        self.denied("AccessDenied", "s3", "put_object", Bucket="results", Key="other/x", Body=b"")

    def test_a_role_that_is_gone_is_an_unknown_key(self) -> None:
        self.assertIsNotNone(self.emulator.credentials(self.head))
        client, iam = self.client("ssm"), self.emulator.client("iam")
        self.may(allow("ssm:*"))
        iam.delete_role_policy(RoleName="head", PolicyName="own")
        iam.remove_role_from_instance_profile(InstanceProfileName="head", RoleName="head")
        iam.delete_role(RoleName="head")
        self.addCleanup(iam.add_role_to_instance_profile, InstanceProfileName="head", RoleName="head")
        self.addCleanup(
            iam.create_role, RoleName="head", AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "Team", "Value": "geo"}]
        )
        with self.assertRaises(ClientError) as caught:
            client.describe_parameters()
        self.assertEqual(caught.exception.response["Error"]["Code"], "UnrecognizedClientException")

    def test_managed_policies_and_boundaries_count(self) -> None:
        iam = self.emulator.client("iam")
        managed = "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"
        self.may(allow("s3:ListAllMyBuckets"))
        iam.attach_role_policy(RoleName="head", PolicyArn=managed)
        self.addCleanup(iam.detach_role_policy, RoleName="head", PolicyArn=managed)
        self.client("ssm").describe_parameters()
        limit = iam.create_policy(PolicyName="limit", PolicyDocument=json.dumps(document(allow("s3:*"))))["Policy"][
            "Arn"
        ]
        iam.put_role_permissions_boundary(RoleName="head", PermissionsBoundary=limit)
        self.addCleanup(iam.delete_role_permissions_boundary, RoleName="head")
        self.assertIn(
            "no permissions boundary allows", self.denied("AccessDeniedException", "ssm", "describe_parameters")
        )
        self.client("s3").list_buckets()


class Machines(WithEmulator):
    def fleet(self) -> str:
        data = {
            "ImageId": DEBIAN,
            "InstanceType": "c5.large",
            "IamInstanceProfile": {"Name": "node"},
            "SecurityGroupIds": [self.nodes],
            "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "cluster", "Value": "x"}]}],
        }
        made = self.ec2.create_launch_template(LaunchTemplateName=uuid4().hex, LaunchTemplateData=data)
        return str(made["LaunchTemplate"]["LaunchTemplateId"])

    def launching(self, template: str) -> list[dict[str, Any]]:
        ec2 = f"arn:aws:ec2:{REGION}:{ACCOUNT}"
        bound = {
            "ArnLike": {"ec2:LaunchTemplate": f"{ec2}:launch-template/{template}"},
            "StringEquals": {"aws:RequestTag/cluster": "x", "ec2:InstanceType": "c5.large"},
        }
        around = [f"{ec2}:{kind}/*" for kind in ("network-interface", "volume", "launch-template")]
        around += [f"{ec2}:subnet/{self.subnet}", f"{ec2}:security-group/{self.nodes}"]
        return [
            allow("ec2:RunInstances", on=f"{ec2}:instance/*", Condition=bound),
            allow("ec2:RunInstances", on=around),
            allow(
                "ec2:RunInstances",
                on="arn:aws:ec2:*::image/*",
                Condition={
                    "Bool": {"ec2:IsLaunchTemplateResource": "true"},
                    "StringEquals": {"ec2:Owner": "136693071363"},
                },
            ),
            allow("ec2:CreateTags", on="*", Condition={"StringEquals": {"ec2:CreateAction": "RunInstances"}}),
            allow("iam:PassRole", on=f"arn:aws:iam::{ACCOUNT}:role/node"),
        ]

    def order(self, template: str, **changed: Any) -> dict[str, Any]:
        named = {"LaunchTemplate": {"LaunchTemplateId": template}, "SubnetId": self.subnet}
        return {**named, "MinCount": 1, "MaxCount": 1, **changed}

    def test_a_launch_is_judged_with_the_templates_values(self) -> None:
        template = self.fleet()
        self.may(*self.launching(template))
        launched = self.client("ec2").run_instances(**self.order(template))["Instances"]
        self.assertEqual(len(launched), 1)
        self.denied("UnauthorizedOperation", "ec2", "run_instances", **self.order(template, InstanceType="m5.large"))
        self.denied("UnauthorizedOperation", "ec2", "run_instances", **self.order(self.fleet()))

    def test_the_role_behind_the_templates_profile_must_be_passable(self) -> None:
        template = self.fleet()
        self.may(*self.launching(template)[:-1], allow("iam:PassRole", on=f"arn:aws:iam::{ACCOUNT}:role/head"))
        message = self.denied("UnauthorizedOperation", "ec2", "run_instances", **self.order(template))
        self.assertIn(f"iam:PassRole on resource: arn:aws:iam::{ACCOUNT}:role/node", message)

    def test_tags_of_the_instance_decide(self) -> None:
        tagged = {"StringEquals": {"aws:ResourceTag/role": "head", "ec2:ResourceTag/role": "head"}}
        self.may(allow("ec2:StopInstances", "ec2:CreateTags", on="*", Condition=tagged))
        own = {"Resources": [self.head], "Tags": [{"Key": "phase", "Value": "ready"}]}
        self.client("ec2").create_tags(**own)
        self.ec2.create_tags(Resources=[self.head], Tags=[{"Key": "role", "Value": "other"}])
        self.denied("UnauthorizedOperation", "ec2", "stop_instances", InstanceIds=[self.head])

    def test_attributes_of_the_instance_decide(self) -> None:
        self.may(allow("ec2:TerminateInstances", on="*", Condition={"StringEquals": {"ec2:InstanceType": "m5.large"}}))
        self.denied("UnauthorizedOperation", "ec2", "terminate_instances", InstanceIds=[self.head])
        self.assertEqual(self.guard.report()["unevaluated"], [])

    def test_the_roles_of_hosts_that_never_called_are_reported(self) -> None:
        guard = Guard(self.emulator, Notes())
        self.may(allow("ssm:GetParameter"))
        self.assertEqual([entry["action"] for entry in guard.report()["unused"]], ["ssm:GetParameter"])

    def test_a_call_costs_little(self) -> None:
        self.may(allow("ec2:DescribeInstances", "ssm:GetParameter"))
        client, host = self.client("ec2"), Timed(self.guard, self.emulator)
        client.meta.events.register_first("before-send", sender(host))
        for _ in range(20):
            client.describe_instances(InstanceIds=[self.head])
        self.assertLess(min(host.seconds), 0.005)


class Timed:
    """How long the guard takes for a call, without the emulator."""

    def __init__(self, guard: Guard, emulator: Any) -> None:
        self.seconds: list[float] = []
        self._emulator, self._inside = emulator, 0.0
        self._app = guard.wsgi(self._timed)

    def _timed(self, environ: Any, start_response: Any) -> Any:
        began = time.perf_counter()
        answer = list(self._emulator.wsgi(environ, start_response))
        self._inside = time.perf_counter() - began
        return answer

    def __call__(self, environ: Any, start_response: Any) -> Any:
        began = time.perf_counter()
        answer = self._app(environ, start_response)
        self.seconds.append(time.perf_counter() - began - self._inside)
        return answer
