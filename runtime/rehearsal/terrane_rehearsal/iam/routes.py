"""Which operation a REST request is: by method, path, query and the headers that an operation requires."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from moto.core.model import OperationModel

from .http import Http
from .models import models

_LABEL = re.compile(r"\{(\w+)(\+)?\}")
# SDKs name the operation in the query of some requests; it decides nothing.
_IGNORED = "x-id"
# One API's path may be another's: the older name of the same thing, or one for another kind of bucket.
_SHADOWED = frozenset(
    {"ListDirectoryBuckets", "GetBucketLifecycle", "PutBucketLifecycle", "GetBucketNotification"}
    | {"PutBucketNotification"}
)


@dataclass(frozen=True)
class Route:
    model: OperationModel
    method: str
    path: re.Pattern[str]
    literal: int
    """Characters of the path that are given."""
    query: frozenset[tuple[str, str]]
    required: frozenset[str]
    """Names in the query that must be there."""
    headers: frozenset[str]

    def fits(self, query: Collection[tuple[str, str]], names: Collection[str], headers: Collection[str]) -> bool:
        return self.query <= set(query) and self.required <= set(names) and self.headers <= set(headers)

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        return len(self.query), len(self.required) + len(self.headers), self.model.name not in _SHADOWED, self.literal


@dataclass(frozen=True)
class Found:
    model: OperationModel
    path: dict[str, str]
    """Parameters in the path, percent-encoded."""


def route(http: Http) -> Found | None:
    path = f"/{bucket}{http.path}" if (bucket := http.s3_host and http.s3_host["bucket"]) else http.path
    query = [(name, value) for name, value in http.query if name != _IGNORED]
    names, headers = [name for name, _ in query], http.headers
    fitting = [
        (each, found)
        for each in _routes(http.service)
        if each.method == http.method and each.fits(query, names, headers) and (found := each.path.fullmatch(path))
    ]
    if not fitting:
        return None
    best, found = max(fitting, key=lambda pair: pair[0].rank)
    labels = zip(_LABEL.findall(best.model.http["requestUri"].partition("?")[0]), found.groups(), strict=True)
    return Found(best.model, {name: value for (name, _), value in labels})


@lru_cache
def _routes(service: str) -> tuple[Route, ...]:
    return tuple(_route(model.operation_model(name)) for model in models(service) for name in model.operation_names)


def _route(model: OperationModel) -> Route:
    path, _, query = str(model.http["requestUri"]).partition("?")
    return Route(
        model=model,
        method=str(model.http["method"]),
        path=re.compile(_pattern(path)),
        literal=len(_LABEL.sub("", path)),
        query=frozenset(pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != _IGNORED),
        required=_required(model, "querystring"),
        headers=frozenset(name.lower() for name in _required(model, "header")),
    )


def _pattern(path: str) -> str:
    pieces, end = [], 0
    for label in _LABEL.finditer(path):
        pieces += [re.escape(path[end : label.start()]), "(.+)" if label[2] else "([^/]+)"]
        end = label.end()
    return "".join([*pieces, re.escape(path[end:].rstrip("/")), "/?"])


def _required(model: OperationModel, location: str) -> frozenset[str]:
    shape = model.input_shape
    if shape is None:
        return frozenset()
    members = {name: shape.members[name].serialization for name in shape.required_members}
    return frozenset(each["name"] for each in members.values() if each.get("location") == location)
