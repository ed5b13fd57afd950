from __future__ import annotations

import io
import sys
from unittest import mock

import boto3
from emulated import AwsCase
from support import REGION, CloudStub, NodeCase, command, printed

from terrane_node.errors import CloudError, SettingsError


class Value(NodeCase):
    def value(self, key: str) -> str:
        document = {
            "head": "head.ocean.terrane.internal",
            "volumes": [{"mount": "/srv/home"}],
            "partitions": ["a", "b"],
        }
        with printed() as out:
            command(self.node_on(CloudStub(cluster=document)), "value", key)
        return out.getvalue()

    def test_text_is_printed_as_it_is(self) -> None:
        self.assertEqual(self.value("head"), "head.ocean.terrane.internal\n")
        self.assertEqual(self.value("volumes.0.mount"), "/srv/home\n")

    def test_anything_else_is_printed_as_json(self) -> None:
        self.assertEqual(self.value("partitions"), '["a", "b"]\n')

    def test_an_unknown_key_is_an_error_that_names_the_known_ones(self) -> None:
        with self.assertRaisesRegex(SettingsError, "'heda' is not among head, partitions, volumes"):
            self.value("heda")
        with self.assertRaisesRegex(SettingsError, r"'7' is not among 0\.\.1"):
            self.value("partitions.7")


class Secret(AwsCase):
    def secret(self, name: str = "munge") -> bytes:
        out = mock.Mock(buffer=io.BytesIO())
        with mock.patch.object(sys, "stdout", out):
            command(self.node(), "secret", name)
        return out.buffer.getvalue()

    def put(self, **value: object) -> None:
        arn = boto3.client("secretsmanager", REGION).create_secret(Name="munge-key", **value)["ARN"]
        self.put_document("cluster", {"secrets": {"munge": arn}})

    def test_is_printed_byte_for_byte(self) -> None:
        self.put(SecretString="s3cret")
        self.assertEqual(self.secret(), b"s3cret")

    def test_may_be_binary(self) -> None:
        self.put(SecretBinary=b"\x00\xff\n")
        self.assertEqual(self.secret(), b"\x00\xff\n")

    def test_is_in_no_log_and_no_copy(self) -> None:
        self.put(SecretString="s3cret")
        with self.assertLogs("terrane", "INFO") as logged:
            from terrane_node.logs import log

            log.info("begin")
            self.secret()
        self.assertNotIn("s3cret", "\n".join(logged.output))
        for path in self.root.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"s3cret", path.read_bytes(), path)

    def test_an_unknown_name_is_an_error(self) -> None:
        self.put(SecretString="s3cret")
        with self.assertRaisesRegex(SettingsError, "it has: munge"):
            self.secret("mung")

    def test_a_missing_permission_is_named(self) -> None:
        self.put(SecretString="s3cret")
        self.calls.refuse("GetSecretValue", "AccessDeniedException", "User is not authorized")
        with self.assertRaisesRegex(CloudError, "AccessDeniedException: User is not authorized"):
            self.secret()
