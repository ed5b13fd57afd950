"""`progress`: prints how far a fleet is, from what its driver wrote last."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

from terrane_stream.arguments import add_declaration, add_place
from terrane_stream.declaration import read_declaration
from terrane_stream.errors import NoSuchObject, StreamError
from terrane_stream.place import read_place
from terrane_stream.report import ENDED, OBJECT
from terrane_stream.stores import open_store

# A driver writes every ten seconds.
OLD = timedelta(seconds=60)


def configure(parser: argparse.ArgumentParser) -> None:
    add_declaration(parser)
    add_place(parser)
    parser.add_argument("--json", action="store_true", help="print the object as it is")


def run(given: argparse.Namespace) -> int:
    declaration, place = read_declaration(given.declaration), read_place(given.place)
    key = f"{declaration.results.prefix}{OBJECT}"
    try:
        text = open_store(place.results, place.endpoint).get(key).decode()
    except NoSuchObject as error:
        raise StreamError(f"nothing has been written yet: {error}") from error
    if given.json:
        sys.stdout.write(text)
    else:
        print(table(json.loads(text), datetime.now(timezone.utc)))
    return 0


def table(progress: dict[str, Any], now: datetime) -> str:
    late = progress["state"] not in ENDED and age(progress, now) > OLD
    old = f" ({age(progress, now).total_seconds():.0f} s ago: the driver does not run)" if late else ""
    chunks, done, failed = progress["chunks"], progress["done"], progress["failed"]
    share = f" ({100 * (done + failed) / chunks:.1f} %)" if chunks else ""
    rows = {
        "state": progress["state"],
        "chunks": f"{chunks:,}",
        "done": f"{done:,}{share}",
        "failed": f"{failed:,}",
        "rate": f"{progress['rate']} chunks/s, {progress['requestsPerSecond']} requests/s",
        "workers": str(progress["workers"]),
        "started": progress["started"],
        "estimated end": progress["estimatedEnd"] or "-",
        "updated": f"{progress['updated']}{old}",
    }
    return "\n".join(f"{name:<14} {value}" for name, value in rows.items())


def age(progress: dict[str, Any], now: datetime) -> timedelta:
    """Since the driver wrote it."""
    return now - datetime.fromisoformat(progress["updated"])
