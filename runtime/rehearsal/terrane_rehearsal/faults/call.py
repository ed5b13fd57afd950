"""What one request to an AWS service is: service, operation, protocol, and whose key signed it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qs, unquote

from .models import rest_operation

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

Protocol = Literal["json", "query", "ec2", "cbor", "rest-xml", "rest-json"]
LONGEST_BODY = 1 << 20
"""Bytes. What names an operation or a secret is far shorter; longer bodies are not looked into."""
XML_SERVICES = frozenset({"s3", "route53", "cloudfront"})
_SCOPE = re.compile(r"Credential=([^/,]+)/\d{8}/([^/]*)/([^/]+)/aws4_request")
_BUCKET = re.compile(r"^(?P<bucket>.+)\.s3[.-]")
_SERVICE = re.compile(r"(?:^|\.)([a-z0-9-]+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.(?:amazonaws\.com|api\.aws)")
_SMITHY = re.compile(r"/service/[^/]+/operation/([^/]+)$")


@dataclass(frozen=True)
class Call:
    service: str
    """As in a signature, e.g. `elasticfilesystem`."""
    operation: str
    """Empty where the service has no operation for the request."""
    path: str
    """S3: with the bucket first, however it was addressed."""
    protocol: Protocol
    access_key: str
    body: bytes
    """Empty for S3, and where it is longer than a request that names something."""


def call_of(environ: WSGIEnvironment) -> Call:
    """The body can be read again afterwards."""
    access_key, service = _signature(environ)
    path = _path(environ, service)
    body = _body(environ, service)
    protocol, operation = _shape(environ, service, path, body)
    return Call(service, operation, path, protocol, access_key, body)


def _signature(environ: WSGIEnvironment) -> tuple[str, str]:
    """Of a signed header or a presigned address; unsigned calls are known by their host."""
    presigned = unquote(environ.get("QUERY_STRING", "")).replace("X-Amz-Credential=", "Credential=")
    for text in (environ.get("HTTP_AUTHORIZATION", ""), presigned):
        found = _SCOPE.search(text)
        if found:
            return found[1], found[3].lower()
    host = _host(environ)
    if _BUCKET.match(host):
        return "", "s3"
    named = _SERVICE.search(host)
    return "", named[1] if named else "s3"


def _host(environ: WSGIEnvironment) -> str:
    host: str = environ.get("HTTP_HOST", "")
    return host.partition(":")[0].lower()


def _path(environ: WSGIEnvironment, service: str) -> str:
    path: str = environ.get("PATH_INFO", "/")
    bucket = _BUCKET.match(_host(environ)) if service == "s3" else None
    return f"/{bucket['bucket']}{path}" if bucket else path


def _body(environ: WSGIEnvironment, service: str) -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if service == "s3" or not 0 < length <= LONGEST_BODY:
        return b""
    body: bytes = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _shape(environ: WSGIEnvironment, service: str, path: str, body: bytes) -> tuple[Protocol, str]:
    target: str = environ.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return "json", target.rpartition(".")[2]
    smithy = _SMITHY.search(path) if environ.get("HTTP_SMITHY_PROTOCOL") else None
    if smithy:
        return "cbor", smithy[1]
    query: str = environ.get("QUERY_STRING", "")
    form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    for text in (query, body.decode("utf-8", "replace") if form else ""):
        action = parse_qs(text).get("Action")
        if action:
            return ("ec2" if service == "ec2" else "query"), action[0]
    rest: Protocol = "rest-xml" if service in XML_SERVICES else "rest-json"
    headers = frozenset(name[5:].replace("_", "-").lower() for name in environ if name.startswith("HTTP_"))
    return rest, rest_operation(service, environ["REQUEST_METHOD"], path, query, headers)
