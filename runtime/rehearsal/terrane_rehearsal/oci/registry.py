"""All kinds of things and all special handlers, of all services."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from . import work
from .handlers import Handler
from .services import (
    budgets,
    buckets,
    compute,
    contents,
    files,
    groups,
    identity,
    images,
    keys,
    lustre,
    messaging,
    network,
    pools,
    routing,
    secrets,
    security,
    vnics,
    volumes,
)
from .thing import Kind

SERVICES: tuple[ModuleType, ...] = (
    network,
    routing,
    security,
    vnics,
    compute,
    groups,
    pools,
    images,
    volumes,
    files,
    lustre,
    buckets,
    contents,
    keys,
    secrets,
    identity,
    budgets,
    messaging,
)


def kinds() -> Iterator[Kind]:
    yield work.KIND
    for service in SERVICES:
        yield from service.KINDS


def handlers() -> dict[str, Handler]:
    return work.HANDLERS | {
        name: handler for service in SERVICES for name, handler in getattr(service, "HANDLERS", {}).items()
    }
