"""A browser as far as the hub is concerned: cookies, forms, redirects, over TLS, from an address of its own."""

from __future__ import annotations

import html
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

LOOPBACK = "127.0.0.1"
SECONDS = 60
MOST_STEPS = 12
_getaddrinfo = socket.getaddrinfo


def _resolve(host: Any, *given: Any, **named: Any) -> Any:
    """Names of the tests are this machine's."""
    here = isinstance(host, str) and host.endswith(".test")
    return _getaddrinfo(LOOPBACK if here else host, *given, **named)


socket.getaddrinfo = _resolve


class _From(HTTPAdapter):  # type: ignore[misc]
    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        super().init_poolmanager(*given, source_address=(self._address, 0), **named)


class Browser:
    """`base`: of the gateway, such as https://notebooks.test:1234. `address`: where its connections come from."""

    def __init__(
        self, base: str, trusted: Path, address: str = LOOPBACK, headers: dict[str, str] | None = None
    ) -> None:
        self.base = base
        self.trusted = trusted
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.verify = str(trusted)
        self.http.headers.update({"User-Agent": "terrane", **(headers or {})})
        self.http.mount("https://", _From(address))
        self.http.mount("http://", _From(address))

    def get(self, path: str, follow: bool = True, **named: Any) -> requests.Response:
        """`path`: on the gateway, or a whole address."""
        return self.http.get(urljoin(self.base, path), allow_redirects=follow, timeout=SECONDS, **named)

    def post(self, path: str, data: Any = None, follow: bool = True, **named: Any) -> requests.Response:
        return self.http.post(urljoin(self.base, path), data=data, allow_redirects=follow, timeout=SECONDS, **named)

    def cookie(self, name: str, path: str) -> str:
        return next(str(one.value) for one in self.http.cookies if one.name == name and one.path == path)

    # ---- the provider's pages

    def sign_in(self, login: str, to: str = "") -> requests.Response:
        """At the OpenID provider, by its development pages. `to`: the query of the hub's login page."""
        answer = self.get(f"/hub/oauth_login{to}")
        for _ in range(MOST_STEPS):
            form = re.search(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', answer.text, re.DOTALL)
            if urlsplit(answer.url).netloc == urlsplit(self.base).netloc or form is None:
                return answer
            fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
            if "login" in form[2] and fields.get("prompt") == "login":
                fields |= {"login": login, "password": "any"}
            answer = self.post(urljoin(answer.url, html.unescape(form[1])), fields)
        raise AssertionError(f"{login} is not back after {MOST_STEPS} pages: {answer.url}")

    # ---- the hub's pages

    def choose(self, size: str | None = "small") -> requests.Response:
        """Posts the form with the sizes; where there is none, the page that is there instead."""
        return self.spawn({} if size is None else {"size": size})

    def spawn(self, fields: dict[str, str]) -> requests.Response:
        """Posts the form that starts a session."""
        page = self.get("/hub/spawn")
        action = re.search(r'action="([^"]+)"[^>]*method="post"', page.text, re.DOTALL)
        if action is None:
            return page
        return self.post(html.unescape(action[1]), fields, follow=False)

    def start(self, user: str, size: str = "small") -> None:
        """A session, until it is ready."""
        answer = self.choose(size)
        if answer.status_code != 302:
            raise AssertionError(f"the session of {user} does not start: {answer.status_code} {text_of(answer.text)}")
        last: dict[str, Any] = {}
        for last in self.progress(user):
            if last.get("ready") or last.get("failed"):
                break
        if not last.get("ready"):
            raise AssertionError(f"the session of {user} is not ready: {last}")

    def progress(self, user: str) -> Iterator[dict[str, Any]]:
        """What the hub says of a start, until it is over."""
        with self.get(f"/hub/api/users/{user}/server/progress", stream=True) as answer:
            for line in answer.iter_lines():
                if line.startswith(b"data:"):
                    yield json.loads(line.removeprefix(b"data:"))


def text_of(page: str) -> str:
    """What a page says, without what it is made of."""
    body = re.sub(r"(?s)<(script|style)[^>]*>.*?</\1>", " ", page)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).strip()
