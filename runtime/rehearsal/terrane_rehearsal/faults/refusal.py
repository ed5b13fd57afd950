"""An error as each protocol of AWS writes it, so that SDKs see what the service would have said."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4
from xml.sax.saxutils import escape

from .call import Protocol
from .fault import Refusal

Headers = list[tuple[str, str]]
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def written(refusal: Refusal, protocol: Protocol) -> tuple[str, Headers, bytes]:
    """Status line, headers and body. https://smithy.io/2.0/aws/protocols/index.html."""
    request = str(uuid4())
    kind, body = _BODIES[protocol](refusal, request)
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("x-amzn-RequestId", request),
        ("x-amzn-ErrorType", refusal.code),
    ]
    if protocol == "cbor":
        headers.append(("smithy-protocol", "rpc-v2-cbor"))
    return f"{refusal.status} {HTTPStatus(refusal.status).phrase}", headers, body


def _json(refusal: Refusal, request: str) -> tuple[str, bytes]:
    return "application/x-amz-json-1.1", json.dumps({"__type": refusal.code, "message": refusal.message}).encode()


def _rest_json(refusal: Refusal, request: str) -> tuple[str, bytes]:
    return "application/json", json.dumps({"code": refusal.code, "message": refusal.message}).encode()


def _query(refusal: Refusal, request: str) -> tuple[str, bytes]:
    kind = "Sender" if refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR else "Receiver"
    error = f"<Error><Type>{kind}</Type>{_facts(refusal)}</Error>"
    return "text/xml", f"{_XML}<ErrorResponse>{error}<RequestId>{request}</RequestId></ErrorResponse>".encode()


def _ec2(refusal: Refusal, request: str) -> tuple[str, bytes]:
    errors = f"<Errors><Error>{_facts(refusal)}</Error></Errors>"
    return "text/xml", f"{_XML}<Response>{errors}<RequestID>{request}</RequestID></Response>".encode()


def _rest_xml(refusal: Refusal, request: str) -> tuple[str, bytes]:
    return "application/xml", f"{_XML}<Error>{_facts(refusal)}<RequestId>{request}</RequestId></Error>".encode()


def _facts(refusal: Refusal) -> str:
    return f"<Code>{escape(refusal.code)}</Code><Message>{escape(refusal.message)}</Message>"


def _cbor(refusal: Refusal, request: str) -> tuple[str, bytes]:
    """A map of two texts. https://www.rfc-editor.org/rfc/rfc8949#section-3.1."""
    texts = ("__type", refusal.code, "message", refusal.message)
    return "application/cbor", b"\xa2" + b"".join(_cbor_text(each.encode()) for each in texts)


def _cbor_text(text: bytes) -> bytes:
    return b"\x79" + struct.pack(">H", len(text)) + text


_BODIES: dict[Protocol, Callable[[Refusal, str], tuple[str, bytes]]] = {
    "json": _json,
    "rest-json": _rest_json,
    "query": _query,
    "ec2": _ec2,
    "rest-xml": _rest_xml,
    "cbor": _cbor,
}
