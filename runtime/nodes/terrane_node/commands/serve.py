"""serve [--idle SECONDS]: keeps the SDK at hand and does what the other subcommands of this machine ask for."""

from __future__ import annotations

import argparse
import importlib
import os
from typing import NoReturn

from terrane_node import cli
from terrane_node.client import SERVER
from terrane_node.logs import log, open_log
from terrane_node.node import Node, this_node
from terrane_node.paths import Paths
from terrane_node.server import Server

# A boot asks every few seconds; one that waits for a volume or a deployment may ask for nothing for minutes.
BOOT_IDLE_SECONDS = 60


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--idle", type=float, help="end after so many seconds without a request")


def run(node: Node, arguments: argparse.Namespace) -> int:
    server = Server(node.paths.at(SERVER), cli.main, node.paths.bundle_mark)
    prepare(node)
    server.run(arguments.idle)
    return 0


def prepare(node: Node) -> None:
    """On a head, which timers and launches ask for days, loads what they load. A node's boot asks but a few times."""
    if node.settings.role == "head":
        for name in cli.COMMANDS:
            importlib.import_module(cli.module_of(name))
        node.cloud.prepare()


def after_the_stub(cluster: str, waiting: int) -> NoReturn:
    """The process that has fetched the bundle goes on as the boot's server.

    `cluster`: the document that it read. `waiting`: a pipe that is closed when there is a server, or will be none.
    """
    paths = Paths()
    try:
        _leave_the_stub()
        open_log(paths, "serve")
        node = this_node(paths)
        node.documents.keep_cluster(cluster)
        server = Server(paths.at(SERVER), cli.main, paths.bundle_mark)
        os.close(waiting)
        prepare(node)
        server.run(BOOT_IDLE_SECONDS)
    except BaseException as error:  # noqa: BLE001 (without a server every subcommand does its own work)
        log.error("serve: %s", error)
    os._exit(0)


def _leave_the_stub() -> None:
    os.setsid()
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDWR)
    for target in (0, 1, 2):
        os.dup2(nothing, target)
