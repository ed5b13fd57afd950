"""Mounts of shared file systems: whose folder it is, whether the client may have it; then the client is shown it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path, PurePosixPath
from typing import Any

from terrane_rehearsal.hosts import exports
from terrane_rehearsal.hosts.graft import Source, graft
from terrane_rehearsal.network.places import ports_of
from terrane_rehearsal.world import ExportClient, FileServer, Instance, World

_OLD_NFS = re.compile(r"(nfsvers|vers)=[23](\.\d)?")
_NFS_4 = re.compile(r"(nfsvers|vers)=4(\.\d)?")
"""OCI's File Storage speaks version 3 only."""
_NAME_SECONDS = 5


@dataclass(frozen=True)
class Question:
    """As the client's mount program asks it, after it has reached the server's port."""

    type: str
    source: str
    address: str
    path: str
    target: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Lent:
    source: Source | None = None
    read_only: bool = False
    failed: str = ""
    text: str = ""


def lend(
    question: Question,
    client: Instance,
    pid: int,
    world: World,
    folder: Path,
    leader_of: Callable[[str], int | None],
) -> dict[str, Any]:
    """The answer for the mount program: empty, or `failed` with `absent`, `denied`, `version` or `unknown`."""
    lent = find(question, client, world, folder, leader_of)
    if lent.source is not None:
        try:
            graft(lent.source, pid, question.target, lent.read_only or "ro" in question.options)
            return {}
        except FileNotFoundError:
            lent = Lent(failed="absent")
    return {"failed": lent.failed, "text": lent.text}


def ports(address: str, client: Instance, servers: Iterable[FileServer]) -> tuple[int, ...]:
    """Beside the server's own, those that a client has to reach before it can mount."""
    fitting = [each for each in servers if each.address == address and each.vpc == client.vpc]
    return ports_of(fitting[0]) if fitting else ()


def find(
    question: Question, client: Instance, world: World, folder: Path, leader_of: Callable[[str], int | None]
) -> Lent:
    server = _managed(question, client, world.file_servers)
    if server is not None:
        return _of_file_system(question, server, client, folder)
    host = _nearest((each for each in world.live if each.address == question.address), client)
    leader = leader_of(host.id) if host is not None else None
    if leader is None or question.type == "lustre":
        return Lent(failed="unknown", text=f"no file server is known at {question.address}")
    return _of_host(question, client, leader)


def _managed(question: Question, client: Instance, servers: Iterable[FileServer]) -> FileServer | None:
    lustre = question.type == "lustre"
    fitting = (each for each in servers if each.address == question.address and (each.kind == "lustre") == lustre)
    return min(fitting, key=lambda each: (each.vpc != client.vpc, not _exports(each, question.path)), default=None)


def _exports(server: FileServer, path: str) -> bool:
    """An address of OCI's File Storage may have several exports."""
    return server.kind != "fss" or PurePosixPath(path).is_relative_to(server.export)


def _nearest(hosts: Iterable[Instance], client: Instance) -> Instance | None:
    """Networks side by side may have the same addresses: the client's own network comes first."""
    return min(hosts, key=lambda each: each.vpc != client.vpc, default=None)


def _of_file_system(question: Question, server: FileServer, client: Instance, folder: Path) -> Lent:
    if server.kind == "efs" and any(_OLD_NFS.fullmatch(option) for option in question.options):
        return Lent(failed="version")
    if server.kind == "fss" and any(_NFS_4.fullmatch(option) for option in question.options):
        return Lent(failed="version")
    export, path = server.export.strip("/"), question.path.strip("/")
    if export and path != export and not path.startswith(export + "/"):
        return Lent(failed="absent")
    admitted = _admitted(server, client.address)
    if admitted is None:
        return Lent(failed="denied")
    root = folder / server.file_system
    root.mkdir(parents=True, exist_ok=True)
    return Lent(Source(root, path.removeprefix(export).strip("/")), read_only=admitted.read_only)


def _admitted(server: FileServer, address: str) -> ExportClient | None:
    if server.clients is None:
        return ExportClient(IPv4Network("0.0.0.0/0"))
    return next((each for each in server.clients if IPv4Address(address) in each.network), None)


def _of_host(question: Question, client: Instance, leader: int) -> Lent:
    root = Path(f"/proc/{leader}/root")
    try:
        table = exports.parse(Path(f"{root}{exports.ETAB}").read_text(encoding="utf-8"))
    except FileNotFoundError:
        table = []
    answer = exports.choose(
        table,
        question.path,
        client.address,
        lambda name: resolved(name, leader),
        lambda path: is_mounted(path, leader),
    )
    if answer.failed:
        return Lent(failed=answer.failed)
    return replace(Lent(Source(root, answer.folder, leader)), read_only=answer.read_only)


def is_mounted(path: str, pid: int) -> bool:
    lines = Path(f"/proc/{pid}/mountinfo").read_text(encoding="utf-8").splitlines()
    return path.rstrip("/") in {line.split()[4] for line in lines}


def resolved(name: str, leader: int) -> list[str]:
    """Addresses of a name, or names of an address, as the host of that process resolves them."""
    enter = ["nsenter", "-t", str(leader), "-m", "-n", "--", "env", "-i", "PATH=/usr/bin:/bin"]
    ask = [*enter, "getent", "hosts", name]
    asked = subprocess.run(ask, capture_output=True, text=True, timeout=_NAME_SECONDS, check=False)
    return [word for line in asked.stdout.splitlines() for word in line.split()]
