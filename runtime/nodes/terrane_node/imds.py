"""The instance metadata service of EC2, version 2 only: every read carries a session token."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from terrane_node.clock import Clock, SystemClock
from terrane_node.errors import CloudUnreachable

ENDPOINT = "http://169.254.169.254"
TOKEN_SECONDS = 21600
# It answers in milliseconds; under load, or after a launch of many machines, it takes seconds.
ANSWER_SECONDS = 15
# A proxy of the institution must not see metadata requests; the address is link-local.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def answer(method: str, url: str, headers: dict[str, str], timeout: float) -> str:
    """What a metadata service says. HTTPError is for the caller, whose service has its own meanings of the codes."""
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with _direct.open(request, timeout=timeout) as opened:
            return str(opened.read().decode())
    except urllib.error.HTTPError:
        raise
    except OSError as error:
        raise CloudUnreachable("MetadataUnreachable", str(error)) from error


class Imds:
    def __init__(self, endpoint: str = ENDPOINT, clock: Clock | None = None, timeout: float = ANSWER_SECONDS) -> None:
        self._endpoint = endpoint
        self._clock = clock or SystemClock()
        self._timeout = timeout
        self._token: str | None = None
        self._token_until = 0.0

    def get(self, path: str) -> str | None:
        """The text below `/latest/meta-data/`, or None where there is no such item."""
        try:
            return self._read(path)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            if error.code != 401:
                raise CloudUnreachable("MetadataRefused", f"{path}: HTTP {error.code}") from error
        self._token = None
        try:
            return self._read(path)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise CloudUnreachable("MetadataRefused", f"{path}: HTTP {error.code}") from error

    def need(self, path: str) -> str:
        value = self.get(path)
        if value is None:
            raise CloudUnreachable("MetadataAbsent", f"the instance metadata has no {path}")
        return value

    def instance_id(self) -> str:
        return self.need("instance-id")

    def tag(self, key: str) -> str | None:
        return self.get(f"tags/instance/{key}")

    def interruption(self) -> str | None:
        """When a spot instance will be taken away, e.g. `terminate at 2026-11-21T12:00:00Z`; None while it is not."""
        notice = self.get("spot/instance-action")
        if notice is None:
            return None
        try:
            content = json.loads(notice)
            return f"{content.get('action', 'terminate')} at {content.get('time', 'an unknown time')}"
        except (ValueError, AttributeError):
            return "terminate soon"

    def _read(self, path: str) -> str:
        return self._open("GET", f"meta-data/{path}", {"X-aws-ec2-metadata-token": self._session()})

    def _session(self) -> str:
        if self._token is None or self._clock.monotonic() >= self._token_until:
            self._token = self._open("PUT", "api/token", {"X-aws-ec2-metadata-token-ttl-seconds": str(TOKEN_SECONDS)})
            self._token_until = self._clock.monotonic() + TOKEN_SECONDS / 2
        return self._token

    def _open(self, method: str, path: str, headers: dict[str, str]) -> str:
        return answer(method, f"{self._endpoint}/latest/{path}", headers, self._timeout)
