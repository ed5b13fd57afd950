"""Stacks inside stacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from terrane_rehearsal.cloudformation.resources.work import tags_as_list

if TYPE_CHECKING:
    from terrane_rehearsal.cloudformation.region import Region

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
"""The parent's capabilities were asked for with the parent."""


def start(region: Region, name: str, parent: str, properties: Mapping[str, Any]) -> str:
    from terrane_rehearsal.cloudformation.operations import stacks
    from terrane_rehearsal.cloudformation.operations.call import Call

    made = stacks.create(Call(region, {"StackName": name, "OnFailure": "ROLLBACK", **_given(properties)}))
    stack, holder = region.stacks[made["StackId"]], region.stacks[parent]
    stack.parent, stack.root = parent, holder.root or parent
    return stack.id


def update(region: Region, stack_id: str, properties: Mapping[str, Any]) -> None:
    """A child without changes is left as it is."""
    from terrane_rehearsal.cloudformation.errors import CloudFormationError
    from terrane_rehearsal.cloudformation.operations import stacks
    from terrane_rehearsal.cloudformation.operations.call import Call

    try:
        stacks.update(Call(region, {"StackName": stack_id, **_given(properties)}))
    except CloudFormationError as error:
        if error.message != stacks.UNCHANGED:
            raise


def delete(region: Region, stack_id: str) -> None:
    from terrane_rehearsal.cloudformation.operations import stacks
    from terrane_rehearsal.cloudformation.operations.call import Call

    stacks.delete(Call(region, {"StackName": stack_id}))


def _given(properties: Mapping[str, Any]) -> dict[str, Any]:
    parameters = properties.get("Parameters", {})
    same = {
        name: properties[name] for name in ("TemplateURL", "NotificationARNs", "TimeoutInMinutes") if name in properties
    }
    return {
        **same,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Tags": tags_as_list(properties.get("Tags")),
        "Capabilities": CAPABILITIES,
    }
