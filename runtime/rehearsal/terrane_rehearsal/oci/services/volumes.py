"""Block volumes and their attachments."""

from __future__ import annotations

import re

from .. import checks
from ..call import Answer, Call
from ..errors import conflict, invalid, missing
from ..handlers import Handler, alive, show
from ..tenancy import Tenancy
from ..thing import ATTACHED, Facts, Kind, Ref, Thing

SMALLEST, LARGEST, USUAL = 50, 32_768, 1024
"""Gigabytes: https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/overview.htm"""
MOST_VPUS, VPUS_STEP = 120, 10
DEVICE = re.compile(r"/dev/oracleoci/oraclevd([b-z]|a[a-f])")
"""https://docs.oracle.com/en-us/iaas/Content/Block/References/consistentdevicepaths.htm"""
SHOWN_TYPES = {"service_determined": "paravirtualized"}


def prepare_volume(_tenancy: Tenancy, facts: Facts, volume: Thing | None) -> None:
    if volume is None and facts.get("sizeInMBs") and not facts.get("sizeInGBs"):
        facts["sizeInGBs"] = facts["sizeInMBs"] // 1024
    facts["sizeInGBs"] = facts.get("sizeInGBs") or USUAL
    facts["sizeInMBs"] = facts["sizeInGBs"] * 1024


def check_volume(_tenancy: Tenancy, facts: Facts, volume: Thing | None) -> None:
    if not facts.get("availabilityDomain"):
        missing("availabilityDomain")
    checks.within("sizeInGBs", facts["sizeInGBs"], SMALLEST, LARGEST)
    checks.within("vpusPerGB", facts["vpusPerGB"], 0, MOST_VPUS)
    if facts["vpusPerGB"] % VPUS_STEP:
        invalid(f"vpusPerGB must be a multiple of {VPUS_STEP}, not {facts['vpusPerGB']}")
    if volume is not None and facts["sizeInGBs"] < volume["sizeInGBs"]:
        invalid("sizeInGBs: a volume cannot become smaller")


def attach(tenancy: Tenancy, call: Call) -> Answer:
    wanted = call.body
    instance = tenancy.find(wanted["instanceId"], "instances")
    volume = tenancy.find(wanted["volumeId"], "volumes")
    if volume["availabilityDomain"] != instance["availabilityDomain"]:
        invalid(f"Volume {volume.id} is in {volume['availabilityDomain']}, not in {instance['availabilityDomain']}")
    others = [each for each in tenancy.living("volumeAttachments") if each.state in ("ATTACHING", "ATTACHED")]
    _check_shared(volume, wanted, [each for each in others if each["volumeId"] == volume.id])
    _check_device(wanted.get("device"), [each for each in others if each["instanceId"] == instance.id])
    kind = wanted["type"]
    facts: Facts = {
        **{name: value for name, value in wanted.items() if name != "type"},
        "attachmentType": SHOWN_TYPES.get(kind, kind),
        "compartmentId": instance["compartmentId"],
        "availabilityDomain": instance["availabilityDomain"],
        "isMultipath": False,
        "isVolumeCreatedDuringLaunch": False,
    }
    if kind == "iscsi":
        facts |= {"ipv4": "169.254.2.2", "iqn": f"iqn.2015-12.com.oracleiaas:{volume.id[-12:]}", "port": 3260}
    return show(call, tenancy.add("volumeAttachments", facts))


def _check_shared(volume: Thing, wanted: Facts, others: list[Thing]) -> None:
    if any(not each.get("isShareable") for each in others) or (others and not wanted.get("isShareable")):
        conflict(f"Volume {volume.id} is currently attached to instance {others[0]['instanceId']}")


def _check_device(device: str | None, others: list[Thing]) -> None:
    if device is None:
        return
    if not DEVICE.fullmatch(device):
        invalid(f"device: {device!r} is not one of /dev/oracleoci/oraclevdb to /dev/oracleoci/oraclevdaf")
    if any(each.get("device") == device for each in others):
        conflict(f"Device {device} is already in use on the instance")


def detach(tenancy: Tenancy, call: Call) -> Answer:
    attachment = alive(tenancy, call)
    tenancy.end(attachment)
    return Answer(status=204)


KINDS = (
    Kind(
        "volumes",
        "volume",
        remembered=True,
        defaults={"vpusPerGB": 10, "isHydrated": True, "isAutoTuneEnabled": False, "autotunePolicies": []},
        refs=(Ref("kmsKeyId", ("keys",)), Ref("clusterPlacementGroupId", ("clusterPlacementGroups",))),
        prepare=prepare_volume,
        check=check_volume,
    ),
    Kind("bootVolumes", "bootvolume", remembered=True, defaults={"isHydrated": True, "isAutoTuneEnabled": False}),
    Kind(
        "volumeAttachments",
        "volumeattachment",
        states=ATTACHED,
        remembered=True,
        defaults={"isReadOnly": False, "isShareable": False},
        refs=(Ref("volumeId", ("volumes",)),),
    ),
    Kind(
        "bootVolumeAttachments", "bootvolumeattachment", states=ATTACHED, refs=(Ref("bootVolumeId", ("bootVolumes",)),)
    ),
)
HANDLERS: dict[str, Handler] = {"attach_volume": attach, "detach_volume": detach}
