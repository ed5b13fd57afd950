"""attach VOLUME...: takes retained volumes over, makes their file systems if they are blank, grows and mounts them."""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from terrane_node import blockdevice, fstab
from terrane_node.clock import wait_for
from terrane_node.documents import BOOT_SECONDS, Volume, volume_of
from terrane_node.errors import NodeError
from terrane_node.logs import log
from terrane_node.mounted import mount_options, mounted
from terrane_node.node import Node
from terrane_node.process import run as run_program
from terrane_node.takeover import DeviceNames, Takeover

DEVICE_SECONDS = 120
# nofail: a head without its volume must still boot and say so; its programs check for the mount themselves.
OPTIONS = "defaults,nofail,x-systemd.device-timeout=30s"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("volumes", nargs="+", metavar="volume", help="name in the cluster document, e.g. home")


def run(node: Node, arguments: argparse.Namespace) -> int:
    """The cloud attaches them side by side; their file systems follow one after the other."""
    if node.settings.role != "head":
        raise NodeError(f"attach is for the head; this machine is a {node.settings.role} node")
    cluster = node.documents.cluster(max_age=BOOT_SECONDS)
    volumes = [volume_of(cluster, name) for name in arguments.volumes]
    names = DeviceNames()
    with ThreadPoolExecutor(max_workers=len(volumes)) as pool:
        found = [pool.submit(_device, node, volume, names) for volume in volumes]
    for volume, device in zip(volumes, found):
        put_to_use(node, volume, device.result())
    return 0


def _device(node: Node, volume: Volume, names: DeviceNames) -> Path:
    # A device with the volume's serial number is attached here: a restart needs no cloud then.
    present = blockdevice.find_device(volume.id, None)
    if present is not None:
        return present
    disk = Takeover(node, volume.id, node.cloud.own_id(), names).attach()
    device = wait_for(node.clock, lambda: blockdevice.find_device(volume.id, disk.device), DEVICE_SECONDS, every=1)
    if device is None:
        raise NodeError(f"volume {volume.id} is attached as {disk.device}, but no such device appeared")
    return device


def put_to_use(node: Node, volume: Volume, device: Path) -> None:
    """Everything after the device is there. Doing it again changes nothing."""
    content = blockdevice.ensure_filesystem(device, volume.filesystem, volume.name)
    if content.filesystem is None or content.uuid is None:
        raise NodeError(f"{device}: blkid shows no UUID")
    path = node.paths.at(volume.mount)
    path.mkdir(parents=True, exist_ok=True)
    given = _mount(device, path, content.filesystem, volume.options if content.filesystem == volume.filesystem else "")
    options = ",".join(filter(None, (OPTIONS, given)))
    fstab.put(node.paths.fstab, fstab.Entry(f"UUID={content.uuid}", str(path), content.filesystem, options))
    try:
        blockdevice.grow(device, content.filesystem, path)
    except NodeError as error:
        # The data is there; a file system smaller than its volume is for the operator, not for a boot to fail on.
        log.error("attach: %s not grown: %s", volume.mount, error)
    log.info("attach: %s (%s, %s) is on %s", volume.mount, volume.id, content.filesystem, device)


def _mount(device: Path, path: Path, filesystem: str, options: str) -> str:
    """Those of the options that the next start of the machine is to use."""
    source = mounted().get(str(path))
    if source is not None:
        if os.path.realpath(source) != os.path.realpath(device):
            raise NodeError(f"{path} is the mount point of {source} already")
        return options if options in mount_options(str(path)) else ""
    mount = ["mount", "-t", filesystem, str(device), str(path)]
    if options:
        try:
            run_program([*mount, "-o", options], timeout=600)
            return options
        except NodeError as error:
            # Homes without quotas of the kernel's are better than none: the gateway measures them.
            log.error("attach: %s is mounted without %s: %s", path, options, error)
    run_program(mount, timeout=120)
    return ""
