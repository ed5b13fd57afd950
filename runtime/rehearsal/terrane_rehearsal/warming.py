"""Services are loaded when they are first called, which takes a second or two in all: done while nobody waits yet."""

from __future__ import annotations

import contextlib
import threading
from typing import Any, Protocol

FIRST_CALLS = (
    ("ec2", "describe_vpcs"),
    ("iam", "list_instance_profiles"),
    ("s3", "list_buckets"),
    ("ssm", "describe_parameters"),
    ("secretsmanager", "list_secrets"),
    ("route53", "list_hosted_zones"),
    ("efs", "describe_file_systems"),
    ("sts", "get_caller_identity"),
)
"""Of what nearly every deployment of instances uses: service and a call that changes nothing."""


class Emulator(Protocol):
    def client(self, service: str, region: str | None = None) -> Any: ...


def warm(emulator: Emulator) -> threading.Thread:
    """Begins; whoever calls a service meanwhile is served as ever."""
    thread = threading.Thread(target=_call_each, args=(emulator,), name="warming", daemon=True)
    thread.start()
    return thread


def _call_each(emulator: Emulator) -> None:
    for service, call in FIRST_CALLS:
        # A service that fails here fails whoever needs it, and says so there.
        with contextlib.suppress(Exception):
            getattr(emulator.client(service), call)()
