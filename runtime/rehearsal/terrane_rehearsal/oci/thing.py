"""What the services hold: things of a kind. Facts are as the API has them; what only the emulator knows is apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .tenancy import Tenancy

Facts = dict[str, Any]
Hook = Callable[["Tenancy", "Thing"], None]
Check = Callable[["Tenancy", Facts, "Thing | None"], None]


@dataclass(frozen=True)
class Ref:
    """An attribute that names another thing, which has to exist."""

    path: str
    """`subnetId`, or through lists and objects: `routeRules[].networkEntityId`."""
    collections: tuple[str, ...]
    holds: bool = True
    """The other thing cannot be deleted as long as this one lives."""


class States(NamedTuple):
    """Of a life cycle, as `lifecycleState` has them."""

    begins: str
    live: str
    ends: str
    gone: str


AVAILABLE = States("PROVISIONING", "AVAILABLE", "TERMINATING", "TERMINATED")
ACTIVE = States("CREATING", "ACTIVE", "DELETING", "DELETED")
ATTACHED = States("ATTACHING", "ATTACHED", "DETACHING", "DETACHED")


def nothing(*_: Any) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    collection: str
    """As in paths, e.g. `vcns`."""
    noun: str
    """In OCIDs, e.g. `vcn`."""
    states: States | None = AVAILABLE
    """None: it has no life cycle."""
    remembered: bool = False
    """What ended is still shown, in its last state; otherwise it is not found any more."""
    regional: bool = True
    """Its OCID names the Region."""
    key: str = "id"
    """The attribute by which paths name it."""
    name: str = "displayName"
    unique: tuple[str, ...] = ()
    """Attributes that no two living things have in common; no two at all where one is missing."""
    parent: str = ""
    """Attribute with the thing that it lies below, in paths."""
    refs: tuple[Ref, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    work: str = ""
    """Its type in work requests; none where the service has no work requests for it."""
    worked: frozenset[str] = frozenset({"CREATE", "UPDATE", "DELETE"})
    """What has work requests."""
    check: Check = nothing
    """Sees what a thing would be, all facts of it, before it is made or changed; the thing as it is, if it is."""
    prepare: Check = nothing
    """Adds facts that follow from others, before the check."""
    made: Hook = nothing
    """Makes what comes with a new thing."""
    changed: Hook = nothing
    leaves: Hook = nothing
    """Refuses a deletion."""
    left: Hook = nothing
    """Takes away what goes with a thing when its end begins."""


@dataclass
class Thing:
    kind: Kind
    facts: Facts
    kept: Facts = field(default_factory=dict)
    revision: int = 0
    becomes: str = ""
    """State that it is on the way to."""
    ended: float | None = None

    @property
    def id(self) -> str:
        return str(self.facts.get("id", ""))

    @property
    def state(self) -> str:
        return str(self.facts.get("lifecycleState", ""))

    @property
    def alive(self) -> bool:
        """Neither gone nor on the way out."""
        states = self.kind.states
        return self.ended is None and (states is None or self.state not in (states.ends, states.gone))

    @property
    def etag(self) -> str:
        return f"{self.facts.get(self.kind.key, '')[-12:]}-{self.revision}"

    def get(self, name: str, default: Any = None) -> Any:
        found = self.facts.get(name)
        return default if found is None else found

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]


def reach(facts: Any, path: str) -> Iterator[Any]:
    """Values at a path, without those that are not given."""
    if facts is None:
        return
    if not path:
        yield facts
        return
    first, _, rest = path.partition(".")
    name = first.removesuffix("[]")
    value = facts.get(name) if isinstance(facts, Mapping) else None
    for each in (value or []) if first.endswith("[]") else [value]:
        yield from reach(each, rest)
