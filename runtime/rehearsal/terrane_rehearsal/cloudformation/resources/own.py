"""CloudFormation's own types: wait conditions, nested stacks, the CDK's metadata."""

from __future__ import annotations

import urllib.parse
import uuid
from collections.abc import Generator, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.engine import waiting
from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.names import physical_name, wait_handle_url
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work

CLOUDFORMATION = "cloudformation"


def _handle(work: Work) -> str:
    return wait_handle_url(work.region, work.stack_id, work.logical_id, uuid.uuid4().hex)


def handle_of(url: str) -> str:
    """The logical id in a wait condition handle's address."""
    return urllib.parse.unquote(urllib.parse.urlsplit(url).path).rpartition("/")[2]


def _condition(work: Work) -> str:
    return physical_name(work.stack_name, work.logical_id, limit=128)


def _await(work: Work) -> Generator[float, None, None]:
    """Without a handle a creation policy says what is waited for."""
    if "Handle" not in work.properties:
        return
    received = work.signals(handle_of(work.get("Handle")))
    yield from waiting.for_condition(received, int(work.get("Count", 1)), float(work.get("Timeout", 0)))


def _condition_attributes(work: Work) -> Mapping[str, Any]:
    if "Handle" not in work.properties:
        return {"Data": "{}", "Id": work.physical_id}
    return {"Data": work.signals(handle_of(work.get("Handle"))).data(), "Id": work.physical_id}


def _nested(work: Work) -> str:
    name = physical_name(work.stack_name, work.logical_id, limit=128)
    return str(work.nested.start_nested(name, work.stack_id, work.properties))


def _nested_settled(work: Work) -> bool:
    stack = work.nested.stacks[work.physical_id]
    if stack.busy:
        return False
    if stack.status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise ResourceFailed(f"Embedded stack {stack.id} was not successfully created or updated: {_why(stack)}")
    return True


def _why(stack: Any) -> str:
    failed = [f"{event.logical_id}: {event.reason}" for event in stack.events if event.status.endswith("_FAILED")]
    return "; ".join(failed) or str(stack.reason)


def _nested_update(work: Work) -> None:
    work.nested.update_nested(work.physical_id, work.properties)


def _nested_delete(work: Work) -> None:
    work.nested.delete_nested(work.physical_id)


def _nested_gone(work: Work) -> bool:
    stack = work.nested.stacks[work.physical_id]
    if stack.status == "DELETE_FAILED":
        raise ResourceFailed(f"Embedded stack {stack.id} could not be deleted: {_why(stack)}")
    return bool(stack.status == "DELETE_COMPLETE")


def _nested_attributes(work: Work) -> Mapping[str, Any]:
    outputs = work.nested.stacks[work.physical_id].outputs
    return {"StackId": work.physical_id, **{f"Outputs.{output.key}": output.value for output in outputs}}


def _metadata(work: Work) -> str:
    return work.physical_id or str(uuid.uuid4())


def _unchanged(work: Work) -> None:
    """There is nothing but the record of it."""


KINDS = (
    kind(
        "AWS::CDK::Metadata",
        CLOUDFORMATION,
        "Analytics Modules",
        create=_metadata,
        update=_unchanged,
        mutable="Analytics Modules",
        attributes=lambda w: {"Id": w.physical_id},
    ),
    kind(
        "AWS::CloudFormation::WaitConditionHandle",
        CLOUDFORMATION,
        "",
        create=_handle,
        attributes=lambda w: {"Id": w.physical_id},
    ),
    kind(
        "AWS::CloudFormation::WaitCondition",
        CLOUDFORMATION,
        "Count Handle Timeout",
        create=_condition,
        attributes=_condition_attributes,
        wait=_await,
    ),
    kind(
        "AWS::CloudFormation::Stack",
        CLOUDFORMATION,
        "NotificationARNs Parameters Tags TemplateURL TimeoutInMinutes",
        create=_nested,
        delete=_nested_delete,
        update=_nested_update,
        mutable="NotificationARNs Parameters Tags TemplateURL TimeoutInMinutes",
        attributes=_nested_attributes,
        settled=_nested_settled,
        gone=_nested_gone,
    ),
)
