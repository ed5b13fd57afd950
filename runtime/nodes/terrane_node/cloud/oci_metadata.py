"""OCI's instance metadata service, version 2.

https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm
"""

from __future__ import annotations

import json
import urllib.error
from typing import Any

from terrane_node.clock import Clock, SystemClock
from terrane_node.cloud.oci_tags import tags_of
from terrane_node.errors import CloudUnreachable
from terrane_node.imds import ANSWER_SECONDS, ENDPOINT, answer

HEADERS = {"Authorization": "Bearer Oracle"}
# It is down for maintenance at times, and answers one of these then: "retry up to three times".
PASSING = (404, 429)
ATTEMPTS = 3
PAUSE_SECONDS = 2.0


class OciMetadata:
    def __init__(
        self, namespace: str, endpoint: str = ENDPOINT, clock: Clock | None = None, timeout: float = ANSWER_SECONDS
    ) -> None:
        """`namespace`: of the defined tags."""
        self._namespace = namespace
        self._endpoint = endpoint
        self._clock = clock or SystemClock()
        self._timeout = timeout

    def instance_id(self) -> str:
        return str(self._instance()["id"])

    def address(self) -> str:
        vnics = self._read("vnics/")
        if not vnics:
            raise CloudUnreachable("MetadataAbsent", "the instance metadata has no VNIC")
        return str(vnics[0]["privateIp"])

    def tag(self, key: str) -> str | None:
        return tags_of(self._instance(), self._namespace).get(key)

    def interruption(self) -> str | None:
        """OCI gives a preemptible machine no notice of its own: two minutes ahead it emits an event, which reaches
        whoever has a rule for it in the Events service, and no machine
        (https://docs.oracle.com/en-us/iaas/Content/Compute/Concepts/preemptible.htm). What the machine can see is that
        its end has begun."""
        return "terminating" if str(self._instance().get("state", "")).lower() == "terminating" else None

    def _instance(self) -> dict[str, Any]:
        # All of it: that an item is absent looks the same as that the service is.
        found = self._read("instance/")
        assert isinstance(found, dict)
        return found

    def _read(self, path: str) -> Any:
        for left in range(ATTEMPTS - 1, -1, -1):
            try:
                return json.loads(answer("GET", f"{self._endpoint}/opc/v2/{path}", HEADERS, self._timeout))
            except urllib.error.HTTPError as error:
                if left == 0 or (error.code not in PASSING and error.code < 500):
                    raise CloudUnreachable("MetadataRefused", f"{path}: HTTP {error.code}") from error
                self._clock.sleep(PAUSE_SECONDS)
        raise AssertionError("unreachable")
