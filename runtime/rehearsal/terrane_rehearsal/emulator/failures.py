"""What the emulator does not know, or fails in, answered in the shape that the client's protocol has."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from .context import current

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def answer(environ: WSGIEnvironment, start_response: StartResponse, service: str, error: Exception) -> Iterable[bytes]:
    """SDKs do not try again what is not emulated; a failure of the emulator is one of the service to them."""
    lacking = isinstance(error, NotImplementedError)
    code = "NotImplemented" if lacking else "InternalError"
    said = str(error).removesuffix(".") or type(error).__name__
    message = f"The rehearsal cloud does not emulate this of {service}: {said}." if lacking else f"{service}: {said}"
    current().journal.note("emulator", service=service, code=code, message=message, trace=_trace(error))
    kind, body = shaped(environ, service, code, message)
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("x-amzn-ErrorType", code)]
    start_response("400 Bad Request" if lacking else "500 Internal Server Error", headers)
    return [body]


def _trace(error: Exception) -> str:
    return "".join(traceback.format_exception(error)[-3:])


def shaped(environ: WSGIEnvironment, service: str, code: str, message: str) -> tuple[str, bytes]:
    """Content type and body of an error."""
    form = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    inner = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    if service == "s3":
        text = f"<Error>{inner}<RequestId>rehearsal</RequestId></Error>"
    elif service == "ec2":
        text = f"<Response><Errors><Error>{inner}</Error></Errors><RequestID>rehearsal</RequestID></Response>"
    elif form or service == "route53":
        text = f"<ErrorResponse><Error>{inner}</Error><RequestId>rehearsal</RequestId></ErrorResponse>"
    else:
        return "application/x-amz-json-1.1", json.dumps({"__type": code, "message": message}).encode()
    return "text/xml", (DECLARATION + text).encode()
