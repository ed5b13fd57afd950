"""Faults put in front of the cloud's APIs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ..find_host import HostNotFound, find
from ..world import Instance, World
from .call import call_of
from .fault import Caller
from .refusal import written
from .store import Faults

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class _Caller(Protocol):
    @property
    def role(self) -> str: ...


class Emulator(Protocol):
    def observe(self) -> World: ...

    def caller(self, access_key: str) -> _Caller | None: ...


class ApiFaults:
    """A call costs nothing more while no fault is on."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._faults = Faults()

    def add(self, spec: Mapping[str, Any]) -> str:
        """`host` may be any name of a host; null is as absent. Raises ValueError where the spec is wrong."""
        given = {name: value for name, value in spec.items() if value is not None}
        if "host" in given:
            given["host"] = self._instance(given["host"])
        return self._faults.add(given)

    def list(self) -> list[dict[str, Any]]:
        return self._faults.list()

    def clear(self, id: str | None = None) -> None:
        self._faults.clear(id)

    def wsgi(self, app: WSGIApplication) -> WSGIApplication:
        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if not self._faults:
                return app(environ, start_response)
            call = call_of(environ)
            for fault in self._faults.take(call, lambda: self._caller(environ, call.access_key)):
                time.sleep(fault.seconds)
                if fault.refusal:
                    status, headers, body = written(fault.refusal, call.protocol)
                    start_response(status, headers)
                    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
            return app(environ, start_response)

        return answer

    def _instance(self, name: object) -> str:
        try:
            return find(str(name), self._emulator.observe().live).id
        except HostNotFound as error:
            raise ValueError(str(error)) from error

    def _caller(self, environ: WSGIEnvironment, access_key: str) -> Caller:
        vpc, address = environ.get("REHEARSAL_VPC"), environ.get("REMOTE_ADDR")
        host = next(
            (each for each in self._emulator.observe().live if (each.vpc, each.address) == (vpc, address)), None
        )
        signer = self._emulator.caller(access_key) if access_key else None
        return Caller(host.id if host else None, signer.role if signer else _role(host))


def _role(host: Instance | None) -> str | None:
    return host.role if host else None
