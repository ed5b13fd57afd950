"""File Storage with Lustre: https://docs.oracle.com/en-us/iaas/Content/lustre/home.htm"""

from __future__ import annotations

import re

from .. import addresses, checks
from ..errors import invalid
from ..tenancy import Tenancy
from ..thing import ACTIVE, Facts, Kind, Ref, Thing
from .vnics import check_card

NAME = re.compile(r"[A-Za-z0-9_]{1,8}")
SMALLEST, STEP = 31_200, 10_400
"""Gigabytes of a file system: https://docs.oracle.com/en-us/iaas/Content/lustre/overview.htm"""


def prepare(_tenancy: Tenancy, facts: Facts, _system: Thing | None) -> None:
    facts["rootSquashConfiguration"] = {"identitySquash": "NONE", "clientExceptions": []} | facts[
        "rootSquashConfiguration"
    ]


def check(tenancy: Tenancy, facts: Facts, system: Thing | None) -> None:
    if not NAME.fullmatch(facts["fileSystemName"]):
        invalid(f"fileSystemName: {facts['fileSystemName']!r} must be 1 to 8 letters, digits or underscores")
    capacity = facts["capacityInGBs"]
    if capacity < SMALLEST or (capacity - SMALLEST) % STEP:
        invalid(f"capacityInGBs: {capacity} is not {SMALLEST} or that and a multiple of {STEP}")
    if system is not None and capacity < system["capacityInGBs"]:
        invalid("capacityInGBs: a file system cannot become smaller")
    check_card(tenancy, facts, None)
    checks.unchanged(system, facts, "fileSystemName", "subnetId", "performanceTier", "availabilityDomain")


def made(tenancy: Tenancy, system: Thing) -> None:
    subnet = tenancy.find(system["subnetId"], "subnets")
    address = addresses.take(tenancy, subnet, {"compartmentId": system["compartmentId"], "isPrimary": True})
    system.kept["privateIpId"] = address.id
    system.facts["managementServiceAddress"] = address["ipAddress"]


def left(tenancy: Tenancy, system: Thing) -> None:
    addresses.release(tenancy, [system.kept["privateIpId"]])


DEFAULTS: Facts = {
    "fileSystemDescription": "",
    "lnet": "tcp",
    "majorVersion": "2.15",
    "nsgIds": [],
    "maintenanceWindow": {"dayOfWeek": "SUNDAY", "timeStart": "05:00"},
}
KINDS = (
    Kind(
        "lustreFileSystems",
        "lustrefilesystem",
        states=ACTIVE,
        remembered=True,
        work="lustrefilesystem",
        defaults=DEFAULTS,
        refs=(
            Ref("subnetId", ("subnets",)),
            Ref("nsgIds[]", ("networkSecurityGroups",)),
            Ref("kmsKeyId", ("keys",)),
            Ref("clusterPlacementGroupId", ("clusterPlacementGroups",)),
        ),
        prepare=prepare,
        check=check,
        made=made,
        left=left,
    ),
)
