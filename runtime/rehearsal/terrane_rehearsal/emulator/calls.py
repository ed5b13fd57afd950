"""Which service and Region a request of an AWS client is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SCOPE = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/")
HOST = re.compile(r"(?:.+\.)?([a-z0-9-]+?)(?:\.([a-z]{2}-[a-z-]+-\d))?\.(?:amazonaws\.com|api\.aws)$")
DEFAULT = ("s3", "us-east-1")


def scope_of(environ: WSGIEnvironment) -> tuple[str, str]:
    """Service and Region, from the signature, else from the host's name; S3 where neither says."""
    query = unquote(environ.get("QUERY_STRING", "")).replace("X-Amz-Credential", "Credential")
    for text in (environ.get("HTTP_AUTHORIZATION", ""), query):
        signed = SCOPE.search(text)
        if signed:
            return signed[2], signed[1]
    host = HOST.match(environ.get("HTTP_HOST", "").partition(":")[0])
    return (host[1], host[2] or DEFAULT[1]) if host else DEFAULT
