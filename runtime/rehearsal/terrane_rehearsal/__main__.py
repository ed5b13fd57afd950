"""`python -m terrane_rehearsal --folder DIR --image FILE --region REGION`: a rehearsal cloud, until told to end."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from terrane_rehearsal.network import Outside, namespaces, servers
from terrane_rehearsal.network.outside import FORM
from terrane_rehearsal.processes import front_socket, in_own_world


def main() -> int:
    given = _arguments()
    os.makedirs(given.folder, mode=0o700, exist_ok=True)
    front, oci_front = front_socket(), front_socket()
    outside = Outside(given.outside, namespaces.current()) if given.outside else Outside()
    outer = os.getpid()

    def run(pid: int) -> None:
        # Imported here: the emulator is large, and the outer process has no use for it.
        from terrane_rehearsal.cloud import Cloud

        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        folder, image = given.folder.resolve(), given.image.resolve()
        cloud = Cloud(folder, image, given.region, front, oci_front, given.oci_layer, outside)
        cloud.run({"pid": pid, "outer": outer}, stop)

    return in_own_world(run)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="terrane_rehearsal", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="what the rehearsal writes; its name names it")
    parser.add_argument("--image", type=Path, required=True, help="squashfs of the hosts' root folder")
    parser.add_argument("--region", required=True, help="Region that is seeded first, e.g. us-west-2 or eu-frankfurt-1")
    parser.add_argument("--oci-layer", type=Path, help="squashfs that lies over the image on instances of OCI")
    parser.add_argument("--outside", action="append", default=[], metavar=FORM, help="a server outside the cloud")
    given = parser.parse_args()
    try:
        given.outside = servers(given.outside)
    except ValueError as error:
        parser.error(f"--outside: {error}")
    return given


if __name__ == "__main__":
    sys.exit(main())
