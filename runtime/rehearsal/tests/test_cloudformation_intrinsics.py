"""Expressions of templates, worked out without anything made."""

from __future__ import annotations

import json
import unittest
from typing import Any

from terrane_rehearsal.cloudformation.conditions import broken_rules, conditions
from terrane_rehearsal.cloudformation.dynamic import resolved
from terrane_rehearsal.cloudformation.errors import CloudFormationError, ResourceFailed
from terrane_rehearsal.cloudformation.intrinsics import Scope, evaluate
from terrane_rehearsal.cloudformation.values import UNKNOWN

MAPPINGS = {"Sizes": {"us-east-1": {"small": "t3.small", "zones": ["a", "b"]}}}


class Things:
    def ref(self, logical_id: str) -> Any:
        return {"Vpc": "vpc-1", "Later": UNKNOWN}[logical_id]

    def attribute(self, logical_id: str, name: str) -> Any:
        return UNKNOWN if logical_id == "Later" else f"{logical_id}/{name}"


SCOPE = Scope(
    parameters={"AWS::Region": "us-east-1", "Name": "ocean", "List": ["x", "y"], "Three": "3"},
    mappings=MAPPINGS,
    condition=lambda name: name == "Yes",
    resources=Things(),
    export=lambda name: f"exported {name}",
    zones=lambda region: [f"{region}a", f"{region}b"],
)


class Functions(unittest.TestCase):
    def test_each_gives_what_cloudformation_gives(self) -> None:
        cases: list[tuple[Any, Any]] = [
            ({"Ref": "Name"}, "ocean"),
            ({"Ref": "Vpc"}, "vpc-1"),
            ({"Fn::GetAtt": ["Head", "PrivateIp"]}, "Head/PrivateIp"),
            ({"Fn::GetAtt": "Head.Endpoint.Address"}, "Head/Endpoint.Address"),
            (
                {"Fn::Sub": "${Name}-${AWS::Region}-${Head.PrivateIp}-${!literal}"},
                "ocean-us-east-1-Head/PrivateIp-${literal}",
            ),
            ({"Fn::Sub": ["${a}${Name}", {"a": {"Ref": "Vpc"}}]}, "vpc-1ocean"),
            ({"Fn::Sub": "awk '{print $1}' $HOME"}, "awk '{print $1}' $HOME"),
            ({"Fn::Join": ["-", ["a", 1, True, {"Ref": "Name"}]]}, "a-1-true-ocean"),
            ({"Fn::Join": [",", {"Ref": "List"}]}, "x,y"),
            ({"Fn::Select": ["1", {"Ref": "List"}]}, "y"),
            ({"Fn::Select": [0, {"Fn::GetAZs": ""}]}, "us-east-1a"),
            ({"Fn::Split": [",", "a,b"]}, ["a", "b"]),
            ({"Fn::Base64": {"Fn::Join": ["", ["#!", "/bin/sh"]]}}, "IyEvYmluL3No"),
            ({"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "small"]}, "t3.small"),
            ({"Fn::FindInMap": ["Sizes", "eu", "small", {"DefaultValue": "none"}]}, "none"),
            ({"Fn::Cidr": ["10.0.0.0/16", 2, 8]}, ["10.0.0.0/24", "10.0.1.0/24"]),
            ({"Fn::Cidr": ["10.0.0.0/16", "1"]}, ["10.0.0.0/24"]),
            ({"Fn::ImportValue": {"Fn::Sub": "${Name}-vpc"}}, "exported ocean-vpc"),
            ({"Fn::If": ["Yes", "a", "b"]}, "a"),
            ({"a": {"Fn::If": ["No", "a", {"Ref": "AWS::NoValue"}]}, "b": [{"Ref": "AWS::NoValue"}, 1]}, {"b": [1]}),
            ({"Fn::Length": {"Ref": "List"}}, 2),
            ({"Fn::ToJsonString": {"a": [1, {"Ref": "Name"}]}}, '{"a":[1,"ocean"]}'),
            ({"Condition": {"StringEquals": {"a": "b"}}}, {"Condition": {"StringEquals": {"a": "b"}}}),
        ]
        for expression, expected in cases:
            with self.subTest(expression):
                self.assertEqual(expected, evaluate(expression, SCOPE))

    def test_what_hangs_on_something_unknown_is_unknown(self) -> None:
        for expression in (
            {"Ref": "Later"},
            {"Fn::Sub": "a ${Later.Arn}"},
            {"Fn::Join": ["", ["a", {"Ref": "Later"}]]},
            {"Fn::Base64": {"Fn::Sub": "${Later}"}},
            {"Fn::Select": [0, {"Fn::Split": [",", {"Ref": "Later"}]}]},
        ):
            with self.subTest(expression):
                self.assertIs(UNKNOWN, evaluate(expression, SCOPE))

    def test_mistakes_are_named_as_cloudformation_names_them(self) -> None:
        cases: list[tuple[Any, str]] = [
            ({"Fn::FindInMap": ["Sizes", "eu", "small"]}, "Unable to get mapping for Sizes::eu::small"),
            ({"Fn::FindInMap": ["Nope", "eu", "small"]}, "Mapping named 'Nope' is not present"),
            ({"Fn::Select": [5, ["a"]]}, "Fn::Select cannot select nonexistent value at index 5"),
            ({"Fn::Join": ["-"]}, "every Fn::Join object requires two parameters"),
            ({"Fn::Transform": {"Name": "x"}}, "Fn::Transform is not known"),
            ({"Fn::Cidr": ["10.0.0.0/30", 9, 8]}, "Fn::Cidr"),
            ({"Fn::Sub": "${List}"}, "variable List in Fn::Sub expression does not resolve to a string"),
        ]
        for expression, message in cases:
            with self.subTest(message), self.assertRaisesRegex(CloudFormationError, message.replace("(", "\\(")):
                evaluate(expression, SCOPE)


class Conditions(unittest.TestCase):
    SCOPE = Scope(parameters={"Env": "prod", "Count": "2"})

    def test_they_may_use_one_another(self) -> None:
        declared = {
            "Both": {"Fn::And": [{"Condition": "Prod"}, {"Fn::Not": [{"Condition": "One"}]}]},
            "Prod": {"Fn::Equals": [{"Ref": "Env"}, "prod"]},
            "One": {"Fn::Equals": [{"Ref": "Count"}, 1]},
            "Either": {"Fn::Or": [{"Condition": "One"}, {"Fn::Equals": ["a", "a"]}]},
        }
        expected = {"Both": True, "Prod": True, "One": False, "Either": True}
        self.assertEqual(expected, conditions(declared, self.SCOPE))

    def test_a_circle_is_refused(self) -> None:
        declared = {"A": {"Fn::Not": [{"Condition": "B"}]}, "B": {"Fn::Not": [{"Condition": "A"}]}}
        with self.assertRaisesRegex(CloudFormationError, "Circular"):
            conditions(declared, self.SCOPE)

    def test_resources_cannot_be_asked(self) -> None:
        with self.assertRaisesRegex(CloudFormationError, "Unresolved"):
            conditions({"A": {"Fn::Equals": [{"Ref": "Vpc"}, "x"]}}, self.SCOPE)


class Rules(unittest.TestCase):
    def test_the_version_check_of_the_cdk(self) -> None:
        told = "CDK bootstrap stack version 6 required."
        rules = {"CheckBootstrapVersion": {"Assertions": [{
            "Assert": {"Fn::Not": [{"Fn::Contains": [["1", "2", "3", "4", "5"], {"Ref": "Version"}]}]},
            "AssertDescription": told,
        }]}}  # fmt: skip
        self.assertEqual([], broken_rules(rules, Scope(parameters={"Version": "30"})))
        self.assertEqual([told], broken_rules(rules, Scope(parameters={"Version": "5"})))


class Store:
    """Stands for two services with one value each."""

    def get_parameter(self, Name: str, WithDecryption: bool) -> dict[str, Any]:
        return {"Parameter": {"Value": f"value of {Name}"}}

    def get_secret_value(self, SecretId: str, **given: str) -> dict[str, Any]:
        return {"SecretString": json.dumps({"password": "p", "id": SecretId})}


class DynamicReferences(unittest.TestCase):
    def value(self, text: str) -> Any:
        return resolved({"a": [text]}, lambda service: Store())["a"][0]

    def test_parameters(self) -> None:
        self.assertEqual("value of /a/b", self.value("{{resolve:ssm:/a/b}}"))
        self.assertEqual("<value of /a/b:2>", self.value("<{{resolve:ssm-secure:/a/b:2}}>"))

    def test_secrets_by_name_or_arn_whole_or_by_key(self) -> None:
        arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"
        self.assertEqual("p", self.value("{{resolve:secretsmanager:db:SecretString:password}}"))
        self.assertEqual(arn, self.value(f"{{{{resolve:secretsmanager:{arn}:SecretString:id}}}}"))
        self.assertIn('"id": "db"', self.value("{{resolve:secretsmanager:db}}"))

    def test_a_missing_key_or_unknown_service_fails(self) -> None:
        with self.assertRaisesRegex(ResourceFailed, "JSONKey"):
            self.value("{{resolve:secretsmanager:db:SecretString:nope}}")
        with self.assertRaisesRegex(ResourceFailed, "unknown service"):
            self.value("{{resolve:vault:db}}")


if __name__ == "__main__":
    unittest.main()
