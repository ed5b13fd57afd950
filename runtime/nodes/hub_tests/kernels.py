"""A kernel of a session, as a notebook's page uses it: started by the API, spoken to over the websocket."""

from __future__ import annotations

import json
import ssl
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websocket
from browser import SECONDS, Browser


@dataclass(frozen=True)
class Kernel:
    browser: Browser
    trusted: Path
    user: str
    number: str

    def run(self, code: str, interrupt_after: str | None = None) -> str:
        """What the code prints. It is interrupted when it has printed `interrupt_after`."""
        base = urlsplit(self.browser.base)
        path = f"/user/{self.user}/api/kernels/{self.number}/channels?session_id={uuid.uuid4().hex}"
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.browser.http.cookies if path.startswith(one.path))
        link = websocket.create_connection(
            f"wss://{base.netloc}{path}",
            cookie=cookies,
            origin=self.browser.base,
            sslopt={"ca_certs": str(self.trusted), "cert_reqs": ssl.CERT_REQUIRED},
            timeout=SECONDS,
        )
        try:
            message = _request(code)
            link.send(json.dumps(message))
            return _printed(link, message["header"]["msg_id"], interrupt_after, self._interrupt)
        finally:
            link.close()

    def shut_down(self) -> None:
        path = f"/user/{self.user}/api/kernels/{self.number}"
        url = f"{self.browser.base}{path}"
        answer = self.browser.http.delete(url, headers=_headers(self.browser, self.user), timeout=SECONDS)
        assert answer.status_code == 204, (answer.status_code, answer.text[:300])

    def _interrupt(self) -> None:
        path = f"/user/{self.user}/api/kernels/{self.number}/interrupt"
        answer = self.browser.post(path, headers=_headers(self.browser, self.user))
        assert answer.status_code == 204, (answer.status_code, answer.text[:300])


def start_kernel(browser: Browser, trusted: Path, user: str, name: str = "python3") -> Kernel:
    browser.get(f"/user/{user}/lab")
    answer = browser.post(f"/user/{user}/api/kernels", json={"name": name}, headers=_headers(browser, user))
    assert answer.status_code == 201, (answer.status_code, answer.text[:300])
    return Kernel(browser, trusted, user, answer.json()["id"])


def _headers(browser: Browser, user: str) -> dict[str, str]:
    return {"X-XSRFToken": browser.cookie("_xsrf", f"/user/{user}/")}


def _request(code: str) -> dict[str, Any]:
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": "", "session": uuid.uuid4().hex}
    content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    return {
        "header": {**header, "version": "5.3", "date": "2026-01-01T00:00:00Z"},
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": "shell",
    }


def _printed(link: Any, number: str, awaited: str | None, then: Callable[[], None]) -> str:
    """Until the kernel is idle again. `then` is done once, when `awaited` has been printed."""
    printed = ""
    while True:
        message = json.loads(link.recv())
        if message["parent_header"].get("msg_id") != number:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            printed += content["text"]
            if awaited is not None and awaited in printed:
                awaited = None
                then()
        if kind == "error":
            raise AssertionError("\n".join(content["traceback"]))
        if kind == "status" and content["execution_state"] == "idle":
            return printed
