"""Certificates by ACME, of a real authority and by the real client: the first, the next, none."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import ssl
import tempfile
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import unit
from acme_authority import DAYS, authority
from cryptography import x509
from fronts import front
from processes import stop, wait_until

from terrane_hub.acme import is_due, keep_certificate
from terrane_hub.certificates import acme_chain, acme_folder, certificate_files, self_signed
from terrane_hub.errors import HubError
from terrane_hub.keys import make_keys
from terrane_hub.places import Places

NOW = datetime.now(timezone.utc)


class AcmeTest(unittest.TestCase):
    """One gateway's life, in the order of the names: each step needs the one before it."""

    def setUp(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane-acme-")))
        # The authority's own address is in the declaration, and the front's port in the authority's settings.
        held = self.enterContext(_port_for(folder))
        self.front, self.authority, self.declaration = held
        self.enterContext(mock.patch.dict(os.environ, self.authority.environment))
        make_keys(self.front.places.state)
        (self.front.places.secrets / "client-secret").write_text("s", encoding="ascii")

    def test_a_certificate_comes_stays_is_renewed_and_outlives_the_machine_and_the_authority(self) -> None:
        places = self.front.places
        placeholder = self.served()
        self.assertEqual(placeholder.issuer, placeholder.subject, "one that nobody trusts stands in")

        self.keep()
        first = self.on_disk()
        self.wait_for(first)
        self.assertAlmostEqual((first.not_valid_after_utc - NOW).days, DAYS, delta=1)

        with self.subTest("not before it is due"):
            self.keep(NOW + timedelta(days=DAYS * 2 // 3 - 1))
            self.assertEqual(self.on_disk(), first)

        with self.subTest("when a third of its life is left"), self.connection() as link:
            link.sendall(b"before\n")
            self.assertEqual(link.recv(100), b"before\n")
            self.keep(NOW + timedelta(days=DAYS * 2 // 3 + 1))
            second = self.on_disk()
            self.assertNotEqual(second.serial_number, first.serial_number)
            self.wait_for(second)
            link.sendall(b"after\n")
            self.assertEqual(link.recv(100), b"after\n", "who was connected stays so")
            accounts = acme_folder(self.declaration, places) / "accounts"
            self.assertEqual(len(list(accounts.rglob("regr.json"))), 1, "by the same account")

        stop(self.authority.process)
        with self.subTest("an authority that is away is told of, and the old one stays"):
            with self.assertRaises(HubError) as caught:
                self.keep(NOW + timedelta(days=DAYS * 2 // 3 + 1))
            said = str(caught.exception)
            self.assertIn("no new certificate of notebooks.test: ", said)
            self.assertIn(f"stays in use and is good until {second.not_valid_after_utc:%Y-%m-%d}", said)
            self.assertEqual(self.served(trusted=True), second)

        with self.subTest("a new machine with the old one's volume asks for nothing"):
            new = dataclasses.replace(places, run=places.run / "new")
            self.assertEqual(certificate_files(self.declaration, new)[0], acme_chain(self.declaration, places))

    def test_an_authority_that_cannot_reach_the_gateway_is_told_of_before_there_is_a_certificate(self) -> None:
        places = dataclasses.replace(self.front.places, acme_webroot=self.front.places.run / "elsewhere")
        places.acme_webroot.mkdir()
        with self.assertRaises(HubError) as caught:
            keep_certificate(self.declaration, places)
        self.assertRegex(str(caught.exception), "no new certificate of notebooks.test: .*404")
        self.assertIn("one that nobody trusts stands in", str(caught.exception))
        self.assertFalse(acme_chain(self.declaration, places).exists())

    def keep(self, now: datetime | None = None) -> None:
        keep_certificate(self.declaration, self.front.places, now)

    def wait_for(self, certificate: x509.Certificate) -> None:
        """Served, and trusted. A reload is done a moment after it is asked for; until then old workers answer too."""

        def only_this_one() -> bool:
            with contextlib.suppress(ssl.SSLCertVerificationError):
                return all(self.served(trusted=True) == certificate for _ in range(10))
            return False

        wait_until(only_this_one, 30, "the front serves the new certificate")

    def on_disk(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(acme_chain(self.declaration, self.front.places).read_bytes())

    def served(self, trusted: bool = False) -> x509.Certificate:
        context = ssl.create_default_context(cafile=str(self.authority.trusted))
        if not trusted:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with _to(self.front.places) as plain, context.wrap_socket(plain, server_hostname=unit.HOST) as link:
            return x509.load_der_x509_certificate(link.getpeercert(binary_form=True) or b"")

    @contextlib.contextmanager
    def connection(self):  # type: ignore[no-untyped-def]
        """To a session, as a websocket is."""
        context = ssl.create_default_context(cafile=str(self.authority.trusted))
        with _to(self.front.places) as plain, context.wrap_socket(plain, server_hostname=unit.HOST) as link:
            host = f"{unit.HOST}:{self.front.places.https_port}"
            asked = f"GET /user/ada/x HTTP/1.1\r\nHost: {host}\r\nUpgrade: lines\r\nConnection: Upgrade\r\n\r\n"
            link.sendall(asked.encode())
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += link.recv(4096)
            self.assertTrue(answer.startswith(b"HTTP/1.1 101"), answer)
            yield link


class DueTest(unittest.TestCase):
    def test_a_certificate_is_due_when_a_third_of_its_life_is_left(self) -> None:
        for days in (6, 90):
            held = x509.load_pem_x509_certificate(self_signed(unit.HOST, days).encode())
            self.assertFalse(is_due(held, NOW + timedelta(days=days * 0.6)), days)
            self.assertTrue(is_due(held, NOW + timedelta(days=days * 0.7)), days)
            self.assertTrue(is_due(held, NOW + timedelta(days=days + 1)), days)


def _to(places: Places) -> socket.socket:
    return socket.create_connection(("127.0.0.1", places.https_port), timeout=10)


@contextlib.contextmanager
def _port_for(folder: Path):  # type: ignore[no-untyped-def]
    """The front, the authority that finds it, and the declaration that names the authority."""
    tls = {"kind": "acme", "email": "ops@example.edu", "directory": "https://acme.example/directory"}
    with front(tls=tls) as begun, authority(folder, begun.places.http_port) as asked:
        begun.places.acme_webroot.mkdir()
        yield begun, asked, unit.declared(tls={**tls, "directory": asked.directory})


if __name__ == "__main__":
    unittest.main()
