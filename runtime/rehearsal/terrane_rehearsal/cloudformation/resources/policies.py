"""Update policies: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.kind import Kind
from terrane_rehearsal.cloudformation.values import text

AUTO_SCALING_GROUP = "AWS::AutoScaling::AutoScalingGroup"
LAUNCHING = {"LaunchTemplate", "LaunchConfigurationName", "MixedInstancesPolicy"}
"""A change of these, or of the subnets, makes new instances."""


def replaced_besides(kind: Kind, policy: Mapping[str, Any], names: Collection[str]) -> bool:
    """Whether a change of these properties makes a new resource for another reason than the schema's."""
    if not kind.replaced.isdisjoint(names):
        return True
    will = text(policy.get("AutoScalingReplacingUpdate", {}).get("WillReplace", False)) == "true"
    return kind.type == AUTO_SCALING_GROUP and will and not (LAUNCHING | {"VPCZoneIdentifier"}).isdisjoint(names)
