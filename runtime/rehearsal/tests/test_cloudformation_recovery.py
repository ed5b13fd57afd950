"""Updates that are stopped, that cannot be taken back, and the update policies of Auto Scaling groups."""

from __future__ import annotations

import json
import unittest
from typing import Any

from tests.cloudformation_support import Deployed, template

AMI = "ami-0deb1300000000001"
QUEUE = "AWS::SQS::Queue"


def gated(delay: int, waits: bool) -> dict[str, Any]:
    """A queue, and perhaps a machine that waits for a signal."""
    machine = {"ImageId": AMI, "InstanceType": "c5.large"}
    more = {"DependsOn": "Q", "CreationPolicy": {"ResourceSignal": {"Timeout": "PT10M"}}}
    queue = (QUEUE, {"DelaySeconds": delay})
    return template(Q=queue, M=("AWS::EC2::Instance", machine, more)) if waits else template(Q=queue)


class Updates(Deployed):
    def test_a_cancelled_update_is_taken_back(self) -> None:
        self.deploy("halted", gated(1, waits=False))
        self.cloudformation.update_stack(StackName="halted", TemplateBody=json.dumps(gated(2, waits=True)))
        self.until("halted", lambda _: any(name == "M" for name, _, _ in self.told("halted")))
        self.cloudformation.cancel_update_stack(StackName="halted")
        self.assert_complete(self.settled("halted"), "UPDATE_ROLLBACK_COMPLETE")
        self.assertIn(("M", "CREATE_FAILED", "Resource creation cancelled"), self.told("halted"))
        held = self.emulator.client("sqs").get_queue_attributes(
            QueueUrl=self.physical("halted", "Q"), AttributeNames=["DelaySeconds"]
        )
        self.assertEqual("1", held["Attributes"]["DelaySeconds"])
        with self.assertRaisesRegex(Exception, "CancelUpdateStack cannot be called from current stack status"):
            self.cloudformation.cancel_update_stack(StackName="halted")

    def test_what_was_to_be_retained_is_retained_after_a_rollback_too(self) -> None:
        def queues(policy: str, number: int, **more: Any) -> dict[str, Any]:
            kept = {"DeletionPolicy": policy, "UpdateReplacePolicy": "Delete"}
            same = (QUEUE, {"QueueName": "same"}, kept)
            return template(Same=same, New=(QUEUE, {"QueueName": f"new-{number}"}, kept), **more)

        self.deploy("precious", queues("Retain", 1))
        bad = (QUEUE, {"QueueName": "not a name"}, {"DependsOn": ["Same", "New"]})
        self.assert_complete(self.change("precious", queues("Delete", 2, Bad=bad)), "UPDATE_ROLLBACK_COMPLETE")
        self.assert_complete(self.destroy("precious"), "DELETE_COMPLETE")
        left = self.emulator.client("sqs").list_queues()["QueueUrls"]
        self.assertEqual({"same", "new-1"}, {url.rpartition("/")[2] for url in left} & {"same", "new-1", "new-2"})

    def test_a_rollback_that_fails_is_continued(self) -> None:
        sqs = self.emulator.client("sqs")
        self.deploy("stuck", template(Q=(QUEUE, {"DelaySeconds": 1})))
        queue = self.physical("stuck", "Q")
        bad = (QUEUE, {"QueueName": "not a name"}, {"DependsOn": ["Q", "Last"]})
        last: Any = ("AWS::SNS::Topic", {}, {"DependsOn": "Q"})
        stack = self.app.region("us-east-1").find("stuck")
        body = template(Q=(QUEUE, {"DelaySeconds": 2}), Last=last, Bad=bad)
        changed = self.change("stuck", body, DisableRollback=True)
        self.assert_complete(changed, "UPDATE_FAILED")
        sqs.delete_queue(QueueUrl=queue)
        self.cloudformation.rollback_stack(StackName="stuck")
        self.assert_complete(self.settled("stuck"), "UPDATE_ROLLBACK_FAILED")
        self.cloudformation.continue_update_rollback(StackName="stuck", ResourcesToSkip=["Q"])
        self.assert_complete(self.settled("stuck"), "UPDATE_ROLLBACK_COMPLETE")
        self.assertEqual({"Q"}, set(stack.records))


class ScalingGroups(Deployed):
    def scaled(self, kind: str, policy: dict[str, Any]) -> dict[str, Any]:
        data = {"LaunchTemplateData": {"ImageId": AMI, "InstanceType": kind}}
        version = {"Fn::GetAtt": ["T", "LatestVersionNumber"]}
        group = {
            "MinSize": "2",
            "MaxSize": "4",
            "AvailabilityZones": {"Fn::GetAZs": ""},
            "LaunchTemplate": {"LaunchTemplateId": {"Ref": "T"}, "Version": version},
        }
        return template(
            T=("AWS::EC2::LaunchTemplate", data),
            G=("AWS::AutoScaling::AutoScalingGroup", group, {"UpdatePolicy": policy}),
        )

    def ticking(self, name: str) -> dict[str, Any]:
        """Until the stack is settled, with Auto Scaling at work as in a rehearsal."""

        def settled(stack: dict[str, Any]) -> bool:
            self.emulator.tick()
            return not stack["StackStatus"].endswith("IN_PROGRESS")

        return self.until(name, settled)

    def types(self, group: str) -> list[str]:
        return [each.type for each in self.emulator.observe().live if each.auto_scaling_group == group]

    def roll(self, name: str, policy: dict[str, Any]) -> tuple[str, str]:
        """The group's name before and after its machines change their type."""
        self.begin(name, self.scaled("c5.large", policy))
        self.assert_complete(self.ticking(name), "CREATE_COMPLETE")
        before = self.physical(name, "G")
        body = json.dumps(self.scaled("m5.large", policy))
        self.cloudformation.update_stack(StackName=name, TemplateBody=body)
        self.assert_complete(self.ticking(name), "UPDATE_COMPLETE")
        return before, self.physical(name, "G")

    def test_rolling_gives_new_machines_to_the_same_group(self) -> None:
        before, after = self.roll("rolling", {"AutoScalingRollingUpdate": {"MaxBatchSize": "1"}})
        self.assertEqual(before, after)
        self.assertEqual(["m5.large", "m5.large"], self.types(after))

    def test_replacing_makes_a_new_group(self) -> None:
        before, after = self.roll("replacing", {"AutoScalingReplacingUpdate": {"WillReplace": True}})
        self.assertNotEqual(before, after)
        self.assertEqual((["m5.large", "m5.large"], []), (self.types(after), self.types(before)))

    def test_without_a_policy_machines_stay(self) -> None:
        before, after = self.roll("staying", {})
        self.assertEqual((before, ["c5.large", "c5.large"]), (after, self.types(after)))


if __name__ == "__main__":
    unittest.main()
