"""Instances: https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/Instance/"""

from __future__ import annotations

import copy
from collections.abc import Mapping

from ..call import Answer, Call
from ..errors import absent, invalid, wrong_state
from ..handlers import Handler, alive, make, show
from ..tenancy import FAULT_DOMAINS, Tenancy
from ..thing import Facts, Kind, Ref, States, Thing
from . import shapes, vnics
from .images import SMALLEST_BOOT_GB
from .instance_checks import check_instance

DEFAULTS: Facts = {
    "launchMode": "PARAVIRTUALIZED",
    "metadata": {},
    "extendedMetadata": {},
    "securityAttributesState": "STABLE",
}
AGENT = {"isMonitoringDisabled": False, "isManagementDisabled": False, "areAllPluginsDisabled": False}
OPTIONS = {"areLegacyImdsEndpointsDisabled": False}
AVAILABILITY = {"recoveryAction": "RESTORE_INSTANCE"}
LAUNCH = {
    "bootVolumeType": "PARAVIRTUALIZED",
    "firmware": "UEFI_64",
    "networkType": "PARAVIRTUALIZED",
    "remoteDataVolumeType": "PARAVIRTUALIZED",
    "isPvEncryptionInTransitEnabled": False,
    "isConsistentVolumeNamingEnabled": True,
}
FILLED: Mapping[str, Facts] = {
    "agentConfig": AGENT,
    "instanceOptions": OPTIONS,
    "availabilityConfig": AVAILABILITY,
    "launchOptions": LAUNCH,
}
MOVES: Mapping[str, tuple[str, str]] = {
    "START": ("STOPPED", "STARTING"),
    "STOP": ("RUNNING", "STOPPING"),
    "SOFTSTOP": ("RUNNING", "STOPPING"),
}
"""State that an action needs and the one that it leads to."""
REBOOTS = frozenset({"RESET", "SOFTRESET"})
AIMS = {"PROVISIONING": "RUNNING", "STARTING": "RUNNING", "STOPPING": "STOPPED", "TERMINATING": "TERMINATED"}
"""Where instances go, once their launcher has said so; at once where there is none."""


def prepare(tenancy: Tenancy, facts: Facts, instance: Thing | None) -> None:
    if instance is None:
        _modern(facts)
    for name, usual in FILLED.items():
        facts[name] = {**usual, **(instance.get(name, {}) if instance else {}), **(facts.get(name) or {})}
    if facts.get("shape"):
        wanted = facts.get("shapeConfig")
        resized = instance is not None and facts["shape"] != instance["shape"]
        same = {} if resized or instance is None else _given(instance["shapeConfig"])
        facts["shapeConfig"] = shapes.sized(facts["shape"], {**same, **(wanted or {})} if not resized else wanted)
    facts["region"] = (
        "iad" if tenancy.region == "us-ashburn-1" else "phx" if tenancy.region == "us-phoenix-1" else tenancy.region
    )
    facts.setdefault("faultDomain", _fault_domain(tenancy, facts.get("availabilityDomain")))


def _given(config: Facts) -> Facts:
    return {name: config[name] for name in ("ocpus", "memoryInGBs", "baselineOcpuUtilization") if name in config}


def _modern(facts: Facts) -> None:
    """Attributes of former versions as those of today."""
    card = dict(facts.get("createVnicDetails") or {})
    for name in ("subnetId", "hostnameLabel"):
        if facts.get(name):
            card.setdefault(name, facts.pop(name))
    facts["createVnicDetails"] = card
    if facts.get("imageId") and not facts.get("sourceDetails"):
        facts["sourceDetails"] = {"sourceType": "image", "imageId": facts["imageId"]}
    facts["imageId"] = (facts.get("sourceDetails") or {}).get("imageId")
    if facts.get("launchVolumeAttachments"):
        invalid("launchVolumeAttachments is not emulated: attach volumes after the launch")


def _fault_domain(tenancy: Tenancy, domain: str | None) -> str:
    """The one with the fewest instances of the availability domain."""
    used = [each["faultDomain"] for each in tenancy.living("instances") if each["availabilityDomain"] == domain]
    return min(FAULT_DOMAINS, key=used.count)


def made(tenancy: Tenancy, instance: Thing) -> None:
    instance.becomes = "" if tenancy.boots else "RUNNING"
    vnics.plug(tenancy, instance, instance["createVnicDetails"], primary=True)
    _add_boot_volume(tenancy, instance)
    tenancy.journal.note("instance", id=instance.id, state="provisioning", name=instance["displayName"])


def _add_boot_volume(tenancy: Tenancy, instance: Thing) -> None:
    source = instance["sourceDetails"]
    own = {name: instance[name] for name in ("compartmentId", "availabilityDomain")}
    volume_id = source.get("bootVolumeId")
    if volume_id is None:
        size = source.get("bootVolumeSizeInGBs") or SMALLEST_BOOT_GB
        given = {
            "imageId": source.get("imageId"),
            "displayName": f"{instance['displayName']} (Boot Volume)",
            "sizeInGBs": size,
            "sizeInMBs": size * 1024,
            "vpusPerGB": source.get("bootVolumeVpusPerGB") or 10,
            "lifecycleState": "AVAILABLE",
        }
        volume_id = tenancy.add("bootVolumes", {**own, **given}).id
    attached = {"instanceId": instance.id, "bootVolumeId": volume_id, "lifecycleState": "ATTACHED"}
    tenancy.add("bootVolumeAttachments", {**own, **attached})


def changed(tenancy: Tenancy, instance: Thing) -> None:
    """Another shape takes a reboot."""
    shape = (instance["shape"], instance["shapeConfig"]["ocpus"])
    if instance.kept.setdefault("shape", shape) != shape:
        instance.kept["shape"] = shape
        if instance.state == "RUNNING":
            tenancy.reboots(instance.id)


def launch(tenancy: Tenancy, call: Call) -> Answer:
    return show(call, start(tenancy, call.body))


def start(tenancy: Tenancy, wanted: Facts) -> Thing:
    kind = tenancy.kind("instances")
    assert kind is not None
    instance = make(tenancy, kind, copy.deepcopy(wanted))
    changed(tenancy, instance)
    return instance


def act(tenancy: Tenancy, call: Call) -> Answer:
    instance = alive(tenancy, call)
    act_on(tenancy, instance, call.query["action"].upper())
    return show(call, instance)


def act_on(tenancy: Tenancy, instance: Thing, action: str) -> None:
    if action in REBOOTS:
        _need(instance, "RUNNING", action)
        tenancy.reboots(instance.id)
    elif action in MOVES:
        needed, state = MOVES[action]
        _need(instance, needed, action)
        go(tenancy, instance, state)
    else:
        invalid(f"action: {action!r} is not known")


def _need(instance: Thing, state: str, action: str) -> None:
    if instance.state != state:
        wrong_state(f"{action} needs the instance to be {state}; {instance.id} is {instance.state}")


def go(tenancy: Tenancy, instance: Thing, state: str) -> None:
    tenancy.move(instance, state, "" if tenancy.boots else AIMS[state])
    tenancy.journal.note("instance", id=instance.id, state=state.lower())


def terminate(tenancy: Tenancy, call: Call) -> Answer:
    instance = alive(tenancy, call)
    instance.kept["preserve"] = call.query.get("preserveBootVolume", "false") == "true"
    go(tenancy, instance, "TERMINATING")
    return Answer(status=204)


def gone(tenancy: Tenancy, instance: Thing) -> None:
    """Its cards, addresses and attachments are free again; its boot volume goes, unless it is to be kept."""
    vnics.unplug(tenancy, instance.id)
    for attachment in tenancy.living("volumeAttachments", "bootVolumeAttachments"):
        if attachment["instanceId"] == instance.id:
            tenancy.change(attachment, lifecycleState="DETACHED")
            tenancy.finish(attachment)
            _drop_boot_volume(tenancy, instance, attachment)
    if instance.ended is None:
        tenancy.move(instance, "TERMINATED")
        tenancy.finish(instance)


def _drop_boot_volume(tenancy: Tenancy, instance: Thing, attachment: Thing) -> None:
    if attachment.kind.collection == "bootVolumeAttachments" and not instance.kept.get("preserve"):
        tenancy.end(tenancy.find(attachment["bootVolumeId"], "bootVolumes"))


def running(tenancy: Tenancy, id: str) -> Thing:
    for each in tenancy.all("instances"):
        if each.id == id:
            return each
    absent(f"instance {id}")


REFS = (
    Ref("computeClusterId", ("computeClusters",)),
    Ref("clusterPlacementGroupId", ("clusterPlacementGroups",)),
    Ref("createVnicDetails.subnetId", ("subnets",), holds=False),
)
KINDS = (
    Kind(
        "instances",
        "instance",
        states=States("PROVISIONING", "RUNNING", "TERMINATING", "TERMINATED"),
        remembered=True,
        refs=REFS,
        defaults=DEFAULTS,
        prepare=prepare,
        check=check_instance,
        made=made,
        changed=changed,
    ),
)
HANDLERS: dict[str, Handler] = {
    "launch_instance": launch,
    "instance_action": act,
    "terminate_instance": terminate,
    "list_shapes": shapes.list_shapes,
}
