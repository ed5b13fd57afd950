"""Which operation a request asks for: by its path, and by the host name where that is one of OCI's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote


@dataclass(frozen=True)
class Operation:
    name: str
    host: str
    """How host names of its service begin."""
    package: str
    """Of its models."""
    method: str
    path: str
    body: str | None = None
    answer: str | None = None
    """A model, `list[model]` or `stream`; none where the answer has no body."""
    required: tuple[str, ...] = ()
    """Parameters of the query."""

    @property
    def collection(self) -> str:
        """The last collection in its path, before an action."""
        words = self.path.partition("/actions/")[0].split("/")
        return [word for word in words if not word.startswith("{")][-1]

    @property
    def one(self) -> bool:
        """It is about one thing, not about a collection."""
        return self.path.partition("/actions/")[0].endswith("}")

    @property
    def action(self) -> str:
        return self.path.partition("/actions/")[2]


# The SDK for Python has no operations for the work requests of Streaming; that for Go has, and Terraform asks for them.
BEYOND_THE_SDK = (
    Operation(
        "get_work_request", "streaming", "queue", "GET", "/20180418/workRequests/{workRequestId}", None, "WorkRequest"
    ),
    Operation(
        "list_work_request_errors",
        "streaming",
        "queue",
        "GET",
        "/20180418/workRequests/{workRequestId}/errors",
        None,
        "WorkRequestErrorCollection",
    ),
)


@cache
def table() -> tuple[tuple[re.Pattern[str], Operation], ...]:
    file = Path(__file__).parent / "operations.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    known = [Operation(**{**row, "required": tuple(row.get("required", ()))}) for row in rows]
    return tuple((_pattern(each.path), each) for each in (*known, *BEYOND_THE_SDK))


def _pattern(path: str) -> re.Pattern[str]:
    words = [f"(?P<{word[1:-1]}>{_value(word)})" if word[0] == "{" else re.escape(word) for word in path[1:].split("/")]
    return re.compile("/" + "/".join(words) + "/?")


def _value(word: str) -> str:
    return ".+" if word == "{objectName}" else "[^/]+"


def match(method: str, host: str, raw_path: str) -> tuple[Operation, Mapping[str, str]] | None:
    """`raw_path` is still encoded: names of objects may have slashes in them."""
    label = host.partition(":")[0].lower()
    found = [(each, hit) for pattern, each in table() if each.method == method and (hit := pattern.fullmatch(raw_path))]
    if label.endswith((".oraclecloud.com", ".oci.customer-oci.com")):
        found = [(each, hit) for each, hit in found if _serves(each.host, label)]
    if not found:
        return None
    operation, hit = found[0]
    return operation, {name: unquote(value) for name, value in hit.groupdict().items()}


def _serves(service: str, host: str) -> bool:
    """Endpoints of a namespace, a vault or a stream have labels of their own before the service's."""
    return f".{host}".find(f".{service.lower()}.") >= 0
