"""The command line: `python -m terrane_stream SUBCOMMAND ...`.

Exit code 0: done. 1: not done, the reason is on stderr. 2: wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from terrane_node.errors import NodeError
from terrane_stream.errors import StreamError

log = logging.getLogger("terrane.stream")

# What each subcommand does, and the module that does it. The modules are loaded when they are used: a worker needs no
# Kafka client, and a consumer no scheduler.
COMMANDS: dict[str, tuple[str, str]] = {
    "driver": ("terrane_stream.driver", "do the chunks of an archive on the workers that there are"),
    "replay": ("terrane_stream.replay", "do the chunks again that failed for good"),
    "progress": ("terrane_stream.progress", "print how far the fleet is"),
    "worker": ("terrane_stream.worker", "offer this machine's threads to the scheduler"),
    "supervise": ("terrane_stream.supervise", "keep as many workers as the backlog needs"),
    "consume": ("terrane_stream.live.consume", "own shards of a live stream and do their windows"),
    "play": ("terrane_stream.live.play", "put a file's events, or made-up ones, into the live stream"),
    "rows": ("terrane_stream.live.readers", "print what the consumers of a live stream have committed"),
    "seedlink": ("terrane_stream.seedlink", "carry records of a SeedLink server into the live stream"),
    "queue": ("terrane_stream.queue_worker", "do the messages of a queue"),
    "cap": ("terrane_stream.cap", "hold the fleet's requests to the source at the declared rate"),
    "cap-metrics": ("terrane_stream.cap_metrics", "print what passed the cap on the source"),
}


class Command(Protocol):
    def configure(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> int: ...


def command(name: str) -> Command:
    return cast(Command, importlib.import_module(COMMANDS[name][0]))


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    given = parser(arguments[:1]).parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        return command(given.command).run(given)
    except (StreamError, NodeError) as error:
        print(f"terrane_stream {given.command}: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"terrane_stream {given.command}: interrupted", file=sys.stderr)
    except Exception:  # noqa: BLE001 (the journal is where a defect must show)
        log.exception("%s: unexpected", given.command)
    return 1


def parser(used: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """`used`: the subcommands whose arguments are needed; the modules of the others are not loaded. Default: all."""
    top = argparse.ArgumentParser(prog="terrane_stream", description="Programs of a Terrane streaming fleet.")
    commands = top.add_subparsers(dest="command", required=True, metavar="SUBCOMMAND")
    for name, (_, text) in COMMANDS.items():
        added = commands.add_parser(name, help=text, description=text)
        if used is None or name in used:
            command(name).configure(added)
    return top
