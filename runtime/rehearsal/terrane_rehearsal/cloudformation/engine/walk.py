"""Steps that need one another, begun in order, waited for together, on one thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field

from terrane_rehearsal.cloudformation.engine.bell import Bell

Step = Generator[float, None, None]
"""Work on one resource. It yields the seconds after which it looks again, and ends or raises.
The bell wakes it before that."""

LONGEST_SLEEP = 3600.0


@dataclass
class Outcome:
    done: list[str] = field(default_factory=list)
    failed: dict[str, Exception] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    """Begun, and stopped because another failed."""


def walk(
    needs: Mapping[str, set[str]],
    begin: Callable[[str], Step],
    bell: Bell,
    stopped: Callable[[], bool] = lambda: False,
    keep_going: bool = False,
) -> Outcome:
    """Begins a step when all that it needs are done. A failure stops the rest, unless keep_going: then
    only what needs the failed one stays undone."""
    outcome = Outcome()
    waiting = {name: {other for other in others if other in needs} for name, others in needs.items()}
    active: dict[str, tuple[Step, float]] = {}
    last_heard = bell.rings

    def advance(name: str, step: Step) -> None:
        active.pop(name, None)
        try:
            active[name] = (step, time.monotonic() + next(step))
        except StopIteration:
            outcome.done.append(name)
            for others in waiting.values():
                others.discard(name)
        except Exception as error:  # noqa: BLE001 (told to the caller)
            outcome.failed[name] = error

    def over() -> bool:
        return stopped() or (bool(outcome.failed) and not keep_going)

    while not over():
        heard = bell.rings
        ready = next((name for name, others in waiting.items() if not others), None)
        if ready is not None:
            del waiting[ready]
            advance(ready, begin(ready))
        elif not active:
            break
        moment = time.monotonic()
        due = [(name, step) for name, (step, at) in active.items() if at <= moment or heard != last_heard]
        last_heard = heard
        for name, step in due:
            if not over():
                advance(name, step)
        if active and not over() and not any(not others for others in waiting.values()):
            bell.wait(heard, min(LONGEST_SLEEP, min(at for _, at in active.values()) - time.monotonic()))
    for name, (step, _) in active.items():
        step.close()
        outcome.cancelled.append(name)
    return outcome


def pauses(first: float = 0.05, longest: float = 0.5) -> Iterator[float]:
    """Short at first, then ever longer: what is quick is seen at once, what is slow costs nothing."""
    pause = first
    while True:
        yield pause
        pause = min(longest, pause * 1.5)
