"""The rehearsal's emulated OCI, without hosts: on a free loopback port, gone when standard input closes.

emulator.py REGION     prints one line of JSON, {"url": ...}, when it is ready
a line `census` on its standard input prints what exists, as one line of JSON
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
from pathlib import Path

from terrane_rehearsal.doors.plain import serve_plain
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.oci import Oci

# What is there with the tenancy.
NOT_COUNTED = ("availabilityDomains", "compartments", "images", "services", "workRequests")

# Paths of Object Storage are short.
NAMES = {"b": "buckets"}


def census(oci: Oci) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for thing in oci.living():
        if thing.kind.collection not in NOT_COUNTED:
            name = NAMES.get(thing.kind.collection, thing.kind.collection)
            found.setdefault(name, []).append(thing.id)
    return {collection: sorted(ids) for collection, ids in found.items()}


def main(region: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        oci = Oci(region, journal=Journal(Path(folder) / "events.jsonl"), boots=False)
        listening = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        oci.endpoint = url
        serve_plain(listening, oci.wsgi)
        print(json.dumps({"url": url}), flush=True)
        for line in sys.stdin:
            if line.strip() == "census":
                print(json.dumps(census(oci), sort_keys=True), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
