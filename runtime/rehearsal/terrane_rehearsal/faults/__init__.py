"""Faults of the cloud's APIs, made on purpose: calls that are slow or refused, secrets that cannot be read."""

from __future__ import annotations

from .middleware import ApiFaults
from .store import Faults

__all__ = ["ApiFaults", "Faults"]
