"""Secrets and what is in them: https://docs.oracle.com/en-us/iaas/Content/secret-management/home.htm"""

from __future__ import annotations

import base64
import binascii
import secrets as random
import string
from collections.abc import Callable, Mapping

from ..call import Answer, Call
from ..errors import Refusal, absent, exists, invalid, missing, wrong_state
from ..handlers import Handler, alive, page, seen
from ..tenancy import Tenancy, now
from ..thing import Facts, Kind, Ref, States, Thing
from .deletion import cancel, schedule
from .keys import usable

FEWEST_DAYS, MOST_DAYS = 1, 30
"""Until the deletion: https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Tasks/managingsecrets_topic-To_delete_a_secret.htm"""
LARGEST = 25_600
"""Bytes of a secret's content, encoded."""
PASSPHRASE_LENGTH = 30
SIGNS = string.ascii_letters + string.digits + "!#$%&*+-=?@_"
STATES = States("CREATING", "ACTIVE", "PENDING_DELETION", "DELETED")


def _passphrase(context: Facts) -> bytes:
    length = context.get("passphraseLength") or PASSPHRASE_LENGTH
    return "".join(random.choice(SIGNS) for _ in range(length)).encode()


def _bytes(context: Facts) -> bytes:
    return random.token_bytes(int(context["generationTemplate"].removeprefix("BYTES_")))


GENERATED: Mapping[str, tuple[str, Callable[[Facts], bytes]]] = {
    "PASSPHRASE": ("%GENERATED_PASSPHRASE%", _passphrase),
    "BYTES": ("%GENERATED_BYTES%", _bytes),
}
"""Placeholder in a template, and what takes its place."""


def prepare(tenancy: Tenancy, facts: Facts, secret: Thing | None) -> None:
    if secret is None:
        facts["isAutoGenerationEnabled"] = bool(facts.pop("enableAutoGeneration", False))
        usable(tenancy, facts["keyId"], facts["vaultId"])
        _check_name(tenancy, facts)
        facts["currentVersionNumber"] = 1


def _check_name(tenancy: Tenancy, facts: Facts) -> None:
    """Also a secret that waits for its deletion has its name to itself."""
    for other in tenancy.all("secrets"):
        same = other["vaultId"] == facts["vaultId"] and other["secretName"].lower() == facts["secretName"].lower()
        if same and other.ended is None:
            exists(f"A secret with the name {facts['secretName']!r} already exists in vault {facts['vaultId']}")


def check(_tenancy: Tenancy, facts: Facts, secret: Thing | None) -> None:
    given = facts.get("secretContent")
    if secret is None and facts["isAutoGenerationEnabled"]:
        if not facts.get("secretGenerationContext"):
            missing("secretGenerationContext")
        if given:
            invalid("secretContent: a secret is either generated or given")
    elif secret is None or given:
        _check_content((given or {}).get("content"))


def _check_content(content: str | None) -> None:
    if not content:
        missing("secretContent.content")
    try:
        base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        invalid("secretContent.content must be base64-encoded")
    if len(content) > LARGEST:
        invalid(f"secretContent.content has more than {LARGEST} bytes")


def made(_tenancy: Tenancy, secret: Thing) -> None:
    given = secret.facts.pop("secretContent", None)
    content = given["content"] if given else _generate(secret["secretGenerationContext"])
    secret.kept["versions"] = [(content, now())]


def changed(_tenancy: Tenancy, secret: Thing) -> None:
    given = secret.facts.pop("secretContent", None)
    if given:
        secret.kept["versions"].append((given["content"], now()))
        secret.facts["currentVersionNumber"] = len(secret.kept["versions"])


def _generate(context: Facts) -> str:
    if context["generationType"] not in GENERATED:
        raise Refusal(501, "NotImplemented", f"secretGenerationContext: {context['generationType']} is not emulated")
    placeholder, generate = GENERATED[context["generationType"]]
    template = context.get("secretTemplate") or placeholder
    fresh = generate(context)
    content = template.encode().replace(placeholder.encode(), fresh)
    return base64.b64encode(content).decode()


def bundle(secret: Thing, number: int) -> Facts:
    content, moment = secret.kept["versions"][number - 1]
    last = len(secret.kept["versions"])
    stages = ["CURRENT", "LATEST"] if number == last else ["PREVIOUS"] if number == last - 1 else ["DEPRECATED"]
    return {
        "secretId": secret.id,
        "timeCreated": moment,
        "versionNumber": number,
        "secretBundleContent": {"contentType": "BASE64", "content": content},
        "stages": stages,
        "metadata": secret.get("metadata", {}),
    }


def get_bundle(tenancy: Tenancy, call: Call) -> Answer:
    if call.path:
        secret = next((each for each in tenancy.living("secrets") if each.id == call.path["secretId"]), None)
    else:
        named = [each for each in tenancy.living("secrets") if each["secretName"] == call.query["secretName"]]
        secret = next((each for each in named if each["vaultId"] == call.query["vaultId"]), None)
    if secret is None:
        absent(f"secret {call.path.get('secretId') or call.query.get('secretName')}")
    if secret.state != "ACTIVE":
        wrong_state(f"Secret {secret.id} is {secret.state}")
    number = int(call.query.get("versionNumber") or len(secret.kept["versions"]))
    if not 1 <= number <= len(secret.kept["versions"]):
        absent(f"version {number} of secret {secret.id}")
    return Answer(bundle(secret, number), headers={"etag": secret.etag})


def list_bundles(tenancy: Tenancy, call: Call) -> Answer:
    secret = tenancy.find(call.path["secretId"], "secrets")
    shown = [bundle(secret, number) for number in range(1, len(secret.kept["versions"]) + 1)]
    return page(
        call, [{name: value for name, value in each.items() if name != "secretBundleContent"} for each in shown]
    )


def schedule_deletion(tenancy: Tenancy, call: Call) -> Answer:
    secret = alive(tenancy, call)
    schedule(tenancy, secret, call.body.get("timeOfDeletion"), FEWEST_DAYS, MOST_DAYS)
    return Answer(status=204, headers={"etag": secret.etag})


def cancel_deletion(tenancy: Tenancy, call: Call) -> Answer:
    secret = seen(tenancy, call)
    cancel(tenancy, secret, STATES.live)
    return Answer(status=204, headers={"etag": secret.etag})


KINDS = (
    Kind(
        "secrets",
        "vaultsecret",
        states=STATES,
        remembered=True,
        name="secretName",
        refs=(Ref("vaultId", ("vaults",), holds=False), Ref("keyId", ("keys",), holds=False)),
        defaults={"metadata": {}, "secretRules": [], "isReplica": False, "rotationStatus": "NOT_ENABLED"},
        prepare=prepare,
        check=check,
        made=made,
        changed=changed,
    ),
)
HANDLERS: dict[str, Handler] = {
    "get_secret_bundle": get_bundle,
    "get_secret_bundle_by_name": get_bundle,
    "list_secret_bundle_versions": list_bundles,
    "schedule_secret_deletion": schedule_deletion,
    "cancel_secret_deletion": cancel_deletion,
}
