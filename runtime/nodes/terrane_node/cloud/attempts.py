"""A launch is tried again while the cloud gives no answer to it."""

from __future__ import annotations

import random
from typing import Callable, TypeVar

from terrane_node.clock import Clock
from terrane_node.errors import CloudUnreachable

T = TypeVar("T")

ATTEMPTS = 8
LONGEST_PAUSE_SECONDS = 20.0


def until_answered(clock: Clock, attempt: Callable[[], T]) -> T:
    """Pauses grow, and differ among the machines and threads that were turned away together."""
    for left in range(ATTEMPTS - 1, 0, -1):
        try:
            return attempt()
        except CloudUnreachable:
            longest = min(LONGEST_PAUSE_SECONDS, 2.0 ** (ATTEMPTS - left))
            clock.sleep(random.uniform(longest / 2, longest))
    return attempt()
