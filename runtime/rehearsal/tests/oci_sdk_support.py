"""Oracle's SDK for Python, as it is, against the emulated OCI on a loopback port."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from unittest import mock

import oci.auth.signers  # type: ignore[import-not-found, unused-ignore]

from terrane_rehearsal.doors.plain import serve_plain
from terrane_rehearsal.imds.answer import Request
from terrane_rehearsal.oci import Oci

from .oci_emulated import REGION, Emulated

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Signer = oci.auth.signers.InstancePrincipalsSecurityTokenSigner
DOCUMENTS = {
    "GET_REGION_URL": "instance/region",
    "LEAF_CERTIFICATE_URL": "identity/cert.pem",
    "LEAF_CERTIFICATE_PRIVATE_KEY_URL": "identity/key.pem",
    "INTERMEDIATE_CERTIFICATE_URL": "identity/intermediate.pem",
}
"""What the signer reads of the metadata service, by the constant that holds the address."""


class Metadata:
    """The metadata service of one instance."""

    def __init__(self, emulated: Oci, instance: str) -> None:
        self._emulated, self._instance = emulated, instance

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
        request = Request(environ["REQUEST_METHOD"], environ["PATH_INFO"], headers)
        found = self._emulated.metadata(self._emulated.observe().instances[self._instance], request)
        start_response(f"{int(found.status)} .", [*found.headers.items(), ("Content-Length", str(len(found.body)))])
        return [found.body]


class WithSdk(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.url = self.serve(self.oci.wsgi)
        _, self.subnet = self.network()
        self.instance: str = self.launched(self.subnet)["id"]
        self.signer = self.signed_in(self.instance)

    def serve(self, app: Any) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.addCleanup(serve_plain(listener, app).close)
        return url

    def signed_in(self, instance: str) -> Any:
        base = f"{self.serve(Metadata(self.oci, instance))}/opc/v2"
        addresses: dict[str, Any] = {name: f"{base}/{path}" for name, path in DOCUMENTS.items()}
        with mock.patch.multiple(Signer, **addresses):
            return Signer(federation_endpoint=f"{self.url}/v1/x509")

    def client(self, made: Any) -> Any:
        return made({"region": REGION}, signer=self.signer, service_endpoint=self.url)
