"""What a stack waits for: machines that boot, signals, wait conditions; and what a deletion waits for."""

from __future__ import annotations

import io
import json
import time
import unittest
import urllib.parse
from typing import Any, ClassVar
from unittest import mock

from terrane_rehearsal.cloudformation.engine import steps
from tests.cloudformation_support import Deployed, template

AMI = "ami-0deb1300000000001"
MACHINE = "AWS::EC2::Instance"


def machine(more: dict[str, Any] | None = None, **properties: Any) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return MACHINE, {"ImageId": AMI, "InstanceType": "c5.large", **properties}, more or {}


def gate(count: int = 1, timeout: str = "PT10M") -> dict[str, Any]:
    return {"CreationPolicy": {"ResourceSignal": {"Count": count, "Timeout": timeout}}}


class Booting(Deployed):
    """Instances are pending until somebody says that they booted."""

    BOOTS: ClassVar[bool] = True

    def machine_of(self, stack: str, logical: str) -> str:
        self.until(stack, lambda _: self._has(stack, logical))
        return self.physical(stack, logical)

    def _has(self, stack: str, logical: str) -> bool:
        listed = self.cloudformation.list_stack_resources(StackName=stack)["StackResourceSummaries"]
        return any(each["LogicalResourceId"] == logical and each.get("PhysicalResourceId") for each in listed)

    def signal(self, stack: str, logical: str, unique: str = "i-1", status: str = "SUCCESS") -> None:
        self.cloudformation.signal_resource(StackName=stack, LogicalResourceId=logical, UniqueId=unique, Status=status)

    def status(self, stack: str, logical: str) -> str:
        detail = self.cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId=logical)
        return str(detail["StackResourceDetail"]["ResourceStatus"])


class Machines(Booting):
    def test_a_machine_is_complete_when_it_runs(self) -> None:
        body = template(
            M=machine(UserData={"Fn::Base64": "#!/bin/sh\necho hello\n"}, Tags=[{"Key": "Name", "Value": "head"}])
        )
        body["Outputs"] = {"Address": {"Value": {"Fn::GetAtt": ["M", "PrivateIp"]}}}
        self.begin("running", body)
        instance = self.machine_of("running", "M")
        time.sleep(0.2)
        self.assertEqual("CREATE_IN_PROGRESS", self.status("running", "M"))
        self.emulator.booted(instance)
        stack = self.settled("running")
        self.assert_complete(stack, "CREATE_COMPLETE")
        seen = self.emulator.observe().instances[instance]
        self.assertEqual((seen.address, b"#!/bin/sh\necho hello\n"), (self.outputs(stack)["Address"], seen.user_data))
        self.assertEqual(("head", "M"), (seen.tags["Name"], seen.tags["aws:cloudformation:logical-id"]))
        self._ends("running", instance)

    def _ends(self, stack: str, instance: str) -> None:
        stack_id = self.described(stack)["StackId"]
        self.cloudformation.delete_stack(StackName=stack_id)
        time.sleep(0.2)
        self.assertEqual("DELETE_IN_PROGRESS", self.described(stack_id)["StackStatus"])
        self.emulator.ended(instance)
        self.assert_complete(self.settled(stack_id), "DELETE_COMPLETE")

    def test_a_machine_that_ends_while_it_boots_fails_its_stack(self) -> None:
        self.begin("dying", template(M=machine()))
        instance = self.machine_of("dying", "M")
        self.ec2.terminate_instances(InstanceIds=[instance])
        self.emulator.ended(instance)
        self.assert_complete(self.settled("dying"), "ROLLBACK_COMPLETE")
        self.assertIn(f"Instance {instance} failed to stabilize", self.failures("dying")["M"])

    def test_nodes_that_nobody_deletes_hold_their_network(self) -> None:
        vpc, group = ("AWS::EC2::VPC", {"CidrBlock": "10.4.0.0/16"}), {"GroupDescription": "g", "VpcId": {"Ref": "Vpc"}}
        body = template(
            Vpc=vpc,
            Net=("AWS::EC2::Subnet", {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.4.1.0/24"}),
            Group=("AWS::EC2::SecurityGroup", group),
        )
        self.deploy("orphans", body)
        self.ec2.run_instances(ImageId=AMI, InstanceType="c5.large", MinCount=1, MaxCount=1,
                               SubnetId=self.physical("orphans", "Net"))  # fmt: skip
        with mock.patch.object(steps, "DELETION_PATIENCE_SECONDS", 1.0):
            failed = self.destroy("orphans")
        self.assert_complete(failed, "DELETE_FAILED")
        self.assertIn("has dependencies and cannot be deleted", self.failures("orphans")["Net"])
        self.assertEqual("DELETE_FAILED", self.status("orphans", "Net"))

    def test_a_change_of_type_stops_and_starts_the_machine(self) -> None:
        self.begin("growing", template(M=machine()))
        instance = self.machine_of("growing", "M")
        self.emulator.booted(instance)
        self.settled("growing")
        self.cloudformation.update_stack(
            StackName="growing", TemplateBody=json.dumps(template(M=machine(InstanceType="c5.xlarge")))
        )
        self.until("growing", lambda _: self.emulator.observe().instances[instance].state == "stopping")
        self.emulator.stopped(instance)
        self.until("growing", lambda _: self.emulator.observe().instances[instance].state == "pending")
        self.emulator.booted(instance)
        self.assert_complete(self.settled("growing"), "UPDATE_COMPLETE")
        self.assertEqual("c5.xlarge", self.emulator.observe().instances[instance].type)


class Signals(Booting):
    def waiting(self, name: str, **policy: Any) -> str:
        self.begin(name, template(M=machine(gate(**policy))))
        instance = self.machine_of(name, "M")
        self.emulator.booted(instance)
        return instance

    def test_a_machine_is_complete_when_it_says_so(self) -> None:
        self.waiting("gated", count=2)
        self.signal("gated", "M", "i-1")
        with self.assertRaisesRegex(Exception, "Signal with ID i-1 for resource M already exists"):
            self.signal("gated", "M", "i-1")
        time.sleep(0.1)
        self.assertEqual("CREATE_IN_PROGRESS", self.status("gated", "M"))
        self.signal("gated", "M", "i-2")
        self.assert_complete(self.settled("gated"), "CREATE_COMPLETE")
        received = [reason for _, _, reason in self.told("gated") if reason.startswith("Received")]
        self.assertEqual([f"Received SUCCESS signal with UniqueId {unique}" for unique in ("i-1", "i-2")], received)
        with self.assertRaisesRegex(Exception, "is in CREATE_COMPLETE state and cannot be signaled"):
            self.signal("gated", "M", "i-3")
        with self.assertRaisesRegex(Exception, "does not exist"):
            self.signal("gated", "Nobody")

    def test_a_failure_carries_who_failed(self) -> None:
        instance = self.waiting("broken")
        self.signal("broken", "M", f"{instance}:packages", "FAILURE")
        self.until("broken", lambda stack: stack["StackStatus"] == "ROLLBACK_IN_PROGRESS")
        self.emulator.ended(instance)
        self.assert_complete(self.settled("broken"), "ROLLBACK_COMPLETE")
        self.assertEqual(f"Received FAILURE signal with UniqueId {instance}:packages", self.failures("broken")["M"])

    def test_silence_is_a_failure_after_the_timeout(self) -> None:
        instance = self.waiting("silent", timeout="PT1S")
        began, spent = time.monotonic(), time.process_time()
        self.until("silent", lambda stack: stack["StackStatus"] == "ROLLBACK_IN_PROGRESS")
        self.assertGreater(time.monotonic() - began, 0.5)
        self.emulator.ended(instance)
        self.assert_complete(self.settled("silent"), "ROLLBACK_COMPLETE")
        self.assertIn(
            "Failed to receive 1 resource signal(s) within the specified duration", self.failures("silent")["M"]
        )
        self.assertLess(time.process_time() - spent, 5)

    def test_a_creation_can_be_deleted_while_it_waits(self) -> None:
        instance = self.waiting("abandoned")
        stack = self.described("abandoned")["StackId"]
        self.cloudformation.delete_stack(StackName=stack)
        self.until(stack, lambda held: held["StackStatus"] == "DELETE_IN_PROGRESS")
        self.emulator.ended(instance)
        self.until(stack, lambda held: held["StackStatus"] == "DELETE_COMPLETE")
        self.assertIn(("M", "CREATE_FAILED", "Resource creation cancelled"), self.told(stack))

    def test_a_new_stack_has_its_own_time_limit(self) -> None:
        self.begin("limited", template(M=machine(gate())), TimeoutInMinutes=1)
        instance = self.machine_of("limited", "M")
        stack = self.app.region("us-east-1").find("limited")
        self.assertEqual(1, stack.options["TimeoutInMinutes"])
        self.emulator.booted(instance)
        self.signal("limited", "M")
        self.assert_complete(self.settled("limited"), "CREATE_COMPLETE")


class Groups(Booting):
    def test_a_group_waits_for_its_members(self) -> None:
        group = {"MinSize": "2", "MaxSize": "2", "AvailabilityZones": {"Fn::GetAZs": ""},
                 "LaunchTemplate": {"LaunchTemplateId": {"Ref": "T"}, "Version": "1"}}  # fmt: skip
        launch = {"LaunchTemplateData": {"ImageId": AMI, "InstanceType": "c5.large"}}
        body = template(
            T=("AWS::EC2::LaunchTemplate", launch),
            G=("AWS::AutoScaling::AutoScalingGroup", group, gate(count=2)),
        )
        self.begin("group", body)
        members: set[str] = set()
        deadline = time.monotonic() + 10
        while len(members) < 2 and time.monotonic() < deadline:
            self.emulator.tick()
            members = {each.id for each in self.emulator.observe().live if each.auto_scaling_group}
            time.sleep(0.05)
        for instance in members:
            self.emulator.booted(instance)
        self.emulator.tick()
        for instance in members:
            self.signal("group", "G", instance)
        self.assert_complete(self.settled("group"), "CREATE_COMPLETE")
        self.assertEqual(2, len(members))


class WaitConditions(Deployed):
    def put(self, url: str, **told: str) -> str:
        """As a machine would: to the address of the handle."""
        parts = urllib.parse.urlsplit(url)
        body = json.dumps(told).encode()
        seen: list[str] = []
        environ = {
            "REQUEST_METHOD": "PUT", "HTTP_HOST": parts.hostname, "PATH_INFO": urllib.parse.unquote(parts.path),
            "QUERY_STRING": parts.query, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        }  # fmt: skip
        list(self.app(environ, lambda status, headers: seen.append(status)))
        return seen[0]

    def body(self, count: int) -> dict[str, Any]:
        body = template(
            Handle=("AWS::CloudFormation::WaitConditionHandle", {}),
            Wait=(
                "AWS::CloudFormation::WaitCondition",
                {"Handle": {"Ref": "Handle"}, "Timeout": "600", "Count": count},
            ),
        )
        body["Outputs"] = {"Data": {"Value": {"Fn::GetAtt": ["Wait", "Data"]}}}
        return body

    def url(self, stack: str) -> str:
        self.until(
            stack,
            lambda _: any(name == "Handle" and status == "CREATE_COMPLETE" for name, status, _ in self.told(stack)),
        )
        return self.physical(stack, "Handle")

    def test_what_machines_put_is_the_data_of_the_condition(self) -> None:
        self.begin("told", self.body(2))
        url = self.url("told")
        self.assertTrue(url.startswith("https://cloudformation-waitcondition-us-east-1.s3.us-east-1.amazonaws.com/"))
        self.assertEqual("200 OK", self.put(url, Status="SUCCESS", UniqueId="a", Data="1", Reason=""))
        self.assertEqual("200 OK", self.put(url, Status="SUCCESS", UniqueId="b", Data="2", Reason=""))
        stack = self.settled("told")
        self.assert_complete(stack, "CREATE_COMPLETE")
        self.assertEqual({"a": "1", "b": "2"}, json.loads(self.outputs(stack)["Data"]))

    def test_a_failure_put_there_fails_the_stack(self) -> None:
        self.begin("untold", self.body(1))
        url = self.url("untold")
        self.assertEqual("400 Bad Request", self.put(url, Status="PERHAPS", UniqueId="a"))
        self.assertEqual("404 Not Found", self.put(url.replace("Handle", "Other"), Status="SUCCESS", UniqueId="a"))
        self.put(url, Status="FAILURE", UniqueId="head", Data="", Reason="no licence")
        self.assert_complete(self.settled("untold"), "ROLLBACK_COMPLETE")
        self.assertIn("received failed message: 'no licence' for uniqueId: head", self.failures("untold")["Wait"])


if __name__ == "__main__":
    unittest.main()
