"""What the service answers to a request: pure, of what was asked and what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote

from ..world import Instance
from .listing import read
from .tokens import Tokens, lifetime
from .tree import Tree

TOKEN_PATH = "/latest/api/token"
TOKEN = "x-aws-ec2-metadata-token"
TTL = "x-aws-ec2-metadata-token-ttl-seconds"
_ERROR = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
\t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head>
  <title>{title}</title>
 </head>
 <body>
  <h1>{title}</h1>
 </body>
</html>
"""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    """Why it was refused, for the journal; empty where it was not."""
    hops: int | None = None
    """How many hops the answer may travel, where that is limited."""


def refuse(status: HTTPStatus, reason: str, **headers: str) -> Answer:
    body = _ERROR.format(title=f"{status.value} - {status.phrase}").encode()
    return Answer(status, body, {"Content-Type": "text/html", **headers}, reason)


def answer(request: Request, instance: Instance, tokens: Tokens, known: Callable[[], Tree]) -> Answer:
    """https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html (error codes)."""
    path = unquote(request.path.partition("?")[0])
    if not instance.metadata_enabled:
        return refuse(HTTPStatus.FORBIDDEN, "the endpoint is disabled (HttpEndpoint)")
    if path == TOKEN_PATH:
        return _session(request, instance, tokens)
    if request.method == "PUT":
        return refuse(HTTPStatus.FORBIDDEN, f"PUT is for {TOKEN_PATH} alone")
    if request.method not in ("GET", "HEAD"):
        return refuse(HTTPStatus.METHOD_NOT_ALLOWED, f"{request.method} is not known here", Allow="GET, HEAD")
    return _item(request, path, instance, tokens, known)


def _session(request: Request, instance: Instance, tokens: Tokens) -> Answer:
    if request.method != "PUT":
        return refuse(HTTPStatus.METHOD_NOT_ALLOWED, "a token is asked for with PUT", Allow="OPTIONS, PUT")
    if "x-forwarded-for" in request.headers:
        return refuse(HTTPStatus.FORBIDDEN, "the request came through a proxy (X-Forwarded-For)")
    seconds = lifetime(request.headers.get(TTL))
    if seconds is None:
        return refuse(HTTPStatus.BAD_REQUEST, f"{TTL} must be 1 to 21600, not {request.headers.get(TTL)!r}")
    body = tokens.issue(instance.id, seconds).encode()
    return Answer(HTTPStatus.OK, body, {"Content-Type": "text/plain", TTL: str(seconds)}, hops=instance.hop_limit)


def _item(request: Request, path: str, instance: Instance, tokens: Tokens, known: Callable[[], Tree]) -> Answer:
    token = request.headers.get(TOKEN)
    left = tokens.remaining(instance.id, token) if token is not None else None
    if token is not None and left is None:
        return refuse(HTTPStatus.UNAUTHORIZED, "the token is not valid for this instance, or has ended")
    if left is None and instance.tokens_required:
        return refuse(HTTPStatus.UNAUTHORIZED, "version 1 is off (HttpTokens is required) and there is no token")
    body = read(known(), path)
    if body is None:
        return Answer(HTTPStatus.NOT_FOUND, refuse(HTTPStatus.NOT_FOUND, "").body, {"Content-Type": "text/html"})
    kind = "application/octet-stream" if path.rstrip("/").endswith("/user-data") else "text/plain"
    headers = {"Content-Type": kind, "Accept-Ranges": "none"}
    return Answer(HTTPStatus.OK, body, headers | ({TTL: str(left)} if left is not None else {}))
