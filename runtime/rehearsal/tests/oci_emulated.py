"""An emulated OCI for tests, called as its doors call it."""

from __future__ import annotations

import io
import json
import tempfile
import unittest
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from terrane_rehearsal.journal import Journal
from terrane_rehearsal.oci import COMPARTMENT, NAMESPACE, TENANCY, Oci, image_id

REGION = "eu-frankfurt-1"
CORE = "/20160918"
UBUNTU = image_id(REGION, "ubuntu-24.04")
UBUNTU_ARM = image_id(REGION, "ubuntu-24.04", "arm64")
PRINTED = "aGVsbG8="
"""`hello`, encoded."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: Any
    headers: Mapping[str, str]


def call(oci: Oci, method: str, target: str, body: Any = None, host: str = "127.0.0.1:8000", **headers: str) -> Reply:
    """`body`: bytes as they are, anything else as JSON; headers with underscores for hyphens."""
    path, _, query = target.partition("?")
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "REQUEST_URI": target,
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": io.BytesIO(content),
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    seen: list[Any] = []
    data = b"".join(oci.wsgi(environ, lambda status, given, error=None: seen.extend([status, given])))  # type: ignore[arg-type]
    answered = dict(seen[1])
    plain = answered.get("content-type") == "application/json" and data
    return Reply(int(seen[0][:3]), json.loads(data) if plain else data, answered)


class Emulated(unittest.TestCase):
    BOOTS: ClassVar[bool] = False
    ADOPTS: ClassVar[bool] = False

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.journal = Journal(Path(folder.name) / "events.jsonl")
        self.addCleanup(self.journal._file.close)
        self.oci = Oci(REGION, journal=self.journal, boots=self.BOOTS, adopts=self.ADOPTS)
        self.domain = self.oci.availability_domains[0]

    def call(self, method: str, target: str, body: Any = None, **headers: str) -> Reply:
        return call(self.oci, method, target, body, **headers)

    def done(self, method: str, target: str, body: Any = None, **headers: str) -> Any:
        """The body of an answer that is no refusal."""
        reply = self.call(method, target, body, **headers)
        self.assertLess(reply.status, 300, reply.body)
        return reply.body

    def made(self, collection: str, version: str = CORE, /, **body: Any) -> Any:
        wanted = {"compartmentId": COMPARTMENT, **body}
        return self.done("POST", f"{version}/{collection}", {k: v for k, v in wanted.items() if v is not None})

    def refused(self, status: int, code: str, method: str, target: str, body: Any = None) -> str:
        """The message of the refusal."""
        reply = self.call(method, target, body)
        self.assertEqual((status, code), (reply.status, (reply.body or {}).get("code")), reply.body)
        return str(reply.body["message"])

    def refused_made(self, collection: str, code: str = "InvalidParameter", status: int = 400, /, **body: Any) -> str:
        wanted = {"compartmentId": COMPARTMENT, **body}
        given = {name: value for name, value in wanted.items() if value is not None}
        return self.refused(status, code, "POST", f"{CORE}/{collection}", given)

    def got(self, collection: str, id: str, version: str = CORE) -> Any:
        return self.done("GET", f"{version}/{collection}/{id}")

    def network(self, **subnet: Any) -> tuple[Any, Any]:
        """A VCN and a subnet in the first availability domain."""
        vcn = self.made("vcns", cidrBlocks=["10.0.0.0/16"], dnsLabel="ocean", displayName="ocean")
        wanted = {"cidrBlock": "10.0.1.0/24", "dnsLabel": "nodes", "availabilityDomain": self.domain, **subnet}
        return vcn, self.made("subnets", vcnId=vcn["id"], **wanted)

    def launching(self, subnet: Any, **body: Any) -> dict[str, Any]:
        return {
            "compartmentId": COMPARTMENT,
            "availabilityDomain": self.domain,
            "displayName": "node",
            "shape": "VM.Standard.E5.Flex",
            "shapeConfig": {"ocpus": 2, "memoryInGBs": 16},
            "sourceDetails": {"sourceType": "image", "imageId": UBUNTU},
            "createVnicDetails": {"subnetId": subnet["id"], "assignPublicIp": False},
            **body,
        }

    def launched(self, subnet: Any, **body: Any) -> Any:
        return self.done("POST", f"{CORE}/instances", self.launching(subnet, **body))


__all__ = [
    "COMPARTMENT",
    "CORE",
    "NAMESPACE",
    "PRINTED",
    "REGION",
    "TENANCY",
    "UBUNTU",
    "UBUNTU_ARM",
    "Emulated",
    "call",
]
