"""Change sets, and the calls by which tools look at stacks."""

from __future__ import annotations

import json
import unittest
import urllib.request
from typing import Any

from tests.cloudformation_support import CAPABILITIES, Deployed, template

QUEUE, TOPIC = "AWS::SQS::Queue", "AWS::SNS::Topic"


class ChangeSets(Deployed):
    def propose(self, stack: str, body: Any, kind: str = "UPDATE", name: str = "change") -> dict[str, Any]:
        self.cloudformation.create_change_set(
            StackName=stack,
            ChangeSetName=name,
            ChangeSetType=kind,
            TemplateBody=json.dumps(body),
            Capabilities=CAPABILITIES,
        )
        described: dict[str, Any] = self.cloudformation.describe_change_set(StackName=stack, ChangeSetName=name)
        return described

    def execute(self, stack: str, name: str = "change") -> dict[str, Any]:
        self.cloudformation.execute_change_set(StackName=stack, ChangeSetName=name)
        return self.settled(stack)

    def changes(self, described: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
        entries = [change["ResourceChange"] for change in described["Changes"]]
        return {entry["LogicalResourceId"]: (entry["Action"], entry.get("Replacement")) for entry in entries}

    def test_a_stack_is_made_by_one(self) -> None:
        described = self.propose("new", template(Q=(QUEUE, {}), T=(TOPIC, {})), kind="CREATE")
        self.assertEqual(("CREATE_COMPLETE", "AVAILABLE"), (described["Status"], described["ExecutionStatus"]))
        self.assertEqual({"Q": ("Add", None), "T": ("Add", None)}, self.changes(described))
        self.assertEqual("REVIEW_IN_PROGRESS", self.described("new")["StackStatus"])
        self.assert_complete(self.execute("new"), "CREATE_COMPLETE")
        with self.assertRaisesRegex(Exception, "cannot be executed"):
            self.execute("new")

    def test_no_resource_becomes_one_of_another_type(self) -> None:
        self.deploy("typed", template(A=(QUEUE, {}), B=(TOPIC, {})))
        with self.assertRaisesRegex(Exception, r"Update of resource type is not permitted.*\[A\]"):
            self.propose("typed", template(A=(TOPIC, {}), B=(TOPIC, {})))
        with self.assertRaisesRegex(Exception, "Update of resource type is not permitted"):
            self.change("typed", template(A=(TOPIC, {}), B=(TOPIC, {})))

    def test_it_foretells_what_an_update_does(self) -> None:
        body = template(
            Q=(QUEUE, {"QueueName": "q1"}), T=(TOPIC, {"DisplayName": "a"}), S=(TOPIC, {"DisplayName": {"Ref": "Q"}})
        )
        self.deploy("known", body)
        after = template(Q=(QUEUE, {"QueueName": "q2"}), S=(TOPIC, {"DisplayName": {"Ref": "Q"}}), N=(TOPIC, {}))
        described = self.propose("known", after)
        expected = {"Q": ("Modify", "True"), "S": ("Modify", "False"), "N": ("Add", None), "T": ("Remove", None)}
        self.assertEqual(expected, self.changes(described))
        details = {
            change["ResourceChange"]["LogicalResourceId"]: change["ResourceChange"].get("Details")
            for change in described["Changes"]
        }
        self.assertEqual("Always", details["Q"][0]["Target"]["RequiresRecreation"])
        self.assertEqual("Dynamic", details["S"][0]["Evaluation"])
        self.assert_complete(self.execute("known"), "UPDATE_COMPLETE")

    def test_one_without_changes_fails_in_the_words_that_tools_know(self) -> None:
        body = template(Q=(QUEUE, {}))
        self.deploy("same", body)
        described = self.propose("same", body)
        self.assertEqual("FAILED", described["Status"])
        self.assertTrue(described["StatusReason"].startswith("The submitted information didn't contain changes."))
        self.cloudformation.delete_change_set(StackName="same", ChangeSetName="change")
        self.cloudformation.delete_change_set(StackName="same", ChangeSetName="change")
        with self.assertRaisesRegex(Exception, "ChangeSetNotFound"):
            self.cloudformation.describe_change_set(StackName="same", ChangeSetName="change")
        self.assertEqual([], self.cloudformation.list_change_sets(StackName="same")["Summaries"])

    def test_outputs_alone_are_a_change(self) -> None:
        body = template(Q=(QUEUE, {}))
        self.deploy("spoken", body)
        body["Outputs"] = {"Url": {"Value": {"Ref": "Q"}}}
        self.assertEqual("CREATE_COMPLETE", self.propose("spoken", body)["Status"])
        self.assertIn("Url", self.outputs(self.execute("spoken")))


class Looking(Deployed):
    def test_templates_are_shown_checked_and_summed_up(self) -> None:
        body = template(Q=(QUEUE, {"DelaySeconds": {"Ref": "Delay"}}))
        body |= {
            "Description": "a queue",
            "Parameters": {"Delay": {"Type": "Number", "Default": 3, "AllowedValues": [3, 4]}},
        }
        self.deploy("shown", body)
        held = self.cloudformation.get_template(StackName="shown")["TemplateBody"]
        self.assertEqual(body, json.loads(held) if isinstance(held, str) else json.loads(json.dumps(held)))
        summary = self.cloudformation.get_template_summary(StackName="shown")
        self.assertEqual(([QUEUE], "3"), (summary["ResourceTypes"], summary["Parameters"][0]["DefaultValue"]))
        self.assertNotIn("Metadata", summary)
        checked = self.cloudformation.validate_template(TemplateBody=json.dumps(body))
        self.assertEqual(("a queue", "Delay"), (checked["Description"], checked["Parameters"][0]["ParameterKey"]))
        stack = self.described("shown")
        self.assertEqual([{"ParameterKey": "Delay", "ParameterValue": "3"}], stack["Parameters"])

    def test_a_stack_tells_the_metadata_of_its_template(self) -> None:
        told = {"terrane:Stack/Ocean": {"declaration": "sha256:00"}}
        self.deploy("told", {**template(Q=(QUEUE, {})), "Metadata": told})
        summary = self.cloudformation.get_template_summary(StackName="told")
        self.assertEqual(told, json.loads(summary["Metadata"]))

    def test_a_template_comes_from_the_store_whatever_the_host(self) -> None:
        s3 = self.emulator.client("s3")
        s3.create_bucket(Bucket="lab.templates")
        s3.put_object(Bucket="lab.templates", Key="a/b.json", Body=json.dumps(template(Q=(QUEUE, {}))).encode())
        for url in (
            "http://127.0.0.1:4701/lab.templates/a/b.json",
            "https://s3.us-east-1.amazonaws.com/lab.templates/a/b.json",
            "https://lab.templates.s3.us-east-1.amazonaws.com/a/b.json",
        ):
            with self.subTest(url):
                found = self.cloudformation.get_template_summary(TemplateURL=url)
                self.assertEqual([QUEUE], found["ResourceTypes"])
        with self.assertRaisesRegex(Exception, "S3 error: NoSuchKey"):
            self.cloudformation.validate_template(TemplateURL="https://s3.amazonaws.com/lab.templates/nope")

    def test_regions_are_apart(self) -> None:
        self.deploy("local", template(Q=(QUEUE, {})))
        there = self.emulator.client("cloudformation", "eu-west-1")
        self.assertEqual([], there.describe_stacks()["Stacks"])

    def test_lists(self) -> None:
        self.deploy("listed", template(Q=(QUEUE, {})))
        queue = self.physical("listed", "Q")
        self.destroy("listed")
        self.deploy("listed", template(Q=(QUEUE, {})))
        found = self.cloudformation.list_stacks(StackStatusFilter=["DELETE_COMPLETE"])["StackSummaries"]
        self.assertIn("listed", [stack["StackName"] for stack in found])
        queue = self.physical("listed", "Q")
        held = self.cloudformation.describe_stack_resources(PhysicalResourceId=queue)["StackResources"]
        self.assertEqual([("listed", "Q")], [(each["StackName"], each["LogicalResourceId"]) for each in held])
        self.assertNotIn("StackPolicyBody", self.cloudformation.get_stack_policy(StackName="listed"))

    def test_an_unknown_operation_is_named(self) -> None:
        with self.assertRaisesRegex(Exception, "DetectStackDrift"):
            self.cloudformation.detect_stack_drift(StackName="listed")
        request = urllib.request.Request(
            self.emulator.url, b"Action=MakeRain&Version=2010-05-15",
            {"Authorization": "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/cloudformation/aws4_request"},
        )  # fmt: skip
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        self.assertIn(b"Could not find operation MakeRain", caught.exception.read())
        caught.exception.close()


if __name__ == "__main__":
    unittest.main()
