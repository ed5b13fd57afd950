"""The resource provider schemas of AWS, as cfn-lint bundles them: read from its data files, one a used type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ALL_PROPERTIES_ARE_ATTRIBUTES = {
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Backup::BackupVault",
    "AWS::EC2::CapacityReservation",
    "AWS::EC2::Instance",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Subnet",
    "AWS::EC2::VPC",
    "AWS::EFS::MountTarget",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SSM::Parameter",
}
"""Types whose `Fn::GetAtt` gives properties too; all others give read-only properties alone (as cfn-lint has it)."""

Path_ = tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    type: str
    body: Mapping[str, Any]

    @property
    def properties(self) -> Mapping[str, Any]:
        properties: Mapping[str, Any] = self.body.get("properties", {})
        return properties

    @cached_property
    def read_only(self) -> tuple[Path_, ...]:
        return self._paths("readOnlyProperties")

    @cached_property
    def create_only(self) -> tuple[Path_, ...]:
        """What cannot be changed in place: a change replaces the resource."""
        return self._paths("createOnlyProperties")

    @property
    def tag_property(self) -> str | None:
        tagging = self.body.get("tagging", {})
        if not tagging.get("taggable", "Tags" in self.properties):
            return None
        name = str(tagging.get("tagProperty", "/properties/Tags")).rpartition("/")[2]
        declared = self.at(self.properties.get(name, {}))
        of_list = self.at(declared.get("items", {})).get("properties", {})
        return name if declared.get("type") == "object" or {"Key", "Value"} <= set(of_list) else None

    @property
    def tags_are_a_map(self) -> bool:
        declared = self.at(self.properties.get(self.tag_property or "", {}))
        return declared.get("type") == "object"

    def has_attribute(self, name: str) -> bool:
        names = {".".join(path) for path in self.read_only}
        if self.type == "AWS::CloudFormation::Stack" and name.startswith("Outputs."):
            return True
        if name in names or (self.type in ALL_PROPERTIES_ARE_ATTRIBUTES and name in self.properties):
            return True
        first = name.partition(".")[0]
        return first in names and "properties" in self.at(self.properties.get(first, {}))

    def at(self, declared: Mapping[str, Any]) -> Mapping[str, Any]:
        """A schema with its `$ref` followed."""
        while "$ref" in declared:
            target: Any = self.body
            for step in str(declared["$ref"]).lstrip("#/").split("/"):
                target = target[step]
            declared = target
        return declared

    def _paths(self, name: str) -> tuple[Path_, ...]:
        return tuple(tuple(path.split("/")[2:]) for path in self.body.get(name, []))


class Schemas:
    """The types of one region. A region that cfn-lint does not know is taken to have those of us-east-1."""

    def __init__(self, region: str) -> None:
        file = _folder() / "providers" / f"{region}.json"
        self._files: dict[str, str] = _load(file if file.exists() else _folder() / "providers" / "us-east-1.json")

    def get(self, type_: str) -> Schema | None:
        key = self._files.get(type_)
        return _schema(type_, key) if key else None

    def __getitem__(self, type_: str) -> Schema:
        found = self.get(type_)
        if found is None:
            raise KeyError(type_)
        return found


@lru_cache(maxsize=64)
def schemas_of(region: str) -> Schemas:
    return Schemas(region)


@lru_cache(maxsize=1)
def _folder() -> Path:
    spec = find_spec("cfnlint")
    if spec is None or spec.origin is None:
        raise RuntimeError("cfn-lint is not installed beside the emulator: its resource schemas are needed")
    return Path(spec.origin).parent / "data" / "schemas"


@lru_cache(maxsize=1024)
def _schema(type_: str, key: str) -> Schema:
    return Schema(type_, _load(_folder() / "resources" / f"{key}.json"))


def _load(file: Path) -> Any:
    return json.loads(file.read_bytes())
