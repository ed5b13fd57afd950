from __future__ import annotations

import socket
import ssl
import stat
import tempfile
import threading
import time
import unittest
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from terrane_rehearsal.doors.ca import Authority
from terrane_rehearsal.doors.names import pattern


class ANameOfAws(unittest.TestCase):
    def test_is_certified_by_a_wildcard_of_one_label(self) -> None:
        for name, expected in (
            ("ec2.us-west-2.amazonaws.com", "*.us-west-2.amazonaws.com"),
            ("sts.amazonaws.com", "*.amazonaws.com"),
            ("s3.us-west-2.amazonaws.com", "*.s3.us-west-2.amazonaws.com"),
            ("data.s3.us-west-2.amazonaws.com", "*.s3.us-west-2.amazonaws.com"),
            ("data.s3.dualstack.us-west-2.amazonaws.com", "*.s3.dualstack.us-west-2.amazonaws.com"),
            ("data.s3-accelerate.amazonaws.com", "*.s3-accelerate.amazonaws.com"),
            ("1234.dkr.ecr.us-west-2.amazonaws.com", "*.dkr.ecr.us-west-2.amazonaws.com"),
            ("lambda.us-west-2.api.aws", "*.us-west-2.api.aws"),
        ):
            self.assertIn(pattern(name), (expected, expected.replace("*.s3.", "*.")), name)

    def test_a_bucket_with_dots_is_not_covered_as_on_aws(self) -> None:
        self.assertEqual(pattern("my.data.s3.us-west-2.amazonaws.com"), "*.s3.us-west-2.amazonaws.com")

    def test_outside_aws_is_not_certified(self) -> None:
        for name in ("example.org", "amazonaws.com", "evilamazonaws.com", "amazonaws.com.example.org", ""):
            self.assertIsNone(pattern(name), name)


class TheAuthority(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "ca"
        self.authority = Authority(self.folder)

    def handshake(self, name: str | None) -> x509.Certificate:
        """What a strict client, that trusts the authority alone, is shown."""
        ours, theirs = socket.socketpair()
        ours.settimeout(5)
        theirs.settimeout(5)
        server = threading.Thread(target=self.accept, args=(theirs,))
        server.start()
        client = ssl.create_default_context(cafile=str(self.authority.certificate_file))
        client.verify_flags |= ssl.VERIFY_X509_STRICT
        client.check_hostname = name is not None
        try:
            with client.wrap_socket(ours, server_hostname=name) as secure:
                secure.recv(1)
                return x509.load_der_x509_certificate(secure.getpeercert(binary_form=True) or b"")
        finally:
            server.join()

    def accept(self, connection: socket.socket) -> None:
        try:
            with self.authority.context().wrap_socket(connection, server_side=True) as secure:
                secure.send(b"x")
        except OSError:
            connection.close()

    def test_certifies_every_name_when_it_is_asked(self) -> None:
        for name in ("ec2.eu-north-1.amazonaws.com", "a.b.elb.us-west-2.amazonaws.com", "b.s3.us-east-1.amazonaws.com"):
            names = self.handshake(name).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            self.assertIn(pattern(name), names.get_values_for_type(x509.DNSName))

    def test_a_service_with_wildcards_below_it_is_certified_itself(self) -> None:
        self.handshake("s3.us-east-1.amazonaws.com")
        self.handshake("api.ecr.us-east-1.amazonaws.com")

    def test_does_not_certify_other_names(self) -> None:
        with self.assertRaisesRegex(ssl.SSLError, "(?i)unrecognized.name"):
            self.handshake("example.org")

    def test_a_bucket_with_dots_fails_in_the_client(self) -> None:
        with self.assertRaisesRegex(ssl.SSLCertVerificationError, "(?i)hostname mismatch"):
            self.handshake("my.data.s3.us-east-1.amazonaws.com")

    def test_a_client_that_names_nobody_gets_an_answer(self) -> None:
        self.handshake(None)

    def test_makes_a_certificate_fast_and_once(self) -> None:
        began = time.monotonic()
        first = self.handshake("ec2.us-west-2.amazonaws.com")
        self.assertLess(time.monotonic() - began, 0.5)
        self.assertEqual(first.serial_number, self.handshake("ssm.us-west-2.amazonaws.com").serial_number)

    def test_is_valid_for_thirty_days(self) -> None:
        own = x509.load_pem_x509_certificate(self.authority.certificate_file.read_bytes())
        for each in (own, self.handshake("ec2.us-west-2.amazonaws.com")):
            left = each.not_valid_after_utc - datetime.now(UTC)
            self.assertAlmostEqual(left / timedelta(days=1), 30, places=1)

    def test_keeps_every_key_to_its_owner(self) -> None:
        self.handshake("ec2.us-west-2.amazonaws.com")
        self.assertEqual(stat.S_IMODE(self.folder.stat().st_mode), 0o700)
        secret = [file for file in self.folder.iterdir() if b"PRIVATE KEY" in file.read_bytes()]
        self.assertGreaterEqual(len(secret), 2)
        self.assertEqual({stat.S_IMODE(file.stat().st_mode) for file in secret}, {0o600})
        self.assertNotIn(self.authority.certificate_file, secret)

    def test_another_run_is_another_authority(self) -> None:
        before = self.authority.certificate_file.read_bytes()
        self.assertNotEqual(before, Authority(self.folder).certificate_file.read_bytes())


if __name__ == "__main__":
    unittest.main()
