"""The real SDK against the rehearsal's OCI, with a cluster's network, templates and pools in it."""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography.hazmat.primitives.asymmetric import rsa
from support import CLUSTER, NodeCase

from terrane_node.cloud.oci import OciCloud
from terrane_node.cloud.oci_clients import SERVICES, Clients
from terrane_node.node import Node
from terrane_node.settings import OciPlace, Settings

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "rehearsal"))

REGION = "us-ashburn-1"
TAGS = "terrane-ocean"
BUCKET = "terrane-ocean-documents"
OWN_ADDRESS = "10.0.0.10"
SHAPE = "VM.Standard.E5.Flex"
SERVICES["identity"] = ("oci.identity", "IdentityClient")


def signer() -> Any:
    """Signs as a machine does that has its token; the emulator believes every signature."""
    from oci.auth.signers import SecurityTokenSigner

    return SecurityTokenSigner("token", rsa.generate_private_key(65537, 2048))


SIGNER = signer()


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        del format, arguments


class Metadata:
    """The instance metadata of the machine that the program runs on."""

    def __init__(self) -> None:
        self.id = "ocid1.instance.oc1..own"
        self.tags: dict[str, str] = {}

    def instance_id(self) -> str:
        return self.id

    def address(self) -> str:
        return OWN_ADDRESS

    def tag(self, key: str) -> str | None:
        return self.tags.get(key)


class Calls:
    """The requests that reached the cloud, as `METHOD path`; some may be refused before."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self.made: list[str] = []
        self.refusals: list[tuple[str, int, str, str]] = []
        self.answers: dict[str, Any] = {}
        """Instead of the emulator's, by the call."""

    def refuse(self, method: str, path: str, status: int, code: str, message: str = "refused", times: int = 1) -> None:
        """`path`: its beginning, after the version."""
        self.refusals += [(f"{method} {path}", status, code, message)] * times

    def of(self, beginning: str) -> list[str]:
        return [call for call in self.made if call.startswith(beginning)]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        call = f"{environ['REQUEST_METHOD']} /{environ['PATH_INFO'].split('/', 2)[2]}"
        self.made.append(call)
        refused = next((each for each in self.refusals if call.startswith(each[0])), None)
        if refused is not None:
            self.refusals.remove(refused)
            answer: Any = {"code": refused[2], "message": refused[3]}
        elif call in self.answers:
            answer = self.answers[call]
        else:
            yield from self._application(environ, start_response)
            return
        body = json.dumps(answer).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("opc-request-id", "ask")]
        start_response(f"{refused[1] if refused else 200} said", headers)
        yield body


class OciCase(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        from terrane_rehearsal.journal import Journal
        from terrane_rehearsal.oci import Oci

        folder = tempfile.TemporaryDirectory(prefix="terrane-oci-")
        self.addCleanup(folder.cleanup)
        journal = Journal(Path(folder.name) / "journal")
        self.addCleanup(journal._file.close)
        self.oci = Oci(REGION, journal=journal, boots=False)
        self.calls = Calls(self.oci.wsgi)
        self._serve()
        self.place = OciPlace(self.oci.compartment, self.oci.namespace, BUCKET, TAGS)
        self.metadata = Metadata()
        # The SDK's own retries pause for seconds.
        patience = mock.patch("time.sleep", lambda seconds: None)
        patience.start()
        self.addCleanup(patience.stop)
        self.cloud = OciCloud(REGION, self.place, self.clock, self.metadata, self.clients)  # type: ignore[arg-type]
        self._make_network()

    def _serve(self) -> None:
        server = make_server("127.0.0.1", 0, self.calls, handler_class=Quiet)  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        endpoint = f"http://127.0.0.1:{server.server_port}"
        self.clients = Clients(REGION, SIGNER, endpoint)

    def settings(self) -> Settings:
        return Settings(CLUSTER, self.role, REGION, f"/terrane/{CLUSTER}", cloud="oci", oci=self.place)

    def node(self) -> Node:
        return self.node_on(self.cloud)

    def make(self, service: str, operation: str, body: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = self.clients.call(service, operation, {"compartmentId": self.place.compartment, **body})
        return made.data  # type: ignore[attr-defined,no-any-return]

    def defined(self, role: str) -> dict[str, dict[str, str]]:
        return {TAGS: {"cluster": CLUSTER, "role": role}}

    def launch(self, role: str = "compute", **tags: str) -> dict[str, Any]:
        """An instance of this cluster, and what else is given as its freeform tags (_ for : in names)."""
        freeform = {f"terrane:{key}": value for key, value in tags.items()}
        return self.make(
            "compute",
            "launch_instance",
            {**self.details(role), "availabilityDomain": self.zone, "freeformTags": freeform},
        )

    def details(self, role: str = "compute", shape: str = SHAPE) -> dict[str, Any]:
        flexible = {"shapeConfig": {"ocpus": 2.0, "memoryInGBs": 16.0}} if shape == SHAPE else {}
        return {
            "compartmentId": self.place.compartment,
            "shape": shape,
            **flexible,
            "sourceDetails": {"sourceType": "image", "imageId": self.image(), "bootVolumeSizeInGBs": 60},
            "createVnicDetails": {"subnetId": self.subnet, "assignPublicIp": False},
            "definedTags": self.defined(role),
            "freeformTags": {"cost-centre": "geophysics"},
            "metadata": {"user_data": "IyEvYmluL3No"},
        }

    def image(self) -> str:
        from terrane_rehearsal.oci import image_id

        return str(image_id(REGION, "ubuntu-24.04"))

    def template(self, **more: Any) -> str:
        launch = {**self.details(), **more}
        details = {"instanceDetails": {"instanceType": "compute", "launchDetails": launch}}
        return str(self.make("pools", "create_instance_configuration", details)["id"])

    def make_bucket(self) -> None:
        body = {"name": BUCKET, "compartmentId": self.place.compartment}
        self.clients.call("objects", "create_bucket", self.place.namespace, body)

    def put(self, name: str, content: bytes) -> None:
        self.clients.call("objects", "put_object", self.place.namespace, BUCKET, name, content)

    def raw(self, instance_id: str) -> dict[str, Any]:
        raw: dict[str, Any] = self.clients.call("compute", "get_instance", instance_id).data
        return raw

    def state_of(self, instance_id: str) -> str:
        return str(self.raw(instance_id)["lifecycleState"])

    def _make_network(self) -> None:
        self.zone = self.oci.availability_domains[0]
        space = self.make("identity", "create_tag_namespace", {"name": TAGS, "description": "of the cluster"})["id"]
        for key in ("cluster", "role"):
            tag = {"name": key, "description": f"{key} of a machine"}
            self.clients.call("identity", "create_tag", space, tag)
        vcn = self.make("network", "create_vcn", {"cidrBlocks": ["10.0.0.0/16"], "dnsLabel": CLUSTER})
        self.subnet = str(
            self.make(
                "network",
                "create_subnet",
                {"vcnId": vcn["id"], "cidrBlock": "10.0.1.0/24", "availabilityDomain": self.zone, "dnsLabel": "nodes"},
            )["id"]
        )
