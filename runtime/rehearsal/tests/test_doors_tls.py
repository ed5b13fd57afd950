from __future__ import annotations

import contextlib
import hashlib
import io
import os
import socket
import subprocess
import tempfile
import time
import unittest
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from terrane_rehearsal.doors.ca import Authority
from terrane_rehearsal.doors.tls import VPC, serve_tls

from .loopback_doors import aws_at

MEGABYTES_8 = os.urandom(1 << 20) * 8
CLOUD = DomainDispatcherApplication(create_backend_app)


class TheDoorOfAVpc(unittest.TestCase):
    """The real SDK, with the real names, over TLS that it verifies."""

    folder: tempfile.TemporaryDirectory[str]
    authority: Authority

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.authority = Authority(Path(cls.folder.name) / "ca")

    def setUp(self) -> None:
        self.seen: list[dict[str, Any]] = []
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self.addCleanup(serve_tls(listener, self.record, self.authority, "vpc-0a").close)
        names = aws_at(self.port)
        names.__enter__()
        self.addCleanup(names.__exit__, None, None, None)

    def record(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.seen.append(dict(environ))
        return CLOUD(environ, start_response)  # type: ignore[no-any-return]

    def client(self, service: str, region: str = "us-west-2", **config: Any) -> Any:
        return boto3.client(
            service,
            region_name=region,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            verify=str(self.authority.certificate_file),
            config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=10, **config),
        )

    def test_sdks_work_with_their_own_names(self) -> None:
        self.assertEqual(self.client("sts").get_caller_identity()["Account"], "123456789012")
        self.assertTrue(self.client("ec2", "eu-north-1").describe_vpcs()["Vpcs"])
        self.assertEqual(self.client("ssm").describe_parameters()["Parameters"], [])
        hosts = [each["HTTP_HOST"] for each in self.seen]
        self.assertEqual(hosts[1:], ["ec2.eu-north-1.amazonaws.com", "ssm.us-west-2.amazonaws.com"])

    def test_the_application_learns_the_vpc_the_address_and_that_it_was_tls(self) -> None:
        self.client("sts").get_caller_identity()
        told = self.seen[0]
        self.assertEqual((told[VPC], told["REMOTE_ADDR"], told["wsgi.url_scheme"]), ("vpc-0a", "127.0.0.1", "https"))

    def test_a_connection_serves_many_calls(self) -> None:
        client = self.client("ssm")
        for _ in range(5):
            client.describe_parameters()
        self.assertEqual(len({each["REMOTE_PORT"] for each in self.seen}), 1)

    def test_an_object_of_8_mb_is_stored_and_read(self) -> None:
        """boto3 sends Expect: 100-continue, and its checksum behind the body: aws-chunked."""
        s3 = self.client("s3", "us-east-1")
        s3.create_bucket(Bucket="plain-data")
        s3.put_object(Bucket="plain-data", Key="a/b c", Body=io.BytesIO(MEGABYTES_8))
        put = self.seen[-1]
        self.assertEqual(put["HTTP_HOST"], "plain-data.s3.amazonaws.com")
        self.assertEqual(put["HTTP_EXPECT"], "100-continue")
        self.assertEqual(put["HTTP_TRANSFER_ENCODING"], "chunked")
        self.assertIn("aws-chunked", put["HTTP_CONTENT_ENCODING"])
        got = s3.get_object(Bucket="plain-data", Key="a/b c")["Body"].read()
        self.assertEqual(hashlib.sha256(got).digest(), hashlib.sha256(MEGABYTES_8).digest())

    def test_an_object_with_a_known_length_is_stored_and_the_connection_used_again(self) -> None:
        s3 = self.client("s3", "us-east-1", request_checksum_calculation="when_required")
        s3.create_bucket(Bucket="known-length")
        s3.put_object(Bucket="known-length", Key="k", Body=MEGABYTES_8)
        self.assertEqual(self.seen[-1]["CONTENT_LENGTH"], str(len(MEGABYTES_8)))
        self.assertEqual(s3.head_object(Bucket="known-length", Key="k")["ContentLength"], len(MEGABYTES_8))
        s3.delete_object(Bucket="known-length", Key="k")
        self.assertEqual(len({each["REMOTE_PORT"] for each in self.seen[1:]}), 1)

    def test_an_upload_in_parts_works(self) -> None:
        s3 = self.client("s3", "us-east-1")
        s3.create_bucket(Bucket="in-parts")
        s3.upload_fileobj(io.BytesIO(MEGABYTES_8 * 2), "in-parts", "big")
        self.assertEqual(s3.head_object(Bucket="in-parts", Key="big")["ContentLength"], 2 * len(MEGABYTES_8))

    def test_silent_clients_delay_nobody(self) -> None:
        """Neither one that never begins its handshake, nor one that stops in the middle of it."""
        silent = socket.create_connection(("127.0.0.1", self.port))
        halfway = socket.create_connection(("127.0.0.1", self.port))
        halfway.sendall(b"\x16\x03\x01\x02\x00\x01")
        self.addCleanup(silent.close)
        self.addCleanup(halfway.close)
        time.sleep(0.1)
        began = time.monotonic()
        self.client("sts").get_caller_identity()
        self.assertLess(time.monotonic() - began, 2)

    def test_a_client_that_does_not_trust_it_or_talks_no_tls_is_turned_away(self) -> None:
        with self.assertRaisesRegex(Exception, "CERTIFICATE_VERIFY_FAILED"):
            boto3.client(
                "sts",
                region_name="us-west-2",
                aws_access_key_id="x",
                aws_secret_access_key="x",
                config=Config(retries={"total_max_attempts": 1}),
            ).get_caller_identity()
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
            with contextlib.suppress(ConnectionResetError):
                self.assertEqual(plain.recv(100), b"")
        self.assertEqual(self.seen, [])

    def test_curl_trusts_it_too(self) -> None:
        name = "sts.us-west-2.amazonaws.com"
        ca = str(self.authority.certificate_file)
        resolve = f"{name}:{self.port}:127.0.0.1"
        url = f"https://{name}:{self.port}/?Action=GetCallerIdentity&Version=2011-06-15"
        done = subprocess.run(
            [
                "curl",
                "-sS",
                "--max-time",
                "5",
                "--cacert",
                ca,
                "--resolve",
                resolve,
                "-o",
                "-",
                "-w",
                "%{http_code}",
                url,
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertRegex(done.stdout, r"\d{3}$")


if __name__ == "__main__":
    unittest.main()
