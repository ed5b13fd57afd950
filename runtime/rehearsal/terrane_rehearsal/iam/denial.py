"""Refusals: AWS's sentence, in the shape of the error that the service's protocol has."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from .ask import ANY, Ask
from .call import Call
from .judge import Decision, Outcome

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

REQUEST_ID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Refusal:
    """What a request is refused for; codes by the protocol: `ec2`, `query`, `json` (and REST with JSON), `s3`."""

    ec2: tuple[int, str]
    query: tuple[int, str]
    json: tuple[int, str]
    s3: tuple[int, str]
    message: str
    s3_message: str


def denied(sentence: str) -> Refusal:
    return Refusal(
        ec2=(403, "UnauthorizedOperation"),
        query=(403, "AccessDenied"),
        json=(400, "AccessDeniedException"),
        s3=(403, "AccessDenied"),
        message=sentence,
        s3_message=sentence,
    )


UNKNOWN_KEY = Refusal(
    ec2=(401, "AuthFailure"),
    query=(403, "InvalidClientTokenId"),
    json=(400, "UnrecognizedClientException"),
    s3=(403, "InvalidAccessKeyId"),
    message="The security token included in the request is invalid.",
    s3_message="The AWS Access Key Id you provided does not exist in our records.",
)
UNSIGNED = Refusal(
    ec2=(401, "AuthFailure"),
    query=(403, "MissingAuthenticationToken"),
    json=(400, "MissingAuthenticationTokenException"),
    s3=(403, "AccessDenied"),
    message="Request is missing Authentication Token",
    s3_message="Access Denied",
)
_EC2_KEY = "AWS was not able to validate the provided access credentials"


def sentence(user: str, ask: Ask, decision: Decision, quoted: bool) -> str:
    """https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html

    `quoted`: S3 puts the resource in quotation marks.
    """
    shown = f'"{ask.resource}"' if quoted else ask.resource or "an unknown resource"
    on = "" if ask.resource == ANY else f" on resource: {shown}"
    return f"User: {user} is not authorized to perform: {ask.action}{on} {_reason(ask, decision)}"


def _reason(ask: Ask, decision: Decision) -> str:
    if decision.outcome is Outcome.DENIED:
        return (
            f"with an explicit deny in {'a permissions boundary' if decision.boundary else 'an identity-based policy'}"
        )
    kind = "permissions boundary" if decision.boundary else "identity-based policy"
    plain = f"because no {kind} allows the {ask.action} action"
    unclear = ", ".join(decision.because)
    return f"{plain} (the rehearsal cannot tell: {unclear})" if decision.outcome is Outcome.UNTOLD else plain


def refuse(call: Call, refusal: Refusal, start_response: StartResponse) -> Iterable[bytes]:
    status, headers, body = _answer(call, refusal)
    if call.http.method == "HEAD":
        body = b""
    fixed = [("x-amzn-RequestId", REQUEST_ID), ("Content-Length", str(len(body)))]
    start_response(f"{status} {'Forbidden' if status == 403 else 'Refused'}", [*headers, *fixed])
    return [body]


def _answer(call: Call, refusal: Refusal) -> tuple[int, list[tuple[str, str]], bytes]:
    if call.http.service == "s3":
        return _xml(refusal.s3, refusal.s3_message, "<Error>{error}{id}</Error>", "RequestId")
    match call.protocol:
        case "ec2":
            message = _EC2_KEY if refusal.ec2[1] == "AuthFailure" else f"{_EC2_BEGIN} {refusal.message}"
            return _xml(
                refusal.ec2, message, "<Response><Errors><Error>{error}</Error></Errors>{id}</Response>", "RequestID"
            )
        case "query" | "rest-xml":
            shape = "<ErrorResponse><Error><Type>Sender</Type>{error}</Error>{id}</ErrorResponse>"
            return _xml(refusal.query, refusal.message, shape, "RequestId")
        case "cbor":
            return _cbor(call, refusal)
    return _json(call, refusal)


_EC2_BEGIN = "You are not authorized to perform this operation."


def _xml(given: tuple[int, str], message: str, shape: str, name: str) -> tuple[int, list[tuple[str, str]], bytes]:
    status, code = given
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    text = shape.format(error=error, id=f"<{name}>{REQUEST_ID}</{name}>")
    return status, [("Content-Type", "text/xml")], f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _json(call: Call, refusal: Refusal) -> tuple[int, list[tuple[str, str]], bytes]:
    status, code = refusal.json
    body = json.dumps({"__type": code, "message": refusal.message, "Message": refusal.message}).encode()
    headers = [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-ErrorType", code)]
    return 403 if call.protocol == "rest-json" else status, [*headers, *_queried(call, refusal)], body


def _queried(call: Call, refusal: Refusal) -> list[tuple[str, str]]:
    """SDKs show the code of the query protocol for services that once spoke it."""
    return [("x-amzn-query-error", f"{refusal.query[1]};Sender")] if call.queried else []


def _cbor(call: Call, refusal: Refusal) -> tuple[int, list[tuple[str, str]], bytes]:
    status, code = refusal.json
    headers = [("Content-Type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor"), *_queried(call, refusal)]
    return status, headers, b"\xa2" + b"".join(map(_cbor_text, ("__type", code, "message", refusal.message)))


def _cbor_text(text: str) -> bytes:
    """https://www.rfc-editor.org/rfc/rfc8949#section-3.1, major type 3, with its length in four bytes."""
    raw = text.encode()
    return b"\x7a" + len(raw).to_bytes(4, "big") + raw
