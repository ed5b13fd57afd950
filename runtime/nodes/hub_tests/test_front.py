"""The front: which requests pass, and what of them."""

from __future__ import annotations

import contextlib
import socket
import ssl
import unittest
from http.client import HTTPResponse
from typing import Any

import requests
import unit
from fronts import KEY, Front, front

from terrane_hub.front import front_configuration

PROXY = "127.0.0.2"
IDENTITY = {**unit.HEADER, "secretHeader": "X-Gateway-Secret", "stateHeaders": ["auth_data"]}
FORGED = {"Remote-User": "root", "X-Terrane-Peer": PROXY, "X-Terrane-Front": KEY, "X-Gateway-Secret": "x"}


def headers_of(answer: requests.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.json()["headers"]}


def _many_headers(front: Front, address: str, path: str, headers: list[tuple[str, str]]) -> requests.Response:
    """A name may come more than once."""
    context = ssl.create_default_context(cafile=str(front.trusted))
    place = ("127.0.0.1", front.places.https_port)
    lines = [f"GET {path} HTTP/1.1", f"Host: {unit.HOST}:{place[1]}", *(f"{name}: {value}" for name, value in headers)]
    with socket.create_connection(place, source_address=(address, 0), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=unit.HOST) as link:
            link.sendall("\r\n".join([*lines, "", ""]).encode())
            raw = HTTPResponse(link)
            raw.begin()
            answer = requests.Response()
            answer.status_code, answer._content = raw.status, raw.read()
            return answer


class FrontCase(unittest.TestCase):
    fields: dict[str, Any] = {}
    front: Front

    @classmethod
    def setUpClass(cls) -> None:
        cls.front = cls.enterClassContext(front(**cls.fields))


class CertificateTest(FrontCase):
    def test_a_request_reaches_the_proxy_with_the_declared_host_over_tls(self) -> None:
        seen = headers_of(self.front.browser().get("/user/ada/lab"))
        self.assertEqual(seen["host"], f"{unit.HOST}:{self.front.places.https_port}")
        self.assertEqual((seen["x-forwarded-proto"], seen["x-forwarded-for"]), ("https", "127.0.0.1"))

    def test_headers_that_say_who_somebody_is_are_dropped(self) -> None:
        browser = self.front.browser()
        for path in ("/hub/home", "/user/ada/lab"):
            seen = headers_of(browser.get(path, headers={**FORGED, "Forwarded": "proto=http", "X-Scheme": "http"}))
            for name in ("remote-user", "x-terrane-peer", "x-terrane-front", "forwarded", "x-scheme"):
                self.assertNotIn(name, seen, path)

    def test_the_login_page_learns_the_peer_from_the_front(self) -> None:
        seen = headers_of(self.front.browser().get("/hub/login", headers=FORGED))
        self.assertEqual((seen["x-terrane-peer"], seen["x-terrane-front"]), ("127.0.0.1", KEY))
        self.assertNotIn("remote-user", seen)

    def test_the_fronts_key_goes_to_no_path_but_the_login_page(self) -> None:
        """The proxy behind chooses by what the client wrote, nginx by what it means."""
        for path in (
            "/user/eve/../../hub/login",
            "/user/eve/%2e%2e/%2e%2e/hub/login",
            "//hub/login",
            "/hub/login/../../user/eve/",
            "/hub/%6cogin",
        ):
            seen = self._raw(path)
            if KEY in seen:
                self.assertIn('"path": "/hub/login"', seen, path)

    def test_another_host_is_refused(self) -> None:
        answer = self.front.browser().get("/hub/login", headers={"Host": "evil.example"})
        self.assertEqual(answer.status_code, 421)

    def test_another_name_gets_no_certificate(self) -> None:
        context = ssl.create_default_context(cafile=str(self.front.trusted))
        with socket.create_connection(("127.0.0.1", self.front.places.https_port)) as plain:
            with self.assertRaises(ssl.SSLError):
                context.wrap_socket(plain, server_hostname="evil.example")

    def test_tls_before_1_2_is_refused(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.front.trusted)
        with self.assertWarns(DeprecationWarning):
            context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers("ALL:@SECLEVEL=0")
        with socket.create_connection(("127.0.0.1", self.front.places.https_port)) as plain:
            with self.assertRaises(ssl.SSLError):
                context.wrap_socket(plain, server_hostname=unit.HOST)

    def test_port_80_leads_to_tls_and_answers_no_other_host(self) -> None:
        browser = self.front.browser(plain=True)
        answer = browser.get("/hub/login?next=%2Fx", follow=False)
        self.assertEqual(
            (answer.status_code, answer.headers["Location"]), (301, f"{self.front.base}/hub/login?next=%2Fx")
        )
        with self.assertRaises(requests.ConnectionError):
            browser.get("/", headers={"Host": "evil.example"})

    def test_answers_tell_browsers_to_stay_with_tls_and_no_versions(self) -> None:
        answer = self.front.browser().get("/hub/home")
        self.assertEqual(answer.headers["Strict-Transport-Security"], "max-age=31536000")
        self.assertEqual((answer.headers["Server"], answer.headers["X-Content-Type-Options"]), ("nginx", "nosniff"))
        self.assertNotIn("X-JupyterHub-Version", answer.headers)

    def test_a_token_in_an_address_of_the_hub_is_refused_and_not_logged(self) -> None:
        for path in ("/hub/login?token=s3cret-in-the-url", "/hub/api/user?x=1&token=s3cret-in-the-url"):
            self.assertEqual(self.front.browser().get(path).status_code, 400)
        self.assertNotIn("s3cret-in-the-url", self.front.log())

    def test_a_body_larger_than_a_notebook_is_refused(self) -> None:
        answer = self.front.browser().post("/user/ada/api/contents/x", headers={"Content-Length": str(2**30)}, data=b"")
        self.assertEqual(answer.status_code, 413)

    def _raw(self, path: str) -> str:
        """As written: a library would make the path shorter first."""
        context = ssl.create_default_context(cafile=str(self.front.trusted))
        with socket.create_connection(("127.0.0.1", self.front.places.https_port), timeout=10) as plain:
            with context.wrap_socket(plain, server_hostname=unit.HOST) as link:
                link.sendall(f"GET {path} HTTP/1.1\r\nHost: {unit.HOST}\r\nConnection: close\r\n\r\n".encode())
                parts = []
                with contextlib.suppress(ssl.SSLError):
                    while part := link.recv(65536):
                        parts.append(part)
                return b"".join(parts).decode()


class ProxyTest(FrontCase):
    fields = {"identity": IDENTITY}

    def test_what_the_proxy_says_reaches_the_login_page_as_it_is(self) -> None:
        said = {"Remote-User": "ada@example.edu", "X-Gateway-Secret": "s", "auth_data": "{}"}
        seen = headers_of(self.front.browser(PROXY).get("/hub/login", headers=said))
        self.assertEqual({name: seen[name.lower()] for name in said}, said)
        self.assertEqual((seen["x-terrane-peer"], seen["x-terrane-front"]), (PROXY, KEY))

    def test_what_the_proxy_says_reaches_no_session(self) -> None:
        said = {"Remote-User": "ada@example.edu", "X-Gateway-Secret": "s", "auth_data": "{}"}
        seen = headers_of(self.front.browser(PROXY).get("/user/ada/lab", headers=said))
        self.assertFalse({name.lower() for name in said} & set(seen))

    def test_other_addresses_are_refused(self) -> None:
        for path in ("/hub/login", "/user/ada/lab"):
            self.assertEqual(self.front.browser().get(path, headers=FORGED).status_code, 403)


BALANCER = "127.0.0.3"
BALANCED = {"kind": "balancer", "from": [f"{BALANCER}/32", "127.0.0.5/32"]}


class BalancerTest(FrontCase):
    fields = {"tls": BALANCED}

    def test_the_balancers_word_for_the_client_is_taken(self) -> None:
        said = {"X-Forwarded-For": "6.6.6.6, 192.0.2.7", "X-Forwarded-Proto": "https"}
        seen = headers_of(self.front.browser(BALANCER).get("/hub/login", headers=said))
        self.assertEqual((seen["x-forwarded-for"], seen["x-terrane-peer"]), ("192.0.2.7", "192.0.2.7"))

    def test_plain_http_of_a_client_leads_to_tls(self) -> None:
        browser = self.front.browser(BALANCER)
        answer = browser.get("/hub/login", follow=False, headers={"X-Forwarded-Proto": "http"})
        self.assertEqual((answer.status_code, answer.headers["Location"]), (301, f"{self.front.base}/hub/login"))

    def test_other_addresses_are_refused_whatever_they_say(self) -> None:
        said = {"X-Forwarded-For": BALANCER, "X-Forwarded-Proto": "https"}
        self.assertEqual(self.front.browser("127.0.0.4").get("/", headers=said).status_code, 403)

    def test_the_health_of_the_machine_needs_no_name(self) -> None:
        """Neither in the handshake nor after it."""
        context = ssl.create_default_context(cafile=str(self.front.trusted))
        context.check_hostname = False
        for path, code in (("/hub/health", b"200"), ("/hub/login", b"421")):
            address = ("127.0.0.1", self.front.places.https_port)
            with socket.create_connection(address, source_address=(BALANCER, 0)) as plain:
                with context.wrap_socket(plain) as link:
                    link.sendall(f"GET {path} HTTP/1.1\r\nHost: 10.0.0.9\r\nConnection: close\r\n\r\n".encode())
                    self.assertEqual(link.recv(4096).split()[1], code, path)

    def test_nothing_is_served_without_tls(self) -> None:
        with self.assertRaises(requests.ConnectionError):
            self.front.browser(BALANCER, plain=True).get("/hub/health")

    def test_a_connection_outlasts_what_the_balancer_believes_of_it(self) -> None:
        text = front_configuration(unit.declared(**self.fields), self.front.places, KEY)
        self.assertIn("keepalive_timeout 4100s;", text)


class ProxyBehindBalancerTest(FrontCase):
    """A header says who somebody is: nothing a client can say makes it the proxy."""

    fields = {"tls": BALANCED, "identity": {**IDENTITY, "from": ["192.0.2.10/32"]}}

    def seen_by_login(self, forwarded: list[str], address: str = BALANCER) -> requests.Response:
        said = [("X-Forwarded-For", one) for one in forwarded]
        headers = [*said, ("X-Forwarded-Proto", "https"), ("Remote-User", "root"), ("Connection", "close")]
        return _many_headers(self.front, address, "/hub/login", headers)

    def test_the_proxy_is_the_last_that_the_balancer_saw(self) -> None:
        answer = headers_of(self.seen_by_login(["198.51.100.7, 192.0.2.10"]))
        self.assertEqual((answer["remote-user"], answer["x-terrane-peer"]), ("root", "192.0.2.10"))

    def test_whoever_names_the_proxy_is_not_the_proxy(self) -> None:
        for forwarded in (
            ["192.0.2.10, 198.51.100.7"],
            ["192.0.2.10", "198.51.100.7"],
            ["192.0.2.10", "192.0.2.10, 198.51.100.7"],
            ["192.0.2.10,, 198.51.100.7"],
            [""],
            [],
        ):
            self.assertEqual(self.seen_by_login(forwarded).status_code, 403, forwarded)

    def test_a_client_beside_the_balancer_is_itself(self) -> None:
        """Its address is one that balancers have; before it stands what it says of itself."""
        self.assertEqual(self.seen_by_login(["192.0.2.10, 127.0.0.5"]).status_code, 403)

    def test_without_the_balancer_nobody_is_the_proxy(self) -> None:
        self.assertEqual(self.seen_by_login(["192.0.2.10"], "127.0.0.4").status_code, 403)


class AcmeTest(FrontCase):
    fields = {"tls": {"kind": "acme", "email": "ops@example.edu", "directory": "https://acme.example/directory"}}

    def test_port_80_answers_the_challenge_and_nothing_else(self) -> None:
        folder = self.front.places.acme_webroot / ".well-known/acme-challenge"
        folder.mkdir(parents=True)
        (folder / "word").write_text("answer", encoding="ascii")
        browser = self.front.browser(plain=True)
        self.assertEqual(browser.get("/.well-known/acme-challenge/word").text, "answer")
        self.assertEqual(browser.get("/hub/login", follow=False).status_code, 301)


class RateTest(FrontCase):
    fields = {"identity": unit.TOKEN}

    def test_the_login_page_of_a_token_is_asked_so_often_and_no_more(self) -> None:
        browser = self.front.browser()
        codes = [browser.get("/hub/login").status_code for _ in range(30)]
        self.assertEqual((codes[:20], codes[-1]), ([200] * 20, 429))
        self.assertEqual(browser.get("/hub/home").status_code, 200, "other pages are not counted")


if __name__ == "__main__":
    unittest.main()
