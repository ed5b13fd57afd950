"""From what somebody asks for to a machine: the cheapest of those that they may have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from terrane_hub.declaration import Declaration
from terrane_hub.declared_machines import Machines, Offer, Wish
from terrane_hub.declared_sessions import Size
from terrane_hub.errors import SessionRefused
from terrane_hub.machine_words import offer_words, wish_words
from terrane_hub.names import shown
from terrane_hub.sizes import offered

# Of a form and of a request: key, what it is called, the least.
ASKED = (("cores", "cores", 1), ("memoryGiB", "GiB of memory", 1), ("gpus", "GPUs", 0), ("minutes", "minutes", 1))
MOST = 1_000_000


@dataclass(frozen=True)
class Choice:
    wish: Wish
    offer: Offer
    size: Size


def machines_of(declaration: Declaration) -> Machines:
    assert declaration.machines is not None
    return declaration.machines


def offered_machines(declaration: Declaration, groups: Collection[str], day: date) -> list[tuple[Offer, Size]]:
    """The cheapest first."""
    mine = {size.name: size for size in offered(declaration.sizes, groups, day)}
    return [(offer, mine[offer.name]) for offer in machines_of(declaration).offers if offer.name in mine]


def choose_machine(declaration: Declaration, given: Mapping[str, Any], groups: Collection[str], day: date) -> Choice:
    """`given`: what came in a form or a request; what is absent is as proposed. Raises SessionRefused."""
    wish = wish_of(given, machines_of(declaration))
    mine = offered_machines(declaration, groups, day)
    for offer, size in mine:
        if has_all(offer, wish):
            return Choice(wish, offer, size)
    there = "; ".join(offer_words(offer) for offer, _ in mine) or "none"
    raise SessionRefused(f"no machine that is offered to you has {wish_words(wish)}; there are: {there}")


def has_all(offer: Offer, wish: Wish) -> bool:
    return offer.cores >= wish.cores and offer.memory_mib >= wish.memory_gib * 1024 and offer.gpus >= wish.gpus


def wish_of(given: Mapping[str, Any], machines: Machines) -> Wish:
    proposed = machines.request
    usual = (proposed.cores, proposed.memory_gib, proposed.gpus, proposed.minutes)
    values = [_whole(given.get(key, least_or), words, least) for (key, words, least), least_or in zip(ASKED, usual)]
    wish = Wish(*values)
    if wish.minutes > machines.longest_minutes:
        raise SessionRefused(f"{wish.minutes} minutes are asked for; at most {machines.longest_minutes} are allowed")
    return wish


def asked_of(wish: Wish) -> dict[str, Any]:
    """As it is kept with the session, and asked again with when it is started again."""
    return {"cores": wish.cores, "memoryGiB": wish.memory_gib, "gpus": wish.gpus, "minutes": wish.minutes}


def _whole(given: Any, words: str, least: int) -> int:
    """Of a page's field, which is a text, or of a request."""
    text = str(given) if isinstance(given, (int, str)) and not isinstance(given, bool) else ""
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and least <= int(text) <= MOST:
        return int(text)
    raise SessionRefused(f"{shown(str(given))} is no number of {words}; {least} or more are needed", status=400)
