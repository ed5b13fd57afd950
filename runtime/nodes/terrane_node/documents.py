"""The documents that the deployment writes for its machines, and their typed content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from terrane_node.clock import Clock
from terrane_node.errors import CloudUnreachable, SettingsError
from terrane_node.files import read_json, write_json
from terrane_node.logs import log


# A boot reads the cluster document once: what its first program has read serves the others.
BOOT_SECONDS = 60


class Source(Protocol):
    def document(self, name: str) -> str: ...


@dataclass(frozen=True)
class _Kept:
    at: float
    content: dict[str, Any]


class DocumentStore:
    """Reads documents, and keeps the last copy for a machine that starts again while the cloud does not answer."""

    def __init__(self, source: Source, prefix: str, cache: Path, clock: Clock) -> None:
        self._source = source
        self._prefix = prefix
        self._cache = cache
        self._clock = clock

    def cluster(self, max_age: float = 0, offline: bool = True) -> dict[str, Any]:
        """`max_age`: a copy of so many seconds will do. `offline`: an older one, if the cloud does not answer."""
        return self._read(f"{self._prefix}/cluster", max_age, offline)

    def keep_cluster(self, text: str) -> None:
        """A copy of the cluster document that was read a moment ago."""
        name = f"{self._prefix}/cluster"
        self._keep(name, _parse(name, text))

    def partition(self, name: str, max_age: float = 0) -> Partition:
        return Partition.of(self._read(f"{self._prefix}/partition/{name}", max_age, offline=True))

    def other(self, name: str, max_age: float = 0) -> dict[str, Any]:
        """A document of another name below the cluster's."""
        return self._read(f"{self._prefix}/{name}", max_age, offline=True)

    def _read(self, name: str, max_age: float, offline: bool) -> dict[str, Any]:
        kept = self._kept(name)
        if kept is not None and 0 <= self._clock.now().timestamp() - kept.at < max_age:
            return kept.content
        try:
            content = _parse(name, self._source.document(name))
        except CloudUnreachable as error:
            if kept is None or not offline:
                raise
            log.warning("document %s: %s; using the copy of this machine", name, error)
            return kept.content
        self._keep(name, content)
        return content

    def _kept(self, name: str) -> _Kept | None:
        kept = read_json(self._file(name))
        sound = isinstance(kept, dict) and isinstance(kept.get("content"), dict) and isinstance(kept.get("at"), float)
        return _Kept(kept["at"], kept["content"]) if sound else None

    def _keep(self, name: str, content: dict[str, Any]) -> None:
        try:
            write_json(self._file(name), {"name": name, "at": self._clock.now().timestamp(), "content": content})
        except OSError as error:
            log.warning("document %s: no copy kept: %s", name, error)

    def _file(self, name: str) -> Path:
        return self._cache / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"document {name} is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise SettingsError(f"document {name} is not a JSON object")
    return content


@dataclass(frozen=True)
class Partition:
    name: str
    template: str
    template_version: str
    subnets: tuple[str, ...]
    machines: tuple[str, ...]
    spot: bool
    on_demand_fallback: bool
    """Nodes 1..min are static: they are always up."""
    min: int
    max: int
    """How many interfaces of its own the template names (EFA); 0 where a launch gets the usual one."""
    interfaces: int

    @staticmethod
    def of(raw: Mapping[str, Any]) -> Partition:
        where = f"partition document {raw.get('partition', '?')}"
        return Partition(
            name=need(raw, "partition", where),
            template=need(raw, "template", where),
            template_version=str(raw.get("templateVersion", "$Latest")),
            subnets=tuple(need(raw, "subnets", where)),
            machines=tuple(need(raw, "machines", where)),
            spot=raw.get("pricing") == "spot",
            on_demand_fallback=_flag(raw.get("onDemandFallback")),
            min=int(raw.get("min", 0)),
            max=int(need(raw, "max", where)),
            interfaces=int(raw.get("interfaces", 0)),
        )

    def static_nodes(self) -> tuple[str, ...]:
        return tuple(f"{self.name}-{number}" for number in range(1, self.min + 1))


@dataclass(frozen=True)
class Volume:
    name: str
    id: str
    mount: str
    filesystem: str
    options: str = ""
    """That the kernel may not have: without them the volume is mounted all the same."""


def volume_of(cluster: Mapping[str, Any], name: str) -> Volume:
    for raw in cluster.get("volumes") or []:
        if raw.get("name") == name:
            where = f"volume {name}"
            return Volume(
                name,
                need(raw, "id", where),
                need(raw, "mount", where),
                raw.get("filesystem", "xfs"),
                raw.get("options") or "",
            )
    names = ", ".join(raw.get("name", "?") for raw in cluster.get("volumes") or []) or "none"
    raise SettingsError(f"the cluster document has no volume {name!r} (it has: {names})")


@dataclass(frozen=True)
class Mount:
    type: str
    source: str
    path: str
    options: str
    read_only: bool


def mounts_of(cluster: Mapping[str, Any], role: str) -> list[Mount]:
    """The file systems that machines of this role mount, in the order of the document."""
    return [
        Mount(
            type=need(raw, "type", "mount"),
            source=need(raw, "source", "mount"),
            path=need(raw, "path", "mount"),
            options=raw.get("options") or "",
            read_only=raw.get("mode") == "read",
        )
        for raw in cluster.get("mounts") or []
        if role in (raw.get("roles") or ())
    ]


def need(raw: Mapping[str, Any], key: str, where: str) -> Any:
    value = raw.get(key)
    if value is None or value == "" or value == []:
        raise SettingsError(f"{where} has no {key!r}")
    return value


def _flag(value: Any) -> bool:
    """Terraform writes booleans of a document as text where they come from a reference."""
    return value is True or value == "true"
