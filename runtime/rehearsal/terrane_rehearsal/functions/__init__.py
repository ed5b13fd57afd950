"""Lambda functions run: each call is a process of its own, with the function's role and no network but the cloud."""

from __future__ import annotations

from terrane_rehearsal.functions.functions import Functions, failures
from terrane_rehearsal.functions.told import fire, spend

__all__ = ["Functions", "failures", "fire", "spend"]
