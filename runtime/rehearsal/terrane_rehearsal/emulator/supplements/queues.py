"""Queues: moto forgets whose dead letters a queue takes, and its policy whenever another attribute changes."""

from __future__ import annotations

import json
from typing import Any

from moto.sqs.models import Queue

from ..patching import around

ALLOWED = "RedriveAllowPolicy"


def compact(value: Any) -> str:
    """As the service writes it; Terraform compares the text."""
    return json.dumps(json.loads(value) if isinstance(value, str) else value, separators=(",", ":"))


def install() -> None:
    described: Any = Queue.attributes
    Queue.BASE_ATTRIBUTES.append(ALLOWED)
    Queue.redrive_allow_policy = None  # type: ignore[attr-defined]

    def attributes(queue: Any) -> dict[str, Any]:
        held = described.fget(queue)
        redrive = {name: compact(held[name]) for name in ("RedrivePolicy", ALLOWED) if held[name]}
        return {**held, **redrive}

    Queue.attributes = property(attributes)  # type: ignore[assignment,method-assign]

    @around(Queue, "_set_attributes")
    def _set_attributes(original: Any, queue: Any, attributes: dict[str, Any], now: float | None = None) -> None:
        kept = getattr(queue, "policy", None)
        # An empty text takes an attribute away.
        taken = {ALLOWED: None} if attributes.get(ALLOWED) == "" else {}
        original(queue, {**attributes, **taken}, now)
        if "Policy" not in attributes:
            queue.policy = kept
