"""Refusals as boto3 reads them, and what is counted."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]
from werkzeug.test import run_wsgi_app

from terrane_rehearsal.iam.usage import reason_for

from .iam_support import ACCOUNT, HOST, KEY, REGION, Cloud, Host, allow, calling, document, environ_at

NOTHING = document()
USER = f"arn:aws:sts::{ACCOUNT}:assumed-role/head/{HOST}"
QUEUE = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/jobs"
Do = Callable[[Any], Any]
CALLS: dict[str, tuple[Do, str, int]] = {
    "ec2": (lambda c: c.describe_instances(), "UnauthorizedOperation", 403),
    "iam": (lambda c: c.list_roles(), "AccessDenied", 403),
    "sts": (lambda c: c.assume_role(RoleArn="arn:aws:iam::1:role/r", RoleSessionName="me"), "AccessDenied", 403),
    "cloudformation": (lambda c: c.describe_stacks(), "AccessDenied", 403),
    "autoscaling": (lambda c: c.describe_auto_scaling_groups(), "AccessDenied", 403),
    "ssm": (lambda c: c.get_parameter(Name="/a"), "AccessDeniedException", 400),
    "secretsmanager": (lambda c: c.get_secret_value(SecretId="a"), "AccessDeniedException", 400),
    "dynamodb": (lambda c: c.list_tables(), "AccessDeniedException", 400),
    "kinesis": (lambda c: c.list_streams(), "AccessDeniedException", 400),
    "logs": (lambda c: c.describe_log_groups(), "AccessDeniedException", 400),
    "sqs": (lambda c: c.send_message(QueueUrl=QUEUE, MessageBody="m"), "AccessDenied", 400),
    "cloudwatch": (lambda c: c.put_metric_data(Namespace="T", MetricData=[]), "AccessDenied", 400),
    "s3": (lambda c: c.list_buckets(), "AccessDenied", 403),
    "route53": (lambda c: c.list_hosted_zones(), "AccessDenied", 403),
    "lambda": (lambda c: c.list_functions(), "AccessDeniedException", 403),
    "efs": (lambda c: c.describe_file_systems(), "AccessDeniedException", 403),
}


def error_of(host: Host, service: str, call: Do, key: str = KEY) -> dict[str, Any]:
    try:
        call(host.client(service, key))
    except ClientError as error:
        found: dict[str, Any] = error.response
        return found
    raise AssertionError(f"{service} was not refused")


class Shapes(unittest.TestCase):
    def test_each_protocol_has_its_own(self) -> None:
        for service, (call, code, status) in CALLS.items():
            with self.subTest(service):
                host = Host(Cloud(NOTHING))
                found = error_of(host, service, call)
                self.assertEqual(found["Error"]["Code"], code)
                self.assertEqual(found["ResponseMetadata"]["HTTPStatusCode"], status)
                self.assertIn(f"User: {USER} is not authorized to perform: ", found["Error"]["Message"])
                self.assertEqual(host.seen, [])

    def test_unknown_keys_are_not_let_in(self) -> None:
        codes = {
            "ec2": "AuthFailure",
            "sts": "InvalidClientTokenId",
            "ssm": "UnrecognizedClientException",
            "s3": "InvalidAccessKeyId",
            "lambda": "UnrecognizedClientException",
            "cloudwatch": "InvalidClientTokenId",
        }
        for service, code in codes.items():
            with self.subTest(service):
                host = Host(Cloud(document(allow("*"))))
                found = error_of(host, service, CALLS[service][0], "ASIANOBODYKNOWSTHIS1")
                self.assertEqual((found["Error"]["Code"], host.seen), (code, []))

    def test_the_exception_is_the_services_own_class(self) -> None:
        client = Host(Cloud(NOTHING)).client("kinesis")
        with self.assertRaises(client.exceptions.AccessDeniedException):
            client.list_streams()

    def test_a_head_request_has_no_body(self) -> None:
        found = error_of(Host(Cloud(NOTHING)), "s3", lambda c: c.head_object(Bucket="b", Key="k"))
        self.assertEqual(found["Error"]["Code"], "403")


class Sentences(unittest.TestCase):
    def message(self, cloud: Cloud, service: str, call: Do) -> str:
        return str(error_of(Host(cloud), service, call)["Error"]["Message"])

    def test_no_statement(self) -> None:
        arn = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/a"
        self.assertEqual(
            self.message(Cloud(NOTHING), "ssm", lambda c: c.get_parameter(Name="/a")),
            f"User: {USER} is not authorized to perform: ssm:GetParameter on resource: {arn} "
            "because no identity-based policy allows the ssm:GetParameter action",
        )

    def test_s3_quotes_the_resource(self) -> None:
        message = self.message(Cloud(NOTHING), "s3", lambda c: c.get_object(Bucket="b", Key="k"))
        self.assertIn('s3:GetObject on resource: "arn:aws:s3:::b/k" because', message)

    def test_an_explicit_deny(self) -> None:
        policy = document(allow("*"), {"Effect": "Deny", "Action": "ssm:*", "Resource": "*"})
        message = self.message(Cloud(policy), "ssm", lambda c: c.get_parameter(Name="/a"))
        self.assertTrue(message.endswith("with an explicit deny in an identity-based policy"), message)

    def test_a_boundary(self) -> None:
        over = Cloud(document(allow("*")), limit=document(allow("ec2:*")))
        message = self.message(over, "ssm", lambda c: c.get_parameter(Name="/a"))
        self.assertTrue(message.endswith("because no permissions boundary allows the ssm:GetParameter action"), message)


class Context(unittest.TestCase):
    def outcome(self, condition: dict[str, Any], service: str, call: Do) -> tuple[int, Host]:
        host = Host(Cloud(document(allow("*", Condition=condition))))
        try:
            call(host.client(service))
        except ClientError:
            return 0, host
        return 1, host

    def test_keys_that_every_request_has(self) -> None:
        conditions: list[dict[str, Any]] = [
            {"StringEquals": {"aws:RequestedRegion": REGION, "aws:PrincipalAccount": ACCOUNT}},
            {"Bool": {"aws:SecureTransport": "true", "aws:ViaAWSService": "false"}},
            {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/head"}},
            {"DateGreaterThan": {"aws:CurrentTime": "2025-01-01T00:00:00Z"}},
            {"ArnEquals": {"ec2:SourceInstanceARN": f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/{HOST}"}},
            {"StringLike": {"aws:UserAgent": "Boto3/*"}},
            {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}},
        ]
        for condition in conditions:
            with self.subTest(condition):
                self.assertEqual(self.outcome(condition, "ssm", lambda c: c.get_parameter(Name="/a"))[0], 1)

    def test_a_key_that_is_not_known_refuses_and_is_reported(self) -> None:
        allowed, host = self.outcome(
            {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}, "ssm", lambda c: c.get_parameter(Name="/a")
        )
        (entry,) = host.guard.report()["unevaluated"]
        self.assertEqual((allowed, entry["because"], entry["count"]), (0, ["aws:principalorgid"], 1))
        self.assertEqual(host.guard.report()["denied"], [])

    def test_a_key_of_another_service_or_action_is_absent(self) -> None:
        for key in ("kms:ViaService", "ec2:CreateAction"):
            condition = {"Null": {key: "true"}}
            self.assertEqual(self.outcome(condition, "ec2", lambda c: c.describe_instances())[0], 1, key)

    def test_metrics_are_bound_to_a_namespace(self) -> None:
        own = {"StringEquals": {"cloudwatch:namespace": "Terrane"}}
        for namespace, allowed in (("Terrane", 1), ("Other", 0)):
            found = self.outcome(own, "cloudwatch", calling("put_metric_data", Namespace=namespace, MetricData=[]))
            self.assertEqual(found[0], allowed)

    def test_listing_is_bound_to_a_prefix(self) -> None:
        own = {"StringLike": {"s3:prefix": "runs/*"}}
        for given, allowed in (({"Prefix": "runs/1"}, 1), ({"Prefix": "other"}, 0), ({}, 0)):
            found = self.outcome(own, "s3", calling("list_objects_v2", Bucket="b", **given))
            self.assertEqual(found[0], allowed, given)

    def test_a_malformed_request_tells_nothing(self) -> None:
        host = Host(Cloud(document(allow("ssm:*", on="arn:aws:ssm:*:*:parameter/*"))))
        client = host.client("ssm")
        client.meta.events.register("before-sign", lambda request, **_: setattr(request, "data", b"{no json"))
        with self.assertRaises(ClientError):
            client.get_parameter(Name="/a")
        self.assertEqual(host.guard.report()["unevaluated"][0]["because"], ["the resource"])


class Doors(unittest.TestCase):
    def get(self, host: Host, url: str) -> int:
        return int(run_wsgi_app(host.app, environ_at(url), buffered=True)[1].split()[0])

    def test_presigned_urls_are_their_signers_calls(self) -> None:
        over = Cloud(document(allow("s3:GetObject", on="arn:aws:s3:::b/mine")))
        for version in ("s3v4", "s3"):
            for key, status in (("mine", 200), ("other", 403)):
                host = Host(over)
                client = host.client("s3", signature_version=version)
                url = client.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": key})
                self.assertEqual(self.get(host, url), status, (version, key))

    def test_unsigned_calls_are_refused_but_those_that_bring_their_proof(self) -> None:
        host = Host(Cloud(document(allow("*"))))
        self.assertEqual(self.get(host, "https://b.s3.us-west-2.amazonaws.com/k"), 403)
        self.assertEqual(self.get(host, "https://sts.us-west-2.amazonaws.com/?Action=AssumeRoleWithWebIdentity"), 200)
        self.assertEqual(self.get(host, "https://sts.us-west-2.amazonaws.com/?Action=AssumeRole"), 403)

    def test_wait_conditions_are_not_the_callers(self) -> None:
        host = Host(Cloud(NOTHING))
        self.assertEqual(self.get(host, "https://cloudformation-waitcondition-us-west-2.s3.amazonaws.com/arn"), 200)

    def test_missing_objects_are_missing_to_those_who_may_list(self) -> None:
        get = allow("s3:GetObject", on="arn:aws:s3:::b/*")
        for policy, status in ((document(get), 403), (document(get, allow("s3:ListBucket")), 404)):
            host = Host(Cloud(policy), status="404 Not Found")
            found = error_of(host, "s3", lambda c: c.get_object(Bucket="b", Key="k"))
            self.assertEqual(found["ResponseMetadata"]["HTTPStatusCode"], status)
            self.assertEqual("s3:ListBucket" in str(found["Error"]), status == 403)


class Report(unittest.TestCase):
    POLICY = document(
        allow("ssm:GetParameter", "ssm:GetParameters", on="arn:aws:ssm:*:*:parameter/a", Sid="Documents"),
        allow("s3:*", "ssmmessages:OpenDataChannel"),
    )

    def test_what_was_never_used_is_listed_by_action(self) -> None:
        host = Host(Cloud(self.POLICY))
        host.client("ssm").get_parameter(Name="/a")
        host.client("s3").list_buckets()
        unused = host.guard.report()["unused"]
        self.assertEqual(
            unused,
            [
                {
                    "role": "head",
                    "policy": "terrane",
                    "sid": "Documents",
                    "index": 0,
                    "action": "ssm:GetParameters",
                    "reason": None,
                },
                {
                    "role": "head",
                    "policy": "terrane",
                    "sid": None,
                    "index": 1,
                    "action": "ssmmessages:OpenDataChannel",
                    "reason": "the session agent is a stand-in",
                },
            ],
        )

    def test_a_refused_call_uses_nothing(self) -> None:
        host = Host(Cloud(document(allow("ssm:GetParameters", on="arn:aws:ssm:*:*:parameter/a"))))
        with self.assertRaises(ClientError):
            host.client("ssm").get_parameters(Names=["/a", "/b"])
        self.assertEqual(len(host.guard.report()["unused"]), 1)

    def test_refusals_are_counted_and_noted_once(self) -> None:
        host = Host(Cloud(NOTHING))
        for _ in range(3):
            error_of(host, "ssm", lambda c: c.get_parameter(Name="/a"))
        report = host.guard.report()
        resource = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/a"
        what = {"role": "head", "action": "ssm:GetParameter", "resource": resource, "host": HOST}
        self.assertEqual(report["calls"], 3)
        self.assertEqual([{**what, "count": 3, "sentence": report["denied"][0]["sentence"]}], report["denied"])
        self.assertEqual(host.notes.taken, [("denied", what)])

    def test_a_policy_that_changes_is_read_anew(self) -> None:
        over = Cloud(NOTHING)
        host = Host(over)
        error_of(host, "s3", lambda c: c.list_buckets())
        over.policy = document(allow("s3:*"))
        host.client("s3").list_buckets()
        self.assertEqual(host.guard.report()["unused"], [])

    def test_policies_of_a_session_are_reported_as_not_judged(self) -> None:
        host = Host(Cloud(document(allow("sts:*"))))
        host.client("sts").assume_role(RoleArn="arn:aws:iam::1:role/r", RoleSessionName="me", Policy="{}")
        self.assertEqual(host.guard.report()["unevaluated"][0]["because"], ["session policies"])

    def test_reasons(self) -> None:
        self.assertIsNotNone(reason_for("elasticfilesystem:ClientMount"))
        self.assertIsNotNone(reason_for("kms:Decrypt"))
        self.assertIsNone(reason_for("ssm:GetParameter"))


if __name__ == "__main__":
    unittest.main()
