"""A kernel of a session, as a notebook's page uses it: started by the API, spoken to over the websocket."""

from __future__ import annotations

import json
import ssl
import uuid
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

    def run(self, code: str) -> str:
        """What the code prints."""
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
            return _printed(link, message["header"]["msg_id"])
        finally:
            link.close()


def start_kernel(browser: Browser, trusted: Path, user: str) -> Kernel:
    browser.get(f"/user/{user}/lab")
    xsrf = browser.cookie("_xsrf", f"/user/{user}/")
    answer = browser.post(f"/user/{user}/api/kernels", json={"name": "python3"}, headers={"X-XSRFToken": xsrf})
    assert answer.status_code == 201, (answer.status_code, answer.text[:300])
    return Kernel(browser, trusted, user, answer.json()["id"])


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


def _printed(link: Any, number: str) -> str:
    """Until the kernel is idle again."""
    printed = ""
    while True:
        message = json.loads(link.recv())
        if message["parent_header"].get("msg_id") != number:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            printed += content["text"]
        if kind == "error":
            raise AssertionError("\n".join(content["traceback"]))
        if kind == "status" and content["execution_state"] == "idle":
            return printed
