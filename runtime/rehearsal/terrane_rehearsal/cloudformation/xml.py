"""Answers of the query protocol as XML, by the service's own description (botocore's)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/"

UNWRITABLE = {code: None for code in range(32) if code not in (9, 10, 13)}
"""Control characters that XML 1.0 cannot hold."""


def answer(operation: str, shape: Any, result: Mapping[str, Any], request_id: str) -> bytes:
    """shape: the operation's output, None when it has none."""
    inner = ""
    if shape is not None:
        wrapper = shape.serialization.get("resultWrapper", f"{operation}Result")
        inner = f"<{wrapper}>{_members(shape, result)}</{wrapper}>"
    return _document(
        f'<{operation}Response xmlns="{NAMESPACE}">{inner}'
        f"<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata></{operation}Response>"
    )


def error(code: str, message: str, request_id: str, sender: bool = True) -> bytes:
    blamed = "Sender" if sender else "Receiver"
    return _document(
        f'<ErrorResponse xmlns="{NAMESPACE}"><Error><Type>{blamed}</Type><Code>{_text(code)}</Code>'
        f"<Message>{_text(message)}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
    )


def _document(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content}'.encode()


def _members(shape: Any, values: Mapping[str, Any]) -> str:
    if foreign := set(values) - set(shape.members):
        raise ValueError(f"{shape.name} has no members {sorted(foreign)}")
    return "".join(_element(name, member, values.get(name)) for name, member in shape.members.items())


def _element(name: str, shape: Any, value: Any) -> str:
    return "" if value is None else f"<{name}>{_content(shape, value)}</{name}>"


def _content(shape: Any, value: Any) -> str:
    if shape.type_name == "structure":
        return _members(shape, value)
    if shape.type_name == "list":
        return "".join(_element("member", shape.member, part) for part in value)
    if shape.type_name == "map":
        entries = (f"<key>{_text(key)}</key>{_element('value', shape.value, part)}" for key, part in value.items())
        return "".join(f"<entry>{entry}</entry>" for entry in entries)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"
    return _text(str(value))


def _text(value: str) -> str:
    return escape(value.translate(UNWRITABLE), {"\r": "&#13;"})
