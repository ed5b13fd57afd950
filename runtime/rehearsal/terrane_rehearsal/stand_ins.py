"""What differs from the cloud: printed at every start, so that nobody takes a rehearsal for more than it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from terrane_rehearsal.iam import LIMITS

_CLOUD = (
    ("machine images", "Debian 13 (x86_64) boots, also in place of Ubuntu 24.04 and of arm64; others are refused"),
    ("machines", "hosts share this machine's kernel, cores and memory; Slurm is told the type's sizes"),
    ("elapsed time", "the cloud's own waits (minutes for a NAT gateway, an instance, a file system) are not spent"),
    ("network speed, EFA, GPUs", "absent; placement groups are noted only"),
    (
        "Lambda",
        "a process on this machine for each call: Python alone, root without capabilities, no network but the cloud",
    ),
    (
        "budgets and schedules",
        "nothing is spent and no day passes: the faults budget and lease tell whom AWS would tell",
    ),
    ("load balancers", "kept as they were asked for; nothing listens at their names, and no request passes"),
    ("everything outside", "no host reaches anything that the rehearsal does not hold"),
    ("servers outside the cloud", "only those given with --outside, relayed to this machine"),
)

_OCI = (
    ("OCI: machine images", "Debian 13 (x86_64) boots in place of Ubuntu 24.04; Oracle Linux and others are refused"),
    ("OCI: cluster networks, RDMA", "instances boot with one RDMA device each, which leads nowhere: MPI goes by TCP"),
    ("OCI: instance principals", "let in as what they are; neither dynamic groups nor policies are judged"),
    ("OCI: File Storage and Lustre", "a folder, shown after security rules and export options were asked; no protocol"),
    ("OCI: block volumes", "paravirtualized ones on loop devices, with their consistent names; no iSCSI, no udev"),
    ("OCI: agent plugins, bastions, budgets", "kept as they were asked for, without effect"),
    ("OCI: network interfaces", "called ens5, with an MTU of 9001; one VNIC an instance"),
)


def stand_ins(guest: Path, oci: bool = False) -> list[dict[str, str]]:
    """Of the clouds and of the hosts' image."""
    of_image: list[dict[str, str]] = json.loads((guest / "stand-ins.json").read_text(encoding="utf-8"))
    return _listed((*_CLOUD, *LIMITS)) + (oci_stand_ins() if oci else []) + of_image


def oci_stand_ins() -> list[dict[str, str]]:
    return _listed(_OCI)


def _listed(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"what": what, "instead": instead} for what, instead in pairs]
