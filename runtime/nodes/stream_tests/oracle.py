"""Object Storage of the rehearsal's OCI, asked by the real SDK."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from unit import PACKAGES

sys.path.insert(0, str(PACKAGES.parent / "rehearsal"))

from terrane_node.cloud.oci_clients import Clients  # noqa: E402
from terrane_stream.store_oci import OciStore  # noqa: E402

REGION = "us-ashburn-1"
BUCKET = "results"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        del format, arguments


@contextlib.contextmanager
def oci_store() -> Iterator[OciStore]:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from oci.auth.signers import SecurityTokenSigner
    from terrane_rehearsal.journal import Journal
    from terrane_rehearsal.oci import Oci

    with tempfile.TemporaryDirectory(prefix="terrane-oci-") as name:
        journal = Journal(Path(name) / "journal")
        cloud = Oci(REGION, journal=journal, boots=False)
        server = make_server("127.0.0.1", 0, cloud.wsgi, handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            signer = SecurityTokenSigner("token", rsa.generate_private_key(65537, 2048))
            clients = Clients(REGION, signer, f"http://127.0.0.1:{server.server_port}")
            body = {"name": BUCKET, "compartmentId": cloud.compartment}
            clients.call("objects", "create_bucket", cloud.namespace, body)
            yield OciStore(clients, cloud.namespace, BUCKET)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            journal._file.close()
