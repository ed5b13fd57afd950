"""Waiting for signals: creation policies, rolling updates and wait conditions. It costs nothing until one comes."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation.engine.walk import Step
from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.signals import Signal, Signals

DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
LONGEST_SECONDS = 12 * 3600
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html"""
USUAL_TIMEOUT = "PT5M"


@dataclass(frozen=True)
class Wanted:
    count: int
    seconds: float
    percent: int = 100

    @property
    def needed(self) -> int:
        return math.ceil(self.count * self.percent / 100)


def seconds_of(duration: str) -> float:
    found = DURATION.fullmatch(duration)
    if not found or not any(found.groups()):
        raise ResourceFailed(f"CreationPolicy has an invalid Timeout: {duration}")
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return min(LONGEST_SECONDS, ((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def wanted_by(policy: Mapping[str, Any]) -> Wanted | None:
    """Of a creation policy, worked out."""
    signal = policy.get("ResourceSignal")
    if signal is None:
        return None
    percent = policy.get("AutoScalingCreationPolicy", {}).get("MinSuccessfulInstancesPercent", 100)
    return Wanted(int(signal.get("Count", 1)), seconds_of(str(signal.get("Timeout", USUAL_TIMEOUT))), int(percent))


def for_signals(signals: Signals, wanted: Wanted, tell: Callable[[str], None]) -> Step:
    """tell: writes an event of the resource."""
    deadline = time.monotonic() + wanted.seconds
    while True:
        for signal in signals.untold():
            tell(f"Received {_word(signal)} signal with UniqueId {signal.unique_id}")
        _refuse_failures(signals, wanted)
        if len(signals.received) >= wanted.count:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            missing = wanted.count - len(signals.received)
            raise ResourceFailed(f"Failed to receive {missing} resource signal(s) within the specified duration")
        yield left


def _refuse_failures(signals: Signals, wanted: Wanted) -> None:
    failures = signals.failures()
    if wanted.count - len(failures) >= wanted.needed:
        return
    if wanted.count == 1:
        raise ResourceFailed(f"Received FAILURE signal with UniqueId {failures[0].unique_id}")
    senders = ", ".join(signal.unique_id for signal in failures)
    raise ResourceFailed(
        f"Received {len(failures)} FAILURE signal(s) out of {wanted.count}. Unable to satisfy {wanted.percent}% "
        f"MinSuccessfulInstancesPercent requirement (UniqueId {senders})"
    )


def _word(signal: Signal) -> str:
    return "SUCCESS" if signal.success else "FAILURE"


def for_condition(signals: Signals, count: int, seconds: float) -> Step:
    """A wait condition."""
    deadline = time.monotonic() + seconds
    while True:
        for signal in signals.failures():
            raise ResourceFailed(
                f"WaitCondition received failed message: '{signal.reason}' for uniqueId: {signal.unique_id}"
            )
        if len(signals.received) >= count:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            got = len(signals.received)
            raise ResourceFailed(f"WaitCondition timed out. Received {got} conditions when expecting {count}")
        yield left
