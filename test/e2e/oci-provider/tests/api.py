"""The rehearsal's emulated OCI, without hosts: on a free loopback port, gone when standard input closes.

api.py REGION     prints one line of JSON, the place that it is, when it is ready
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from terrane_rehearsal.journal import Journal
from terrane_rehearsal.oci import Oci, image_id

DISTRIBUTION = "ubuntu-24.04"


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def get_environ(self) -> dict[str, object]:
        # Names of objects hold slashes, which are not those of the path.
        return {**super().get_environ(), "REQUEST_URI": self.path}

    def log_message(self, format: str, *values: object) -> None:
        print(format % values, file=sys.stderr)


def main(region: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cloud = Oci(region, journal=Journal(Path(folder) / "events.jsonl"), boots=False)
        server = make_server("127.0.0.1", 0, cloud.wsgi, server_class=Server, handler_class=Handler)
        cloud.endpoint = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = {
            "url": cloud.endpoint,
            "region": region,
            "tenancy": cloud.tenancy,
            "compartment": cloud.compartment,
            "namespace": cloud.namespace,
            "domain": cloud.availability_domains[0],
            "image": image_id(region, DISTRIBUTION),
        }
        print(json.dumps(place), flush=True)
        sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
