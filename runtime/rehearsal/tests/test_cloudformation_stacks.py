"""Stacks made, changed and taken down, as boto3 sees it."""

from __future__ import annotations

import json
import unittest
from typing import Any

from tests.cloudformation_support import Deployed, template

TOPIC, QUEUE, VPC, SUBNET = "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::EC2::VPC", "AWS::EC2::Subnet"
BAD_QUEUE = (QUEUE, {"QueueName": "no spaces allowed"})


class Creation(Deployed):
    def test_events_tell_every_resource_in_order(self) -> None:
        body = template(
            Subnet=(SUBNET, {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.3.1.0/24"}),
            Vpc=(VPC, {"CidrBlock": "10.3.0.0/16"}),
        )
        body["Outputs"] = {"Zone": {"Value": {"Fn::GetAtt": ["Subnet", "AvailabilityZone"]}, "Description": "where"}}
        stack = self.deploy("orderly", body, Tags=[{"Key": "owner", "Value": "hpc"}])
        self.assert_complete(stack, "CREATE_COMPLETE")
        self.assertRegex(self.outputs(stack)["Zone"], "^us-east-1[a-f]$")
        told = [(name, status) for name, status, _ in self.told("orderly")]
        parts = ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"]
        expected = [
            ("orderly", parts[0]),
            *[("Vpc", s) for s in parts],
            *[("Subnet", s) for s in parts],
            ("orderly", parts[2]),
        ]
        self.assertEqual(expected, told)

    def test_resources_carry_the_tags_of_the_stack_and_of_cloudformation(self) -> None:
        self.deploy(
            "tagged", template(Vpc=(VPC, {"CidrBlock": "10.3.0.0/16"})), Tags=[{"Key": "owner", "Value": "hpc"}]
        )
        vpc = self.ec2.describe_vpcs(VpcIds=[self.physical("tagged", "Vpc")])["Vpcs"][0]
        tags = {tag["Key"]: tag["Value"] for tag in vpc["Tags"]}
        self.assertEqual("hpc", tags["owner"])
        self.assertEqual(
            ("tagged", "Vpc"), (tags["aws:cloudformation:stack-name"], tags["aws:cloudformation:logical-id"])
        )

    def test_a_failure_takes_back_what_was_made(self) -> None:
        kept = (TOPIC, {"TopicName": "kept"}, {"DeletionPolicy": "Retain"})
        gone = (TOPIC, {"TopicName": "gone"}, {"DeletionPolicy": "RetainExceptOnCreate"})
        body = template(Kept=kept, Gone=gone, Bad=(*BAD_QUEUE, {"DependsOn": ["Kept", "Gone"]}))
        stack = self.deploy("failing", body)
        self.assert_complete(stack, "ROLLBACK_COMPLETE")
        self.assertIn("InvalidParameterValue", self.failures("failing")["Bad"])
        reasons = [reason for _, status, reason in self.told("failing") if status == "ROLLBACK_IN_PROGRESS"]
        self.assertEqual(["The following resource(s) failed to create: [Bad]. Rollback requested by user."], reasons)
        topics = [topic["TopicArn"].rpartition(":")[2] for topic in self.emulator.client("sns").list_topics()["Topics"]]
        self.assertEqual(["kept"], [name for name in topics if name in ("kept", "gone")])
        with self.assertRaisesRegex(Exception, "ROLLBACK_COMPLETE state and can not be updated"):
            self.change("failing", body)

    def test_a_failure_may_be_left_or_deleted(self) -> None:
        body = template(Good=(TOPIC, {}), Bad=(*BAD_QUEUE, {"DependsOn": "Good"}))
        self.assert_complete(self.deploy("left", body, DisableRollback=True), "CREATE_FAILED")
        self.assertTrue(self.physical("left", "Good"))
        self.cloudformation.rollback_stack(StackName="left")
        self.assert_complete(self.settled("left"), "ROLLBACK_COMPLETE")
        self.assert_complete(self.deploy("swept", body, OnFailure="DELETE"), "DELETE_COMPLETE")

    def test_nothing_is_made_of_what_cannot_work(self) -> None:
        before = len(self.ec2.describe_vpcs()["Vpcs"])
        vpc = (VPC, {"CidrBlock": "10.3.0.0/16"})
        exported = {"Outputs": {"O": {"Value": {"Fn::ImportValue": "none"}}}}
        cases: list[tuple[dict[str, Any], str]] = [
            ({**template(Vpc=vpc), **exported}, "No export named none found"),
            (template(Vpc=vpc, Odd=("AWS::EC2::Nothing", {})), r"Unrecognized resource types: \[AWS::EC2::Nothing\]"),
            (
                template(Vpc=vpc, Db=("AWS::RDS::DBInstance", {})),
                "does not create resources of type AWS::RDS::DBInstance",
            ),
            (template(Vpc=vpc, Own=("Custom::Thing", {"ServiceToken": "x"})), "does not create custom resources"),
            (template(Vpc=(VPC, {"CidrBlok": "10.3.0.0/16"})), r"extraneous key \[CidrBlok\] is not permitted"),
            (template(Vpc=vpc, Net=(SUBNET, {"CidrBlock": "10.3.1.0/24"})), r"required key \[VpcId\] not found"),
            (
                template(Vpc=vpc, Q=(QUEUE, {"DelaySeconds": "soon"})),
                "#/DelaySeconds: expected type: Integer, found: String",
            ),
            (template(Vpc=vpc, T=(TOPIC, {"ArchivePolicy": {"a": 1}})), "does not apply the property ArchivePolicy"),
            (
                template(Vpc=(*vpc, {"DependsOn": "T"}), T=(TOPIC, {"DisplayName": {"Ref": "Vpc"}})),
                r"Circular .*\[T, Vpc\]",
            ),
            (
                template(
                    Vpc=vpc, D=("AWS::EC2::Volume", {"AvailabilityZone": "us-east-1a"}, {"DeletionPolicy": "Snapshot"})
                ),
                "snapshots",
            ),
        ]
        for body, message in cases:
            with self.subTest(message), self.assertRaisesRegex(Exception, f"ValidationError.*(?s:.*){message}"):
                self.begin("impossible", body)
        self.assertEqual(before, len(self.ec2.describe_vpcs()["Vpcs"]))
        with self.assertRaisesRegex(Exception, "Stack with id impossible does not exist"):
            self.described("impossible")

    def test_calls_that_are_refused(self) -> None:
        body = template(T=(TOPIC, {}))
        self.deploy("once", body)
        role = template(Role=("AWS::IAM::Role", {"AssumeRolePolicyDocument": {}, "RoleName": "named"}))
        for message, call in (
            ("AlreadyExistsException.*Stack \\[once\\] already exists", lambda: self.begin("once", body)),
            (
                "Requires capabilities : \\[CAPABILITY_NAMED_IAM\\]",
                lambda: self.begin("r", role, Capabilities=["CAPABILITY_IAM"]),
            ),
            ("No updates are to be performed", lambda: self.change("once", body)),
            ("TerminationProtection", self._delete_protected),
        ):
            with self.subTest(message), self.assertRaisesRegex(Exception, message):
                call()

    def _delete_protected(self) -> None:
        self.cloudformation.update_termination_protection(StackName="once", EnableTerminationProtection=True)
        self.cloudformation.delete_stack(StackName="once")


class Changing(Deployed):
    def test_in_place_by_replacement_by_addition_and_removal(self) -> None:
        self.deploy(
            "living", template(A=(QUEUE, {"DelaySeconds": 1}), B=(QUEUE, {"QueueName": "second-1"}), C=(TOPIC, {}))
        )
        before = {name: self.physical("living", name) for name in "ABC"}
        body = template(
            A=(QUEUE, {"DelaySeconds": 2}),
            B=(QUEUE, {"QueueName": "second-2"}),
            D=(TOPIC, {"DisplayName": {"Ref": "B"}}),
        )
        self.assert_complete(self.change("living", body), "UPDATE_COMPLETE")
        self.assertEqual(before["A"], self.physical("living", "A"))
        self.assertNotEqual(before["B"], self.physical("living", "B"))
        told = self.told("living")
        end = told.index(("living", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", ""))
        cleaned = {name for name, status, _ in told[end:] if status == "DELETE_COMPLETE"}
        self.assertEqual({"B", "C"}, cleaned)
        replacing = [
            name for name, status, why in told if status == "CREATE_IN_PROGRESS" and "new physical resource" in why
        ]
        self.assertEqual(["B"], replacing)
        queues = [
            url.rpartition("/")[2]
            for url in self.emulator.client("sqs").list_queues(QueueNamePrefix="second")["QueueUrls"]
        ]
        self.assertEqual(["second-2"], queues)

    def test_a_replacement_reaches_what_refers_to_it(self) -> None:
        policy = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}]}
        rights = ("AWS::SQS::QueuePolicy", {"Queues": [{"Ref": "Q"}], "PolicyDocument": policy})
        self.deploy("chain", template(Q=(QUEUE, {"QueueName": "q1"}), R=rights))
        self.change("chain", template(Q=(QUEUE, {"QueueName": "q2"}), R=rights))
        sqs = self.emulator.client("sqs")
        held = sqs.get_queue_attributes(QueueUrl=self.physical("chain", "Q"), AttributeNames=["Policy"])["Attributes"]
        self.assertEqual(policy["Statement"], json.loads(held["Policy"])["Statement"])

    def test_a_failed_update_is_taken_back(self) -> None:
        first = template(A=(QUEUE, {"DelaySeconds": 1}), B=(TOPIC, {"TopicName": "t1"}), Old=(TOPIC, {}))
        self.deploy("back", first)
        before = {name: self.physical("back", name) for name in ("A", "B", "Old")}
        second = template(
            A=(QUEUE, {"DelaySeconds": 9}),
            B=(TOPIC, {"TopicName": "t2"}),
            New=(TOPIC, {}),
            Bad=(*BAD_QUEUE, {"DependsOn": ["A", "B", "New"]}),
        )
        self.assert_complete(self.change("back", second), "UPDATE_ROLLBACK_COMPLETE")
        self.assertEqual(before, {name: self.physical("back", name) for name in before})
        sqs = self.emulator.client("sqs")
        held = sqs.get_queue_attributes(QueueUrl=before["A"], AttributeNames=["DelaySeconds"])["Attributes"]
        self.assertEqual("1", held["DelaySeconds"])
        listed = self.cloudformation.list_stack_resources(StackName="back")["StackResourceSummaries"]
        self.assertEqual({"A", "B", "Old"}, {each["LogicalResourceId"] for each in listed})
        topics = [topic["TopicArn"].rpartition(":")[2] for topic in self.emulator.client("sns").list_topics()["Topics"]]
        self.assertNotIn("t2", topics)
        self.assert_complete(self.change("back", template(A=(QUEUE, {"DelaySeconds": 3}))), "UPDATE_COMPLETE")

    def test_what_cannot_be_changed_in_place_is_refused_before_anything_is(self) -> None:
        volume = {"AvailabilityZone": "us-east-1a", "Size": 1}
        self.deploy("fixed", template(V=("AWS::EC2::Volume", volume)))
        with self.assertRaisesRegex(Exception, "does not change AvailabilityZone of AWS::EC2::Volume in place"):
            self.change("fixed", template(V=("AWS::EC2::Volume", {**volume, "AvailabilityZone": "us-east-1b"})))

    def test_stack_tags_parameters_and_the_previous_template(self) -> None:
        body = template(V=(VPC, {"CidrBlock": {"Ref": "Cidr"}, "EnableDnsHostnames": {"Ref": "Names"}}))
        body["Parameters"] = {"Cidr": {"Type": "String"}, "Names": {"Type": "String", "Default": "false"}}
        given = [{"ParameterKey": "Cidr", "ParameterValue": "10.3.0.0/16"}]
        self.deploy("given", body, Parameters=given)
        vpc = self.physical("given", "V")
        kept = {"ParameterKey": "Cidr", "UsePreviousValue": True}
        self.cloudformation.update_stack(
            StackName="given",
            UsePreviousTemplate=True,
            Tags=[{"Key": "team", "Value": "ocean"}],
            Parameters=[kept, {"ParameterKey": "Names", "ParameterValue": "true"}],
        )
        self.assert_complete(self.settled("given"), "UPDATE_COMPLETE")
        self.assertEqual(vpc, self.physical("given", "V"))
        held = self.ec2.describe_vpc_attribute(VpcId=vpc, Attribute="enableDnsHostnames")["EnableDnsHostnames"]["Value"]
        tags = {tag["Key"]: tag["Value"] for tag in self.ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Tags"]}
        self.assertEqual((True, "ocean"), (held, tags["team"]))


class Leaving(Deployed):
    def test_the_last_made_goes_first_and_what_is_retained_stays(self) -> None:
        kept = (TOPIC, {"TopicName": "lasting"}, {"DeletionPolicy": "Retain"})
        body = template(
            Vpc=(VPC, {"CidrBlock": "10.3.0.0/16"}),
            Net=(SUBNET, {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.3.1.0/24"}),
            Kept=kept,
        )
        stack = self.deploy("leaving", body)["StackId"]
        self.assert_complete(self.destroy("leaving"), "DELETE_COMPLETE")
        gone = [name for name, status, _ in self.told(stack) if status in ("DELETE_COMPLETE", "DELETE_SKIPPED")]
        self.assertEqual(["Kept", "Net", "Vpc", "leaving"], gone)
        self.assertIn("lasting", str(self.emulator.client("sns").list_topics()))
        self.cloudformation.delete_stack(StackName="never-made")

    def test_a_bucket_with_objects_is_named_and_can_be_left(self) -> None:
        stack = self.deploy("full", template(B=("AWS::S3::Bucket", {}), T=(TOPIC, {})))["StackId"]
        bucket = self.physical("full", "B")
        self.emulator.client("s3").put_object(Bucket=bucket, Key="result", Body=b"1")
        failed = self.destroy("full")
        self.assert_complete(failed, "DELETE_FAILED")
        self.assertEqual("The following resource(s) failed to delete: [B]. ", failed["StackStatusReason"])
        self.assertIn("BucketNotEmpty", self.failures("full")["B"])
        self.cloudformation.delete_stack(StackName="full", RetainResources=["B"])
        self.assert_complete(self.settled(stack), "DELETE_COMPLETE")

    def test_an_export_in_use_stays(self) -> None:
        giving = template(T=(TOPIC, {}))
        giving["Outputs"] = {"Arn": {"Value": {"Ref": "T"}, "Export": {"Name": "news"}}}
        self.deploy("giving", giving)
        taken = {"TopicArn": {"Fn::ImportValue": "news"}, "Protocol": "email", "Endpoint": "a@example.org"}
        self.assert_complete(self.deploy("taking", template(S=("AWS::SNS::Subscription", taken))), "CREATE_COMPLETE")
        self.assertEqual(["taking"], self.cloudformation.list_imports(ExportName="news")["Imports"])
        self.assertEqual(["news"], [export["Name"] for export in self.cloudformation.list_exports()["Exports"]])
        giving["Outputs"]["Arn"]["Value"] = "another"
        self.assert_complete(self.change("giving", giving), "UPDATE_ROLLBACK_COMPLETE")
        self.assertIn("Export news cannot be updated as it is in use by taking", str(self.told("giving")))
        failed = self.destroy("giving")
        self.assertEqual("Export news cannot be deleted as it is in use by taking", failed["StackStatusReason"])
        self.assert_complete(self.destroy("taking"), "DELETE_COMPLETE")
        self.assert_complete(self.destroy("giving"), "DELETE_COMPLETE")

    def test_a_stack_in_a_stack(self) -> None:
        inner = template(T=(TOPIC, {"DisplayName": {"Ref": "Name"}}))
        inner |= {"Parameters": {"Name": {"Type": "String"}}, "Outputs": {"Topic": {"Value": {"Ref": "T"}}}}
        s3 = self.emulator.client("s3")
        s3.create_bucket(Bucket="templates")
        s3.put_object(Bucket="templates", Key="inner.json", Body=json.dumps(inner).encode())
        nested = {"TemplateURL": "https://s3.amazonaws.com/templates/inner.json", "Parameters": {"Name": "one"}}
        body = template(Inner=("AWS::CloudFormation::Stack", nested))
        body["Outputs"] = {"Topic": {"Value": {"Fn::GetAtt": ["Inner", "Outputs.Topic"]}}}
        stack = self.deploy("outer", body)
        self.assert_complete(stack, "CREATE_COMPLETE")
        inside = self.described(self.physical("outer", "Inner"))
        self.assertEqual((stack["StackId"], self.outputs(inside)), (inside["ParentId"], self.outputs(stack)))
        body["Resources"]["Inner"]["Properties"]["Parameters"]["Name"] = "two"
        self.assert_complete(self.change("outer", body), "UPDATE_COMPLETE")
        topic = self.emulator.client("sns").get_topic_attributes(TopicArn=self.outputs(stack)["Topic"])["Attributes"]
        self.assertEqual("two", topic["DisplayName"])
        self.assert_complete(self.destroy("outer"), "DELETE_COMPLETE")
        self.assertEqual("DELETE_COMPLETE", self.described(inside["StackId"])["StackStatus"])


if __name__ == "__main__":
    unittest.main()
