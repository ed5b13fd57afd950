"""The SDK's clients: made once, when first used, with retries that suit their use.

Requests and answers are JSON as the API knows it, by the API's own names: the SDK's models would drop what they do not
know of an instance configuration that is to be launched.
"""

from __future__ import annotations

import functools
import importlib
import os
import sys
import threading
from pathlib import Path
from typing import Any

from terrane_node.cloud.oci_errors import translated
from terrane_node.imds import ENDPOINT

# The distributions have no package of it, or an old one: the boot puts the pinned release here.
SDK = Path("/opt/terrane-sdk")

SERVICES = {
    "compute": ("oci.core", "ComputeClient"),
    "pools": ("oci.core", "ComputeManagementClient"),
    "network": ("oci.core", "VirtualNetworkClient"),
    "volumes": ("oci.core", "BlockstorageClient"),
    "objects": ("oci.object_storage", "ObjectStorageClient"),
    "secrets": ("oci.secrets", "SecretsClient"),
}
# Connecting and reading, in seconds. 'once' leaves retries to the caller: "Out of host capacity" is an HTTP 500.
TIMEOUTS = {"patient": (5, 30), "acting": (5, 30), "brief": (3, 5), "once": (5, 60)}
PATIENT = {"max_attempts": 8, "total_elapsed_time_seconds": 60, "retry_max_wait_between_calls_seconds": 15}
RETRIES: dict[str, dict[str, Any]] = {
    "patient": PATIENT,
    # Without HTTP 409, the SDK's usual third: what is not in the state to be stopped or ended need not be.
    "acting": {**PATIENT, "service_error_retry_config": {-1: [], 429: []}},
    "brief": {"max_attempts": 2, "total_elapsed_time_seconds": 15, "retry_max_wait_between_calls_seconds": 2},
}
PAGE = 500
METADATA_HOST = ENDPOINT.partition("://")[2]


@functools.lru_cache(maxsize=None)
def clients_of(region: str) -> Clients:
    """The same for all that runs in this process."""
    return Clients(region)


def load() -> None:
    """The modules alone: that takes most of a second."""
    if SDK.is_dir() and str(SDK) not in sys.path:
        sys.path.insert(0, str(SDK))
    for module in ("oci.auth.signers", *{module for module, _ in SERVICES.values()}):
        importlib.import_module(module)


class Clients:
    def __init__(self, region: str, signer: Any = None, endpoint: str | None = None) -> None:
        """`signer`: whose requests they are; without it, this machine's. `endpoint`: instead of each service's own."""
        self._region = region
        self._signer = signer
        self._endpoint = endpoint
        self._made: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()

    def keep(self, signer: Any) -> None:
        """A signer of this machine that was made already: its token is good for the programs of a boot, too."""
        with self._lock:
            self._signer = self._signer or signer

    def call(self, service: str, operation: str, *arguments: Any, manner: str = "patient", **more: Any) -> Any:
        """The answer: `data`, and `headers`."""
        load()
        with translated(operation):
            return getattr(self._get(service, manner), operation)(*arguments, **more)

    def every(self, service: str, operation: str, *arguments: Any, **more: Any) -> list[dict[str, Any]]:
        """What all pages of a list hold."""
        found: list[dict[str, Any]] = []
        page: dict[str, str] = {}
        while True:
            answer = self.call(service, operation, *arguments, limit=PAGE, **page, **more)
            found += answer.data
            if not answer.next_page:
                return found
            page = {"page": answer.next_page}

    def _get(self, service: str, manner: str) -> Any:
        with self._lock:
            if (service, manner) not in self._made:
                module, name = SERVICES[service]
                given: dict[str, Any] = {"service_endpoint": self._endpoint} if self._endpoint else {}
                self._made[service, manner] = getattr(importlib.import_module(module), name)(
                    {"region": self._region},
                    signer=self._own_signer(),
                    timeout=TIMEOUTS[manner],
                    retry_strategy=_retries(manner),
                    skip_deserialization=True,
                    **given,
                )
            return self._made[service, manner]

    def _own_signer(self) -> Any:
        """Asks the instance metadata for the machine's certificate, and the cloud for a token."""
        if self._signer is None:
            # It asks through a proxy where one is set, and what it asks for is the machine's key.
            given = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
            os.environ["no_proxy"] = ",".join(filter(None, [given, METADATA_HOST]))
            from oci.auth.signers import InstancePrincipalsSecurityTokenSigner

            self._signer = InstancePrincipalsSecurityTokenSigner()
        return self._signer


def _retries(manner: str) -> Any:
    from oci.retry import NoneRetryStrategy, RetryStrategyBuilder

    if manner not in RETRIES:
        return NoneRetryStrategy()
    return RetryStrategyBuilder(**RETRIES[manner]).get_retry_strategy()
