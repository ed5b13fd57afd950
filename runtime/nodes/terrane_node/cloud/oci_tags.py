"""The cluster's tags in OCI's two kinds: cluster and role are defined tags, which policies and budgets may rely on; the
others are freeform. A machine's display name stands for `Name`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from terrane_node.cloud.base import CLUSTER_TAG, POOL_TAG, ROLE_TAG

NAME_TAG = "Name"
# Keys of the defined tags, in the cluster's namespace.
DEFINED = {CLUSTER_TAG: "cluster", ROLE_TAG: "role"}
# A pool writes its OCID on its machines.
POOL_KEY = "oci:compute:instancepool"


def tags_of(raw: Mapping[str, Any], namespace: str) -> dict[str, str]:
    """All tags of a machine, as the API or the instance metadata show it."""
    freeform = raw.get("freeformTags") or {}
    defined = (raw.get("definedTags") or {}).get(namespace) or {}
    # A freeform tag of the same name is anybody's, and says nothing.
    tags = {key: str(value) for key, value in freeform.items() if key not in DEFINED}
    tags.update({tag: str(defined[key]) for tag, key in DEFINED.items() if key in defined})
    if POOL_KEY in freeform:
        tags[POOL_TAG] = str(freeform[POOL_KEY])
    if raw.get("displayName"):
        tags[NAME_TAG] = str(raw["displayName"])
    return tags


@dataclass(frozen=True)
class Split:
    """Tags as a request takes them."""

    name: str | None
    defined: dict[str, str]
    freeform: dict[str, str]


def split(tags: Mapping[str, str]) -> Split:
    return Split(
        name=tags.get(NAME_TAG),
        defined={key: tags[tag] for tag, key in DEFINED.items() if tag in tags},
        freeform={tag: value for tag, value in tags.items() if tag not in (*DEFINED, NAME_TAG, POOL_TAG)},
    )


def with_freeform(old: Mapping[str, str] | None, new: Mapping[str, str]) -> dict[str, str]:
    """The whole map, as a request replaces all of it. There are ten at most: one without a value is left out."""
    return {key: value for key, value in {**(old or {}), **new}.items() if value != ""}
