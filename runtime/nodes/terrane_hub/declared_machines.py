"""What the declaration says of sessions on machines of their own: its part `machines`."""

from __future__ import annotations

from dataclasses import dataclass

from terrane_hub.fields import Fields


@dataclass(frozen=True)
class Offer:
    """A kind of machine. Who may have one, and what Slurm has of it, is said by the size of its name."""

    name: str
    machine: str
    """The provider's name."""
    cores: int
    memory_mib: int
    gpus: int
    gpu: str | None
    spot: bool
    usd_per_hour: float | None
    """As it was known when the stack was synthesised."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for, at least; the minutes at most."""

    cores: int
    memory_gib: int
    gpus: int
    minutes: int


@dataclass(frozen=True)
class Machines:
    offers: tuple[Offer, ...]
    """The cheapest first."""
    request: Wish
    """What the page proposes."""
    longest_minutes: int
    tunnel_port: int | None
    """Of the gateway's SSH server for sessions; None where they talk to it as HTTP."""


def read_machines(fields: Fields) -> Machines:
    machines = Machines(
        offers=tuple(_offer(child) for child in fields.children("offers")),
        request=_request(fields.child("request")),
        longest_minutes=fields.whole("longestMinutes", least=1),
        tunnel_port=fields.maybe("tunnelPort", lambda key: fields.whole(key, least=1)),
    )
    fields.end()
    return machines


def _offer(fields: Fields) -> Offer:
    offer = Offer(
        name=fields.text("name"),
        machine=fields.text("machine"),
        cores=fields.whole("cores", least=1),
        memory_mib=fields.whole("memoryMiB", least=1),
        gpus=fields.whole("gpus", 0),
        gpu=fields.maybe("gpu", fields.text),
        spot=fields.flag("spot", False),
        usd_per_hour=fields.maybe("usdPerHour", fields.number),
    )
    fields.end()
    return offer


def _request(fields: Fields) -> Wish:
    wish = Wish(
        cores=fields.whole("cores", least=1),
        memory_gib=fields.whole("memoryGiB", least=1),
        gpus=fields.whole("gpus"),
        minutes=fields.whole("minutes", least=1),
    )
    fields.end()
    return wish
