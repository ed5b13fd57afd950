"""Instances with their primary card."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from ...world import Instance, InstanceState
from ..services import shapes
from ..services.images import SMALLEST_BOOT_GB
from ..tenancy import Tenancy
from ..thing import Thing

STATES: Mapping[str, InstanceState] = {
    "PROVISIONING": "pending",
    "STARTING": "pending",
    "MOVING": "pending",
    "RUNNING": "running",
    "STOPPING": "stopping",
    "STOPPED": "stopped",
    "TERMINATING": "shutting-down",
    "TERMINATED": "terminated",
}
OURS = ("cluster", "role")
"""Defined tags that stand for the free-form tags of the same name on other clouds."""


def instances(tenancy: Tenancy, ended: Mapping[str, Instance]) -> Iterator[Instance]:
    """`ended`: those that were seen to be terminated; they do not change any more."""
    cards = {each.kept["instanceId"]: each for each in tenancy.living("vnics") if each["isPrimary"]}
    for each in tenancy.all("instances"):
        yield ended.get(each.id) or _instance(tenancy, each, cards.get(each.id))


def _instance(tenancy: Tenancy, instance: Thing, card: Thing | None) -> Instance:
    subnet = tenancy.seen("subnets", instance["createVnicDetails"]["subnetId"])
    config, metadata = instance["shapeConfig"], instance["metadata"]
    source = instance["sourceDetails"]
    return Instance(
        id=instance.id,
        region=tenancy.region,
        state=STATES[instance.state],
        image=source.get("imageId", source.get("bootVolumeId", "")),
        type=instance["shape"],
        vpc=subnet["vcnId"] if subnet else "",
        subnet=subnet.id if subnet else "",
        zone=instance["availabilityDomain"],
        address=card["privateIp"] if card else "",
        mac=card["macAddress"] if card else "",
        interface=card.id if card else "",
        groups=groups_of(subnet, card["nsgIds"] if card else []),
        hardware=shapes.hardware(instance["shape"], config["ocpus"]),
        public_address=card.get("publicIp") if card else None,
        private_dns_name=name_of(subnet, card.get("hostnameLabel") if card else None),
        user_data=base64.b64decode(metadata.get("user_data", "")),
        public_key=metadata.get("ssh_authorized_keys"),
        tags=_tags(instance),
        spot=bool(instance.get("preemptibleInstanceConfig")),
        root_size_gib=source.get("bootVolumeSizeInGBs") or SMALLEST_BOOT_GB,
        tokens_required=instance["instanceOptions"]["areLegacyImdsEndpointsDisabled"],
        auto_scaling_group=instance.kept.get("pool"),
    )


def groups_of(subnet: Thing | None, own: list[str]) -> tuple[str, ...]:
    return tuple(sorted({*own, *(subnet["securityListIds"] if subnet else [])}))


def name_of(subnet: Thing | None, hostname: str | None) -> str:
    """Fully qualified; empty without a host name or without labels."""
    domain = subnet.get("subnetDomainName") if subnet else None
    return f"{hostname}.{domain}".lower() if hostname and domain else ""


def _tags(instance: Thing) -> dict[str, str]:
    defined = {key: str(value) for space in instance["definedTags"].values() for key, value in space.items()}
    ours = {f"terrane:{key}": defined[key] for key in OURS if key in defined}
    return {**ours, **instance["freeformTags"], "Name": instance["displayName"]}
