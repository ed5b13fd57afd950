"""Dynamic references: `{{resolve:ssm:name}}`, `{{resolve:secretsmanager:id:SecretString:key}}`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed, code

DYNAMIC = re.compile(r"\{\{resolve:([a-z-]+):([^{}]+)\}\}")
SECRET = re.compile(r"(?P<id>arn:[^:]+:secretsmanager:[^:]+:[^:]*:secret:[^:]+|[^:]+)(?::(?P<rest>.*))?$")
MISSING = {"ParameterNotFound", "ParameterVersionNotFound", "ResourceNotFoundException"}

Client = Callable[[str], Any]
"""A boto3 client by the service's name."""


def is_dynamic(value: Any) -> bool:
    return isinstance(value, str) and DYNAMIC.search(value) is not None


def resolved(value: Any, client: Client) -> Any:
    """The same data with every dynamic reference replaced by what it stands for now."""
    if isinstance(value, dict):
        return {name: resolved(part, client) for name, part in value.items()}
    if isinstance(value, list):
        return [resolved(part, client) for part in value]
    if isinstance(value, str) and "{{resolve:" in value:
        return DYNAMIC.sub(lambda found: _fetched(found.group(1), found.group(2), client), value)
    return value


def _fetched(service: str, rest: str, client: Client) -> str:
    try:
        if service in ("ssm", "ssm-secure"):
            return parameter(rest, client("ssm"))
        if service == "secretsmanager":
            return _secret(rest, client("secretsmanager"))
    except Exception as error:
        if code(error) in MISSING:
            raise ResourceFailed(f"Parameters: [{service}:{rest}] cannot be found.") from None
        raise
    raise ResourceFailed(f"Dynamic reference {{{{resolve:{service}:{rest}}}}} names an unknown service")


def parameter(name_and_version: str, ssm: Any) -> str:
    return str(ssm.get_parameter(Name=name_and_version, WithDecryption=True)["Parameter"]["Value"])


def _secret(rest: str, secrets: Any) -> str:
    found = SECRET.match(rest)
    assert found is not None
    kind, key, stage, version = [*(found["rest"] or "").split(":"), "", "", ""][:4]
    if kind not in ("", "SecretString"):
        raise ResourceFailed(f"Incorrect format is used in the following secretsmanager dynamic reference: [{rest}]")
    wanted = {"VersionStage": stage, "VersionId": version}
    value = secrets.get_secret_value(SecretId=found["id"], **{name: part for name, part in wanted.items() if part})
    held = str(value["SecretString"])
    if not key:
        return held
    try:
        return str(json.loads(held)[key])
    except (ValueError, KeyError, TypeError):
        raise ResourceFailed(f"Could not find a value associated with JSONKey in SecretString ({rest})") from None
