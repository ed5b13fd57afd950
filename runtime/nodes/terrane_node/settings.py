"""What the machine knows about itself, from the file that its user data wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from terrane_node.errors import SettingsError
from terrane_node.files import read_json
from terrane_node.paths import Paths

ROLES = ("head", "login", "compute")


@dataclass(frozen=True)
class OciPlace:
    """Where a cluster is in Oracle's cloud."""

    """OCID of the compartment that holds the cluster's machines, volumes and pools."""
    compartment: str
    """Object Storage's namespace of the tenancy."""
    namespace: str
    """The bucket of the cluster's documents, bundles and gates."""
    bucket: str
    """Namespace of the defined tags `cluster` and `role`."""
    tags: str


@dataclass(frozen=True)
class Settings:
    cluster: str
    role: str
    region: str
    """Prefix of the names of the cluster's documents, e.g. `/terrane/ocean`."""
    documents: str
    """Compute nodes only."""
    partition: str | None = None
    cloud: str = "aws"
    """Where `cloud` is `oci`."""
    oci: OciPlace | None = None


def read_settings(paths: Paths) -> Settings:
    raw = read_json(paths.settings)
    if not isinstance(raw, dict):
        raise SettingsError(f"{paths.settings} is absent or not a JSON object")
    settings = Settings(
        cluster=_text(raw, "cluster", paths),
        role=_text(raw, "role", paths),
        region=_text(raw, "region", paths),
        documents=_text(raw, "documents", paths).rstrip("/"),
        partition=raw.get("partition"),
        cloud=raw.get("cloud", "aws"),
        oci=_oci(raw, paths) if raw.get("cloud") == "oci" else None,
    )
    if settings.role not in ROLES:
        raise SettingsError(f"{paths.settings}: role {settings.role!r} is none of {', '.join(ROLES)}")
    return settings


def _oci(raw: Mapping[str, Any], paths: Paths) -> OciPlace:
    return OciPlace(*(_text(raw, key, paths) for key in ("compartment", "namespace", "bucket", "tags")))


def _text(raw: Mapping[str, Any], key: str, paths: Paths) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or value == "":
        raise SettingsError(f"{paths.settings} has no {key!r}")
    return value
