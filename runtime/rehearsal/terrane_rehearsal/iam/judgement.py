"""One call of one caller: everything that it asks for is judged, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .ask import Ask
from .call import Call
from .context import Context, Session
from .denial import Refusal, denied, sentence
from .facts import Facts
from .held import Held
from .judge import Decision, Outcome, judge
from .ports import Caller
from .tables import SESSION_POLICIES
from .usage import Refused, Usage


@dataclass(frozen=True)
class Judgement:
    caller: Caller
    held: Held
    call: Call
    facts: Facts
    session: Session
    usage: Usage

    def refusal(self, asks: Iterable[Ask]) -> Refusal | None:
        """None: all is allowed. The first that is not decides, as AWS names one."""
        given = [
            (ask, judge(ask, Context(self.session, ask).find, self.held.identity, self.held.boundary)) for ask in asks
        ]
        refused = next((pair for pair in given if pair[1].outcome is not Outcome.ALLOWED), None)
        if refused is not None:
            return self._refused(*refused)
        for ask, decision in given:
            self.usage.allowed(self.caller.role, ask.action, decision.by)
        self._doubt()
        return None

    def _refused(self, ask: Ask, decision: Decision) -> Refusal:
        text = sentence(self._user, ask, decision, quoted=self.call.http.service == "s3")
        if decision.outcome is Outcome.UNTOLD:
            self.usage.untold(self._what(ask.action, ask.resource), decision.because, text)
        else:
            self.usage.refused(self._what(ask.action, ask.resource), text)
        return denied(text)

    def _doubt(self) -> None:
        """A session's own policies narrow what it may do; they are not judged."""
        if self.call.prefix == "sts" and SESSION_POLICIES & self.call.params.keys():
            what = self._what(f"sts:{self.call.operation}", str(self.call.params.get("RoleArn")))
            self.usage.untold(what, ["session policies"], "allowed; the session's own policies will not be judged")

    def _what(self, action: str, resource: str | None) -> Refused:
        host = self.caller.instance or self.call.http.address
        return Refused(self.caller.role, action, resource or "unknown", host)

    @property
    def _user(self) -> str:
        partition, account = self.facts.partition, self.facts.account
        return f"arn:{partition}:sts::{account}:assumed-role/{self.caller.role}/{self.caller.session}"
