"""What the services' own models, which come with botocore, say of names and paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from botocore.loaders import Loader  # type: ignore[import-untyped, unused-ignore]

CLIENT_NAMES = {
    "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2",
    "monitoring": "cloudwatch",
    "email": "ses",
    "states": "stepfunctions",
}
"""boto3's name of a service, where it is not the one in its signatures."""


@dataclass(frozen=True)
class _Rest:
    """An operation of a service that tells its operations apart by method, path, parameters and headers."""

    operation: str
    method: str
    path: re.Pattern[str]
    variables: int
    query: frozenset[tuple[str, str]]
    """Wanted parameters; an empty value stands for any."""
    headers: frozenset[str]
    """Wanted headers, in lower case, e.g. `x-amz-copy-source` of CopyObject."""

    def fits(self, method: str, path: str, query: frozenset[tuple[str, str]], headers: frozenset[str]) -> bool:
        names = {name for name, _ in query}
        asked = all((pair in query) if pair[1] else (pair[0] in names) for pair in self.query)
        return self.method == method and asked and self.headers <= headers and self.path.fullmatch(path) is not None

    def rank(self) -> tuple[int, int, str]:
        """The most exact is first: with the most that it wants, then with the fewest variables."""
        return -len(self.query) - len(self.headers), self.variables, self.operation


def services() -> list[str]:
    """Both names of each: boto3's, and those of signatures that are other ones."""
    return sorted({*_loader().list_available_services("service-2"), *CLIENT_NAMES})


def signing_name(service: str) -> str:
    metadata = _model(service)["metadata"]
    return str(metadata.get("signingName", metadata["endpointPrefix"]))


def operations(service: str) -> list[str]:
    """Without those that another, newer one has the same requests as."""
    return sorted(name for name, model in _model(service)["operations"].items() if not _replaced(service, model))


def rest_operation(service: str, method: str, path: str, query: str, headers: frozenset[str]) -> str:
    """Empty if the service has no operation for the request."""
    if service not in services():
        return ""
    given = frozenset(parse_qsl(query, keep_blank_values=True))
    fits = [each for each in _rest(service) if each.fits(method, path.rstrip("/") or "/", given, headers)]
    best = min(fits, key=_Rest.rank, default=None)
    return best.operation if best else ""


def _replaced(service: str, operation: dict[str, Any]) -> bool:
    return bool(operation.get("deprecated")) and str(_model(service)["metadata"]["protocol"]).startswith("rest-")


@cache
def _loader() -> Loader:
    return Loader(include_default_search_paths=False, extra_search_paths=[Loader.BUILTIN_DATA_PATH])


@cache
def _model(service: str) -> Any:
    return _loader().load_service_model(CLIENT_NAMES.get(service, service), "service-2")


@cache
def _rest(service: str) -> tuple[_Rest, ...]:
    model = _model(service)
    return tuple(_rest_of(name, model["operations"][name], model["shapes"]) for name in operations(service))


def _rest_of(name: str, operation: dict[str, Any], shapes: dict[str, Any]) -> _Rest:
    http = operation["http"]
    path, _, query = http["requestUri"].partition("?")
    parts = re.split(r"(\{[^}]+\})", path.rstrip("/") or "/")
    pattern = "".join(_expression(part) for part in parts)
    shape = shapes[operation["input"]["shape"]] if "input" in operation else {}
    needed = [shape["members"][member] for member in shape.get("required", [])]
    named = {(each["locationName"], "") for each in needed if each.get("location") == "querystring"}
    headers = frozenset(each["locationName"].lower() for each in needed if each.get("location") == "header")
    wanted = frozenset(parse_qsl(query, keep_blank_values=True)) | named
    return _Rest(name, http["method"], re.compile(pattern), path.count("{"), wanted, headers)


def _expression(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    return ".+" if part.endswith("+}") else "[^/]+"
