"""Auto Scaling: moto launches and ends at once, into one subnet, and replaces nothing; here groups follow their plans.

Grace periods, cooldowns, scheduled actions and alarms of scaling policies have no effect; lifecycle hooks, warm pools
and weights of machine types are refused.
"""

from __future__ import annotations

from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup, InstanceState
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult

from ..context import current
from ..patching import around
from ..scaling.groups import VERSION_TAG
from ..scaling.scale import DELETING

WITHOUT_EFFECT = {
    "put_scheduled_update_group_action": "scheduled actions of Auto Scaling",
    "batch_put_scheduled_update_group_action": "scheduled actions of Auto Scaling",
    "put_scaling_policy": "alarms and targets of scaling policies (ExecutePolicy works)",
}


def install() -> None:
    around(FakeAutoScalingGroup, "set_desired_capacity")(_set_desired)
    around(FakeAutoScalingGroup, "replace_autoscaling_group_instances")(lambda *_: None)
    around(AutoScalingBackend, "notify_terminate_instances")(lambda *_: None)
    around(AutoScalingBackend, "set_desired_capacity")(_check_desired)
    around(AutoScalingResponse, "create_auto_scaling_group")(_create)
    around(AutoScalingResponse, "update_auto_scaling_group")(_update)
    around(AutoScalingResponse, "delete_auto_scaling_group")(_delete)
    around(AutoScalingResponse, "describe_scaling_activities")(_activities)
    around(AutoScalingResponse, "put_lifecycle_hook")(lambda *_: _refuse("lifecycle hooks"))
    around(AutoScalingResponse, "put_warm_pool")(lambda *_: _refuse("warm pools"))
    for name, what in WITHOUT_EFFECT.items():
        around(AutoScalingResponse, name)(_noted(what))
    InstanceState.launch_template = property(_template_of)  # type: ignore[assignment]


def _refuse(what: str) -> None:
    raise ValidationError(f"The rehearsal cloud does not emulate {what} of Auto Scaling.")


def _noted(what: str) -> Any:
    def noted(original: Any, response: Any) -> Any:
        group = response._get_param("AutoScalingGroupName")
        current().journal.note("not-rehearsed", sentence=f"{what} of {group} have no effect")
        return original(response)

    return noted


def _set_desired(_: Any, group: Any, capacity: int | None) -> None:
    group.desired_capacity = group.min_size if capacity is None else int(capacity)


def _check_desired(original: Any, backend: Any, name: str, capacity: int | None) -> None:
    group = backend.autoscaling_groups.get(name)
    if group is None:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    for bound, value, beyond in (("max", group.max_size, 1), ("min", group.min_size, -1)):
        if capacity is not None and (capacity - value) * beyond > 0:
            side = "above" if bound == "max" else "below"
            said = f"New SetDesiredCapacity value {capacity} is {side} {bound} value {value} for the AutoScalingGroup."
            raise ValidationError(said)
    original(backend, name, capacity)


def _check_sizes(desired: int | None, least: int, most: int) -> None:
    if least > most:
        raise ValidationError("Max bound, " + str(most) + ", must be greater than or equal to min bound, " + str(least))
    if desired is not None and not least <= desired <= most:
        raise ValidationError(
            f"Desired capacity:{desired} must be between the specified min size:{least} and max size:{most}"
        )


def _check_weights(response: Any) -> None:
    overrides = response._get_param("MixedInstancesPolicy.LaunchTemplate.Overrides") or []
    if any(each.get("WeightedCapacity") for each in overrides):
        _refuse("weights of machine types")


def _create(original: Any, response: Any) -> Any:
    _check_weights(response)
    if response._get_param("LifecycleHookSpecificationList"):
        _refuse("lifecycle hooks")
    name = response._get_param("AutoScalingGroupName")
    if name in response.autoscaling_backend.autoscaling_groups:
        raise AutoscalingClientError("AlreadyExists", "AutoScalingGroup by this name already exists")
    sizes = [response._get_int_param(each) for each in ("DesiredCapacity", "MinSize", "MaxSize")]
    _check_sizes(sizes[0], int(sizes[1] or 0), int(sizes[2] or 0))
    return original(response)


def _update(original: Any, response: Any) -> Any:
    """moto forgets some of what may be updated, and forgets a mixed policy that is not named again."""
    _check_weights(response)
    group = response.autoscaling_backend.autoscaling_groups.get(response._get_param("AutoScalingGroupName"))
    if group is None:
        raise ValidationError("AutoScalingGroup name not found - null")
    least = response._get_int_param("MinSize", group.min_size)
    most = response._get_int_param("MaxSize", group.max_size)
    asked = response._get_int_param("DesiredCapacity")
    _check_sizes(asked, least, most)
    held_policy, held_desired = group.mixed_instances_policy, group.desired_capacity
    answer = original(response)
    if not response._get_param("MixedInstancesPolicy") and not response._get_param("LaunchTemplate"):
        group.mixed_instances_policy = held_policy
    group.desired_capacity = asked if asked is not None else min(max(held_desired, least), most)
    group.termination_policies = response._get_param("TerminationPolicies") or group.termination_policies
    group.default_cooldown = response._get_int_param("DefaultCooldown", group.default_cooldown)
    group.capacity_rebalance = response._get_bool_param("CapacityRebalance", group.capacity_rebalance)
    return answer


def _delete(original: Any, response: Any) -> Any:
    """A group goes after its last instance."""
    group = response.autoscaling_backend.autoscaling_groups.get(response._get_param("AutoScalingGroupName"))
    if group is None or not group.instance_states:
        return original(response)
    if not response._get_bool_param("ForceDelete", False):
        raise AutoscalingClientError(
            "ResourceInUse",
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) "
            "still in the group.",
        )
    group.status = DELETING
    group.min_size = group.desired_capacity = 0
    for state in group.instance_states:
        state.protected_from_scale_in = False
    return ActionResult({})


def _activities(_: Any, response: Any) -> ActionResult:
    name = response._get_param("AutoScalingGroupName")
    groups = response.autoscaling_backend.autoscaling_groups.values()
    found = [each for group in groups if name in (None, group.name) for each in vars(group).get("activities", [])]
    return ActionResult({"Activities": found[: response._get_int_param("MaxRecords", 100)]})


def _template_of(state: Any) -> dict[str, Any] | None:
    """The version that the instance was launched from."""
    template = state.auto_scaling_group.ec2_launch_template
    if template is None:
        return None
    version = state.instance.ec2_backend.tags.get(state.instance.id, {}).get(VERSION_TAG)
    return {"LaunchTemplateId": template.id, "LaunchTemplateName": template.name, "Version": version or "1"}
