"""Trouble that the cloud is told to have."""

from __future__ import annotations

from dataclasses import dataclass, field

from .errors import exceeded, no_capacity


@dataclass
class Faults:
    full: set[tuple[str, str | None]] = field(default_factory=set)
    """Shapes that cannot be had now, in an availability domain or (None) anywhere."""
    most_ocpus: int | None = None
    """Service limit over all instances."""

    def no_capacity(self, shape: str, domain: str | None = None) -> None:
        self.full.add((shape, domain))

    def clear(self) -> None:
        self.full.clear()
        self.most_ocpus = None

    def check(self, shape: str, domain: str) -> None:
        if (shape, domain) in self.full or (shape, None) in self.full:
            no_capacity()

    def check_limit(self, used: float, more: float) -> None:
        if self.most_ocpus is not None and used + more > self.most_ocpus:
            exceeded(f"The service limit of {self.most_ocpus} OCPUs would be exceeded. Request a limit increase.")
