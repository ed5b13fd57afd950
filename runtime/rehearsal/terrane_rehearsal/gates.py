"""What machines of OCI say of their own boots: objects below `gates/` in the cluster's bucket of documents.

No resource of Terraform waits for a machine on OCI, so a deployment succeeds whatever a gate says; a rehearsal tells.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from terrane_rehearsal.journal import Journal

FOLDER = "gates/"
FAILURE = "FAILURE"
LONGEST = 1 << 16
"""Bytes; a gate has some hundred."""


def watched(app: WSGIApplication, journal: Journal) -> WSGIApplication:
    """Notes each gate that an application accepts."""

    def watching(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        name = _gate(environ)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if name is None or not 0 < length <= LONGEST:
            return app(environ, start_response)
        content = environ["wsgi.input"].read(length)
        accepted: list[bool] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            accepted.append(status.startswith("2"))
            return start_response(status, headers, *more)

        answer = app({**environ, "wsgi.input": io.BytesIO(content)}, start)
        if accepted == [True]:
            journal.note("gate", gate=name, **_said(content))
        return answer

    return watching


def _gate(environ: WSGIEnvironment) -> str | None:
    """The name below `gates/` of the object that is written: PUT /n/NAMESPACE/b/BUCKET/o/OBJECT."""
    parts = unquote(str(environ.get("PATH_INFO", ""))).split("/", 6)
    wanted = environ["REQUEST_METHOD"] == "PUT" and len(parts) == 7 and parts[1::2][:3] == ["n", "b", "o"]
    return parts[6].removeprefix(FOLDER) if wanted and parts[6].startswith(FOLDER) else None


def _said(content: bytes) -> dict[str, str]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    facts = found if isinstance(found, dict) else {}
    return {key: str(facts.get(key, "")) for key in ("instance", "uniqueId", "outcome")}


def failures(events: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Gates whose last word is a failure, as boots that failed; a boot that is told to have failed is left out."""
    everything = list(events)
    told = {event["id"] for event in everything if event["event"] == "failed"}
    last = {event["gate"]: event for event in everything if event["event"] == "gate"}
    for name, event in last.items():
        if event["outcome"] == FAILURE and event["instance"] not in told:
            reason = f"its gate {name!r} says {FAILURE}"
            yield {**event, "id": event["instance"], "phase": "gate", "command": "", "reason": reason, "tail": []}
