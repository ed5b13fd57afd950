"""Properties against AWS's own schemas, and what a difference means."""

from __future__ import annotations

import unittest
from typing import Any

from terrane_rehearsal.cloudformation.checking import faults, typed
from terrane_rehearsal.cloudformation.difference import changed, recreation, replaces, surely_replaces
from terrane_rehearsal.cloudformation.resources.table import KINDS
from terrane_rehearsal.cloudformation.schemas import schemas_of
from terrane_rehearsal.cloudformation.values import UNKNOWN

SCHEMAS = schemas_of("us-east-1")
INSTANCE, VPC, RULE = (SCHEMAS[f"AWS::EC2::{name}"] for name in ("Instance", "VPC", "SecurityGroupIngress"))


class Faults(unittest.TestCase):
    def test_what_is_wrong_is_said_with_its_place(self) -> None:
        disk = {"DeviceName": "/dev/xvda", "Ebs": {"Size": 8}}
        cases: list[tuple[Any, dict[str, Any], str]] = [
            (INSTANCE, {"Imag": "ami-1"}, "#: extraneous key [Imag] is not permitted"),
            (
                INSTANCE,
                {"BlockDeviceMappings": [disk]},
                "#/BlockDeviceMappings/0/Ebs: extraneous key [Size] is not permitted",
            ),
            (INSTANCE, {"BlockDeviceMappings": [{}]}, "#/BlockDeviceMappings/0: required key [DeviceName] not found"),
            (INSTANCE, {"SecurityGroupIds": "sg-1"}, "#/SecurityGroupIds: expected type: JSONArray, found: String"),
            (INSTANCE, {"EbsOptimized": "perhaps"}, "#/EbsOptimized: expected type: Boolean, found: String"),
            (INSTANCE, {"PrivateIp": "10.0.0.1"}, "#: extraneous key [PrivateIp] is not permitted"),
            (RULE, {}, "#: required key [IpProtocol] not found"),
            (SCHEMAS["AWS::EC2::Volume"], {"Size": "big"}, "#/Size: expected type: Integer, found: String"),
            (SCHEMAS["AWS::AutoScaling::AutoScalingGroup"], {"MaxSize": "1"}, "#: required key [MinSize] not found"),
        ]
        for schema, properties, message in cases:
            with self.subTest(message):
                self.assertIn(message, faults(properties, schema))

    def test_right_ones_have_none(self) -> None:
        properties = {
            "ImageId": "{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}",
            "SecurityGroupIds": [UNKNOWN],
            "SubnetId": UNKNOWN,
            "EbsOptimized": "true",
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": "50", "Encrypted": True}}],
            "NetworkInterfaces": UNKNOWN,
        }
        self.assertEqual(
            ["#: [NetworkInterfaces] and [SubnetId] cannot be specified together"], faults(properties, INSTANCE)
        )
        del properties["NetworkInterfaces"]
        self.assertEqual([], faults(properties, INSTANCE))

    def test_scalars_become_what_the_services_want(self) -> None:
        given = {"EbsOptimized": "true", "BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"VolumeSize": "50"}}]}
        expected = {"EbsOptimized": True, "BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"VolumeSize": 50}}]}
        self.assertEqual(expected, typed(given, INSTANCE))
        self.assertEqual({"TTL": "60"}, typed({"TTL": 60}, SCHEMAS["AWS::Route53::RecordSet"]))


class Differences(unittest.TestCase):
    def test_a_property_that_is_set_at_creation_replaces(self) -> None:
        self.assertTrue(replaces(VPC, {"CidrBlock": "10.0.0.0/16"}, {"CidrBlock": "10.1.0.0/16"}))
        self.assertFalse(replaces(VPC, {"CidrBlock": "10.0.0.0/16"}, {"CidrBlock": "10.0.0.0/16", "Tags": []}))
        self.assertEqual(["Tags"], changed({"a": 1}, {"a": 1, "Tags": []}))
        self.assertEqual(("Always", "Never"), (recreation(VPC, "CidrBlock"), recreation(VPC, "Tags")))

    def test_an_unknown_value_may_replace(self) -> None:
        old, new = {"SubnetId": "subnet-1"}, {"SubnetId": UNKNOWN}
        self.assertTrue(replaces(INSTANCE, old, new))
        self.assertFalse(surely_replaces(INSTANCE, old, new))

    def test_a_part_of_a_property_can_be_what_replaces(self) -> None:
        budget = SCHEMAS["AWS::Budgets::Budget"]
        old = {"Budget": {"BudgetName": "a", "TimeUnit": "MONTHLY"}}
        self.assertFalse(replaces(budget, old, {"Budget": {"BudgetName": "a", "TimeUnit": "YEARLY"}}))
        self.assertTrue(replaces(budget, old, {"Budget": {"BudgetName": "b", "TimeUnit": "MONTHLY"}}))


class Attributes(unittest.TestCase):
    def test_what_fn_getatt_may_ask(self) -> None:
        for type_, name, known in (
            ("AWS::EC2::Instance", "PrivateIp", True),
            ("AWS::EC2::Instance", "AvailabilityZone", True),
            ("AWS::EC2::Instance", "State.Name", True),
            ("AWS::IAM::Role", "Arn", True),
            ("AWS::IAM::Role", "RoleName", False),
            ("AWS::CloudFormation::Stack", "Outputs.Anything", True),
            ("AWS::S3::Bucket", "Nope", False),
        ):
            self.assertIs(known, SCHEMAS[type_].has_attribute(name), f"{type_} {name}")


class Table(unittest.TestCase):
    def test_every_entry_agrees_with_its_schema(self) -> None:
        for type_, kind in KINDS.items():
            with self.subTest(type_):
                schema = SCHEMAS[type_]
                at_creation = {path[0] for path in schema.create_only if len(path) == 1}
                self.assertEqual(set(), kind.accepts - set(schema.properties), "unknown to AWS")
                self.assertEqual(set(), kind.mutable - kind.accepts, "changed, never given")
                self.assertEqual(set(), kind.mutable & at_creation, "changed in place, but AWS replaces")
                self.assertTrue(kind.update or not kind.mutable)

    def test_required_properties_are_applied(self) -> None:
        for type_, kind in KINDS.items():
            self.assertEqual(set(), set(SCHEMAS[type_].body.get("required", [])) - kind.accepts, type_)


if __name__ == "__main__":
    unittest.main()
