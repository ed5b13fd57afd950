"""Every type of the table: made, changed in place and deleted, through the emulator's services."""

from __future__ import annotations

import unittest
from pathlib import Path
from typing import Any

from terrane_rehearsal.cloudformation.resources.table import KINDS
from terrane_rehearsal.cloudformation.template import parse
from tests.cloudformation_support import Deployed

TEMPLATES = Path(__file__).parent / "cloudformation_types"
GROUPS = ("networks", "instances", "storage", "identities", "services", "fronts")

ELSEWHERE = {
    "AWS::AutoScaling::LifecycleHook",
    "AWS::CloudFormation::Stack",
    "AWS::CloudFormation::WaitCondition",
    "AWS::SecretsManager::SecretTargetAttachment",
}
"""Types with tests of their own."""


def resources(group: str) -> dict[str, Any]:
    found: dict[str, Any] = parse((TEMPLATES / f"{group}.yaml").read_text())["Resources"]
    return found


def body(group: str, changed: bool) -> dict[str, Any]:
    """`Metadata.Changed` holds the properties that an update gives."""
    made = {}
    for name, resource in (resources("network") | resources(group)).items():
        change = resource.get("Metadata", {}).get("Changed", {}) if changed else {}
        made[name] = {"Type": resource["Type"], "Properties": {**resource.get("Properties", {}), **change}}
    return {"Resources": made}


class Types(Deployed):
    def test_every_type_of_the_table_is_tried(self) -> None:
        tried = {each["Type"] for group in (*GROUPS, "network") for each in resources(group).values()}
        self.assertEqual(set(KINDS), tried | ELSEWHERE)

    def test_groups_of_types_are_made_changed_and_deleted(self) -> None:
        for group in GROUPS:
            with self.subTest(group):
                self._lives(group)

    def _lives(self, group: str) -> None:
        self.assert_complete(self.deploy(group, body(group, changed=False)), "CREATE_COMPLETE")
        self.assertEqual([], [name for name, value in self._attributes(group).items() if value is None])
        before = {name: self.physical(group, name) for name in resources(group)}
        self.assert_complete(self.change(group, body(group, changed=True)), "UPDATE_COMPLETE")
        after = {name: self.physical(group, name) for name in resources(group)}
        self.assertEqual(before, after, "changed in place")
        self.assert_complete(self.destroy(group), "DELETE_COMPLETE")

    def _attributes(self, group: str) -> dict[str, Any]:
        stack = self.app.region("us-east-1").find(group)
        return {
            f"{record.logical_id}.{name}": value
            for record in stack.records.values()
            for name, value in record.attributes.items()
        }


if __name__ == "__main__":
    unittest.main()
