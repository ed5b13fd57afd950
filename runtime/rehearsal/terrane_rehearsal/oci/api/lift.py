"""Writes `operations.json` and `models.json`: what the emulated services answer, read from Oracle's Python SDK 2.160.0.

python -m terrane_rehearsal.oci.api.lift FOLDER-THAT-HOLDS-oci
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CLIENTS: Mapping[str, str] = {
    "core/virtual_network": "vcns subnets internetGateways natGateways serviceGateways services routeTables "
    "securityLists dhcps networkSecurityGroups vnics privateIps publicIps",
    "core/compute": "instances images shapes computeClusters vnicAttachments volumeAttachments bootVolumeAttachments",
    "core/compute_management": "instanceConfigurations instancePools clusterNetworks",
    "core/blockstorage": "volumes bootVolumes",
    "identity/identity": "compartments availabilityDomains faultDomains dynamicGroups policies tagNamespaces tenancies "
    "taggingWorkRequests",
    "work_requests/work_request": "workRequests",
    "cluster_placement_groups/cluster_placement_groups_cp": "clusterPlacementGroups workRequests",
    "file_storage/file_storage": "fileSystems mountTargets exports exportSets",
    "lustre_file_storage/lustre_file_storage": "lustreFileSystems workRequests",
    "object_storage/object_storage": "n",
    "key_management/kms_vault": "vaults",
    "key_management/kms_management": "keys",
    "vault/vaults": "secrets",
    "secrets/secrets": "secretbundles",
    "budget/budget": "budgets",
    "bastion/bastion": "bastions workRequests",
    "ons/notification_control_plane": "topics",
    "ons/notification_data_plane": "subscriptions",
    "streaming/stream_admin": "streams streampools",
    "queue/queue_admin": "queues workRequests",
}
"""Collections that are emulated, by client: the first word of an operation's path."""
OBJECT_STORAGE = frozenset(
    "create_bucket delete_bucket get_bucket head_bucket list_buckets update_bucket get_namespace put_object get_object "
    "head_object delete_object list_objects put_object_lifecycle_policy get_object_lifecycle_policy "
    "delete_object_lifecycle_policy".split()
)
ACTIONS = frozenset(
    "addSecurityRules removeSecurityRules updateSecurityRules launch scheduleDeletion cancelDeletion enable disable "
    "detachInstance start stop reset softreset softstop attachService detachService addCidr removeCidr "
    "getByIpAddress getByPrivateIpId getByName activate deactivate changeCompartment".split()
)
LEFT_OUT = re.compile(
    r"loadBalancer|kmsKey|[iI]pv6|confidential|/shapes/|bulk|Lock|maintenanceReboot|measuredBoot|initialCredentials|"
    r"console|/version/|/import|usage|Replica|quotaRules|keyVersions|dnsResolver|/devices"
)


def operations(root: Path) -> Iterator[dict[str, Any]]:
    for client, collections in CLIENTS.items():
        text = (root / "oci" / f"{client}_client.py").read_text(encoding="utf-8")
        version = re.search(r"'base_path': '/?([^']*)'", text)
        service = re.search(r"'service_endpoint_template': 'https://([^{]*?)\.?\{", text)
        assert version and service
        for part in re.split(r"\n    def (?=[a-z])", text)[1:]:
            found = _operation(part, client.partition("/")[0])
            if found and _wanted(found, frozenset(collections.split()), version[1]):
                yield {"host": service[1], **found, "path": _path(version[1], found["path"])}


def _operation(text: str, package: str) -> dict[str, Any] | None:
    path = re.search(r'resource_path = "([^"]*)"\s+method = "([A-Z]+)"\s+operation_name = "(\w+)"', text)
    if path is None:
        return None
    arguments = re.findall(r"\w+", text[: text.index(")")])[2:]
    body = re.search(r"body=(\w+)", text)
    model = re.search(rf":param oci\.\w+\.models\.(\w+) {body[1]}:", text) if body else None
    answer = re.search(r'response_type="([^"]*)"', text)
    query = re.findall(r'"(\w+)": (\w+),?\n', text[text.find("query_params = {") :].partition("}")[0])
    return {
        "method": path[2],
        "path": path[1],
        "name": path[3],
        "package": package,
        "body": model[1] if model else None,
        "answer": answer[1] if answer else None,
        "required": [name for name, value in query if value in arguments],
    }


def _path(version: str, path: str) -> str:
    return f"/{version}{path}" if version else path


def _wanted(operation: Mapping[str, Any], collections: frozenset[str], version: str) -> bool:
    path = operation["path"].removeprefix("/20180608") if not version else operation["path"]
    action = re.search(r"/actions/(\w+)", path)
    if path.split("/")[1] == "n":
        return operation["name"] in OBJECT_STORAGE
    known = path.split("/")[1] in collections and not LEFT_OUT.search(path)
    return known and (action is None or action[1] in ACTIONS)


def models(root: Path, roots: set[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    left = sorted(roots)
    while left:
        package, name = left.pop()
        if f"{package}.{name}" in found:
            continue
        file = root / "oci" / package / "models" / f"{_snake(name)}.py"
        if not file.exists():
            continue
        found[f"{package}.{name}"], others = _model(file.read_text(encoding="utf-8"))
        left += [(package, each) for each in others]
    return dict(sorted(found.items()))


def _model(text: str) -> tuple[dict[str, Any], set[str]]:
    types = dict(re.findall(r"'(\w+)': '([^']+)'", _between(text, "self.swagger_types = {")))
    names = dict(re.findall(r"'(\w+)': '([^']+)'", _between(text, "self.attribute_map = {")))
    kinds = re.findall(r"type == '([^']*)':\s+return '(\w+)'", text)
    told_by = re.search(r"type = object_dictionary\['(\w+)'\]", text)
    others = set(re.findall(r"\b[A-Z]\w+", " ".join(types.values()))) | {model for _, model in kinds}
    model: dict[str, Any] = {names[own]: _attribute(text, own, kind) for own, kind in types.items()}
    if told_by:
        model["?"] = {"by": told_by[1], "kinds": dict(kinds)}
    return model, others


def _attribute(text: str, own: str, kind: str) -> str:
    setter = text.partition(f"@{own}.setter")[2].partition("@property")[0]
    values = re.search(r"allowed_values = \[([^\]]*)\]", setter)
    getter = text.partition(f"    def {own}(self):")[2][:80]
    if values and kind in ("str", "list[str]"):
        kind = kind.replace("str", "|".join(re.findall(r'"([^"]*)"', values[1])))
    return kind + ("!" if "**[Required]**" in getter else "")


def _between(text: str, start: str) -> str:
    return text.partition(start)[2].partition("}")[0]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def main(folder: str) -> None:
    root = Path(folder)
    rows = sorted(operations(root), key=lambda row: (row["path"], row["method"], row["host"]))
    roots = {(row["package"], name) for row in rows for name in _names(row["body"], row["answer"])}
    _write("operations.json", {f"{n}": row for n, row in enumerate(rows)}.values())
    found = models(root, roots)
    lines = [f"{json.dumps(name)}:{json.dumps(model, separators=(',', ':'))}" for name, model in found.items()]
    (HERE / "models.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    (HERE / "regions.json").write_text(json.dumps(_regions(root), indent=0) + "\n", encoding="utf-8")


def _regions(root: Path) -> dict[str, str]:
    """Keys of the commercial realm's Regions by name, e.g. `fra` of `eu-frankfurt-1`."""
    text = (root / "oci" / "regions_definitions.py").read_text(encoding="utf-8")
    realms = dict(re.findall(r"'([\w-]+)': '(oc\d+)'", text))
    short = re.findall(r"'(\w{3})': '([\w-]+)'", text)
    return {name: key for key, name in sorted(short, key=lambda pair: pair[1]) if realms.get(name) == "oc1"}


def _names(*types: str | None) -> list[str]:
    return [name for each in types if each for name in re.findall(r"[A-Z]\w+", each)]


def _write(name: str, rows: Any) -> None:
    lines = [json.dumps({key: value for key, value in row.items() if value}, separators=(",", ":")) for row in rows]
    (HERE / name).write_text("[" + ",\n".join(lines) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
