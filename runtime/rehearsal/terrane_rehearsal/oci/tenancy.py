"""A tenancy in one Region: everything that exists in it, and what is on the way."""

from __future__ import annotations

import base64
import copy
import hashlib
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ..journal import Journal
from . import adoption
from .errors import absent, conflict
from .faults import Faults
from .thing import Facts, Kind, Thing, reach

REALM = "oc1"
REALM_DOMAIN = "oraclecloud.com"
SHORT_IN_OCIDS = {"us-ashburn-1": "iad", "us-phoenix-1": "phx"}
THREE_DOMAINS = frozenset({"us-ashburn-1", "us-phoenix-1", "uk-london-1", "eu-frankfurt-1"})
"""Regions with three availability domains; the others have one.
https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm"""
FAULT_DOMAINS = tuple(f"FAULT-DOMAIN-{n}" for n in (1, 2, 3))
EMPTY: tuple[str, ...] = ("freeformTags", "definedTags", "systemTags", "securityAttributes")


def _nobody(_instance: str) -> None:
    return None


@cache
def region_keys() -> dict[str, str]:
    """Three letters by name of a Region, of the commercial realm."""
    file = Path(__file__).parent / "api" / "regions.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def now() -> str:
    moment = time.time()
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + f".{int(moment * 1000) % 1000:03d}Z"


@dataclass
class Tenancy:
    id: str
    region: str
    namespace: str
    """Of Object Storage."""
    journal: Journal
    boots: bool = True
    adopts: bool = True
    """It takes the identifiers of a user's own place as its own, see `adoption`."""
    prefix: str = "Uocm"
    """Of the names of availability domains."""
    faults: Faults = field(default_factory=Faults)
    reboots: Callable[[str], None] = _nobody
    lock: threading.RLock = field(default_factory=threading.RLock)
    endpoint: str = ""
    """Where plain HTTP is answered: the endpoint of vaults and streams; OCI's own names where it is not set."""
    _things: dict[str, dict[str, Thing]] = field(default_factory=dict)
    _kinds: dict[str, Kind] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def domains(self) -> tuple[str, ...]:
        """Names of the availability domains, with the prefix of this tenancy."""
        count = 3 if self.region in THREE_DOMAINS else 1
        return tuple(f"{self.prefix}:{self.region.upper()}-AD-{n}" for n in range(1, count + 1))

    @property
    def region_key(self) -> str:
        return region_keys()[self.region]

    @property
    def region_words(self) -> tuple[str, str]:
        """How OCIDs may name the Region."""
        return self.region, SHORT_IN_OCIDS.get(self.region, self.region_key)

    def took(self, what: str) -> bool:
        """Whether it can adopt no other one."""
        return not self.adopts or what in self._taken

    def take(self, what: str, name: str) -> None:
        self._taken[what] = name

    def know(self, kinds: Iterator[Kind]) -> None:
        self._kinds = {each.collection: each for each in kinds}
        self._things = {each: {} for each in self._kinds}

    def kind(self, collection: str) -> Kind | None:
        return self._kinds.get(collection)

    def number(self) -> int:
        """Grows with every call."""
        return next(self._numbers)

    def ocid(self, noun: str, regional: bool = True) -> str:
        text = hashlib.sha256(f"{self.id} {noun} {self.number()} {time.time_ns()}".encode()).digest()
        unique = base64.b32encode(text).decode().rstrip("=").lower()
        return f"ocid1.{noun}.{REALM}.{self._ocid_region() if regional else ''}.aaaaaaaa{unique}"

    def _ocid_region(self) -> str:
        return SHORT_IN_OCIDS.get(self.region, self.region)

    def add(self, collection: str, facts: Facts, kept: Facts | None = None) -> Thing:
        """A thing as it is when its creation begins, or as it is where it has no states."""
        kind = self._kinds[collection]
        full: Facts = copy.deepcopy(dict(kind.defaults))
        full.update({name: value for name, value in facts.items() if value is not None})
        full.setdefault("id", self.ocid(kind.noun, kind.regional))
        full.setdefault("timeCreated", now())
        if kind.name == "displayName":
            full.setdefault("displayName", f"{kind.noun}{time.strftime('%Y%m%d%H%M%S', time.gmtime())}")
        for name in EMPTY:
            full.setdefault(name, {})
        thing = Thing(kind, full, dict(kept or {}))
        if kind.states and "lifecycleState" not in full:
            full["lifecycleState"], thing.becomes = kind.states.begins, kind.states.live
        self._things[collection][full["id"]] = thing
        return thing

    def forget(self, thing: Thing) -> None:
        self._things[thing.kind.collection].pop(thing.id, None)

    def all(self, *collections: str) -> list[Thing]:
        """Also what has ended, where that is remembered."""
        return [each for name in collections or self._things for each in list(self._things[name].values())]

    def living(self, *collections: str) -> list[Thing]:
        return [each for each in self.all(*collections) if each.alive]

    def seen(self, collection: str, key: str) -> Thing | None:
        """By its id, or by the attribute that stands for it in paths."""
        things = self._things.get(collection, {})
        kind = self._kinds.get(collection)
        if kind is None or kind.key == "id":
            return things.get(key)
        return next((each for each in things.values() if str(each.get(kind.key)).lower() == key.lower()), None)

    def find(self, id: str, *collections: str) -> Thing:
        """One that lives, by its id."""
        for collection in collections:
            thing = self._things[collection].get(id)
            if thing is not None and thing.alive:
                return thing
            if thing is not None:
                absent(f"{collection} {id}")
        adopted = adoption.thing(self, id, collections) if self.adopts else None
        if adopted is not None:
            return adopted
        absent(f"{' or '.join(collections)} {id}")

    def holders(self, thing: Thing) -> list[Thing]:
        """Living things that keep this one from being deleted."""
        found = []
        for kind in self._kinds.values():
            paths = [ref.path for ref in kind.refs if ref.holds and thing.kind.collection in ref.collections]
            if paths:
                found += [each for each in self.living(kind.collection) if _names(each, paths, thing.id)]
        return found

    def refuse_held(self, thing: Thing) -> None:
        holders = self.holders(thing)
        if holders:
            first = holders[0]
            conflict(
                f"The {thing.kind.noun} {thing.id} references or is referenced by other resources and cannot be "
                f"deleted: {first.kind.noun} {first.id}. You must remove the references to proceed."
            )

    def change(self, thing: Thing, **facts: Any) -> None:
        thing.facts.update(facts)
        thing.facts["timeUpdated"] = now()
        thing.revision += 1

    def move(self, thing: Thing, state: str, becomes: str = "") -> None:
        """To a state, and from there to another with the next tick."""
        self.change(thing, lifecycleState=state)
        thing.becomes = becomes

    def end(self, thing: Thing) -> None:
        """Begins the end of a thing: its kind's hooks have agreed."""
        thing.kind.left(self, thing)
        states = thing.kind.states
        if states:
            self.move(thing, states.ends, states.gone)
        else:
            self.finish(thing)

    def finish(self, thing: Thing) -> None:
        thing.ended, thing.becomes = time.time(), ""
        if not thing.kind.remembered:
            self.forget(thing)


def _names(thing: Thing, paths: list[str], id: str) -> bool:
    return any(value == id for path in paths for value in reach(thing.facts, path))
