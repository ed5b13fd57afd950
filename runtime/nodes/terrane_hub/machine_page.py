"""The part of the hub's page on which somebody asks for a machine."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from terrane_hub.declared_machines import Machines, Offer
from terrane_hub.machine_words import offer_words, price_words

FIELD = (
    '<div class="mb-3"><label class="form-label" for="machine-{name}">{words}</label>'
    '<input class="form-control" type="number" name="{name}" id="machine-{name}" value="{value}" min="{least}"'
    ' max="{most}" step="1" required></div>'
)


def machine_form(machines: Machines, mine: Sequence[Offer], running: int, limit: int) -> str:
    """`mine`: those offered, the cheapest first. `running`: sessions of everybody now, of at most `limit`."""
    notice = f"<p>{running} of {limit} machines of this gateway are in use.</p>"
    if not mine:
        return f"{notice}<p>No machine is offered to you; ask the operators of the gateway.</p>"
    proposed = machines.request
    rows = (
        ("cores", "Cores", proposed.cores, 1, max(offer.cores for offer in mine)),
        ("memoryGiB", "Memory (GiB)", proposed.memory_gib, 1, max(offer.memory_mib for offer in mine) // 1024),
        ("gpus", "GPUs", proposed.gpus, 0, max(offer.gpus for offer in mine)),
        ("minutes", "Minutes", proposed.minutes, 1, machines.longest_minutes),
    )
    fields = "".join(
        FIELD.format(name=name, words=words, value=min(value, max(most, least)), least=least, most=max(most, least))
        for name, words, value, least, most in rows
    )
    there = "".join(f"<li>{escape(offer_words(offer))}, {escape(price_words(offer))}</li>" for offer in mine)
    return (
        f'<fieldset id="machine"><legend>A machine of your own</legend>{fields}</fieldset>'
        f'<p>You get the cheapest that has all of it:</p><ul id="offers">{there}</ul>{notice}'
    )
