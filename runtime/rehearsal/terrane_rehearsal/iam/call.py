"""One call of an AWS API: its service, operation and parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from .http import Http
from .models import decode_cbor, decode_json, decode_query, decode_rest, operation, streams
from .routes import route
from .tables import PREFIXES

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Call:
    http: Http
    protocol: str
    """`ec2`, `query`, `json`, `cbor`, `rest-json` or `rest-xml`."""
    operation: str
    """Empty: none that is known."""
    params: dict[str, Any] = field(default_factory=dict)
    understood: bool = True
    """The parameters could be read."""
    queried: bool = False
    """Its service once spoke the query protocol, and says errors in its words too."""

    @property
    def region(self) -> str:
        return self.http.region

    @cached_property
    def prefix(self) -> str:
        """What the service's actions begin with in policies."""
        return PREFIXES.get(self.http.service, self.http.service)


def call_of(http: Http) -> Call:
    if "x-amz-target" in http.headers:
        return _named(http, "json", http.headers["x-amz-target"].rpartition(".")[2])
    if "smithy-protocol" in http.headers:
        return _named(http, "cbor", http.path.rpartition("/")[2])
    form = _form(http)
    action = dict(form).get("Action")
    if action:
        return _named(http, "ec2" if http.service == "ec2" else "query", action, form)
    return _rest(http)


def _form(http: Http) -> list[tuple[str, str]]:
    if http.method == "POST" and http.headers["content-type"].startswith(FORM) and http.service != "s3":
        return http.query + parse_qsl(http.body.decode("utf-8", "replace"), keep_blank_values=True)
    return http.query


def _named(http: Http, protocol: str, name: str, form: list[tuple[str, str]] | None = None) -> Call:
    model = operation(http.service, name)
    if model is None:
        return Call(http, protocol, name, understood=False)
    queried = model.service_model.is_query_compatible
    try:
        if form is not None:
            params = decode_query(model, form)
        else:
            params = decode_json(http.body) if protocol == "json" else decode_cbor(http.body)
    except Exception:  # noqa: BLE001 (decoders raise whatever they meet in a malformed body)
        return Call(http, protocol, name, understood=False, queried=queried)
    return Call(http, protocol, name, params, queried=queried)


def _rest(http: Http) -> Call:
    found = route(http)
    if found is None:
        return Call(http, "rest-xml" if http.service in ("s3", "route53", "cloudfront") else "rest-json", "", {}, False)
    model = found.model
    body = b"" if streams(model) or http.method in ("GET", "HEAD") else http.body
    try:
        params = decode_rest(model, http.query, dict(http.headers), found.path, body)
    except Exception:  # noqa: BLE001 (decoders raise whatever they meet in a malformed body)
        return Call(http, model.service_model.protocol, model.name, understood=False)
    return Call(http, model.service_model.protocol, model.name, params)
