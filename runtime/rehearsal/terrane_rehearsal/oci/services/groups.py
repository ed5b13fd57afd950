"""Groups of instances that are near one another: compute clusters and cluster placement groups."""

from __future__ import annotations

import re

from .. import checks
from ..errors import conflict, invalid
from ..tenancy import Tenancy
from ..thing import ACTIVE, Facts, Kind, States, Thing

NAME = re.compile(r"[\w.-]{1,255}")


def check_group(_tenancy: Tenancy, facts: Facts, group: Thing | None) -> None:
    if not NAME.fullmatch(facts["name"]):
        invalid(f"name: {facts['name']!r} has characters other than letters, digits, `.`, `_` and `-`")
    checks.unchanged(group, facts, "name", "availabilityDomain")


def leave_group(tenancy: Tenancy, group: Thing) -> None:
    if tenancy.holders(group):
        conflict(f"The cluster placement group {group.id} has members and cannot be deleted")


KINDS = (
    Kind("computeClusters", "computecluster", states=States("ACTIVE", "ACTIVE", "DELETED", "DELETED"), remembered=True),
    Kind(
        "clusterPlacementGroups",
        "clusterplacementgroup",
        states=ACTIVE,
        remembered=True,
        name="name",
        unique=("compartmentId", "name"),
        work="clusterplacementgroup",
        check=check_group,
        leaves=leave_group,
    ),
)
