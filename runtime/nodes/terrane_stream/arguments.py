"""Arguments that several subcommands share."""

from __future__ import annotations

import argparse
from pathlib import Path

DECLARATION = Path("/opt/terrane/stream/declaration.json")
PLACE = Path("/home/stream/place.json")
CODE = Path("/opt/terrane/stream/code")


def add_declaration(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--declaration",
        type=Path,
        default=DECLARATION,
        metavar="FILE",
        help="what is to be done (%(default)s)",
    )


def add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--place",
        type=Path,
        default=PLACE,
        metavar="FILE",
        help="where its buckets and streams are (%(default)s)",
    )


def add_code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code", type=Path, default=CODE, metavar="FOLDER", help="where the detector is (%(default)s)")
