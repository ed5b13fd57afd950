"""Templates as texts: read, ordered, their parameters and their mistakes."""

from __future__ import annotations

import json
import unittest
from typing import Any

from terrane_rehearsal.cloudformation.errors import CloudFormationError
from terrane_rehearsal.cloudformation.names import physical_name
from terrane_rehearsal.cloudformation.order import in_order, reversed_needs
from terrane_rehearsal.cloudformation.parameters import Given, Parameter, resolve
from terrane_rehearsal.cloudformation.preflight import check_references, check_types
from terrane_rehearsal.cloudformation.references import Reference, dependencies, references
from terrane_rehearsal.cloudformation.schemas import schemas_of
from terrane_rehearsal.cloudformation.template import Template, read

YAML = """
AWSTemplateFormatVersion: 2010-09-09
Conditions:
  Big: !Equals [!Ref "AWS::Region", us-east-1]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Role:
    Type: AWS::IAM::Role
    DependsOn: Vpc
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: []
      Description: !Sub "in ${Vpc} of ${Vpc.CidrBlock}"
      RoleName: !If [Big, !Join ["-", [a, b]], !GetAtt Vpc.VpcId]
"""


def made(**resources: Any) -> Template:
    return read(
        json.dumps({"Resources": {name: {"Type": "AWS::SNS::Topic", **more} for name, more in resources.items()}})
    )


class Refusing(unittest.TestCase):
    def assert_refused(self, message: str, call: Any, *arguments: Any) -> None:
        with self.assertRaises(CloudFormationError) as caught:
            call(*arguments)
        self.assertEqual("ValidationError", caught.exception.code)
        self.assertIn(message, caught.exception.message)


class Reading(Refusing):
    def test_yaml_with_short_forms_is_json_with_long_ones(self) -> None:
        role = read(YAML).resources["Role"]
        self.assertEqual({"Fn::Sub": "in ${Vpc} of ${Vpc.CidrBlock}"}, role.properties["Description"])
        choice = {"Fn::If": ["Big", {"Fn::Join": ["-", ["a", "b"]]}, {"Fn::GetAtt": ["Vpc", "VpcId"]}]}
        self.assertEqual(choice, role.properties["RoleName"])
        self.assertEqual("2012-10-17", role.properties["AssumeRolePolicyDocument"]["Version"])
        self.assertEqual(("Vpc",), role.depends_on)

    def test_texts_that_are_no_template(self) -> None:
        topic = {"Type": "AWS::SNS::Topic"}
        for text, message in (
            ('{"Resources": {"a": }', "JSON not well-formed"),
            ("a: [1", "YAML not well-formed. (line"),
            ("Resources: {a: {Type: X}, a: {Type: Y}}", "Duplicate key a"),
            ("{}", "At least one Resources member must be defined."),
            (
                json.dumps({"Resources": {"A": topic}, "Resource": {}}),
                "Invalid template property or properties [Resource]",
            ),
            (
                json.dumps({"Resources": {"A": {**topic, "Propertys": {}}}}),
                "Invalid template resource property 'Propertys'",
            ),
            (json.dumps({"Resources": {"A-b": topic}}), "Resource name A-b is non alphanumeric."),
            (json.dumps({"Resources": {"A": {}}}), "must contain a Type member"),
            (json.dumps({"Resources": {"A": {**topic, "DeletionPolicy": "Keep"}}}), "Unrecognized DeletionPolicy Keep"),
            (json.dumps({"Resources": {"A": topic}, "Transform": "AWS::Serverless-2016-10-31"}), "expands no macros"),
            (json.dumps({"Resources": {f"A{n}": topic for n in range(501)}}), "greater than maximum allowed, 500"),
        ):
            with self.subTest(message):
                self.assert_refused(message, read, text)


class Ordering(Refusing):
    def test_what_is_needed_comes_first(self) -> None:
        template = read(YAML)
        self.assertEqual({"Vpc": set(), "Role": {"Vpc"}}, dependencies(template))
        self.assertEqual(["Vpc", "Role"], in_order(dependencies(template)))
        self.assertEqual({"Vpc": {"Role"}, "Role": set()}, reversed_needs(dependencies(template)))

    def test_a_circle_names_its_members_alone(self) -> None:
        needs = {"A": {"B"}, "B": {"A"}, "Free": set(), "Waits": {"A", "Free"}}
        self.assert_refused("Circular dependency between resources: [A, B]", in_order, needs)

    def test_references_are_found_in_every_form(self) -> None:
        text = {"Fn::Sub": ["${A} ${B.Arn} ${own} ${!C}", {"own": {"Ref": "D"}}]}
        found = set(references([text, {"Fn::GetAtt": "E.x.y"}, {"Ref": "F"}]))
        expected = {Reference("A"), Reference("B", "Arn"), Reference("D"), Reference("E", "x.y"), Reference("F")}
        self.assertEqual(expected, found)


class Names(Refusing):
    SCHEMAS = schemas_of("us-east-1")

    def test_types_that_no_region_has(self) -> None:
        template = read(json.dumps({"Resources": {"A": {"Type": "AWS::EC2::Instanz"}, "B": {"Type": "AWS::X::Y"}}}))
        self.assert_refused(
            "Unrecognized resource types: [AWS::EC2::Instanz, AWS::X::Y]", check_types, template, self.SCHEMAS
        )

    def test_references_to_nothing(self) -> None:
        for properties, message in (
            (
                {"TopicName": {"Ref": "Nope"}},
                "Unresolved resource dependencies [Nope] in the Resources block of the template",
            ),
            ({"TopicName": {"Fn::GetAtt": ["Nope", "x"]}}, "instance of Fn::GetAtt references undefined resource Nope"),
            (
                {"TopicName": {"Fn::GetAtt": ["Other", "Nope"]}},
                "resource Other does not support attribute type Nope in Fn::GetAtt",
            ),
        ):
            with self.subTest(message):
                template = made(Topic={"Properties": properties}, Other={})
                self.assert_refused(message, check_references, template, self.SCHEMAS)
        self.assert_refused("[Gone]", check_references, made(A={"DependsOn": "Gone"}), self.SCHEMAS)
        self.assert_refused("condition dependency Odd", check_references, made(A={"Condition": "Odd"}), self.SCHEMAS)

    def test_generated_names_keep_both_parts_within_the_limit(self) -> None:
        name = physical_name("a-very-long-name-of-a-stack-of-an-institution", "HeadNodeIdentityRole", limit=64)
        self.assertLessEqual(len(name), 64)
        self.assertRegex(name, r"^a-very-long-name.*-HeadNodeIdentityRole-[A-Z0-9]{12}$")
        self.assertRegex(physical_name("Lab", "Results", limit=63, lower=True), r"^lab-results-[a-z0-9]{12}$")


class Parameters(Refusing):
    def resolved(
        self, declaration: dict[str, Any], given: Given | None = None, before: Parameter | None = None
    ) -> Parameter:
        return resolve(
            {"P": declaration}, {"P": given} if given else {}, {"P": before} if before else {},
            store=lambda name: f"stored in {name}", exists=lambda kind, value: value != "vpc-gone",
        )["P"]  # fmt: skip

    def test_values(self) -> None:
        self.assertEqual("d", self.resolved({"Type": "String", "Default": "d"}).value)
        self.assertEqual("5", self.resolved({"Type": "Number", "Default": 5}).value)
        self.assertEqual(["a", "b"], self.resolved({"Type": "CommaDelimitedList"}, Given("a, b")).value)
        self.assertEqual(["1", "2"], self.resolved({"Type": "List<Number>"}, Given("1,2")).value)
        stored = self.resolved({"Type": "AWS::SSM::Parameter::Value<String>"}, Given("/a"))
        self.assertEqual(("/a", "stored in /a"), (stored.written, stored.value))
        kept = self.resolved({"Type": "String"}, Given(use_previous=True), Parameter("P", "old", "old"))
        self.assertEqual("old", kept.value)
        self.assertTrue(self.resolved({"Type": "String", "NoEcho": "true"}, Given("x")).hidden)

    def test_refusals(self) -> None:
        cases: list[tuple[dict[str, Any], Given | None, str]] = [
            ({"Type": "String"}, None, "Parameters: [P] must have values"),
            ({"Type": "Number"}, Given("x"), "Parameter 'P' must be a number"),
            ({"Type": "Number", "MaxValue": 3}, Given("4"), "must be a number not greater than 3"),
            ({"Type": "String", "AllowedValues": ["a", "b"]}, Given("c"), "must be one of AllowedValues: [a, b]"),
            ({"Type": "String", "AllowedPattern": "[a-z]+"}, Given("C"), "must match pattern [a-z]+"),
            ({"Type": "String", "AllowedPattern": "[a-z]+", "ConstraintDescription": "small letters"}, Given("C"),
             "failed to satisfy constraint: small letters"),
            ({"Type": "String", "MinLength": 3}, Given("ab"), "must contain at least 3 characters"),
            ({"Type": "AWS::EC2::VPC::Id"}, Given("vpc-gone"), "vpc-gone for parameter name P does not exist"),
            ({"Type": "String"}, Given(use_previous=True), "usePreviousValue"),
        ]  # fmt: skip
        for declaration, given, message in cases:
            with self.subTest(message):
                self.assert_refused(message, self.resolved, declaration, given)
        self.assert_refused("Parameters: [Q] do not exist in the template", resolve, {}, {"Q": Given("x")}, {}, str)


if __name__ == "__main__":
    unittest.main()
