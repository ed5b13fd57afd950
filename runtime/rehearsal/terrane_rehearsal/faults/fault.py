"""One fault: which calls it concerns, and what becomes of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase

from .call import Call


@dataclass(frozen=True)
class Caller:
    """None where it is not known, or where the caller is no host."""

    instance: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Refusal:
    code: str
    message: str
    status: int


@dataclass
class Fault:
    """None stands for any."""

    id: str
    kind: str
    service: str | None = None
    operation: str | None = None
    path: str | None = None
    """With `*`."""
    secret: str | None = None
    instance: str | None = None
    role: str | None = None
    seconds: float = 0
    """Before the call goes on, or is refused."""
    refusal: Refusal | None = None
    left: int | None = None
    """Calls that it still concerns; None: until it is cleared."""
    hits: int = 0

    def concerns(self, call: Call, caller: Caller) -> bool:
        return (
            self.left != 0
            and self.service in (None, call.service)
            and self.operation in (None, call.operation)
            and (self.path is None or fnmatchcase(call.path, self.path))
            and self.instance in (None, caller.instance)
            and self.role in (None, caller.role)
            and (self.secret is None or _asks_for(self.secret, call))
        )

    def sentence(self) -> str:
        calls = f"{self.service or 'every service'}{f' {self.operation}' if self.operation else ''}"
        where = f" at {self.path}" if self.path else ""
        of = f" of secret {self.secret}" if self.secret else ""
        by = f" from {self.instance}" if self.instance else ""
        role = f" by role {self.role}" if self.role else ""
        slow = f" after {self.seconds:g} s" if self.seconds else ""
        what = f"is answered {self.refusal.code}{slow}" if self.refusal else f"goes on{slow}"
        times = "until it is cleared" if self.left is None else f"{self.left} times"
        return f"fault {self.id}: {calls}{where}{of}{by}{role} {what}, {times}"


def _asks_for(secret: str, call: Call) -> bool:
    """By name, by ARN, or by an ARN without the six random characters at its end; the wanted one may have `*`."""
    try:
        asked = json.loads(call.body or b"{}")
        name = asked.get("SecretId")
    except (ValueError, AttributeError):
        return False
    return isinstance(name, str) and _same(secret, name)


def _same(secret: str, asked: str) -> bool:
    if fnmatchcase(asked, secret):
        return True
    wanted, name = (each.rpartition(":secret:")[2] for each in (secret, asked))
    return any(fnmatchcase(each, wanted) for each in (name, name[:-7] if name[-7:-6] == "-" else name))
