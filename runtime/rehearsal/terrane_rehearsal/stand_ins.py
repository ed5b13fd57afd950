"""What differs from the cloud: printed at every start, so that nobody takes a rehearsal for more than it is."""

from __future__ import annotations

import json
from pathlib import Path

from terrane_rehearsal.iam import LIMITS

_CLOUD = (
    ("machine images", "Debian 13 (x86_64) boots, also in place of Ubuntu 24.04 and of arm64; others are refused"),
    ("machines", "hosts share this machine's kernel, cores and memory; Slurm is told the type's sizes"),
    ("elapsed time", "the cloud's own waits (minutes for a NAT gateway, an instance, a file system) are not spent"),
    ("network speed, EFA, GPUs", "absent; placement groups are noted only"),
    ("everything outside", "no host reaches anything that the rehearsal does not hold"),
)


def stand_ins(guest: Path) -> list[dict[str, str]]:
    """Of the cloud and of the hosts' image."""
    of_image: list[dict[str, str]] = json.loads((guest / "stand-ins.json").read_text(encoding="utf-8"))
    return [{"what": what, "instead": instead} for what, instead in (*_CLOUD, *LIMITS)] + of_image
