"""The rehearsal's emulated AWS, without hosts: on a free loopback port, gone when standard input closes.

emulator.py REGION     prints one line of JSON, {"url": ...}, when it is ready
a line `census` on its standard input prints what exists, as one line of JSON
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import census
from terrane_rehearsal.emulator import Emulator
from terrane_rehearsal.journal import Journal


def main(region: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        emulator = Emulator(region, journal=Journal(Path(folder) / "events.jsonl"), boots=False)
        print(json.dumps({"url": emulator.url}), flush=True)
        for line in sys.stdin:
            if line.strip() == "census":
                print(json.dumps(census.take(emulator), sort_keys=True), flush=True)
    # The interpreter would take the emulator's models apart one by one, for seconds.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
