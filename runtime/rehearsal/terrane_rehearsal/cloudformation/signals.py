"""Signals that resources wait for: from `SignalResource`, or put to a wait condition's address."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from terrane_rehearsal.cloudformation.errors import invalid


@dataclass(frozen=True)
class Signal:
    unique_id: str
    success: bool
    reason: str = ""
    data: str = ""


@dataclass
class Signals:
    """Those of one resource, one a UniqueId: a second success of the same sender counts once."""

    resource: str
    received: dict[str, Signal] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """Whose signal has an event."""

    def add(self, signal: Signal) -> None:
        if signal.unique_id in self.received and signal.success:
            raise invalid(
                f"Signal with ID {signal.unique_id} for resource {self.resource} already exists. "
                "Signals may only be updated with a FAILURE status."
            )
        self.received[signal.unique_id] = signal

    def failures(self) -> list[Signal]:
        return [signal for signal in self.received.values() if not signal.success]

    def untold(self) -> list[Signal]:
        new = [signal for key, signal in self.received.items() if key not in self.told]
        self.told.update(signal.unique_id for signal in new)
        return new

    def data(self) -> str:
        """What `Fn::GetAtt Condition.Data` gives: a JSON text of every sender's data."""
        return json.dumps({signal.unique_id: signal.data for signal in self.received.values()}, separators=(",", ":"))


def put_signal(body: bytes) -> Signal:
    """The document that a machine puts to a wait condition's address (cfn-signal, curl)."""
    try:
        told = json.loads(body)
        status, unique_id = str(told["Status"]).upper(), str(told["UniqueId"])
    except (ValueError, KeyError, TypeError):
        raise invalid('A wait condition takes {"Status", "UniqueId", "Data", "Reason"} as JSON') from None
    if status not in ("SUCCESS", "FAILURE"):
        raise invalid(f"Status is SUCCESS or FAILURE, not {status}")
    return Signal(unique_id, status == "SUCCESS", str(told.get("Reason", "")), str(told.get("Data", "")))
