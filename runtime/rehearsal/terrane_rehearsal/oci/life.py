"""How things move on: most with the next tick, instances when their launcher says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import work
from .services import compute, scaling
from .tenancy import Tenancy
from .thing import Thing


def tick(tenancy: Tenancy) -> None:
    for thing in tenancy.all():
        if thing.becomes:
            _arrive(tenancy, thing)
    scaling.tick(tenancy)
    work.tick(tenancy)


def _arrive(tenancy: Tenancy, thing: Thing) -> None:
    state = thing.becomes
    if thing.kind.collection == "instances":
        REPORTS[state](tenancy, thing)
        return
    tenancy.move(thing, state)
    if thing.kind.states and state == thing.kind.states.gone:
        tenancy.finish(thing)


def _running(tenancy: Tenancy, instance: Thing) -> None:
    if instance.state in ("PROVISIONING", "STARTING"):
        tenancy.move(instance, "RUNNING")
        _note(tenancy, instance, "running")


def _stopped(tenancy: Tenancy, instance: Thing) -> None:
    if instance.state in ("STOPPING", "PROVISIONING", "STARTING", "RUNNING"):
        tenancy.move(instance, "STOPPED")
        _note(tenancy, instance, "stopped")


def _terminated(tenancy: Tenancy, instance: Thing) -> None:
    if instance.ended is None:
        compute.gone(tenancy, instance)
        _note(tenancy, instance, "terminated")


REPORTS: Mapping[str, Callable[[Tenancy, Thing], None]] = {
    "RUNNING": _running,
    "STOPPED": _stopped,
    "TERMINATED": _terminated,
}


def report(tenancy: Tenancy, instance_id: str, state: str) -> None:
    """Its launcher says that an instance is in a state now."""
    with tenancy.lock:
        instance = _find(tenancy, instance_id)
        if instance is not None:
            REPORTS[state](tenancy, instance)


def take_back(tenancy: Tenancy, instance_id: str) -> None:
    """Preemption: https://docs.oracle.com/en-us/iaas/Content/Compute/Concepts/preemptible.htm"""
    with tenancy.lock:
        instance = _find(tenancy, instance_id)
        if instance is not None and instance.alive:
            instance.kept["reason"] = "preempted"
            compute.go(tenancy, instance, "TERMINATING")
            _note(tenancy, instance, "taken back")


def lost(tenancy: Tenancy, instance_id: str) -> None:
    with tenancy.lock:
        instance = _find(tenancy, instance_id)
        if instance is not None:
            _note(tenancy, instance, "impaired")


def _find(tenancy: Tenancy, instance_id: str) -> Thing | None:
    return tenancy.seen("instances", instance_id)


def _note(tenancy: Tenancy, instance: Thing, state: str) -> None:
    tenancy.journal.note("instance", id=instance.id, state=state)
