"""Every API call of a host is judged against its role's policies before it reaches the emulator.

Not judged: policies of resources (buckets, keys, queues), trust policies, session policies, what AWS services do on a
caller's behalf, signatures, clocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .call import Call, call_of
from .context import Session
from .denial import UNKNOWN_KEY, UNSIGNED, Refusal, refuse
from .facts import Facts
from .held import Roles
from .http import Http
from .judgement import Judgement
from .missing import when_missing
from .ports import Cloud, Notes
from .request import asks_of
from .s3 import listing
from .tables import UNSIGNED as UNSIGNED_OPERATIONS
from .tables import WAIT_CONDITION_HOST
from .usage import Usage

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Guard:
    def __init__(self, emulator: Cloud, journal: Notes) -> None:
        self._cloud = emulator
        self._roles = Roles(emulator)
        self._usage = Usage(journal)

    def wsgi(self, app: WSGIApplication) -> WSGIApplication:
        def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            http = Http(environ)
            if http.host.startswith(WAIT_CONDITION_HOST):
                return app(environ, start_response)
            self._usage.called()
            call = call_of(http)
            judged = self._judged(call)
            if isinstance(judged, Refusal):
                return refuse(call, judged, start_response)
            asked = listing(call, judged.facts) if judged else None
            if judged is None or asked is None:
                return app(environ, start_response)
            return when_missing(app, call, lambda: judged.refusal([asked]))(environ, start_response)

        return guarded

    def report(self) -> dict[str, Any]:
        """Roles of hosts that never called count too: all their grants are unused."""
        for instance in self._cloud.observe().live:
            held = self._roles.held(instance.role) if instance.role else None
            if instance.role and held:
                self._usage.holds(instance.role, held.identity)
        return self._usage.report()

    def _judged(self, call: Call) -> Judgement | Refusal | None:
        """None: the call needs no identity."""
        signer = call.http.signer
        if signer is None:
            return None if call.http.service == "sts" and call.operation in UNSIGNED_OPERATIONS else UNSIGNED
        caller = self._cloud.caller(signer.key)
        held = self._roles.held(caller.role) if caller else None
        if caller is None or held is None:
            return UNKNOWN_KEY
        self._usage.holds(caller.role, held.identity)
        facts = Facts(self._cloud, call.region)
        judged = Judgement(caller, held, call, facts, Session(self._cloud, caller, call, facts), self._usage)
        return judged.refusal(asks_of(call, facts)) or judged
