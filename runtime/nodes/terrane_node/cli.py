"""The command line: `terrane-node SUBCOMMAND ...`.

Exit code 0: done. 1: not done, the reason is on stderr. 2: wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from terrane_node.errors import NodeError
from terrane_node.logs import log, open_log, share_with_slurm
from terrane_node.node import Node, this_node
from terrane_node.paths import Paths

COMMANDS = {
    "report": "note a boot phase's outcome on disk, on the console and as tags",
    "tell": "take a boot's phases to the disk and to the machine's tags while it runs",
    "serve": "keep the SDK at hand for the other subcommands",
    "value": "print a value of the cluster document",
    "secret": "print a secret of the cluster",
    "attach": "take a retained volume over and mount it",
    "mounts": "mount the cluster's file systems",
    "node-name": "print this machine's Slurm NodeName",
    "head-address": "print the head's address, as the launch of this machine noted it",
    "signal": "tell the deployment that this machine is ready, or why not",
    "resume": "launch machines for Slurm nodes (ResumeProgram)",
    "resume-fail": "end machines that did not become nodes in time (ResumeFailProgram)",
    "suspend": "end the machines of Slurm nodes (SuspendProgram)",
    "reconcile": "make Slurm's nodes and the cloud's machines agree",
    "update": "take a new bundle over when the cluster document names one",
    "farewell": "end the nodes with their head when the cluster is deleted",
    "health": "check this compute node (HealthCheckProgram)",
    "stop": "why no machine is started any more, and how that ends",
    "spot-watch": "drain this node when its spot machine is taken away",
}


class Command(Protocol):
    def configure(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, node: Node, arguments: argparse.Namespace) -> int: ...


def command(name: str) -> Command:
    return cast(Command, importlib.import_module(module_of(name)))


# Subcommands whose programs only some clusters have.
ELSEWHERE = {"stop": "terrane_stop.command"}


def module_of(name: str) -> str:
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    return f"terrane_node.commands.{name.replace('-', '_')}"


def main(arguments: Sequence[str] | None = None, paths: Paths | None = None) -> int:
    paths = paths or Paths()
    arguments = sys.argv[1:] if arguments is None else arguments
    given = parser(arguments[:1]).parse_args(arguments)
    open_log(paths, given.command)
    try:
        node = this_node(paths)
        if node.settings.role == "head":
            share_with_slurm(paths)
        return command(given.command).run(node, given)
    except NodeError as error:
        log.error("%s: %s", given.command, error)
    except Exception:  # noqa: BLE001 (the log is where a defect must show)
        log.exception("%s: unexpected", given.command)
    return 1


def parser(used: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """`used`: the subcommands whose arguments are needed; the modules of the others are not loaded. Default: all."""
    top = argparse.ArgumentParser(prog="terrane-node", description="Programs of a Terrane cluster's machines.")
    commands = top.add_subparsers(dest="command", required=True, metavar="SUBCOMMAND")
    for name, text in COMMANDS.items():
        if name in ELSEWHERE and importlib.util.find_spec(ELSEWHERE[name].split(".")[0]) is None:
            continue
        added = commands.add_parser(name, help=text, description=text)
        if used is None or name in used:
            command(name).configure(added)
    return top
