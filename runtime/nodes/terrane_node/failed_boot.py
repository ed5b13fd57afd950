"""What a machine that does not become a node says of itself, by its tags."""

from __future__ import annotations

from terrane_node.cloud.base import PHASE_TAG, REASON_TAG, Instance


def has_failed(instance: Instance) -> bool:
    return instance.tags.get(PHASE_TAG, "").endswith(" failed")


def why_not_ready(instance: Instance) -> str:
    phase = instance.tags.get(PHASE_TAG)
    if phase is None:
        return f"{instance.id} reported no boot phase"
    detail = instance.tags.get(REASON_TAG)
    return f"{instance.id} got as far as {phase!r}" + (f": {detail}" if detail else "")
