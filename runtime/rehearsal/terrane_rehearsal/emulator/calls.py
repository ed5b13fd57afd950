"""Which service and Region a request of an AWS client is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SCOPE = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/")
_REGION = r"[a-z]{2}(?:-[a-z]+)+-\d"
HOST = re.compile(rf"(?:.+\.)?((?!{_REGION}\.)[a-z0-9-]+)(?:\.({_REGION}))?\.(?:amazonaws\.com|api\.aws)$")
WAIT_CONDITIONS = re.compile(rf"cloudformation-waitcondition-({_REGION})\.s3\b")
"""Signals of wait conditions go to buckets of CloudFormation's own, with a signature for S3."""
DEFAULT = ("s3", "us-east-1")


def scope_of(environ: WSGIEnvironment) -> tuple[str, str]:
    """Service and Region, from the signature, else from the host's name; S3 where neither says."""
    waiting = WAIT_CONDITIONS.match(environ.get("HTTP_HOST", ""))
    if waiting:
        return "cloudformation", waiting[1]
    query = unquote(environ.get("QUERY_STRING", "")).replace("X-Amz-Credential", "Credential")
    for text in (environ.get("HTTP_AUTHORIZATION", ""), query):
        signed = SCOPE.search(text)
        if signed:
            return signed[2], signed[1]
    host = HOST.match(environ.get("HTTP_HOST", "").partition(":")[0])
    return (host[1], host[2] or DEFAULT[1]) if host else DEFAULT
