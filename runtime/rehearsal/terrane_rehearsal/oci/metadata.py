"""The instance metadata service, versions 1 and 2.

https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from ..imds.answer import Answer, Request
from .principals.certificates import Authority
from .services import vnics
from .tenancy import REALM, REALM_DOMAIN, Tenancy
from .thing import Thing

CURRENT, LEGACY = "/opc/v2/", "/opc/v1/"
AUTHORIZATION = "Bearer Oracle"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host")
TEXT, JSON = "text/plain", "application/json"


def answer(tenancy: Tenancy, authority: Authority, instance: Thing, request: Request) -> Answer:
    path = unquote(request.path.partition("?")[0])
    legacy = not path.startswith(CURRENT)
    if request.method not in ("GET", "HEAD"):
        return _refuse(HTTPStatus.METHOD_NOT_ALLOWED, f"{request.method} is not known here")
    if legacy and (not path.startswith(LEGACY) or instance["instanceOptions"]["areLegacyImdsEndpointsDisabled"]):
        return _refuse(HTTPStatus.NOT_FOUND, "version 1 is off" if path.startswith(LEGACY) else "")
    if not legacy and request.headers.get("authorization", "").lower() != AUTHORIZATION.lower():
        return _refuse(HTTPStatus.UNAUTHORIZED, f"there is no header `Authorization: {AUTHORIZATION}`")
    if not legacy and any(name in request.headers for name in FORWARDED):
        return _refuse(HTTPStatus.FORBIDDEN, "the request came through a proxy")
    return _read(document(tenancy, authority, instance, path), path.split("/")[3:])


def _refuse(status: HTTPStatus, reason: str) -> Answer:
    body = f"<html><head><title>{status.value} {status.phrase}</title></head></html>".encode()
    return Answer(status, body, {"Content-Type": "text/html"}, reason)


def _read(found: Any, words: list[str]) -> Answer:
    """What is below a path: objects and lists as JSON, everything else as text."""
    for word in words:
        if not word:
            continue
        if isinstance(found, list):
            found = found[int(word)] if word.isdigit() and int(word) < len(found) else None
        else:
            found = found.get(word) if isinstance(found, Mapping) else None
    if found is None:
        return _refuse(HTTPStatus.NOT_FOUND, "")
    if isinstance(found, (dict, list)):
        return Answer(HTTPStatus.OK, json.dumps(found, indent=2).encode(), {"Content-Type": JSON})
    text = found if isinstance(found, str) else json.dumps(found)
    return Answer(HTTPStatus.OK, text.encode(), {"Content-Type": TEXT})


def document(tenancy: Tenancy, authority: Authority, instance: Thing, path: str = "/identity/") -> dict[str, Any]:
    """Identities take a key each: they are made for those who ask for them."""
    found: dict[str, Any] = {"instance": _instance(tenancy, instance), "vnics": _cards(tenancy, instance)}
    if "/identity" in path:
        own = authority.identity(instance.id, instance["compartmentId"], tenancy.id)
        found["identity"] = {
            "cert.pem": own.certificate_pem,
            "key.pem": own.key_pem,
            "intermediate.pem": authority.own.certificate_pem,
            "fingerprint": own.fingerprint,
            "tenancyId": tenancy.id,
        }
    return found


def _instance(tenancy: Tenancy, instance: Thing) -> dict[str, Any]:
    domain = instance["availabilityDomain"]
    created = datetime.fromisoformat(instance["timeCreated"])
    shape = ("ocpus", "memoryInGBs", "networkingBandwidthInGbps", "maxVnicAttachments", "baselineOcpuUtilization")
    card = vnics.primary(tenancy, instance.id)
    facts = {
        "agentConfig": {
            "monitoringDisabled": instance["agentConfig"]["isMonitoringDisabled"],
            "managementDisabled": instance["agentConfig"]["isManagementDisabled"],
            "allPluginsDisabled": instance["agentConfig"]["areAllPluginsDisabled"],
            "pluginsConfig": instance["agentConfig"].get("pluginsConfig", []),
        },
        "availabilityDomain": domain,
        "canonicalRegionName": tenancy.region,
        "compartmentId": instance["compartmentId"],
        "definedTags": instance["definedTags"],
        "displayName": instance["displayName"],
        "faultDomain": instance["faultDomain"],
        "freeformTags": instance["freeformTags"],
        "hostname": (card.get("hostnameLabel") if card else None) or instance["displayName"],
        "id": instance.id,
        "image": instance.get("imageId"),
        "metadata": instance["metadata"],
        "extendedMetadata": instance["extendedMetadata"],
        "ociAdName": f"{tenancy.region_key}-ad-{domain.rpartition('-')[2]}",
        "region": instance["region"],
        "regionInfo": {
            "realmDomainComponent": REALM_DOMAIN,
            "realmKey": REALM,
            "regionIdentifier": tenancy.region,
            "regionKey": tenancy.region_key.upper(),
        },
        "shape": instance["shape"],
        "shapeConfig": {name: instance["shapeConfig"][name] for name in shape if name in instance["shapeConfig"]},
        "state": instance.state.capitalize(),
        "tenantId": tenancy.id,
        "timeCreated": int(created.timestamp() * 1000),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _cards(tenancy: Tenancy, instance: Thing) -> list[dict[str, Any]]:
    return [_card(tenancy, each, n) for n, each in enumerate(vnics.cards(tenancy, instance.id))]


def _card(tenancy: Tenancy, card: Thing, number: int) -> dict[str, Any]:
    subnet = tenancy.find(card["subnetId"], "subnets")
    return {
        "vnicId": card.id,
        "privateIp": card["privateIp"],
        "macAddr": card["macAddress"].upper(),
        "vlanTag": number,
        "virtualRouterIp": subnet["virtualRouterIp"],
        "subnetCidrBlock": subnet["cidrBlock"],
        "nicIndex": 0,
    }
