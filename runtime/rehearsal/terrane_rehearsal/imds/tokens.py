"""Session tokens of version 2: bound to one instance, and valid for as long as was asked."""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
from collections.abc import Callable

LONGEST = 21600
"""Seconds. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html."""
_FACTS = struct.Struct(">d8s")
_SIGNATURE_BYTES = 24


class Tokens:
    """Nothing is kept: a token carries its end and a signature over it and the instance. 56 characters, as EC2's."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def issue(self, instance: str, seconds: int) -> str:
        facts = _FACTS.pack(self._clock() + seconds, secrets.token_bytes(8))
        return base64.urlsafe_b64encode(facts + self._sign(instance, facts)).decode()

    def remaining(self, instance: str, token: str) -> int | None:
        """Whole seconds that it is still valid for; None if it never was valid for this instance, or has ended."""
        try:
            raw = base64.b64decode(token, altchars=b"-_", validate=True)
        except ValueError:
            return None
        facts, signature = raw[: _FACTS.size], raw[_FACTS.size :]
        if len(facts) != _FACTS.size or not hmac.compare_digest(signature, self._sign(instance, facts)):
            return None
        ends: float = _FACTS.unpack(facts)[0]
        left = ends - self._clock()
        return int(left) if left > 0 else None

    def _sign(self, instance: str, facts: bytes) -> bytes:
        return hmac.digest(self._key, instance.encode() + b"\0" + facts, "sha256")[:_SIGNATURE_BYTES]


def lifetime(text: str | None) -> int | None:
    """What the header asks for; None unless it is a whole number of seconds that EC2 grants."""
    if text is None or not text.strip().isascii() or not text.strip().isdigit():
        return None
    seconds = int(text)
    return seconds if 1 <= seconds <= LONGEST else None
