"""Secrets that are there before anything is deployed."""

from __future__ import annotations

from tests.emulated import Emulated

ARN = "arn:aws:secretsmanager:us-west-2:123456789012:secret:campus/tls-Ab3dEf"


class OwnSecrets(Emulated):
    def test_one_is_found_by_the_arn_that_it_was_given_by_and_by_its_name(self) -> None:
        self.emulator.keep_secret(ARN, "key and chain")
        client = self.emulator.client("secretsmanager", "us-west-2")
        for name in (ARN, "campus/tls"):
            found = client.get_secret_value(SecretId=name)
            self.assertEqual((found["ARN"], found["SecretString"]), (ARN, "key and chain"))

    def test_what_the_account_cannot_have_is_refused(self) -> None:
        for arn, why in (
            ("campus/tls", "is no full ARN"),
            (ARN[:-7], "is no full ARN"),
            (ARN.replace("123456789012", "111122223333"), "is of account 111122223333"),
        ):
            with self.subTest(arn), self.assertRaisesRegex(ValueError, why):
                self.emulator.keep_secret(arn, "x")

    def test_one_name_is_given_once(self) -> None:
        arn = ARN.replace("tls", "twice")
        self.emulator.keep_secret(arn, "x")
        with self.assertRaisesRegex(ValueError, "there is a secret 'campus/twice' already"):
            self.emulator.keep_secret(arn, "y")
