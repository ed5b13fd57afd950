"""mounts: mounts the file systems that the cluster document names for this role, and keeps them in fstab."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Callable

from terrane_node import buckets, fstab
from terrane_node.clock import wait_for
from terrane_node.documents import BOOT_SECONDS, Mount, mounts_of
from terrane_node.errors import CommandError, NodeError, SettingsError
from terrane_node.files import write_whole
from terrane_node.logs import log
from terrane_node.mounted import mounted
from terrane_node.node import Node
from terrane_node.process import run as run_program

# EFS: https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-nfs-mount-settings.html, and noresvport, without which a
# client that reconnects keeps its source port and hangs. Type nfs is version 3, all that OCI's File Storage knows; it
# negotiates the best sizes itself (https://docs.oracle.com/en-us/iaas/Content/File/Tasks/mountingunixstyleos.htm).
# Lustre: flock, since MPI-IO and HDF5 lock files.
DEFAULTS: Mapping[str, str] = {
    "nfs": "nfsvers=3,hard,timeo=600,retrans=2",
    "nfs4": "nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport",
    "lustre": "noatime,flock",
}
# Not options of the file system but of its place in the boot.
ALWAYS = ("_netdev", "nofail")
HINTS: Mapping[str, str] = {
    "nfs": "does the name resolve, and may this machine reach ports 111 and 2048-2050 there?",
    "nfs4": "does the name resolve, and may this machine reach port 2049 there?",
    "lustre": "has this kernel a Lustre client, and may this machine reach ports 988 and 1018-1023 there?",
    "bucket": "may this machine's role list and read the bucket?",
}
# The name of a new mount target takes up to 90 seconds to resolve.
PATIENCE_SECONDS = 300
EVERY_SECONDS = 6
ONE_TRY_SECONDS = 90


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(node: Node, arguments: argparse.Namespace) -> int:
    """Tries every mount, and then fails with all the reasons."""
    del arguments
    problems: list[str] = []
    for mount in mounts_of(node.documents.cluster(max_age=BOOT_SECONDS), node.settings.role):
        try:
            _kind(mount)(node, mount)
        except NodeError as error:
            problems.append(f"{mount.path}: {error}")
    if problems:
        raise NodeError("; ".join(problems))
    return 0


def _kind(mount: Mount) -> Callable[[Node, Mount], None]:
    kinds: dict[str, Callable[[Node, Mount], None]] = {**dict.fromkeys(DEFAULTS, _filesystem), "bucket": _bucket}
    if mount.type not in kinds:
        raise SettingsError(f"type {mount.type!r} is none of {', '.join(sorted(kinds))}")
    return kinds[mount.type]


def options_of(mount: Mount) -> str:
    """Given options replace the defaults; what the boot needs is there in any case."""
    options = (mount.options or DEFAULTS[mount.type]).split(",")
    options += [option for option in ALWAYS if option not in options]
    return ",".join(options + (["ro"] if mount.read_only and "ro" not in options else []))


def _filesystem(node: Node, mount: Mount) -> None:
    path = node.paths.at(mount.path)
    fstab.put(node.paths.fstab, fstab.Entry(mount.source, str(path), mount.type, options_of(mount)))
    path.mkdir(parents=True, exist_ok=True)
    arguments = ["mount", "-t", mount.type, "-o", options_of(mount), mount.source, str(path)]
    _until_mounted(node, mount, path, lambda: run_program(arguments, timeout=ONE_TRY_SECONDS))


def _bucket(node: Node, mount: Mount) -> None:
    path = node.paths.at(mount.path)
    unit = buckets.unit_name(mount.path)
    buckets.require_backend(node.settings)
    write_whole(node.paths.units / unit, buckets.unit_text(mount, path, node.settings))
    path.mkdir(parents=True, exist_ok=True)
    run_program(["systemctl", "daemon-reload"])
    start = ["systemctl", "enable", "--now", unit]
    _until_mounted(node, mount, path, lambda: run_program(start, timeout=ONE_TRY_SECONDS))


def _until_mounted(node: Node, mount: Mount, path: Path, attempt: Callable[[], object]) -> None:
    if str(path) in mounted():
        log.info("mounts: %s is mounted already", mount.path)
        return
    last: list[str] = []

    def look() -> bool | None:
        try:
            attempt()
            return True
        except CommandError as error:
            log.warning("mounts: %s: %s", mount.path, error)
            last[:] = [str(error)]
            return None

    if wait_for(node.clock, look, PATIENCE_SECONDS, EVERY_SECONDS) is None:
        raise NodeError(f"{mount.source} does not mount: {last[0]} ({HINTS[mount.type]})")
    log.info("mounts: %s is on %s", mount.source, mount.path)
