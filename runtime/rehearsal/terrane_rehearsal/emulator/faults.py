"""What is made to fail on purpose inside the emulated cloud; delays and refusals of calls are made in front of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Withheld:
    """Capacity that EC2 does not have."""

    type: str | None = None
    """None: any type."""
    zone: str | None = None
    """None: any zone."""
    launches: int | None = None
    """How many launches find none yet; None: all, until it is cleared."""
    refused: set[str] = field(default_factory=set)
    """Client tokens of launches that found none: a client that tries the same launch again counts once."""

    def concerns(self, machine_type: str, zone: str, token: str) -> bool:
        left = self.launches is None or self.launches > 0 or token in self.refused
        return left and self.type in (None, machine_type) and self.zone in (None, zone)

    def count(self, token: str) -> None:
        if self.launches is not None and token not in self.refused:
            self.launches -= 1
        if token:
            self.refused.add(token)

    def __str__(self) -> str:
        times = (
            "until it is cleared"
            if self.launches is None
            else f"for the next {'launch' if self.launches == 1 else f'{self.launches} launches'}"
        )
        return f"EC2 has no capacity for {self.type or 'any type'} in {self.zone or 'any zone'} {times}"


class Faults:
    """Methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._capacity: list[Withheld] = []
        self.vcpu_limit: int | None = None
        """On-demand vCPUs that the account may run in a Region; None: as many as it likes."""

    def withhold(self, type: str | None = None, zone: str | None = None, launches: int | None = None) -> str:
        """Says in a sentence what is withheld."""
        fault = Withheld(type, zone, launches)
        with self._lock:
            self._capacity.append(fault)
        return str(fault)

    def clear(self) -> None:
        with self._lock:
            self._capacity.clear()
            self.vcpu_limit = None

    def lacks_capacity(self, machine_type: str, zone: str, token: str = "") -> bool:
        """Whether a launch finds no capacity; counts it."""
        with self._lock:
            for fault in self._capacity:
                if fault.concerns(machine_type, zone, token):
                    fault.count(token)
                    return True
            return False
