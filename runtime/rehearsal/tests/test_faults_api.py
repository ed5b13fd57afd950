from __future__ import annotations

import socket
import time
import unittest
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from terrane_rehearsal.doors.plain import serve_plain
from terrane_rehearsal.faults import ApiFaults
from terrane_rehearsal.faults.call import call_of
from terrane_rehearsal.world import World

from .sample_instance import HEAD, VPC, other, world


@dataclass(frozen=True)
class Signer:
    role: str


class Cloud:
    """One host, at loopback's address, and one key of a role."""

    def observe(self) -> World:
        return world(other(address="127.0.0.1"))

    def caller(self, access_key: str) -> Signer | None:
        return Signer("ComputeRole") if access_key == "COMPUTE" else None


class ApisWithFaults(unittest.TestCase):
    """Real SDK clients, whose calls reach an application that only counts them."""

    def setUp(self) -> None:
        self.passed: list[str] = []
        self.faults = ApiFaults(Cloud())
        front = self.faults.wsgi(self.count)
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = serve_plain(listener, lambda environ, start: front({**environ, "REHEARSAL_VPC": VPC}, start))
        self.addCleanup(server.close)

    def count(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.passed.append(call_of(environ).operation)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    def client(self, service: str, key: str = "x") -> Any:
        return boto3.client(
            service,
            region_name="us-west-2",
            endpoint_url=self.url,
            aws_access_key_id=key,
            aws_secret_access_key="x",
            config=Config(
                retries={"total_max_attempts": 1}, parameter_validation=False, s3={"addressing_style": "path"}
            ),
        )

    def error(self, service: str, operation: str, **parameters: Any) -> tuple[str, str, int]:
        with self.assertRaises(ClientError) as raised:
            getattr(self.client(service), operation)(**parameters)
        given = raised.exception.response
        return given["Error"]["Code"], given["Error"]["Message"], given["ResponseMetadata"]["HTTPStatusCode"]

    def test_a_refusal_has_the_shape_of_every_protocol(self) -> None:
        self.faults.add({"kind": "refuse", "error": "ServiceUnavailable", "message": "<not> today"})
        expected = ("ServiceUnavailable", "<not> today", 503)
        for service, operation, parameters in (
            ("ssm", "get_parameter", {"Name": "x"}),
            ("ec2", "describe_instances", {}),
            ("autoscaling", "describe_auto_scaling_groups", {}),
            ("s3", "list_buckets", {}),
            ("efs", "describe_file_systems", {}),
            ("cloudwatch", "list_metrics", {}),
            ("route53", "list_hosted_zones", {}),
        ):
            with self.subTest(service):
                self.assertEqual(self.error(service, operation, **parameters), expected)
        self.assertEqual(self.passed, [])

    def test_a_call_over_cbor_gets_its_refusal_in_cbor(self) -> None:
        from botocore.parsers import RpcV2CBORParser  # type: ignore[import-untyped, unused-ignore]

        from terrane_rehearsal.faults.fault import Refusal
        from terrane_rehearsal.faults.refusal import written

        status, headers, body = written(Refusal("InternalFailure", "é" * 200, 500), "cbor")
        answer = {"status_code": 500, "headers": {k.lower(): v for k, v in headers}, "body": body, "context": {}}
        shown = RpcV2CBORParser().parse(answer, None)["Error"]
        self.assertEqual((status, shown["Code"]), ("500 Internal Server Error", "InternalFailure"))
        self.assertEqual(shown["Message"], "é" * 200)

    def test_an_operation_is_known_in_every_protocol(self) -> None:
        self.faults.add({"kind": "refuse", "service": "lambda"})
        for service, operation, parameters, name in (
            ("ssm", "get_parameter", {"Name": "x"}, "GetParameter"),
            ("ec2", "describe_instances", {}, "DescribeInstances"),
            ("sts", "get_caller_identity", {}, "GetCallerIdentity"),
            ("s3", "put_object", {"Bucket": "bbb", "Key": "a/b", "Body": b"x"}, "PutObject"),
            ("s3", "copy_object", {"Bucket": "bbb", "Key": "k", "CopySource": "ccc/k"}, "CopyObject"),
            ("s3", "upload_part", {"Bucket": "bbb", "Key": "k", "PartNumber": 1, "UploadId": "u"}, "UploadPart"),
            ("s3", "list_objects_v2", {"Bucket": "bbb"}, "ListObjectsV2"),
            ("s3", "get_object_tagging", {"Bucket": "bbb", "Key": "k"}, "GetObjectTagging"),
            ("s3", "head_bucket", {"Bucket": "bbb"}, "HeadBucket"),
            ("efs", "describe_mount_targets", {"FileSystemId": "fs-1"}, "DescribeMountTargets"),
            ("cloudwatch", "put_metric_data", {"Namespace": "n", "MetricData": []}, "PutMetricData"),
        ):
            with self.subTest(name):
                try:
                    getattr(self.client(service), operation)(**parameters)
                except Exception:  # noqa: BLE001, S110 (an empty answer is none that every SDK can read)
                    pass
                self.assertEqual(self.passed[-1], name)

    def test_s3_is_known_by_bucket_however_it_is_addressed(self) -> None:
        for host, path in (("bbb.s3.us-west-2.amazonaws.com", "/k"), ("s3.us-west-2.amazonaws.com", "/bbb/k")):
            environ = {"HTTP_HOST": host, "PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
            found = call_of(environ)
            self.assertEqual((found.service, found.operation, found.path), ("s3", "GetObject", "/bbb/k"))

    def test_a_presigned_request_is_known(self) -> None:
        query = "X-Amz-Credential=AKIA%2F20261121%2Fus-west-2%2Fs3%2Faws4_request&X-Amz-Signature=1"
        environ = {"HTTP_HOST": "127.0.0.1:1", "PATH_INFO": "/b/k", "REQUEST_METHOD": "PUT", "QUERY_STRING": query}
        found = call_of(environ)
        self.assertEqual((found.service, found.operation, found.access_key), ("s3", "PutObject", "AKIA"))

    def test_a_slow_call_is_late_and_goes_on_with_its_body(self) -> None:
        self.faults.add({"kind": "slow", "service": "ssm", "operation": "GetParameter", "seconds": 0.3, "times": 1})
        began = time.monotonic()
        self.client("ssm").delete_parameter(Name="x")
        self.assertLess(time.monotonic() - began, 0.25)
        for low, high in ((0.3, 2.0), (0.0, 0.25)):
            began = time.monotonic()
            self.client("ssm").describe_parameters() if low == 0 else self.client("ssm").get_parameter(Name="x")
            self.assertTrue(low <= time.monotonic() - began < high)
        self.assertEqual(self.passed, ["DeleteParameter", "GetParameter", "DescribeParameters"])

    def test_a_secret_that_is_not_there(self) -> None:
        self.faults.add({"kind": "secret", "name": "munge"})
        expected = ("ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400)
        self.assertEqual(self.error("secretsmanager", "get_secret_value", SecretId="munge"), expected)
        self.client("secretsmanager").get_secret_value(SecretId="another")
        self.assertEqual(self.passed, ["GetSecretValue"])

    def test_a_secret_whose_service_fails_once(self) -> None:
        self.faults.add({"kind": "secret", "name": "munge", "error": "InternalServiceError", "times": 1})
        code, _, status = self.error("secretsmanager", "get_secret_value", SecretId="munge")
        self.assertEqual((code, status), ("InternalServiceError", 500))
        self.client("secretsmanager").get_secret_value(SecretId="munge")

    def test_one_host_is_meant_by_any_of_its_names(self) -> None:
        self.assertIn(HEAD.id, self.faults.add({"kind": "refuse", "service": "ssm", "operation": None, "host": "head"}))
        self.assertEqual(self.error("ssm", "get_parameter", Name="x")[2], 503)
        with self.assertRaisesRegex(ValueError, "did you mean 'head'"):
            self.faults.add({"kind": "refuse", "host": "haed"})

    def test_one_role_is_meant_by_its_key_or_else_by_its_host(self) -> None:
        self.faults.add({"kind": "refuse", "role": "HeadRole"})
        self.assertEqual(self.error("ssm", "get_parameter", Name="x")[2], 503)
        self.client("ssm", "COMPUTE").get_parameter(Name="x")
        self.assertEqual(self.passed, ["GetParameter"])

    def test_a_refused_upload_leaves_the_connection_usable(self) -> None:
        self.faults.add({"kind": "refuse", "service": "s3", "operation": "PutObject", "error": "SlowDown", "times": 1})
        client = self.client("s3")
        with self.assertRaisesRegex(ClientError, "SlowDown"):
            client.put_object(Bucket="bbb", Key="k", Body=b"x" * (1 << 20))
        client.put_object(Bucket="bbb", Key="k", Body=b"x" * (1 << 20))
        self.assertEqual(self.passed, ["PutObject"])

    def test_without_faults_nothing_is_looked_into(self) -> None:
        self.client("ssm").get_parameter(Name="x")
        self.faults.add({"kind": "refuse"})
        self.faults.clear()
        self.client("ssm").get_parameter(Name="x")
        self.assertEqual(self.passed, ["GetParameter"] * 2)


if __name__ == "__main__":
    unittest.main()
