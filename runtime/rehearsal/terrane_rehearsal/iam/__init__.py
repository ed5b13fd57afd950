"""IAM: the calls of hosts are judged as AWS would judge them."""

from __future__ import annotations

from .guard import Guard
from .tables import LIMITS

__all__ = ["LIMITS", "Guard"]
