"""Bucket policies: moto takes a denial under any condition for a denial.

The emulator speaks plain HTTP on the loopback device in the place of TLS: statements that deny requests without TLS
do not apply to it. Every other statement does.
"""

from __future__ import annotations

import json
from typing import Any

from moto.s3.models import FakeBucket

from ..patching import around

PLAIN = {"Bool": {"aws:SecureTransport": "false"}}


def install() -> None:
    @around(FakeBucket, "get_permission")
    def get_permission(original: Any, bucket: Any, action: str, resource: str) -> Any:
        policy = bucket.policy
        if policy is None:
            return original(bucket, action, resource)
        document = json.loads(policy)
        document["Statement"] = [each for each in document["Statement"] if each.get("Condition") != PLAIN]
        try:
            bucket.policy = json.dumps(document).encode()
            return original(bucket, action, resource)
        finally:
            bucket.policy = policy
