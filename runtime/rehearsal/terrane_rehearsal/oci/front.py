"""The services as one WSGI application."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote

from .api.operations import match
from .call import Answer, Call
from .errors import Refusal, absent, unparsable
from .handlers import Handler, check_body, handle
from .retries import Retries
from .tenancy import Tenancy

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Other = Callable[[dict[str, Any]], Answer]
JSON = "application/json"
_log = logging.getLogger(__name__)
RAW = frozenset({"put_object"})
"""Operations whose body is not JSON."""


class Front:
    def __init__(self, tenancy: Tenancy, special: Mapping[str, Handler], other: Mapping[str, Other]) -> None:
        """`special`: handlers by operation; `other`: by path, of posts that are no operation of a service."""
        self._tenancy = tenancy
        self._special = special
        self._other = other
        self._retries = Retries()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        headers = _headers(environ)
        try:
            answer = self._answer(environ, headers)
        except Refusal as refusal:
            answer = Answer({"code": refusal.code, "message": refusal.message}, refusal.status)
        except Exception as error:  # noqa: BLE001 (whatever it is, the client gets an answer that it can read)
            _log.exception("%s %s failed", environ["REQUEST_METHOD"], environ.get("PATH_INFO"))
            answer = Answer({"code": "InternalServerError", "message": f"The emulator failed: {error!r}"}, 500)
        request_id = f"{headers.get('opc-request-id', secrets.token_hex(16).upper())}/{secrets.token_hex(16).upper()}"
        content = _content(answer.body)
        given = {"opc-request-id": request_id, "content-length": str(len(content)), **answer.headers}
        if content or answer.status != HTTPStatus.NO_CONTENT:
            given.setdefault("content-type", JSON)
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", list(given.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]

    def _answer(self, environ: WSGIEnvironment, headers: Mapping[str, str]) -> Answer:
        found = match(environ["REQUEST_METHOD"], headers.get("host", ""), _raw_path(environ))
        content = _read(environ)
        other = self._other.get(environ.get("PATH_INFO", "")) if environ["REQUEST_METHOD"] == "POST" else None
        if other is not None:
            return other(_json(content))
        if found is None:
            absent(environ.get("PATH_INFO", ""))
        operation, path = found
        raw = operation.name in RAW
        call = Call(
            operation=operation,
            path=path,
            query=dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
            headers=headers,
            body={} if raw else _json(content),
            content=content if raw else b"",
        )
        with self._tenancy.lock:
            return self._retries.once(call, self._do)

    def _do(self, call: Call) -> Answer:
        check_body(call)
        return self._special.get(call.operation.name, handle)(self._tenancy, call)


def _headers(environ: WSGIEnvironment) -> dict[str, str]:
    found = {name[5:].replace("_", "-").lower(): str(value) for name, value in environ.items() if name[:5] == "HTTP_"}
    return {**found, "content-type": environ.get("CONTENT_TYPE", "")}


def _raw_path(environ: WSGIEnvironment) -> str:
    """As it was sent, where the server tells; otherwise encoded anew."""
    raw = environ.get("REQUEST_URI") or environ.get("RAW_URI")
    path = str(raw).partition("?")[0] if raw else ""
    return path if path.startswith("/") else quote(environ.get("PATH_INFO", "").encode("latin-1"))


def _read(environ: WSGIEnvironment) -> bytes:
    if environ.get("wsgi.input_terminated"):
        return bytes(environ["wsgi.input"].read())
    return bytes(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))


def _json(content: bytes) -> dict[str, Any]:
    try:
        body = json.loads(content) if content.strip() else {}
    except ValueError:
        unparsable("The body is not JSON.")
    if not isinstance(body, dict):
        unparsable("The body is not an object.")
    return body


def _content(body: Any) -> bytes:
    if body is None:
        return b""
    return body if isinstance(body, bytes) else json.dumps(body).encode()
