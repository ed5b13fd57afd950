"""Pools keep their size: instances are launched and terminated until it is right."""

from __future__ import annotations

import hashlib

from ..errors import Refusal
from ..tenancy import FAULT_DOMAINS, Tenancy
from ..thing import Facts, Thing
from . import compute, pools

AT_A_TIME = 20
"""Launches of a pool in one turn."""


def tick(tenancy: Tenancy) -> None:
    for pool in tenancy.all("instancePools"):
        if pool.ended is None:
            _keep(tenancy, pool)
    for network in tenancy.all("clusterNetworks"):
        if network.ended is None:
            pools.sync(tenancy, network)


def _keep(tenancy: Tenancy, pool: Thing) -> None:
    if not pool.alive:
        if not _left(tenancy, pool):
            tenancy.move(pool, "TERMINATED")
            tenancy.finish(pool)
        return
    own = pools.members(tenancy, pool)
    for instance in own[: max(0, len(own) - pool["size"])]:
        compute.go(tenancy, instance, "TERMINATING")
    for _ in range(min(AT_A_TIME, pool["size"] - len(own))):
        if not _launch(tenancy, pool):
            break
    _settle(tenancy, pool)


def _left(tenancy: Tenancy, pool: Thing) -> bool:
    return any(each.kept.get("pool") == pool.id and each.ended is None for each in tenancy.all("instances"))


def _settle(tenancy: Tenancy, pool: Thing) -> None:
    own = pools.members(tenancy, pool)
    right = len(own) == pool["size"] and all(each.state != "PROVISIONING" for each in own)
    if right and pool.state != "RUNNING":
        tenancy.move(pool, "RUNNING")
    elif not right and pool.state == "RUNNING":
        tenancy.move(pool, "SCALING")


def _launch(tenancy: Tenancy, pool: Thing) -> bool:
    """False where the cloud refuses now; the next turn tries again."""
    number = tenancy.number()
    try:
        instance = compute.start(tenancy, _wanted(tenancy, pool, number))
    except Refusal as refusal:
        if pool.kept.get("trouble") != refusal.message:
            pool.kept["trouble"] = refusal.message
            tenancy.journal.note("pool", id=pool.id, state="refused", error=refusal.message)
        return False
    instance.kept["pool"] = pool.id
    instance.facts["freeformTags"] = {**instance["freeformTags"], **_own_tags(pool)}
    pool.kept["trouble"] = None
    return True


def _wanted(tenancy: Tenancy, pool: Thing, number: int) -> Facts:
    configuration = tenancy.find(pool["instanceConfigurationId"], "instanceConfigurations")
    wanted = pools.launch_details(configuration)
    own = pools.members(tenancy, pool)
    places = pool["placementConfigurations"]
    used = [each["availabilityDomain"] for each in own]
    place = min(places, key=lambda each: used.count(each["availabilityDomain"]))
    name = f"inst-{hashlib.sha256(f'{pool.id}{number}'.encode()).hexdigest()[:5]}-{pool['displayName']}"
    card = {**(wanted.get("createVnicDetails") or {}), "subnetId": place["primarySubnetId"]}
    if tenancy.find(card["subnetId"], "subnets").get("dnsLabel"):
        card["hostnameLabel"] = _label(name)
    return {
        **wanted,
        "compartmentId": pool["compartmentId"],
        "availabilityDomain": place["availabilityDomain"],
        "faultDomain": _fault_domain(place, own),
        "displayName": name,
        "createVnicDetails": card,
        "instanceConfigurationId": configuration.id,
    }


def _own_tags(pool: Thing) -> dict[str, str]:
    return {pools.CONFIGURATION_TAG: pool["instanceConfigurationId"], pools.POOL_TAG: pool.id}


def _fault_domain(place: Facts, own: list[Thing]) -> str:
    used = [each["faultDomain"] for each in own]
    choice: list[str] = place.get("faultDomains") or list(FAULT_DOMAINS)
    return min(choice, key=used.count)


def _label(name: str) -> str:
    """Only letters, digits and hyphens."""
    return "".join(sign if sign.isalnum() else "-" for sign in name.lower())[:63].strip("-")
