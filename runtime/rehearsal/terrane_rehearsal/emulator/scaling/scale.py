"""Makes the groups of an account follow their plans, a step at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from moto.autoscaling.models import Activity, InstanceState, autoscaling_backends
from moto.ec2.exceptions import EC2ClientError

from ..context import current
from ..errors import Unavailable, code_of, message_of
from ..launch.launch import run
from .groups import group_of, requests_of
from .plan import Launch, Plan, plan

DELETING = "Delete in progress"
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds until a launch that failed is tried again."""


@dataclass
class Trouble:
    """Launches of a group that failed one after the other."""

    attempts: int = 0
    until: float = 0.0

    def again(self) -> None:
        self.until = time.monotonic() + PAUSES[min(self.attempts, len(PAUSES) - 1)]
        self.attempts += 1


def scale(account: str) -> None:
    for backend in list(autoscaling_backends[account].values()):
        for group in list(backend.autoscaling_groups.values()):
            _follow(group)
            if getattr(group, "status", None) == DELETING and not group.instance_states:
                backend.autoscaling_groups.pop(group.name, None)


def _follow(group: Any) -> None:
    _advance(group)
    serving = [state for state in group.instance_states if state.lifecycle_state != "Terminating"]
    todo = plan(group_of(_View(group, serving)))
    if todo.idle:
        return
    _let_go(group, todo)
    _end(group, todo.unhealthy, "was taken out of service in response to a health check that it failed")
    _end(group, todo.surplus, "was selected for termination to reach the desired capacity")
    _launch_all(group, todo)
    if group.name in group.autoscaling_backend.autoscaling_groups:
        group.autoscaling_backend.update_attached_elbs(group.name)
        group.autoscaling_backend.update_attached_target_groups(group.name)


class _View:
    """A group with some of its members."""

    def __init__(self, group: Any, states: list[Any]) -> None:
        self._group = group
        self.instance_states = states

    def __getattr__(self, name: str) -> Any:
        return getattr(self._group, name)


def _advance(group: Any) -> None:
    """Members that run now are in service; those that have ended are none any more."""
    for state in group.instance_states:
        if state.lifecycle_state == "Pending" and state.instance.state == "running":
            state.lifecycle_state = "InService"
    group.instance_states = [
        state
        for state in group.instance_states
        if not (state.lifecycle_state == "Terminating" and state.instance.state == "terminated")
    ]


def _states(group: Any, ids: tuple[str, ...]) -> list[Any]:
    return [state for state in group.instance_states if state.instance.id in ids]


def _let_go(group: Any, todo: Plan) -> None:
    """Ended by somebody else."""
    for state in _states(group, todo.gone):
        state.lifecycle_state = "Terminating"
        _note(group, f"Terminating EC2 instance: {state.instance.id}", "was found ended")
    _advance(group)


def _end(group: Any, ids: tuple[str, ...], why: str) -> None:
    for state in _states(group, ids):
        state.lifecycle_state = "Terminating"
        _note(group, f"Terminating EC2 instance: {state.instance.id}", f"instance {state.instance.id} {why}")
        state.instance.terminate()
    _advance(group)


def _launch_all(group: Any, todo: Plan) -> None:
    trouble: Trouble = vars(group).setdefault("trouble", Trouble())
    if time.monotonic() < trouble.until:
        return
    for launch in todo.launches:
        if not _launch(group, launch):
            trouble.again()
            return
    if todo.launches:
        group.trouble = Trouble()


def _launch(group: Any, launch: Launch) -> bool:
    refusal: Exception | None = None
    for request in requests_of(group, launch):
        try:
            instance = run(group.ec2_backend, request).instances[0]
        except (EC2ClientError, Unavailable) as error:
            refusal = error
            continue
        _take_in(group, instance)
        return True
    if refusal is not None:
        said = f"{code_of(refusal)}: {message_of(refusal)}"
        _note(group, "Launching a new EC2 instance", said, "Failed")
    return False


def _take_in(group: Any, instance: Any) -> None:
    instance.autoscaling_group = group
    state = InstanceState(instance, protected_from_scale_in=group.new_instances_protected_from_scale_in)
    state.availability_zone = instance.availability_zone
    state.lifecycle_state = "InService" if instance.state == "running" else "Pending"
    group.instance_states.append(state)
    _note(group, f"Launching a new EC2 instance: {instance.id}", "to reach the desired capacity")


def _note(group: Any, description: str, cause: str, status: str = "Successful") -> None:
    activities: list[Any] = vars(group).setdefault("activities", [])
    if activities and (activities[0].description, activities[0].cause) == (description, cause):
        return
    activity = Activity(description, cause, group, status_code=status)
    activity.progress = 100
    if status == "Failed":
        activity.status_message = cause  # type: ignore[attr-defined]
    activities.insert(0, activity)
    current().journal.note("auto scaling", group=group.name, activity=description, cause=cause, status=status)
