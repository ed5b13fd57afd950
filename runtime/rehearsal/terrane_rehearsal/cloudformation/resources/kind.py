"""One entry of the table of types: how a resource of the type is made, changed, described and deleted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation.resources.work import Work


def _nothing(work: Work) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Kind:
    type: str
    service: str
    """Of which `Work.client` is a client."""
    accepts: frozenset[str]
    """Properties that have an effect here; a template with another one is refused."""
    create: Callable[[Work], str]
    """Makes the resource; its answer is the physical id, which is what `Ref` gives."""
    delete: Callable[[Work], Any] | None = None
    update: Callable[[Work], Any] | None = None
    mutable: frozenset[str] = frozenset()
    """Properties whose change `update` carries out."""
    attributes: Callable[[Work], Mapping[str, Any]] = _nothing
    """What `Fn::GetAtt` gives, asked once the resource is settled, and again after an update."""
    settled: Callable[[Work], bool] | None = None
    """Whether it is made; raises when it never will be."""
    gone: Callable[[Work], bool] | None = None
    """Whether a deletion is over."""
    wait: Callable[[Work], Generator[float, None, None]] | None = None
    """A wait that a signal ends, not a question that is asked again and again."""
    replaced: frozenset[str] = frozenset()
    """Properties whose change replaces the resource although its schema does not say so."""


def unable_to_change(kind: Kind, names: Iterable[str]) -> str:
    """Why these properties cannot be changed in place; an empty text: they can."""
    foreign = sorted(set(names) - (kind.mutable if kind.update is not None else set()))
    return f"The rehearsal does not change {', '.join(foreign)} of {kind.type} in place" if foreign else ""


def kind(
    type_: str,
    service: str,
    accepts: str | Iterable[str],
    create: Callable[[Work], str],
    delete: Callable[[Work], Any] | None = None,
    update: Callable[[Work], Any] | None = None,
    mutable: str | Iterable[str] = (),
    attributes: Callable[[Work], Mapping[str, Any]] = _nothing,
    settled: Callable[[Work], bool] | None = None,
    gone: Callable[[Work], bool] | None = None,
    wait: Callable[[Work], Generator[float, None, None]] | None = None,
    replaced: str | Iterable[str] = (),
) -> Kind:
    """Names of properties may be one text with spaces."""
    return Kind(
        type_, service, _names(accepts), create, delete, update, _names(mutable), attributes, settled, gone, wait,
        _names(replaced),
    )  # fmt: skip


def _names(names: str | Iterable[str]) -> frozenset[str]:
    return frozenset(names.split() if isinstance(names, str) else names)
