"""Lambda: calls run through the rehearsal instead of a container, and topics do not wait for what they call."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from moto.awslambda.models import LambdaBackend, LambdaFunction

from ..context import current
from ..patching import around


def install() -> None:
    around(LambdaFunction, "_invoke_lambda")(_invoke)
    around(LambdaBackend, "send_sns_message")(_send_sns_message)


def _invoke(_original: Any, function: Any, event: Any = None) -> tuple[str, bool, str]:
    return current().functions.call(function, json.dumps(event if event is not None else {}))


def _send_sns_message(
    _original: Any,
    backend: Any,
    function_name: str,
    message: str,
    subject: str | None = None,
    qualifier: str | None = None,
) -> None:
    """https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html"""
    function = backend._lambdas.get_function_by_name_or_arn_with_qualifier(function_name, qualifier)
    notification: dict[str, Any] = {
        "Type": "Notification",
        "Subject": subject,
        "Message": message,
        "Timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "MessageAttributes": {},
    }
    event = {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": notification}]}
    current().functions.begin(function, json.dumps(event))
