"""What EC2's types have in common: tags, and resources that one call makes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.kind import Kind, kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

EC2 = "ec2"


def retag(work: Work, resource: str = "", member: str = "Tags") -> None:
    """Tags after an update. Those of CloudFormation itself stay."""
    if not work.changed(member):
        return
    named = resource or work.physical_id
    old, new = tags_as_map(work.before(member)), work.tag_map(member)
    if lost := sorted(old.keys() - new.keys()):
        work.client.delete_tags(Resources=[named], Tags=[{"Key": key} for key in lost])
    if new:
        work.client.create_tags(Resources=[named], Tags=tags_as_list(new))


def document(policy: Any) -> str:
    """A policy is written as an object or as a text."""
    return policy if isinstance(policy, str) else json.dumps(policy)


def made_by_one_call(
    name: str,
    call: str,
    path: str,
    tagged: str,
    delete: str,
    accepts: str = "",
    attributes: Callable[[Work], Mapping[str, Any]] | None = None,
    settled: Callable[[Work], bool] | None = None,
    gone: Callable[[Work], bool] | None = None,
) -> Kind:
    """path: of the id in the answer, `Vpc.VpcId`; the id's name is the parameter of the deletion too."""
    member = path.rpartition(".")[2]

    def create(work: Work) -> str:
        answer: Any = getattr(work.client, call)(
            **work.given(*accepts.split()), TagSpecifications=work.specifications(tagged)
        )
        for step in path.split("."):
            answer = answer[step]
        return str(answer)

    return kind(
        f"AWS::EC2::{name}",
        EC2,
        f"{accepts} Tags",
        create=create,
        delete=lambda work: getattr(work.client, delete)(**{member: work.physical_id}),
        update=retag,
        mutable="Tags",
        attributes=attributes or (lambda work: {member: work.physical_id}),
        settled=settled,
        gone=gone,
    )


def own_id(work: Work) -> Mapping[str, Any]:
    """`Fn::GetAtt x.Id` is what `Ref` gives."""
    return {"Id": work.physical_id}
