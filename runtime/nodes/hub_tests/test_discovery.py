"""What an identity provider says of itself, and what of it is refused."""

from __future__ import annotations

import json
import unittest
from typing import Any

import unit

from terrane_hub.discovery import discover, endpoints_of
from terrane_hub.errors import DiscoveryError

ISSUER = "https://login.test"
DOCUMENT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/me",
}


def body(**fields: Any) -> bytes:
    return json.dumps({**DOCUMENT, **fields}).encode()


class DiscoveryTest(unit.FolderCase):
    def test_the_endpoints_and_how_the_secret_travels(self) -> None:
        found = endpoints_of(ISSUER, "u", body())
        self.assertEqual((found.authorize, found.token, found.userinfo), tuple(list(DOCUMENT.values())[1:]))
        self.assertTrue(found.basic, "the default of OpenID Connect Discovery")
        methods = ["client_secret_basic", "client_secret_post"]
        self.assertFalse(endpoints_of(ISSUER, "u", body(token_endpoint_auth_methods_supported=methods)).basic)

    def test_a_document_that_cannot_be_right_is_refused(self) -> None:
        for given, words in (
            (b"<html>", "is not JSON"),
            (b"[]", "is not an object"),
            (body(issuer="https://evil.example"), "its issuer is 'https://evil.example'"),
            (body(token_endpoint="http://login.test/token"), "token_endpoint is 'http://login.test/token'"),
            (body(userinfo_endpoint=None), "userinfo_endpoint is None"),
            (body(code_challenge_methods_supported=["plain"]), "S256 is needed"),
        ):
            self.assertIn(words, self.refused(DiscoveryError, lambda: endpoints_of(ISSUER, "u", given)))

    def test_a_provider_that_comes_later_is_waited_for(self) -> None:
        naps: list[float] = []
        asked: list[str] = []

        def fetch(url: str) -> bytes:
            asked.append(url)
            if len(asked) < 4:
                raise ConnectionRefusedError("not yet")
            return body()

        discover(ISSUER, sleep=naps.append, fetch=fetch)
        self.assertEqual(naps, [0.5, 1.0, 2.0])
        self.assertEqual(set(asked), {f"{ISSUER}/.well-known/openid-configuration"})

    def test_a_provider_that_never_comes_is_given_up(self) -> None:
        def fetch(url: str) -> bytes:
            raise ConnectionRefusedError("no")

        message = self.refused(DiscoveryError, lambda: discover(ISSUER, 5, sleep=lambda _: None, fetch=fetch))
        self.assertIn("no answer for", message)


if __name__ == "__main__":
    unittest.main()
