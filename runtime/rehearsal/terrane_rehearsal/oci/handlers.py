"""What operations do with things of any kind; services add what is special to theirs."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from . import checks, work
from .api import models
from .call import Answer, Call
from .errors import Refusal, absent, exists, invalid, missing
from .tenancy import Tenancy
from .thing import Facts, Kind, Thing

Handler = Callable[[Tenancy, Call], Answer]
PAGE = 1000
"""Things on a page where the request gives no limit; the services' own figures differ."""
NOT_FILTERS = frozenset({"limit", "page", "sortBy", "sortOrder", "compartmentId", "compartmentIdInSubtree", "fields"})


def handle(tenancy: Tenancy, call: Call) -> Answer:
    operation = call.operation
    kind = tenancy.kind(operation.collection)
    if kind is None:
        absent(operation.path)
    verbs: Mapping[tuple[str, bool], Handler] = {
        ("POST", False): create,
        ("GET", False): listing,
        ("GET", True): get,
        ("PUT", True): update,
        ("DELETE", True): delete,
    }
    handler = verbs.get((operation.method, operation.one)) if not operation.action else None
    if operation.action == "changeCompartment":
        handler = change_compartment
    if handler is None:
        raise Refusal(501, "NotImplemented", f"{operation.name} is not emulated")
    return handler(tenancy, call)


def check_body(call: Call) -> None:
    operation = call.operation
    for name in operation.required:
        if not call.query.get(name):
            missing(name)
    if operation.body and f"{operation.package}.{operation.body}" in models.models():
        models.check(operation.package, operation.body, call.body)
        checks.check_ocids(call.body)


def show(call: Call, thing: Thing) -> Answer:
    if call.operation.answer is None:
        return Answer(status=202, headers={"etag": thing.etag})
    return Answer(view(call, thing), headers={"etag": thing.etag})


def view(call: Call, thing: Thing) -> Facts:
    model = (call.operation.answer or "").removeprefix("list[").removesuffix("]")
    known = f"{call.operation.package}.{model}" in models.models()
    return models.shown(call.operation.package, model, thing.facts) if known else dict(thing.facts)


def parents(call: Call) -> Facts:
    """Things that the path names before the last one."""
    own = list(call.path.items())
    return dict(own[:-1] if call.operation.one else own)


def create(tenancy: Tenancy, call: Call) -> Answer:
    kind = _kind(tenancy, call)
    thing = make(tenancy, kind, {**call.body, **parents(call)})
    return _worked(tenancy, show(call, thing), thing, "CREATE")


def make(tenancy: Tenancy, kind: Kind, wanted: Facts) -> Thing:
    """Refuses what the kind refuses; otherwise the thing is there, on its way to its first state."""
    facts = {
        **copy.deepcopy(dict(kind.defaults)),
        **{name: value for name, value in wanted.items() if value is not None},
    }
    kind.prepare(tenancy, facts, None)
    checks.check_common(tenancy, facts)
    checks.check_refs(tenancy, kind, facts)
    _check_unique(tenancy, kind, facts)
    kind.check(tenancy, facts, None)
    thing = tenancy.add(kind.collection, facts)
    try:
        kind.made(tenancy, thing)
    except Refusal:
        tenancy.forget(thing)
        raise
    return thing


def _check_unique(tenancy: Tenancy, kind: Kind, facts: Mapping[str, Any], own: Thing | None = None) -> None:
    if not kind.unique:
        return
    for other in tenancy.living(kind.collection):
        if other is not own and all(_same(other.get(name), facts.get(name)) for name in kind.unique):
            exists(
                f"{kind.noun} with {', '.join(f'{name} {facts.get(name)!r}' for name in kind.unique)} already exists"
            )


def _same(one: Any, other: Any) -> bool:
    return str(one).lower() == str(other).lower() if one is not None else False


def get(tenancy: Tenancy, call: Call) -> Answer:
    return show(call, seen(tenancy, call))


def seen(tenancy: Tenancy, call: Call) -> Thing:
    """The thing that the path names, also one that ended and is remembered."""
    kind = _kind(tenancy, call)
    own = parents(call)
    found = [each for each in tenancy.all(kind.collection) if _is(each, kind.key, call.id) and _below(each, own)]
    if not found:
        absent(f"{kind.noun} {call.id}")
    return found[-1]


def _is(thing: Thing, key: str, value: str) -> bool:
    return str(thing.get(key)).lower() == value.lower()


def _below(thing: Thing, own: Mapping[str, str]) -> bool:
    return all(thing.get(name) == value for name, value in own.items())


def alive(tenancy: Tenancy, call: Call) -> Thing:
    thing = seen(tenancy, call)
    if not thing.alive:
        absent(f"{thing.kind.noun} {thing.id}")
    expected = call.headers.get("if-match")
    if expected and expected not in ("*", thing.etag):
        raise Refusal(412, "NoEtagMatch", f"The etag is {thing.etag}, not {expected}")
    return thing


def update(tenancy: Tenancy, call: Call) -> Answer:
    thing = alive(tenancy, call)
    amend(tenancy, thing, call.body)
    return _worked(tenancy, show(call, thing), thing, "UPDATE")


def amend(tenancy: Tenancy, thing: Thing, wanted: Facts) -> None:
    kind = thing.kind
    given = {name: value for name, value in wanted.items() if value is not None}
    facts = {**thing.facts, **given}
    kind.prepare(tenancy, facts, thing)
    checks.check_common(tenancy, given)
    checks.check_refs(tenancy, kind, facts)
    _check_unique(tenancy, kind, facts, thing)
    kind.check(tenancy, facts, thing)
    tenancy.change(thing, **facts)
    kind.changed(tenancy, thing)


def delete(tenancy: Tenancy, call: Call) -> Answer:
    thing = alive(tenancy, call)
    remove(tenancy, thing)
    return _worked(tenancy, Answer(status=204), thing, "DELETE")


def remove(tenancy: Tenancy, thing: Thing) -> None:
    thing.kind.leaves(tenancy, thing)
    tenancy.refuse_held(thing)
    tenancy.end(thing)


def change_compartment(tenancy: Tenancy, call: Call) -> Answer:
    thing = alive(tenancy, call)
    checks.check_compartment(tenancy, call.body["compartmentId"])
    tenancy.change(thing, compartmentId=call.body["compartmentId"])
    return Answer(status=204, headers={"etag": thing.etag})


def listing(tenancy: Tenancy, call: Call) -> Answer:
    kind = _kind(tenancy, call)
    own = parents(call)
    found = [each for each in tenancy.all(kind.collection) if _below(each, own) and _asked(tenancy, call, each)]
    return page(call, [view_in_list(call, each) for each in found])


def view_in_list(call: Call, thing: Thing) -> Facts:
    """Collections with `items` have a model of their own for each of these."""
    package, answer = call.operation.package, call.operation.answer or ""
    items = (
        models.models().get(f"{package}.{answer}", {}).get("items", "") if not answer.startswith("list[") else answer
    )
    name = items.rstrip("!").removeprefix("list[").removesuffix("]")
    return models.shown(package, name, thing.facts) if f"{package}.{name}" in models.models() else dict(thing.facts)


def _asked(tenancy: Tenancy, call: Call, thing: Thing) -> bool:
    compartment = call.query.get("compartmentId")
    if compartment is not None and not _inside(tenancy, call, thing, compartment):
        return False
    filters = {name: value for name, value in call.query.items() if name not in NOT_FILTERS and name in thing.facts}
    return all(_alike(thing.facts[name], value) for name, value in filters.items())


def _inside(tenancy: Tenancy, call: Call, thing: Thing, compartment: str) -> bool:
    whole = call.query.get("compartmentIdInSubtree") == "true" and compartment == tenancy.id
    return whole or thing.get("compartmentId", compartment) == compartment


def _alike(fact: Any, asked: str) -> bool:
    return str(fact).lower() == asked.lower() if not isinstance(fact, (list, dict)) else True


def page(call: Call, shown: list[Any]) -> Answer:
    limit, start = _number(call, "limit", PAGE), _number(call, "page", 0)
    headers = {"opc-total-items": str(len(shown))}
    if start + limit < len(shown):
        headers["opc-next-page"] = str(start + limit)
    part = shown[start : start + limit]
    answer = call.operation.answer or ""
    return Answer(part if answer.startswith("list[") else {"items": part}, headers=headers)


def _number(call: Call, name: str, default: int) -> int:
    text = call.query.get(name)
    if text is None:
        return default
    if not text.isdigit() or (name == "limit" and int(text) == 0):
        invalid(f"{name}: {text!r} is not valid")
    return int(text)


def _kind(tenancy: Tenancy, call: Call) -> Kind:
    kind = tenancy.kind(call.operation.collection)
    assert kind is not None
    return kind


def _worked(tenancy: Tenancy, answer: Answer, thing: Thing, verb: str) -> Answer:
    if thing.kind.work and verb in thing.kind.worked:
        answer.headers["opc-work-request-id"] = work.begin(tenancy, thing, verb)
    return answer
