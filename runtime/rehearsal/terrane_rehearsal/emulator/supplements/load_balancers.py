"""Load balancers: moto keeps what is asked for, and no bytes pass."""

from __future__ import annotations

from typing import Any

from moto.elbv2.models import ELBv2Backend

from ..context import current
from ..patching import around

SENTENCE = (
    "the load balancer {name} is kept as it was asked for, but nothing listens at its name: "
    "no request passes, and health is not looked at"
)


def install() -> None:
    around(ELBv2Backend, "create_load_balancer")(_create)


def _create(original: Any, backend: Any, name: str, *given: Any, **named: Any) -> Any:
    made = original(backend, name, *given, **named)
    current().journal.note("not-rehearsed", sentence=SENTENCE.format(name=name))
    return made
