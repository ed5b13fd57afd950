"""Tests of a real gateway: one for each class."""

from __future__ import annotations

import unittest
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from browser import Browser, text_of
from gateway import Gateway, gateway


class HubCase(unittest.TestCase):
    people: dict[str, dict[str, Any]] = {}
    """Claims by login, at the OpenID provider."""
    fields: dict[str, Any] = {}
    """Of the declaration."""
    gateway: Gateway

    @classmethod
    def setUpClass(cls) -> None:
        cls.gateway = cls.enterClassContext(gateway(cls.people, **cls.fields))

    def signed_in(self, login: str) -> Browser:
        """At the OpenID provider."""
        browser = self.gateway.browser()
        answer = browser.sign_in(login)
        self.assertEqual(answer.status_code, 200, text_of(answer.text))
        return browser

    def check_says(self, answer: requests.Response, status: int, words: str) -> None:
        self.assertEqual(answer.status_code, status, text_of(answer.text)[:500])
        self.assertIn(words, text_of(answer.text))

    def check_stays(self, answer: requests.Response) -> None:
        """A redirect that a browser does not leave the gateway with."""
        self.assertEqual(answer.status_code, 302, text_of(answer.text)[:500])
        location = answer.headers["Location"]
        # As a browser does: a backslash is a slash.
        target = urljoin(answer.url, location.replace("\\", "/"))
        self.assertEqual(urlsplit(target).netloc, urlsplit(self.gateway.base).netloc, location)

    def stop(self, browser: Browser, user: str, server: str = "") -> requests.Response:
        """By the hub's API, as its pages do."""
        path = f"/hub/api/users/{user}/servers/{server}" if server else f"/hub/api/users/{user}/server"
        browser.get("/hub/home")
        headers = {"X-XSRFToken": browser.cookie("_xsrf", "/hub/")}
        return browser.http.delete(urljoin(self.gateway.base, path), headers=headers, timeout=60)
