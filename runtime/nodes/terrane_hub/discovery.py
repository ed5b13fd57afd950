"""Where an identity provider's endpoints are: its own word, at issuer/.well-known/openid-configuration."""

from __future__ import annotations

import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from terrane_hub.errors import DiscoveryError

log = logging.getLogger("terrane.hub")

PATH = "/.well-known/openid-configuration"
ANSWER_SECONDS = 10.0
# The provider may start, or be reachable, later than the gateway. After that the unit's own restarts go on.
PATIENCE_SECONDS = 120.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Endpoints:
    issuer: str
    authorize: str
    token: str
    userinfo: str
    basic: bool
    """The client's secret travels as HTTP basic authentication, not in the body."""


def discover(
    issuer: str,
    patience: float = PATIENCE_SECONDS,
    sleep: Callable[[float], None] = time.sleep,
    fetch: Callable[[str], bytes] | None = None,
) -> Endpoints:
    """Asks until there is an answer, at most `patience` seconds. An answer that is wrong is not asked for again."""
    url = issuer.rstrip("/") + PATH
    pause = FIRST_PAUSE_SECONDS
    waited = 0.0
    while True:
        try:
            return endpoints_of(issuer, url, (fetch or _fetch)(url))
        except OSError as error:
            if waited >= patience:
                raise DiscoveryError(f"{url}: no answer for {waited:.0f} s: {error}") from error
            log.warning("%s: %s; trying again in %.1f s", url, error, pause)
        sleep(pause)
        waited += pause
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def endpoints_of(issuer: str, url: str, body: bytes) -> Endpoints:
    """Raises DiscoveryError where the document is not one of this issuer, or names an endpoint without TLS."""
    try:
        document = json.loads(body)
    except ValueError as error:
        raise DiscoveryError(f"{url}: is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise DiscoveryError(f"{url}: is not an object")
    if document.get("issuer") != issuer:
        raise DiscoveryError(f"{url}: its issuer is {document.get('issuer')!r}; {issuer!r} is declared")
    challenges = document.get("code_challenge_methods_supported")
    if challenges is not None and "S256" not in challenges:
        raise DiscoveryError(f"{url}: it offers the code challenges {challenges!r}; S256 is needed")
    # What OpenID Connect Discovery says where the document does not.
    methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Endpoints(
        issuer=issuer,
        authorize=_endpoint(document, "authorization_endpoint", url),
        token=_endpoint(document, "token_endpoint", url),
        userinfo=_endpoint(document, "userinfo_endpoint", url),
        basic="client_secret_post" not in methods,
    )


def _endpoint(document: dict[str, Any], key: str, url: str) -> str:
    value = document.get(key)
    if not isinstance(value, str) or not value.startswith("https://"):
        raise DiscoveryError(f"{url}: {key} is {value!r}; an address that begins with https:// is needed")
    return value


def _fetch(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": "application/json"})
    with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
        return bytes(answer.read(MOST_BYTES))
