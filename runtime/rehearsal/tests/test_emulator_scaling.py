"""Auto Scaling groups and fleets through their APIs."""

from __future__ import annotations

from typing import Any

from tests.emulated import Emulated


class AutoScaling(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.scaling = self.emulator.client("autoscaling")
        self.name = self.id().rpartition(".")[2]
        _, self.subnets = self.network("us-east-1a", "us-east-1b")

    def make(self, least: int, most: int, **more: Any) -> None:
        template = {} if "MixedInstancesPolicy" in more else {"LaunchTemplate": self.template(self.name)}
        self.scaling.create_auto_scaling_group(
            AutoScalingGroupName=self.name,
            MinSize=least,
            MaxSize=most,
            VPCZoneIdentifier=",".join(self.subnets),
            **template,
            **more,
        )
        self.turn()

    def turn(self) -> None:
        """As the launcher does: what is pending boots, what is ending ends."""
        for instance in self.emulator.observe().live:
            if instance.state == "pending":
                self.emulator.booted(instance.id)
            if instance.state == "shutting-down":
                self.emulator.ended(instance.id)
        self.emulator.tick()

    def shown(self) -> Any:
        groups = self.scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[self.name])["AutoScalingGroups"]
        return groups[0] if groups else None

    def members(self) -> list[str]:
        return [each["InstanceId"] for each in self.shown()["Instances"]]

    def want(self, **sizes: int) -> None:
        self.scaling.update_auto_scaling_group(AutoScalingGroupName=self.name, **sizes)
        self.turn()

    def test_launches_over_all_subnets_and_grows_and_shrinks(self) -> None:
        self.make(2, 4, Tags=[{"Key": "of", "Value": "group", "PropagateAtLaunch": True}])
        self.assertEqual({"InService"}, {each["LifecycleState"] for each in self.shown()["Instances"]})
        first = [self.seen(each) for each in self.members()]
        self.assertEqual(set(self.subnets), {each.subnet for each in first})
        self.assertEqual({"group"}, {each.tags["of"] for each in first})
        self.assertEqual({self.name}, {each.auto_scaling_group for each in first})
        self.want(DesiredCapacity=4)
        self.assertEqual(4, len(self.members()))
        self.want(MaxSize=3)
        self.assertEqual((3, 3), (self.shown()["DesiredCapacity"], len(self.members())))
        self.want(MinSize=0, DesiredCapacity=0)
        self.turn()
        self.assertEqual([], self.members())

    def test_replaces_members_that_end_are_lost_or_said_to_be_unhealthy(self) -> None:
        self.make(3, 3)
        ended, lost, sick = self.members()
        self.ec2.terminate_instances(InstanceIds=[ended])
        self.emulator.lost(lost)
        self.scaling.set_instance_health(InstanceId=sick, HealthStatus="Unhealthy")
        for _ in range(3):
            self.turn()
        self.assertEqual(3, len(self.members()))
        self.assertFalse({ended, lost, sick} & set(self.members()))
        for old in (ended, lost, sick):
            self.assertEqual("terminated", self.seen(old).state)
        self.assertTrue(self.scaling.describe_scaling_activities(AutoScalingGroupName=self.name)["Activities"])

    def test_keeps_protected_members_when_it_shrinks(self) -> None:
        self.make(2, 2)
        kept = self.members()[0]
        protect = {"InstanceIds": [kept], "AutoScalingGroupName": self.name}
        self.scaling.set_instance_protection(**protect, ProtectedFromScaleIn=True)
        self.want(MinSize=0, DesiredCapacity=0)
        self.turn()
        self.assertEqual([kept], self.members())

    def test_falls_back_to_the_next_type(self) -> None:
        self.emulator.faults.withhold("c5.large")
        types = [{"InstanceType": "c5.large"}, {"InstanceType": "c5a.large"}]
        template = {"LaunchTemplateSpecification": self.template(self.name), "Overrides": types}
        self.make(1, 1, MixedInstancesPolicy={"LaunchTemplate": template})
        self.assertEqual("c5a.large", self.seen(self.members()[0]).type)

    def test_falls_back_to_the_next_zone(self) -> None:
        self.emulator.faults.withhold("c5.large", "us-east-1a")
        self.make(2, 2)
        self.assertEqual({"us-east-1b"}, {self.seen(each).zone for each in self.members()})

    def test_says_why_it_cannot_launch_and_waits_before_it_tries_again(self) -> None:
        self.emulator.faults.withhold("c5.large")
        self.make(1, 1)
        for _ in range(5):
            self.turn()
        (activity,) = self.scaling.describe_scaling_activities(AutoScalingGroupName=self.name)["Activities"]
        self.assertEqual("Failed", activity["StatusCode"])
        self.assertIn("InsufficientInstanceCapacity", activity["StatusMessage"])

    def test_refuses_sizes_that_do_not_fit(self) -> None:
        self.make(0, 1)
        set_desired = self.scaling.set_desired_capacity
        self.refused("ValidationError", set_desired, AutoScalingGroupName=self.name, DesiredCapacity=2)

    def test_goes_after_its_last_instance(self) -> None:
        self.make(1, 1)
        (instance,) = self.members()
        delete = self.scaling.delete_auto_scaling_group
        self.refused("ResourceInUse", delete, AutoScalingGroupName=self.name)
        delete(AutoScalingGroupName=self.name, ForceDelete=True)
        self.assertEqual("Delete in progress", self.shown()["Status"])
        self.assertEqual("shutting-down", self.seen(instance).state)
        self.turn()
        self.assertIsNone(self.shown())

    def test_refuses_what_is_not_emulated(self) -> None:
        self.make(0, 1)
        hook = {"AutoScalingGroupName": self.name, "LifecycleHookName": "h"}
        transition = "autoscaling:EC2_INSTANCE_LAUNCHING"
        self.refused("ValidationError", self.scaling.put_lifecycle_hook, **hook, LifecycleTransition=transition)

    def test_refuses_weights_and_requirements_in_the_place_of_types(self) -> None:
        template = {"LaunchTemplateSpecification": self.template(self.name)}
        weights = [{"InstanceType": "c5.large", "WeightedCapacity": "2"}]
        policy = {"LaunchTemplate": {**template, "Overrides": weights}}
        self.refused("ValidationError", self.make, least=0, most=1, MixedInstancesPolicy=policy)
        needs = {"VCpuCount": {"Min": 2}, "MemoryMiB": {"Min": 4}}
        policy = {"LaunchTemplate": {**template, "Overrides": [{"InstanceRequirements": needs}]}}
        self.make(1, 1, MixedInstancesPolicy=policy)
        (activity,) = self.scaling.describe_scaling_activities(AutoScalingGroupName=self.name)["Activities"]
        self.assertIn("does not emulate InstanceRequirements", activity["StatusMessage"])

    def test_uses_interfaces_of_its_template(self) -> None:
        interface = {"DeviceIndex": 0, "AssociatePublicIpAddress": True}
        template = self.template("with-interface", NetworkInterfaces=[interface])
        self.scaling.create_auto_scaling_group(
            AutoScalingGroupName=self.name,
            MinSize=1,
            MaxSize=1,
            VPCZoneIdentifier=self.subnets[1],
            LaunchTemplate=template,
        )
        self.assertEqual(self.subnets[1], self.seen(self.members()[0]).subnet)


class WithoutALauncher(Emulated):
    BOOTS = False

    def test_groups_follow_at_once(self) -> None:
        scaling = self.emulator.client("autoscaling")
        _, subnets = self.network()
        template = self.template("at-once")
        where = {"AutoScalingGroupName": "g", "VPCZoneIdentifier": subnets[0]}
        scaling.create_auto_scaling_group(MinSize=1, MaxSize=1, LaunchTemplate=template, **where)
        members = scaling.describe_auto_scaling_instances()["AutoScalingInstances"]
        self.assertEqual(["InService"], [each["LifecycleState"] for each in members])
        self.ec2.terminate_instances(InstanceIds=[members[0]["InstanceId"]])
        (other,) = scaling.describe_auto_scaling_instances()["AutoScalingInstances"]
        self.assertNotEqual(members[0]["InstanceId"], other["InstanceId"])
        scaling.delete_auto_scaling_group(AutoScalingGroupName="g", ForceDelete=True)
        self.assertEqual([], scaling.describe_auto_scaling_groups()["AutoScalingGroups"])


class AFleet(Emulated):
    def fleet(self, capacity: int, *overrides: dict[str, Any], **more: Any) -> Any:
        config = {"LaunchTemplateSpecification": self.template(self.id()), "Overrides": list(overrides)}
        target = {"TotalTargetCapacity": capacity, "DefaultTargetCapacityType": "spot"}
        request = {"Type": "instant", "TargetCapacitySpecification": target, "LaunchTemplateConfigs": [config]}
        return self.ec2.create_fleet(**{**request, **more})

    def test_takes_the_first_override_with_capacity(self) -> None:
        self.emulator.faults.withhold("c5.large")
        tags = [{"ResourceType": "instance", "Tags": [{"Key": "of", "Value": "fleet"}]}]
        made = self.fleet(2, {"InstanceType": "c5.large"}, {"InstanceType": "c5a.large"}, TagSpecifications=tags)
        self.assertEqual(["InsufficientInstanceCapacity"], [each["ErrorCode"] for each in made["Errors"]])
        instances = [self.seen(each["InstanceIds"][0]) for each in made["Instances"]]
        self.assertEqual(
            [("c5a.large", True, "pending", "fleet")] * 2,
            [(each.type, each.spot, each.state, each.tags["of"]) for each in instances],
        )
        self.ec2.delete_fleets(FleetIds=[made["FleetId"]], TerminateInstances=True)
        self.assertEqual({"shutting-down"}, {self.seen(each.id).state for each in instances})

    def test_of_another_type_is_refused(self) -> None:
        self.refused("UnsupportedOperation", self.fleet, capacity=1, Type="maintain")
