"""Work requests: how services tell that something that takes long has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .call import Answer, Call
from .errors import absent
from .tenancy import now
from .thing import Kind, Thing

if TYPE_CHECKING:
    from .tenancy import Tenancy

KIND = Kind("workRequests", "workrequest", states=None, name="")
ACTIONS = {"CREATE": "CREATED", "UPDATE": "UPDATED", "DELETE": "DELETED"}


def begin(tenancy: Tenancy, thing: Thing, verb: str) -> str:
    """Its id. `verb`: CREATE, UPDATE or DELETE."""
    resource = {
        "entityType": thing.kind.work,
        "actionType": "IN_PROGRESS",
        "identifier": thing.id,
        "entityUri": f"/{thing.kind.collection}/{thing.id}",
    }
    noun = thing.kind.work.upper().replace("-", "_")
    facts = {
        "operationType": f"{verb}_{noun}",
        "status": "IN_PROGRESS",
        "compartmentId": thing.get("compartmentId", tenancy.id),
        "resources": [resource],
        "percentComplete": 0,
        "timeAccepted": now(),
        "timeStarted": now(),
    }
    return tenancy.add("workRequests", facts, {"action": ACTIONS[verb]}).id


def tick(tenancy: Tenancy) -> None:
    """After the things themselves have moved."""
    for work in tenancy.all("workRequests"):
        if work["status"] == "IN_PROGRESS" and not _moves(tenancy, work["resources"][0]["identifier"]):
            done = [{**each, "actionType": work.kept["action"]} for each in work["resources"]]
            tenancy.change(work, status="SUCCEEDED", percentComplete=100, timeFinished=now(), resources=done)


def _moves(tenancy: Tenancy, id: str) -> bool:
    return any(each.id == id and each.becomes for each in tenancy.all())


def get_of_tagging(tenancy: Tenancy, call: Call) -> Answer:
    """Tagging has a collection of its own."""
    found = tenancy.seen("workRequests", call.id)
    if found is None:
        absent(f"work request {call.id}")
    return Answer(dict(found.facts))


def nothing(_tenancy: Tenancy, call: Call) -> Answer:
    """Errors and logs of a work request."""
    plain = (call.operation.answer or "").startswith("list[")
    return Answer([] if plain else {"items": []})


HANDLERS = {
    "get_tagging_work_request": get_of_tagging,
    "list_tagging_work_request_errors": nothing,
    "list_tagging_work_request_logs": nothing,
    "list_work_request_errors": nothing,
    "list_work_request_logs": nothing,
}
