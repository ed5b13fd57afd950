"""How many workers there should be. Pure: figures in, a number out."""

from __future__ import annotations

import math
from dataclasses import dataclass

# A machine takes minutes to boot; one that would have less to do than this is not worth it.
WORTH_SECONDS = 300.0
# Of the time that is left: the rest is for machines that boot and for those that are lost.
USED_SHARE = 0.8
# A crew grows by no less than this share of itself, and shrinks to what the cap can feed only where it is larger by it:
# a measured rate is never twice the same.
STEP = 0.1


@dataclass(frozen=True)
class Need:
    backlog: int
    """Chunks that are not finished, those at work among them."""
    now: int
    """Workers that there are, or that are on their way."""
    running: int
    """Those of them that are at work."""
    threads: int
    """Chunks that a worker has at work at once."""
    seconds_left: float | None
    """To the deadline; None where there is none, and below 0 where it has passed."""
    declared: float
    """Chunks that a worker does in a second, as planned."""
    measured: float | None
    """The same, as seen while the cap did not hold it back; None where that is not known yet."""
    cap: float | None
    """Requests a second of the whole fleet; None where nothing caps it."""
    useful: int
    """More than so many cannot be fed, by the plan."""
    least: int
    most: int


def wanted(need: Need) -> int:
    """0 when there is nothing left to do, also where `least` is more."""
    if need.backlog <= 0:
        return 0
    ceiling = fed(need)
    least = min(need.least, ceiling)
    target = max(min(_target(need), ceiling), least)
    if target > need.now:
        return target if target >= need.now * (1 + STEP) or need.now < least else need.now
    if need.now > ceiling * (1 + STEP) or need.now > need.most:
        return ceiling
    # Those without a machine may stay without it where all that is left has a thread. Those at work are kept to the
    # end: their chunks would be done again, and who is ahead of its time has no need to hurry.
    return max(min(need.now, max(need.running, math.ceil(need.backlog / need.threads))), least)


def fed(need: Need) -> int:
    """How many workers the cap can feed, at least one; what was measured takes the plan's place once it is known."""
    if need.cap is None:
        return need.most
    if need.measured is not None:
        return min(need.most, max(1, math.floor(need.cap / need.measured)))
    return min(need.most, max(1, need.useful), max(1, math.floor(need.cap / need.declared)))


def _target(need: Need) -> int:
    rate = need.measured if need.measured is not None else need.declared
    if need.seconds_left is None:
        return math.ceil(need.backlog / max(rate * WORTH_SECONDS, need.threads))
    if need.seconds_left <= 0:
        return need.most
    return math.ceil(need.backlog / (rate * need.seconds_left * USED_SHARE))


class Measure:
    """What a worker does in a second, learnt while the number of workers stands and the cap does not hold them back."""

    SETTLED_SECONDS = 60.0
    """As long as rates are averaged over."""
    HELD_SHARE = 0.9
    """From this share of the cap on, the rate is the cap's and not the workers'."""

    def __init__(self) -> None:
        self.rate: float | None = None
        self._workers = 0
        self._since = 0.0

    def see(self, workers: int, done_per_second: float, busy: bool, cap: float | None, at: float) -> None:
        """`workers`: those at work. `busy`: all of them have enough to do. `at`: seconds that never go back."""
        if workers != self._workers:
            self._workers, self._since = workers, at
        settled = workers > 0 and at - self._since >= self.SETTLED_SECONDS
        held = cap is not None and done_per_second >= self.HELD_SHARE * cap
        if settled and busy and not held and done_per_second > 0:
            self.rate = done_per_second / workers
