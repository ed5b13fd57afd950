"""From what was declared to what nginx and HAProxy are told. Nothing runs here but their own checks."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest import mock

from capped import declaration

from terrane_stream import cap as command
from terrane_stream.cap_haproxy import haproxy_configuration
from terrane_stream.cap_nginx import nginx_configuration
from terrane_stream.cap_programs import Programs
from terrane_stream.cap_settings import GUARD_DISPLACED, QUEUE_DISPLACED, Cap, cap_of, exact, per_minute, upstream_of
from terrane_stream.declaration import declaration_of
from terrane_stream.errors import DeclarationError
from terrane_stream.fields import Fields

FOUND_IPV4 = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", 443))
FOUND_IPV6 = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2001:db8::7", 443, 0, 0))


def cap(url: str = "https://service.example.org", folder: Path = Path("/tmp/cap"), **source: Any) -> Cap:
    read = declaration_of(Fields(declaration(url, **source), "", "d.json"))
    return cap_of(read, "10.0.0.1", 8060, folder, Path("/etc/ssl/certs/ca-certificates.crt"))


class RatesTest(unittest.TestCase):
    def test_a_rate_below_one_a_second_is_held_exactly_where_it_is_whole_in_a_minute(self) -> None:
        for rate, minute in ((0.5, 30), (0.1, 6), (0.7, 42), (1 / 60, 1), (0.05, 3)):
            with self.subTest(rate=rate):
                held = per_minute(exact(rate) if rate != 1 / 60 else Fraction(1, 60), QUEUE_DISPLACED)
                self.assertEqual(held, minute)

    def test_a_rate_between_two_whole_ones_becomes_the_lower(self) -> None:
        self.assertEqual(per_minute(exact(0.33), QUEUE_DISPLACED), 19)

    def test_no_rate_is_exceeded_and_at_least_95_percent_of_it_is_used(self) -> None:
        for number in [1.0, 1.62, 2.0, 4.5, 10.0, 50.0, 73.0, 333.3, 1000.0]:
            with self.subTest(rate=number):
                rate = exact(number) * 60
                queue, guard = per_minute(exact(number), QUEUE_DISPLACED), per_minute(exact(number), GUARD_DISPLACED)
                self.assertLessEqual(guard, rate)
                self.assertLessEqual(queue, guard)
                self.assertGreaterEqual(queue, Fraction(95, 100) * rate)

    def test_as_many_requests_as_the_cap_fit_into_a_second_although_each_is_displaced_by_20_ms(self) -> None:
        for number in (1, 2, 50, 73, 1000):
            with self.subTest(cap=number):
                apart = Fraction(60, per_minute(Fraction(number), GUARD_DISPLACED))
                # The first of cap + 1 requests is 20 ms late, and the last one is not.
                self.assertGreaterEqual(number * apart - Fraction(20, 1000), 1)

    def test_what_cannot_be_held_is_refused(self) -> None:
        for rate in (0.01, 1001):
            with self.subTest(rate=rate), self.assertRaisesRegex(DeclarationError, "1/60 .* to 1000"):
                cap(requestsPerSecond=rate)


class SettingsTest(unittest.TestCase):
    def test_the_parts_of_an_address(self) -> None:
        table = {
            "https://service.example.org": ("https", "service.example.org", 443, "", "service.example.org"),
            "http://a.example.org:8080/": ("http", "a.example.org", 8080, "", "a.example.org:8080"),
            "https://a.example.org/eida/": ("https", "a.example.org", 443, "/eida", "a.example.org"),
            "https://a.example.org/fdsnws": ("https", "a.example.org", 443, "", "a.example.org"),
            "http://[2001:db8::1]:81": ("http", "2001:db8::1", 81, "", "[2001:db8::1]:81"),
        }
        for url, (scheme, host, port, path, authority) in table.items():
            with self.subTest(url=url):
                read = upstream_of(url)
                self.assertEqual((read.scheme, read.host, read.port, read.path), (scheme, host, port, path))
                self.assertEqual(read.authority, authority)

    def test_a_path_that_a_configuration_would_read_otherwise_is_refused(self) -> None:
        with self.assertRaisesRegex(DeclarationError, "a path of letters"):
            upstream_of("https://a.example.org/x;y{}")

    def test_a_folder_too_long_for_sockets_is_refused(self) -> None:
        with self.assertRaisesRegex(DeclarationError, "longer than 90"):
            cap(folder=Path("/tmp") / ("x" * 90))

    def test_there_is_room_for_twice_the_threads_of_the_fleet(self) -> None:
        given = declaration("https://a.example.org")
        given["workers"]["max"], given["worker"]["threads"] = 500, 8
        read = declaration_of(Fields(given, "", "d.json"))
        self.assertEqual(cap_of(read, "10.0.0.1", 8060, Path("/tmp/cap"), Path("/ca")).clients, 8000)


class ConfigurationTest(unittest.TestCase):
    def test_both_programs_accept_what_they_are_told(self) -> None:
        for url in ("https://service.example.org/eida", "http://127.0.0.1:8080"):
            with self.subTest(url=url), tempfile.TemporaryDirectory() as place:
                told = cap(url, Path(place), requestsPerSecond=0.5)
                programs = Programs(told)
                (told.folder / "nginx.conf").write_text(nginx_configuration(told, ["192.0.2.1", "2001:db8::1"]))
                (told.folder / "haproxy.cfg").write_text(haproxy_configuration(told))
                for child in (programs._nginx, programs._haproxy):
                    done = subprocess.run(child.check, capture_output=True, text=True)
                    self.assertEqual((done.returncode, done.stderr), (0, ""), child.name)

    def test_the_rates_and_the_requests_at_once_stand_where_they_are_held(self) -> None:
        told = cap(requestsPerSecond=50, concurrent=12)
        nginx, haproxy = nginx_configuration(told, ["192.0.2.1"]), haproxy_configuration(told)
        self.assertIn("zone=queue:64k rate=2884r/m;", nginx)
        self.assertIn("zone=guard:64k rate=2941r/m;", nginx)
        self.assertIn("maxconn 12\n", haproxy)
        self.assertIn("bind 10.0.0.1:8060 ", haproxy)

    def test_a_source_behind_tls_is_verified_by_its_name(self) -> None:
        nginx = nginx_configuration(cap(), ["192.0.2.1"])
        for line in ("proxy_ssl_server_name on;", "proxy_ssl_name service.example.org;", "proxy_ssl_verify on;"):
            self.assertIn(line, nginx)
        self.assertIn("server 192.0.2.1:443;", nginx)


class AddressesTest(unittest.TestCase):
    def test_addresses_of_ipv4_are_preferred(self) -> None:
        with mock.patch.object(socket, "getaddrinfo", return_value=[FOUND_IPV6, FOUND_IPV4, FOUND_IPV4]):
            self.assertEqual(command.addresses(upstream_of("https://a.example.org")), ["192.0.2.7"])

    def test_a_source_without_ipv4_is_asked_by_ipv6(self) -> None:
        with mock.patch.object(socket, "getaddrinfo", return_value=[FOUND_IPV6]):
            self.assertEqual(command.addresses(upstream_of("https://a.example.org")), ["2001:db8::7"])

    def test_a_name_service_that_fails_changes_nothing(self) -> None:
        programs = mock.Mock()
        with mock.patch.object(socket, "getaddrinfo", side_effect=OSError("no answer")):
            known = command._follow(upstream_of("https://a.example.org"), ["192.0.2.1"], programs)
        self.assertEqual(known, ["192.0.2.1"])
        programs.move.assert_not_called()

    def test_nginx_is_told_of_another_address_and_only_of_another(self) -> None:
        programs = mock.Mock()
        with mock.patch.object(socket, "getaddrinfo", return_value=[FOUND_IPV4]):
            for known in (["192.0.2.1"], ["192.0.2.7"]):
                command._follow(upstream_of("https://a.example.org"), known, programs)
        programs.move.assert_called_once_with(["192.0.2.7"])


if __name__ == "__main__":
    unittest.main()
