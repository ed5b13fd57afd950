"""May this role do it: policies of an identity, and its permissions boundary, as IAM evaluates them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .ask import Ask, Find
from .statements import Statement, applies, untold


class Outcome(Enum):
    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    """No statement allows it."""
    DENIED = "denied"
    """A statement denies it."""
    UNTOLD = "untold"
    """It would be allowed or not by something that is not known here: it is refused."""


# What surely refuses says more than what may.
_STRENGTH = (Outcome.DENIED, Outcome.NOT_ALLOWED, Outcome.UNTOLD)


@dataclass(frozen=True)
class Decision:
    outcome: Outcome
    boundary: bool = False
    """The permissions boundary decided."""
    by: tuple[Statement, ...] = ()
    """The identity's statements that allow it; else those that deny it, or of which it cannot be told."""
    because: tuple[str, ...] = ()
    """What is not known."""


def judge(ask: Ask, find: Find, identity: Sequence[Statement], boundary: Sequence[Statement] | None) -> Decision:
    layers = [_Layer(identity, ask, find, False)]
    if boundary is not None:
        layers.append(_Layer(boundary, ask, find, True))
    refusals = [layer.denial() for layer in layers] + [layer.omission() for layer in layers]
    found = [each for each in refusals if each is not None]
    allowed = Decision(Outcome.ALLOWED, by=tuple(layers[0].allowing))
    return min(found, key=lambda each: _STRENGTH.index(each.outcome), default=allowed)


class _Layer:
    def __init__(self, statements: Sequence[Statement], ask: Ask, find: Find, boundary: bool) -> None:
        self._ask, self._find, self._boundary = ask, find, boundary
        told = [(statement, applies(statement, ask, find)) for statement in statements]
        self.allowing = [each for each, outcome in told if outcome and each.allows]
        self._denying = [each for each, outcome in told if outcome and not each.allows]
        self._maybe_allowing = [each for each, outcome in told if outcome is None and each.allows]
        self._maybe_denying = [each for each, outcome in told if outcome is None and not each.allows]

    def denial(self) -> Decision | None:
        if self._denying:
            return Decision(Outcome.DENIED, self._boundary, tuple(self._denying))
        return self._unclear(self._maybe_denying)

    def omission(self) -> Decision | None:
        if self.allowing:
            return None
        return self._unclear(self._maybe_allowing) or Decision(Outcome.NOT_ALLOWED, self._boundary)

    def _unclear(self, statements: list[Statement]) -> Decision | None:
        if not statements:
            return None
        because = dict.fromkeys(why for each in statements for why in untold(each, self._ask, self._find))
        return Decision(Outcome.UNTOLD, self._boundary, tuple(statements), tuple(because))
