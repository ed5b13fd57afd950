"""Retry tokens: a request that is sent again has its first answer again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .call import Answer, Call
from .errors import Refusal

HEADER = "opc-retry-token"


@dataclass
class Retries:
    """Kept as long as the emulator; OCI forgets after a day."""

    _answers: dict[tuple[str, str], tuple[dict[str, Any], Answer]] = field(default_factory=dict)

    def once(self, call: Call, do: Callable[[Call], Answer]) -> Answer:
        token = call.headers.get(HEADER)
        if not token or call.operation.method != "POST":
            return do(call)
        key = (call.operation.name, token)
        if key in self._answers:
            body, answer = self._answers[key]
            if body != call.body:
                raise Refusal(409, "InvalidatedRetryToken", "The retry token was used for another request")
            return answer
        answer = do(call)
        self._answers[key] = call.body, answer
        return answer
