"""The whole cloud as one WSGI application: chosen services may have another application in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import failures
from .calls import scope_of
from .context import Context

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WAITING = frozenset({"sqs", "kinesis", "s3", "logs", "dynamodb", "lambda"})
"""Services whose calls may take long, or carry much, and that no other service of the emulator reads or changes."""


class Front:
    def __init__(self, context: Context, prepare: Callable[[str], None], answered: Callable[[str], None]) -> None:
        """`prepare` is told the Region of every call before it is answered; `answered` its service, afterwards."""
        self._context = context
        self._prepare = prepare
        self._answered = answered
        self._services: WSGIApplication = DomainDispatcherApplication(create_backend_app)
        self._before: dict[str, WSGIApplication] = {}

    def intercept(self, service: str, app: WSGIApplication) -> None:
        """Puts an application in front for a service, named as in a credential scope or a host name."""
        self._before[service] = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        service, region = scope_of(environ)
        app = self._before.get(service)
        try:
            self._prepare(region)
            if app is not None:
                return app(environ, start_response)
            if service in WAITING:
                return self._services(environ, start_response)
            with self._context.lock:
                answer = _whole(self._services(environ, start_response))
                self._answered(service)
                return answer
        except Exception as error:  # noqa: BLE001 (whatever it is, the client gets an answer that it can read)
            return failures.answer(environ, start_response, service, error)


def _whole(answer: Iterable[bytes]) -> list[bytes]:
    try:
        return list(answer)
    finally:
        close: Any = getattr(answer, "close", None)
        if close is not None:
            close()
