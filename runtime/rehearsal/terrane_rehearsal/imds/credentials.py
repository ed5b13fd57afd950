"""What a role's credentials look like to the metadata service."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Protocol

from .times import stamp


class RoleCredentials(Protocol):
    @property
    def access_key(self) -> str: ...

    @property
    def secret_key(self) -> str: ...

    @property
    def token(self) -> str: ...

    @property
    def updated(self) -> datetime: ...

    @property
    def expires(self) -> datetime: ...


def document(credentials: RoleCredentials) -> str:
    """https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html."""
    facts = {
        "Code": "Success",
        "LastUpdated": stamp(credentials.updated),
        "Type": "AWS-HMAC",
        "AccessKeyId": credentials.access_key,
        "SecretAccessKey": credentials.secret_key,
        "Token": credentials.token,
        "Expiration": stamp(credentials.expires),
    }
    return json.dumps(facts, indent=2)
