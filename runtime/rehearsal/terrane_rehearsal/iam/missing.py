"""S3 says that an object is missing only to those who may list its bucket; others are told "denied"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from .call import Call
from .denial import Refusal, refuse

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MISSING = "404"


def when_missing(app: WSGIApplication, call: Call, refusal: Callable[[], Refusal | None]) -> WSGIApplication:
    """`refusal` is asked for only when the answer is "not found"."""

    def late(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        instead: list[Refusal] = []

        def started(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            found = refusal() if status.startswith(MISSING) else None
            if found is None:
                return start_response(status, headers, *error)
            instead.append(found)
            return _ignored

        answer = app(environ, started)
        if not instead:
            return answer
        close: Any = getattr(answer, "close", None)
        if close is not None:
            close()
        return refuse(call, instead[0], start_response)

    return late


def _ignored(data: bytes) -> None:
    """Of the answer that is not given."""
