from __future__ import annotations

import unittest

from terrane_rehearsal.emulator.calls import scope_of

SIGNED = "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0"


class Calls(unittest.TestCase):
    def test_a_signature_says_service_and_region(self) -> None:
        self.assertEqual(scope_of({"HTTP_AUTHORIZATION": SIGNED, "HTTP_HOST": "127.0.0.1:80"}), ("ec2", "eu-west-1"))

    def test_without_one_the_host_says_it(self) -> None:
        for host, meant in {
            "sts.amazonaws.com": ("sts", "us-east-1"),
            "ssm.us-west-2.amazonaws.com": ("ssm", "us-west-2"),
            "results.s3.us-west-2.amazonaws.com": ("s3", "us-west-2"),
            "results.s3.amazonaws.com:443": ("s3", "us-east-1"),
            "s3.us-gov-west-1.amazonaws.com": ("s3", "us-gov-west-1"),
            "localhost": ("s3", "us-east-1"),
        }.items():
            with self.subTest(host):
                self.assertEqual(scope_of({"HTTP_HOST": host}), meant)

    def test_signals_of_wait_conditions_are_cloudformations(self) -> None:
        host = "cloudformation-waitcondition-eu-west-1.s3.eu-west-1.amazonaws.com"
        self.assertEqual(scope_of({"HTTP_HOST": host}), ("cloudformation", "eu-west-1"))


if __name__ == "__main__":
    unittest.main()
