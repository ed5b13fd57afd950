"""The calls of the API, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.operations import change_sets, describing, signalling, stacks, templates
from terrane_rehearsal.cloudformation.operations.call import Call

OPERATIONS: Mapping[str, Callable[[Call], dict[str, Any]]] = {
    "CancelUpdateStack": stacks.cancel_update,
    "ContinueUpdateRollback": stacks.continue_rollback,
    "CreateChangeSet": change_sets.create,
    "CreateStack": stacks.create,
    "DeleteChangeSet": change_sets.delete,
    "DeleteStack": stacks.delete,
    "DescribeChangeSet": change_sets.describe,
    "DescribeStackEvents": describing.events,
    "DescribeStackResource": describing.resource,
    "DescribeStackResources": describing.resources,
    "DescribeStacks": describing.stacks,
    "ExecuteChangeSet": change_sets.execute,
    "GetStackPolicy": templates.policy,
    "GetTemplate": templates.get,
    "GetTemplateSummary": templates.summary,
    "ListChangeSets": change_sets.list_all,
    "ListExports": describing.exports,
    "ListImports": describing.imports,
    "ListStackResources": describing.list_resources,
    "ListStacks": describing.list_stacks,
    "RollbackStack": stacks.roll_back,
    "SignalResource": signalling.signal,
    "UpdateStack": stacks.update,
    "UpdateTerminationProtection": stacks.protect,
    "ValidateTemplate": templates.validate,
}
