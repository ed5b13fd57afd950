"""File Storage: https://docs.oracle.com/en-us/iaas/Content/File/Concepts/filestorageoverview.htm"""

from __future__ import annotations

from .. import addresses, checks
from ..errors import conflict, exists, invalid
from ..tenancy import Tenancy
from ..thing import ACTIVE, Facts, Kind, Ref, Thing
from .vnics import check_card

USUAL_OPTION: Facts = {
    "requirePrivilegedSourcePort": True,
    "access": "READ_WRITE",
    "identitySquash": "ROOT",
    "anonymousUid": 65534,
    "anonymousGid": 65534,
    "isAnonymousAccessAllowed": False,
    "allowedAuth": ["SYS"],
}
EVERYBODY = {**USUAL_OPTION, "source": "0.0.0.0/0", "requirePrivilegedSourcePort": False, "identitySquash": "NONE"}
"""Options of an export for which none are given."""
LONGEST_PATH = 255


def check_target(tenancy: Tenancy, facts: Facts, target: Thing | None) -> None:
    check_card(tenancy, facts, None)
    subnet = tenancy.find(facts["subnetId"], "subnets")
    if subnet.get("availabilityDomain", facts["availabilityDomain"]) != facts["availabilityDomain"]:
        invalid(f"subnetId: {subnet.id} is in another availability domain")
    checks.unchanged(target, facts, "subnetId", "availabilityDomain")


def make_target(tenancy: Tenancy, target: Thing) -> None:
    """With an address and an export set."""
    subnet = tenancy.find(target["subnetId"], "subnets")
    wanted = {"ipAddress": target.get("ipAddress"), "hostnameLabel": target.get("hostnameLabel"), "isPrimary": True}
    own = {name: target[name] for name in ("compartmentId", "availabilityDomain", "displayName")}
    address = addresses.take(tenancy, subnet, {**own, **wanted})
    exports = tenancy.add("exportSets", {**own, "vcnId": subnet["vcnId"]}, {"mountTargetId": target.id})
    target.facts.update(privateIpIds=[address.id], exportSetId=exports.id)


def leave_target(tenancy: Tenancy, target: Thing) -> None:
    """Its exports go with it."""
    for export in tenancy.living("exports"):
        if export["exportSetId"] == target["exportSetId"]:
            tenancy.end(export)
    tenancy.end(tenancy.find(target["exportSetId"], "exportSets"))
    addresses.release(tenancy, target["privateIpIds"])


def prepare_export(_tenancy: Tenancy, facts: Facts, _export: Thing | None) -> None:
    given = facts.get("exportOptions")
    facts["exportOptions"] = [EVERYBODY] if given is None else [{**USUAL_OPTION, **each} for each in given]


def check_export(tenancy: Tenancy, facts: Facts, export: Thing | None) -> None:
    path = facts["path"]
    if not path.startswith("/") or len(path) > LONGEST_PATH or "//" in path or (path.endswith("/") and path != "/"):
        invalid(f"path: {path!r} must begin with a slash, not end with one, and have at most {LONGEST_PATH} bytes")
    for option in facts["exportOptions"]:
        checks.network("exportOptions.source", option["source"])
    if export is None:
        _check_place(tenancy, facts)


def _check_place(tenancy: Tenancy, facts: Facts) -> None:
    system, target = (
        tenancy.find(facts["fileSystemId"], "fileSystems"),
        tenancy.find(facts["exportSetId"], "exportSets"),
    )
    if system["availabilityDomain"] != target["availabilityDomain"]:
        invalid(f"File system {system.id} and export set {target.id} are in different availability domains")
    for other in tenancy.living("exports"):
        if other["exportSetId"] != target.id:
            continue
        if other["path"] == facts["path"]:
            exists(f"An export with path {facts['path']} exists already")
        shorter, longer = sorted((other["path"], facts["path"]), key=len)
        if longer.startswith(shorter.rstrip("/") + "/"):
            invalid(f"path: {facts['path']} and {other['path']} contain one another")


def system_leaves(tenancy: Tenancy, system: Thing) -> None:
    if tenancy.holders(system):
        conflict(f"File system {system.id} has exports and cannot be deleted")


SYSTEM: Facts = {
    "meteredBytes": 0,
    "isCloneParent": False,
    "isHydrated": True,
    "isTargetable": True,
    "cloneCount": 0,
    "areQuotaRulesEnabled": False,
    "replicationSourceCount": 0,
}
TARGET: Facts = {
    "lifecycleDetails": "",
    "idmapType": "NONE",
    "nsgIds": [],
    "requestedThroughput": 1,
    "observedThroughput": 1,
}
KINDS = (
    Kind("fileSystems", "filesystem", states=ACTIVE, remembered=True, defaults=SYSTEM, leaves=system_leaves),
    Kind(
        "mountTargets",
        "mounttarget",
        states=ACTIVE,
        remembered=True,
        refs=(Ref("subnetId", ("subnets",)), Ref("nsgIds[]", ("networkSecurityGroups",))),
        defaults=TARGET,
        check=check_target,
        made=make_target,
        left=leave_target,
    ),
    Kind("exportSets", "exportset", states=ACTIVE, remembered=True),
    Kind(
        "exports",
        "export",
        states=ACTIVE,
        remembered=True,
        refs=(Ref("fileSystemId", ("fileSystems",)), Ref("exportSetId", ("exportSets",), holds=False)),
        defaults={"isIdmapGroupsForSysAuth": False},
        prepare=prepare_export,
        check=check_export,
    ),
)
