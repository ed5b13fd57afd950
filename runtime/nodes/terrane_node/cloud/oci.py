"""Oracle's cloud: documents, bundles and gates in Object Storage, secrets in Vault, machines on Compute."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from terrane_node.clock import Clock
from terrane_node.cloud import oci_clients
from terrane_node.cloud.oci_clients import Clients, clients_of
from terrane_node.cloud.oci_disks import OciDisks
from terrane_node.cloud.oci_errors import translated
from terrane_node.cloud.oci_instances import replaced_tags
from terrane_node.cloud.oci_launches import OciLaunches
from terrane_node.cloud.oci_metadata import OciMetadata
from terrane_node.settings import OciPlace

PIECE_BYTES = 1 << 20


class OciCloud(OciLaunches, OciDisks):
    def __init__(
        self,
        region: str,
        place: OciPlace,
        clock: Clock,
        metadata: OciMetadata | None = None,
        clients: Clients | None = None,
    ) -> None:
        super().__init__()
        self._clients = clients or clients_of(region)
        self._place = place
        self._clock = clock
        self._metadata = metadata or OciMetadata(place.tags, clock=clock)

    def prepare(self) -> None:
        """Clients are made at the first request: their signer asks the cloud for a token."""
        oci_clients.load()

    def document(self, name: str) -> str:
        answer = self._object(self._place.bucket, name.lstrip("/"))
        with translated("get_object"):
            return bytes(answer.content).decode()

    def secret(self, reference: str) -> bytes:
        content = self._clients.call("secrets", "get_secret_bundle", reference).data["secretBundleContent"]
        return base64.b64decode(content["content"])

    def fetch(self, bucket: str, key: str, target: Path) -> None:
        answer = self._object(bucket, key)
        with translated("get_object"), open(target, "wb") as file:
            file.writelines(answer.iter_content(PIECE_BYTES))

    def own_id(self) -> str:
        return self._metadata.instance_id()

    def own_address(self) -> str:
        return self._metadata.address()

    def own_tag(self, key: str) -> str | None:
        return self._metadata.tag(key)

    def interruption(self) -> str | None:
        return self._metadata.interruption()

    def tag_self(self, tags: Mapping[str, str], patient: bool) -> None:
        self._change(self.own_id(), lambda seen: replaced_tags(seen, tags), "patient" if patient else "brief")

    def signal(self, stack: str, resource: str, unique_id: str, success: bool) -> None:
        """The gate is an object of the documents bucket, which whoever deploys reads. Nothing waits for it."""
        told = {"instance": self.own_id(), "uniqueId": unique_id, "outcome": "SUCCESS" if success else "FAILURE"}
        self._clients.call(
            "objects",
            "put_object",
            self._place.namespace,
            stack,
            resource,
            (json.dumps(told) + "\n").encode(),
            content_type="application/json",
        )

    def _object(self, bucket: str, name: str) -> Any:
        return self._clients.call("objects", "get_object", self._place.namespace, bucket, name).data
