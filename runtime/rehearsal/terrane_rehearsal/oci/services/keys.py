"""Vaults and keys: https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Concepts/keyoverview.htm"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..call import Answer, Call
from ..errors import conflict, invalid, wrong_state
from ..handlers import Handler, alive, make, seen, show
from ..tenancy import REALM_DOMAIN, Tenancy
from ..thing import Facts, Kind, Ref, States, Thing
from .deletion import cancel, schedule

LENGTHS: Mapping[str, tuple[int, ...]] = {"AES": (16, 24, 32), "RSA": (256, 384, 512), "ECDSA": (32, 48, 66)}
"""Bytes of a key by its algorithm."""
CURVES = {"NIST_P256": 32, "NIST_P384": 48, "NIST_P521": 66}
FEWEST_DAYS, MOST_DAYS = 7, 30
"""Until the deletion of a vault or a key."""
VAULT = States("CREATING", "ACTIVE", "PENDING_DELETION", "DELETED")
KEY = States("CREATING", "ENABLED", "PENDING_DELETION", "DELETED")


def make_vault(tenancy: Tenancy, vault: Thing) -> None:
    vault.facts["wrappingkeyId"] = tenancy.ocid("key")
    for purpose, name in (("management", "managementEndpoint"), ("crypto", "cryptoEndpoint")):
        own = f"https://{vault.id[-13:]}-{purpose}.kms.{tenancy.region}.{REALM_DOMAIN}"
        vault.facts[name] = tenancy.endpoint or own


def _vault_of(tenancy: Tenancy, call: Call) -> Thing:
    """The one whose endpoint was called; where all share one, the newest."""
    host = call.headers.get("host", "")
    vaults = [each for each in tenancy.living("vaults") if each.state == "ACTIVE"]
    named = [each for each in vaults if host.startswith(each.id[-13:])]
    if not vaults:
        wrong_state("There is no active vault at this endpoint")
    return (named or vaults)[-1]


def check_key(_tenancy: Tenancy, facts: Facts, key: Thing | None) -> None:
    if key is not None:
        return
    shape = facts["keyShape"]
    algorithm, length = shape["algorithm"], shape["length"]
    if length not in LENGTHS[algorithm]:
        invalid(f"keyShape.length: {algorithm} keys have {', '.join(map(str, LENGTHS[algorithm]))} bytes, not {length}")
    if algorithm == "ECDSA" and CURVES.get(shape.get("curveId"), length) != length:
        invalid(f"keyShape.curveId: {shape['curveId']} does not have {length} bytes")


def create_key(tenancy: Tenancy, call: Call) -> Answer:
    vault = _vault_of(tenancy, call)
    kind = tenancy.kind("keys")
    assert kind is not None
    version = {"currentKeyVersion": tenancy.ocid("keyversion"), "vaultId": vault.id}
    return show(call, make(tenancy, kind, {**call.body, **version}))


def schedule_deletion(tenancy: Tenancy, call: Call) -> Answer:
    """Of a vault with all its keys, or of a key."""
    thing = alive(tenancy, call)
    schedule(tenancy, thing, call.body.get("timeOfDeletion"), FEWEST_DAYS, MOST_DAYS)
    for key in tenancy.living("keys"):
        if key["vaultId"] == thing.id:
            tenancy.change(key, lifecycleState=KEY.ends, timeOfDeletion=thing["timeOfDeletion"])
    return show(call, thing)


def cancel_deletion(tenancy: Tenancy, call: Call) -> Answer:
    thing = seen(tenancy, call)
    assert thing.kind.states is not None
    cancel(tenancy, thing, thing.kind.states.live)
    return show(call, thing)


def switch(tenancy: Tenancy, call: Call) -> Answer:
    key = alive(tenancy, call)
    tenancy.move(key, "ENABLED" if call.operation.action == "enable" else "DISABLED")
    return show(call, key)


def usable(tenancy: Tenancy, key_id: str, vault_id: str | None = None) -> Thing:
    """A key that encrypts: symmetric, enabled, in that vault."""
    key: Any = tenancy.find(key_id, "keys")
    if key["keyShape"]["algorithm"] != "AES":
        invalid(f"keyId: {key_id} is no symmetric key")
    if vault_id is not None and key["vaultId"] != vault_id:
        invalid(f"keyId: {key_id} is not in vault {vault_id}")
    if key.state == "DISABLED":
        conflict(f"Key {key_id} is disabled")
    found: Thing = key
    return found


KINDS = (
    Kind("vaults", "vault", states=VAULT, remembered=True, defaults={"isPrimary": True}, made=make_vault),
    Kind(
        "keys",
        "key",
        states=KEY,
        remembered=True,
        refs=(Ref("vaultId", ("vaults",), holds=False),),
        defaults={"protectionMode": "HSM", "isPrimary": True, "isAutoRotationEnabled": False},
        check=check_key,
    ),
)
HANDLERS: dict[str, Handler] = {
    "create_key": create_key,
    "enable_key": switch,
    "disable_key": switch,
    "schedule_vault_deletion": schedule_deletion,
    "schedule_key_deletion": schedule_deletion,
    "cancel_vault_deletion": cancel_deletion,
    "cancel_key_deletion": cancel_deletion,
}
