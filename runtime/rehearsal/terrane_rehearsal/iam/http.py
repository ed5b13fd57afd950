"""One HTTP request to an AWS service: who signed it, for which service and Region."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/\d{8}/([^,\s]+)/aws4_request")
# Signature version 2, which presigned S3 URLs may still have.
_OLD_HEADER = re.compile(r"AWS ([A-Z0-9]+):")
_REGION = r"[a-z]{2}(?:-[a-z]+)+-\d"
_S3_HOST = re.compile(
    rf"(?:(?P<bucket>.+)\.)?s3(?:-fips|-accelerate)?(?:\.dualstack)?(?:[.-](?P<region>{_REGION}))?\.amazonaws\.com(?:\.cn)?"
)
_HOST = re.compile(
    rf"(?:.+\.)?(?P<service>(?!{_REGION}\.)[a-z0-9-]+)(?:\.(?P<region>{_REGION}))?\.(?:amazonaws\.com(?:\.cn)?|api\.aws)"
)
DEFAULT_REGION = "us-east-1"
"""Of services that have no Regions, and of S3's oldest addresses."""


@dataclass(frozen=True)
class Signer:
    key: str
    service: str
    """In the credential's scope."""
    region: str
    by_query: bool = False
    old: bool = False
    """Signature version 2."""


class Http:
    """Read once: whoever is next reads the same body again."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        self._environ = environ
        self.method: str = environ["REQUEST_METHOD"]
        self.query_string: str = environ.get("QUERY_STRING", "")
        self.host: str = environ.get("HTTP_HOST", "").rpartition("@")[2].partition(":")[0].lower()
        self.secure = environ.get("wsgi.url_scheme") == "https"
        self.address: str = environ.get("REMOTE_ADDR", "")

    @cached_property
    def path(self) -> str:
        """As it was sent: percent-encoded."""
        raw: str = self._environ.get("RAW_URI") or self._environ.get("REQUEST_URI") or ""
        if raw.startswith("/"):
            return raw.partition("?")[0]
        return quote(self._environ.get("PATH_INFO", "/").encode("latin-1"))

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.query_string, keep_blank_values=True)

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """Names in lower case."""
        found = {
            name[5:].replace("_", "-").lower(): value
            for name, value in self._environ.items()
            if name.startswith("HTTP_")
        }
        found["content-type"] = self._environ.get("CONTENT_TYPE", "")
        return found

    @cached_property
    def body(self) -> bytes:
        source: Any = self._environ["wsgi.input"]
        length = self._environ.get("CONTENT_LENGTH")
        endless = self._environ.get("wsgi.input_terminated")
        body: bytes = source.read() if endless else source.read(int(length)) if length else b""
        self._environ["wsgi.input"] = io.BytesIO(body)
        return body

    @cached_property
    def s3_host(self) -> re.Match[str] | None:
        return _S3_HOST.fullmatch(self.host)

    @cached_property
    def signer(self) -> Signer | None:
        """None: the request is not signed."""
        values = dict(self.query)
        by_query = "X-Amz-Credential" in values
        text = f"Credential={values['X-Amz-Credential']}" if by_query else self.headers.get("authorization", "")
        found = _CREDENTIAL.search(text)
        if found:
            # Version 4A signs for several Regions: its scope has none.
            region, _, service = unquote(found[2]).rpartition("/")
            return Signer(found[1], service, region or self._region, by_query)
        old = _OLD_HEADER.match(text)
        if old or "AWSAccessKeyId" in values:
            key = old[1] if old else values["AWSAccessKeyId"]
            return Signer(key, self._service, self._region, not old, old=True)
        return None

    @cached_property
    def service(self) -> str:
        return self.signer.service if self.signer else self._service

    @cached_property
    def region(self) -> str:
        return self.signer.region if self.signer else self._region

    @property
    def _service(self) -> str:
        found = None if self.s3_host else _HOST.fullmatch(self.host)
        return found["service"] if found else "s3"

    @property
    def _region(self) -> str:
        found = self.s3_host or _HOST.fullmatch(self.host)
        return (found["region"] if found else None) or DEFAULT_REGION
