"""Auto Scaling groups, and what belongs to them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.engine import waiting
from terrane_rehearsal.cloudformation.engine.walk import Step, pauses
from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.ec2_instances import decoded
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.policies import LAUNCHING
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_map
from terrane_rehearsal.cloudformation.values import text

SERVICE = "autoscaling"
SIZES = {"MinSize", "MaxSize", "DesiredCapacity", "Cooldown"}
SETTINGS = (
    "LaunchConfigurationName", "AvailabilityZones", "CapacityRebalance", "DefaultInstanceWarmup",
    "HealthCheckGracePeriod", "HealthCheckType", "MaxInstanceLifetime", "MixedInstancesPolicy",
    "NewInstancesProtectedFromScaleIn", "PlacementGroup", "TerminationPolicies", "DesiredCapacityType", *sorted(SIZES),
)  # fmt: skip
OTHER = (
    "LaunchTemplate",
    "VPCZoneIdentifier",
    "Tags",
    "TargetGroupARNs",
    "LifecycleHookSpecificationList",
    "MetricsCollection",
)


def _settings(work: Work) -> dict[str, Any]:
    given = {name: int(value) if name in SIZES else value for name, value in work.given(*SETTINGS).items()}
    if zones := work.get("VPCZoneIdentifier"):
        given["VPCZoneIdentifier"] = ",".join(zones)
    if template := work.get("LaunchTemplate"):
        given["LaunchTemplate"] = template
    return given


def _tags(work: Work, name: str) -> list[dict[str, Any]]:
    own = [{"PropagateAtLaunch": True, **tag} for tag in work.get("Tags", [])]
    system = [{**tag, "PropagateAtLaunch": True} for tag in work.system_tags]
    return [{**tag, "ResourceId": name, "ResourceType": "auto-scaling-group"} for tag in [*own, *system]]


def _group(work: Work) -> str:
    name = work.name("AutoScalingGroupName", limit=255)
    hooks = work.get("LifecycleHookSpecificationList")
    work.client.create_auto_scaling_group(
        AutoScalingGroupName=name,
        **_settings(work),
        **work.given("TargetGroupARNs"),
        **({"LifecycleHookSpecificationList": hooks} if hooks else {}),
        Tags=_tags(work, name),
    )
    work.made(name)
    _collect_metrics(work)
    return name


def _collect_metrics(work: Work) -> None:
    for entry in work.get("MetricsCollection", []) if work.changed("MetricsCollection") else []:
        work.client.enable_metrics_collection(AutoScalingGroupName=work.physical_id, **entry)


def _held(work: Work) -> dict[str, Any] | None:
    found = work.client.describe_auto_scaling_groups(AutoScalingGroupNames=[work.physical_id])["AutoScalingGroups"]
    return found[0] if found else None


def _in_service(work: Work) -> bool:
    """Whether the group has the instances that it wants."""
    held = _held(work)
    if held is None:
        raise ResourceFailed(f"Group {work.physical_id} did not stabilize: it does not exist")
    ready = [each for each in held["Instances"] if each["LifecycleState"] == "InService"]
    return len(ready) >= int(held["DesiredCapacity"])


def _update(work: Work) -> Step:
    before = _held(work) or {"Instances": []}
    names = {entry["InstanceId"] for entry in before["Instances"]}
    work.client.update_auto_scaling_group(AutoScalingGroupName=work.physical_id, **_settings(work))
    if work.changed("Tags"):
        lost = tags_as_map(work.before("Tags")).keys() - tags_as_map(work.get("Tags")).keys()
        target = {"ResourceId": work.physical_id, "ResourceType": "auto-scaling-group"}
        if lost:
            work.client.delete_tags(Tags=[{**target, "Key": key} for key in sorted(lost)])
        work.client.create_or_update_tags(Tags=_tags(work, work.physical_id))
    if work.changed("TargetGroupARNs"):
        _move_targets(work)
    _collect_metrics(work)
    rolling = work.update_policy.get("AutoScalingRollingUpdate")
    if rolling is not None and not work.differing.isdisjoint(LAUNCHING | {"VPCZoneIdentifier"}):
        yield from _roll(work, rolling, sorted(names))


def _move_targets(work: Work) -> None:
    old, new = set(work.before("TargetGroupARNs", [])), set(work.get("TargetGroupARNs", []))
    for verb, arns in (("attach", new - old), ("detach", old - new)):
        if arns:
            getattr(work.client, f"{verb}_load_balancer_target_groups")(
                AutoScalingGroupName=work.physical_id, TargetGroupARNs=sorted(arns)
            )


def _roll(work: Work, policy: Mapping[str, Any], old: list[str]) -> Step:
    """Old instances go batch by batch, and each batch's successors are waited for."""
    size = int(policy.get("MaxBatchSize", 1))
    signals = work.signals(work.logical_id)
    signals.received.clear()
    signals.told.clear()
    total = 0
    for start in range(0, len(old), size):
        batch = old[start : start + size]
        for instance in batch:
            work.client.terminate_instance_in_auto_scaling_group(
                InstanceId=instance, ShouldDecrementDesiredCapacity=False
            )
        for pause in pauses():
            if _replaced(work, set(batch)):
                break
            yield pause
        if text(policy.get("WaitOnResourceSignals", False)) == "true":
            total += len(batch)
            percent = int(policy.get("MinSuccessfulInstancesPercent", 100))
            seconds = waiting.seconds_of(str(policy.get("PauseTime", waiting.USUAL_TIMEOUT)))
            wanted = waiting.Wanted(total, seconds * math.ceil(len(batch) / size), percent)
            yield from waiting.for_signals(signals, wanted, lambda _: None)


def _replaced(work: Work, gone: set[str]) -> bool:
    held = _held(work) or {"Instances": []}
    return _in_service(work) and gone.isdisjoint(each["InstanceId"] for each in held["Instances"])


def _launch_configuration(work: Work) -> str:
    name = work.name("LaunchConfigurationName", limit=255)
    given = work.given(*CONFIGURATION)
    if "UserData" in work.properties:
        given["UserData"] = decoded(work.get("UserData")).decode()
    if "InstanceMonitoring" in work.properties:
        given["InstanceMonitoring"] = {"Enabled": work.get("InstanceMonitoring")}
    work.client.create_launch_configuration(LaunchConfigurationName=name, **given)
    return name


CONFIGURATION = (
    "AssociatePublicIpAddress", "BlockDeviceMappings", "EbsOptimized", "IamInstanceProfile", "ImageId",
    "InstanceId", "InstanceType", "KeyName", "MetadataOptions", "PlacementTenancy", "SecurityGroups", "SpotPrice",
)  # fmt: skip

HOOK = (
    "LifecycleTransition",
    "DefaultResult",
    "HeartbeatTimeout",
    "NotificationMetadata",
    "NotificationTargetARN",
    "RoleARN",
)


def _hook(work: Work) -> str:
    name = work.physical_id or work.name("LifecycleHookName", limit=255)
    work.client.put_lifecycle_hook(
        LifecycleHookName=name, AutoScalingGroupName=work.get("AutoScalingGroupName"), **work.given(*HOOK)
    )
    return name


POLICY = (
    "AdjustmentType", "EstimatedInstanceWarmup", "MetricAggregationType", "MinAdjustmentMagnitude", "PolicyType",
    "ScalingAdjustment", "StepAdjustments", "TargetTrackingConfiguration",
)  # fmt: skip


def _policy(work: Work) -> str:
    name = work.notes.setdefault("name", work.name("PolicyName", limit=255))
    group = work.given("AutoScalingGroupName")
    cooldown = {"Cooldown": int(work.get("Cooldown"))} if "Cooldown" in work.properties else {}
    work.client.put_scaling_policy(PolicyName=name, **group, **work.given(*POLICY), **cooldown)
    return str(work.client.describe_policies(PolicyNames=[name], **group)["ScalingPolicies"][0]["PolicyARN"])


ACTION = ("DesiredCapacity", "EndTime", "MaxSize", "MinSize", "Recurrence", "StartTime", "TimeZone")


def _action(work: Work) -> str:
    name = work.physical_id or work.name("ScheduledActionName", limit=255)
    work.client.put_scheduled_update_group_action(
        ScheduledActionName=name, AutoScalingGroupName=work.get("AutoScalingGroupName"), **work.given(*ACTION)
    )
    return name


KINDS = (
    kind(
        "AWS::AutoScaling::AutoScalingGroup",
        SERVICE,
        (*SETTINGS, *OTHER, "AutoScalingGroupName"),
        create=_group,
        delete=lambda w: w.client.delete_auto_scaling_group(AutoScalingGroupName=w.physical_id, ForceDelete=True),
        update=_update,
        mutable={*SETTINGS, *OTHER} - {"LifecycleHookSpecificationList"},
        attributes=lambda w: {"AutoScalingGroupARN": (_held(w) or {})["AutoScalingGroupARN"]},
        settled=_in_service,
        gone=lambda w: _held(w) is None,
    ),
    kind(
        "AWS::AutoScaling::LaunchConfiguration",
        SERVICE,
        (*CONFIGURATION, "UserData", "InstanceMonitoring", "LaunchConfigurationName"),
        create=_launch_configuration,
        delete=lambda w: w.client.delete_launch_configuration(LaunchConfigurationName=w.physical_id),
    ),
    kind(
        "AWS::AutoScaling::LifecycleHook",
        SERVICE,
        (*HOOK, "LifecycleHookName", "AutoScalingGroupName"),
        create=_hook,
        delete=lambda w: w.client.delete_lifecycle_hook(
            LifecycleHookName=w.physical_id, **w.given("AutoScalingGroupName")
        ),
        update=_hook,
        mutable=HOOK,
    ),
    kind(
        "AWS::AutoScaling::ScalingPolicy",
        SERVICE,
        (*POLICY, "Cooldown", "AutoScalingGroupName"),
        create=_policy,
        delete=lambda w: w.client.delete_policy(PolicyName=w.notes["name"], **w.given("AutoScalingGroupName")),
        update=_policy,
        mutable=(*POLICY, "Cooldown"),
        attributes=lambda w: {"Arn": w.physical_id, "PolicyName": w.notes["name"]},
    ),
    kind(
        "AWS::AutoScaling::ScheduledAction",
        SERVICE,
        (*ACTION, "AutoScalingGroupName"),
        create=_action,
        delete=lambda w: w.client.delete_scheduled_action(
            ScheduledActionName=w.physical_id, **w.given("AutoScalingGroupName")
        ),
        update=_action,
        mutable=ACTION,
        attributes=lambda w: {"ScheduledActionName": w.physical_id},
    ),
)
