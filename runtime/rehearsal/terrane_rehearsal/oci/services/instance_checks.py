"""What a launch is refused for: https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/launchinginstance.htm"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from .. import checks
from ..errors import conflict, invalid, missing
from ..tenancy import FAULT_DOMAINS, Tenancy
from ..thing import Facts, Thing
from .images import SMALLEST_BOOT_GB
from .shapes import shape_of, sized

LONGEST_METADATA = 32_000
"""Bytes of metadata and extended metadata together."""
LARGEST_BOOT_GB = 32_768
PLUGINS = frozenset(
    {
        "Bastion",
        "Block Volume Management",
        "Cloud Guard Workload Protection",
        "Compute HPC RDMA Authentication",
        "Compute HPC RDMA Auto-Configuration",
        "Compute Instance Monitoring",
        "Compute Instance Run Command",
        "Compute RDMA GPU Monitoring",
        "Custom Logs Monitoring",
        "Fleet Application Management Service",
        "Management Agent",
        "OS Management Hub Agent",
        "OS Management Service Agent",
        "Oracle Autonomous Linux",
        "Oracle Java Management Service",
        "Vulnerability Scanning",
        "WebLogic Management Service",
    }
)
"""Of Oracle Cloud Agent: https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/manage-plugins.htm"""
FIXED = ("user_data", "ssh_authorized_keys")
"""Keys of the metadata that cannot be changed after the launch."""


def check_settings(facts: Mapping[str, Any]) -> None:
    """Of an instance or of a configuration for instances: what can be judged without a place."""
    if facts.get("shape"):
        sized(facts["shape"], facts.get("shapeConfig"))
    _check_metadata(facts.get("metadata") or {}, facts.get("extendedMetadata") or {})
    for plugin in (facts.get("agentConfig") or {}).get("pluginsConfig") or []:
        if plugin["name"] not in PLUGINS:
            invalid(f"agentConfig.pluginsConfig: {plugin['name']!r} is no plugin of Oracle Cloud Agent")
    if facts.get("faultDomain") not in (None, *FAULT_DOMAINS):
        invalid(f"faultDomain: {facts['faultDomain']!r} is not one of {', '.join(FAULT_DOMAINS)}")
    if facts.get("preemptibleInstanceConfig") and not shape_of(facts.get("shape")).get("preemptible"):
        invalid(f"preemptibleInstanceConfig: {facts.get('shape')} cannot be preemptible")
    boot = (facts.get("sourceDetails") or {}).get("bootVolumeSizeInGBs")
    checks.within("sourceDetails.bootVolumeSizeInGBs", boot, SMALLEST_BOOT_GB, LARGEST_BOOT_GB)


def _check_metadata(plain: Mapping[str, str], extended: Mapping[str, Any]) -> None:
    size = sum(len(key.encode()) + len(value.encode()) for key, value in plain.items())
    size += len(json.dumps(extended).encode()) if extended else 0
    if size > LONGEST_METADATA:
        invalid(f"metadata has {size} bytes; together with extendedMetadata it may have {LONGEST_METADATA}")
    try:
        base64.b64decode(plain.get("user_data", ""), validate=True)
    except (binascii.Error, ValueError):
        invalid("metadata.user_data must be base64-encoded")


def check_instance(tenancy: Tenancy, facts: Facts, instance: Thing | None) -> None:
    check_settings(facts)
    if instance is not None:
        _check_change(facts, instance)
        return
    for name in ("shape", "availabilityDomain", "compartmentId"):
        if not facts.get(name):
            missing(name)
    _check_source(tenancy, facts)
    _check_groups(tenancy, facts)
    ocpus = sum(each["shapeConfig"]["ocpus"] for each in tenancy.living("instances"))
    tenancy.faults.check_limit(ocpus, facts["shapeConfig"]["ocpus"])
    tenancy.faults.check(facts["shape"], facts["availabilityDomain"])


def _check_source(tenancy: Tenancy, facts: Facts) -> None:
    source = facts.get("sourceDetails") or {}
    if source.get("sourceType") == "bootVolume":
        volume = tenancy.find(source["bootVolumeId"], "bootVolumes")
        if any(each["bootVolumeId"] == volume.id for each in tenancy.living("bootVolumeAttachments")):
            conflict(f"Boot volume {volume.id} is attached to another instance")
        return
    if not source.get("imageId"):
        missing("sourceDetails.imageId")
    image = tenancy.find(source["imageId"], "images")
    architecture = image.kept.get("architecture")
    if architecture not in (None, shape_of(facts["shape"])["arch"]):
        invalid(f"Shape {facts['shape']} is not valid for image {image.id}.")


def _check_groups(tenancy: Tenancy, facts: Facts) -> None:
    for name, collection in (
        ("computeClusterId", "computeClusters"),
        ("clusterPlacementGroupId", "clusterPlacementGroups"),
    ):
        if facts.get(name):
            group = tenancy.find(facts[name], collection)
            if group["availabilityDomain"] != facts["availabilityDomain"]:
                invalid(f"{name}: {group.id} is in availability domain {group['availabilityDomain']}")
    if facts.get("computeClusterId") and not shape_of(facts["shape"]).get("cluster"):
        invalid(f"computeClusterId: {facts['shape']} does not support cluster networking")


def _check_change(facts: Facts, instance: Thing) -> None:
    was, wanted = instance.get("metadata", {}), facts.get("metadata") or {}
    for key in FIXED:
        if wanted.get(key, was.get(key)) != was.get(key):
            invalid(f"metadata.{key} cannot be changed after the launch")
