"""States of instances, their disks, addresses and networks."""

from __future__ import annotations

from tests.emulated import Emulated

from terrane_rehearsal.world import Attachment


class TheLifeOfAnInstance(Emulated):
    def test_follows_the_launcher(self) -> None:
        instance = self.run_one()
        self.assertEqual("pending", self.seen(instance).state)
        self.emulator.booted(instance)
        self.assertEqual("running", self.seen(instance).state)
        self.ec2.stop_instances(InstanceIds=[instance])
        self.assertEqual("stopping", self.seen(instance).state)
        self.assertEqual("stopping", self.described(instance)["State"]["Name"])
        self.emulator.stopped(instance)
        self.assertEqual("stopped", self.seen(instance).state)
        self.ec2.start_instances(InstanceIds=[instance])
        self.assertEqual("pending", self.seen(instance).state)
        self.emulator.booted(instance)
        self.ec2.terminate_instances(InstanceIds=[instance])
        self.assertEqual("shutting-down", self.seen(instance).state)
        self.emulator.ended(instance)
        self.assertEqual("terminated", self.seen(instance).state)
        self.assertEqual("Client.UserInitiatedShutdown", self.described(instance)["StateReason"]["Code"])

    def test_keeps_what_is_protected(self) -> None:
        instance = self.run_one(DisableApiTermination=True)
        self.refused("OperationNotPermitted", self.ec2.terminate_instances, InstanceIds=[instance])

    def test_refuses_calls_in_the_wrong_state(self) -> None:
        instance = self.run_one()
        ids = {"InstanceIds": [instance]}
        self.refused("IncorrectInstanceState", self.ec2.stop_instances, **ids)
        self.refused("IncorrectState", self.ec2.reboot_instances, **ids)
        self.ec2.terminate_instances(**ids)
        self.refused("IncorrectInstanceState", self.ec2.start_instances, **ids)

    def test_ends_at_once_when_it_is_stopped(self) -> None:
        instance = self.run_one()
        self.emulator.booted(instance)
        self.ec2.stop_instances(InstanceIds=[instance])
        self.emulator.stopped(instance)
        self.ec2.terminate_instances(InstanceIds=[instance])
        self.assertEqual("terminated", self.seen(instance).state)

    def test_tells_of_reboots(self) -> None:
        told: list[str] = []
        self.emulator.reboots = told.append
        instance = self.run_one()
        self.emulator.booted(instance)
        self.ec2.reboot_instances(InstanceIds=[instance])
        self.assertEqual([instance], told)

    def test_has_status_checks_that_follow_the_hardware(self) -> None:
        instance = self.run_one()
        self.assertEqual([], self.ec2.describe_instance_status(InstanceIds=[instance])["InstanceStatuses"])
        self.emulator.booted(instance)
        checks = self.ec2.describe_instance_status(InstanceIds=[instance])["InstanceStatuses"][0]
        self.assertEqual("ok", checks["SystemStatus"]["Status"])
        self.emulator.lost(instance)
        checks = self.ec2.describe_instance_status(InstanceIds=[instance])["InstanceStatuses"][0]
        self.assertEqual(("impaired", "running"), (checks["SystemStatus"]["Status"], checks["InstanceState"]["Name"]))

    def test_ends_or_stops_when_the_guest_powers_itself_off(self) -> None:
        stops, ends = self.run_one(), self.run_one(InstanceInitiatedShutdownBehavior="terminate")
        for instance in (stops, ends):
            self.emulator.booted(instance)
            self.emulator.powered_off(instance)
        self.assertEqual("stopped", self.seen(stops).state)
        self.assertEqual("terminated", self.seen(ends).state)
        self.assertEqual("Client.InstanceInitiatedShutdown", self.described(ends)["StateReason"]["Code"])

    def test_can_be_taken_back(self) -> None:
        instance = self.run_one(InstanceMarketOptions={"MarketType": "spot"})
        self.emulator.booted(instance)
        self.refused("UnsupportedOperation", self.ec2.stop_instances, InstanceIds=[instance])
        self.emulator.take_back(instance)
        self.assertEqual("shutting-down", self.seen(instance).state)
        self.assertEqual("Server.SpotInstanceTermination", self.described(instance)["StateReason"]["Code"])

    def test_changes_its_type_only_when_stopped(self) -> None:
        instance = self.run_one()
        self.emulator.booted(instance)
        change = {"InstanceId": instance, "InstanceType": {"Value": "c5.xlarge"}}
        self.refused("IncorrectInstanceState", self.ec2.modify_instance_attribute, **change)
        self.ec2.stop_instances(InstanceIds=[instance])
        self.emulator.stopped(instance)
        self.ec2.modify_instance_attribute(**change)
        self.assertEqual("c5.xlarge", self.seen(instance).type)

    def test_changes_its_user_data_only_when_stopped(self) -> None:
        instance, data = self.run_one(UserData=b"before"), bytes(range(256))
        self.emulator.booted(instance)
        change = {"InstanceId": instance, "UserData": {"Value": data}}
        self.refused("IncorrectInstanceState", self.ec2.modify_instance_attribute, **change)
        self.ec2.stop_instances(InstanceIds=[instance])
        self.emulator.stopped(instance)
        self.ec2.modify_instance_attribute(**change)
        self.assertEqual(data, self.seen(instance).user_data)

    def test_changes_its_groups_while_it_runs(self) -> None:
        vpc, (subnet,) = self.network()
        instance, group = self.run_one(SubnetId=subnet), self.group(vpc)
        self.ec2.modify_instance_attribute(InstanceId=instance, Groups=[group])
        self.assertEqual((group,), self.seen(instance).groups)
        self.assertEqual(group, self.described(instance)["SecurityGroups"][0]["GroupId"])


class Volumes(Emulated):
    def volume(self, zone: str = "us-east-1a") -> str:
        return str(self.ec2.create_volume(Size=9, AvailabilityZone=zone)["VolumeId"])

    def test_attach_and_detach(self) -> None:
        instance, volume = self.run_one(), self.volume()
        self.emulator.booted(instance)
        self.ec2.attach_volume(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")
        attachment = self.emulator.observe().volumes[volume].attachment
        self.assertEqual(Attachment(instance, "/dev/sdf", delete_on_termination=False), attachment)
        self.refused("VolumeInUse", self.ec2.delete_volume, VolumeId=volume)
        self.ec2.detach_volume(VolumeId=volume)
        self.assertIsNone(self.emulator.observe().volumes[volume].attachment)
        self.refused("IncorrectState", self.ec2.detach_volume, VolumeId=volume)

    def test_refuse_what_ebs_refuses(self) -> None:
        pending, instance, volume = self.run_one(), self.run_one(), self.volume()
        self.emulator.booted(instance)
        attach = self.ec2.attach_volume
        self.refused("IncorrectState", attach, VolumeId=volume, InstanceId=pending, Device="/dev/sdf")
        there = self.volume("us-east-1b")
        self.refused("InvalidVolume.ZoneMismatch", attach, VolumeId=there, InstanceId=instance, Device="/dev/sdf")
        attach(VolumeId=volume, InstanceId=instance, Device="/dev/sdf")
        self.refused("VolumeInUse", attach, VolumeId=volume, InstanceId=instance, Device="/dev/sdg")
        second = self.volume()
        self.refused("InvalidParameterValue", attach, VolumeId=second, InstanceId=instance, Device="/dev/sdf")

    def test_go_with_their_instance_or_stay(self) -> None:
        kept = {"DeviceName": "/dev/sdg", "Ebs": {"VolumeSize": 3, "DeleteOnTermination": False}}
        gone = {"DeviceName": "/dev/sdh", "Ebs": {"VolumeSize": 4}}
        instance = self.run_one(BlockDeviceMappings=[kept, gone])
        self.ec2.terminate_instances(InstanceIds=[instance])
        volumes = self.emulator.observe().volumes.values()
        self.assertIn(4, [each.size_gib for each in volumes])
        self.emulator.ended(instance)
        left = [each for each in self.emulator.observe().volumes.values() if each.size_gib in (3, 4)]
        self.assertEqual([(3, None)], [(each.size_gib, each.attachment) for each in left])


class Networks(Emulated):
    def test_are_not_deleted_under_an_instance(self) -> None:
        vpc, (subnet,) = self.network(public=True)
        group = self.group(vpc)
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        instance = self.run_one(SubnetId=subnet, SecurityGroupIds=[group])
        detach = {"InternetGatewayId": gateway, "VpcId": vpc}
        for state in ("pending", "shutting-down"):
            self.assertEqual(state, self.seen(instance).state)
            self.refused("DependencyViolation", self.ec2.delete_subnet, SubnetId=subnet)
            self.refused("DependencyViolation", self.ec2.delete_security_group, GroupId=group)
            self.refused("DependencyViolation", self.ec2.delete_vpc, VpcId=vpc)
            self.refused("DependencyViolation", self.ec2.detach_internet_gateway, **detach)
            self.ec2.terminate_instances(InstanceIds=[instance])
        self.emulator.ended(instance)
        self.ec2.detach_internet_gateway(**detach)
        self.ec2.delete_subnet(SubnetId=subnet)
        self.ec2.delete_security_group(GroupId=group)
        self.ec2.delete_vpc(VpcId=vpc)

    def test_keep_a_group_that_another_names(self) -> None:
        vpc, _ = self.network()
        first, second = self.group(vpc, "first"), self.group(vpc, "second")
        rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "UserIdGroupPairs": [{"GroupId": first}]}
        self.ec2.authorize_security_group_ingress(GroupId=second, IpPermissions=[rule])
        self.refused("DependencyViolation", self.ec2.delete_security_group, GroupId=first)

    def test_say_of_a_rule_that_is_gone_that_it_is(self) -> None:
        vpc, _ = self.network()
        group = self.group(vpc, "first")
        rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "192.0.2.0/24"}]}
        for allow, take_back in (
            (self.ec2.authorize_security_group_ingress, self.ec2.revoke_security_group_ingress),
            (self.ec2.authorize_security_group_egress, self.ec2.revoke_security_group_egress),
        ):
            made = allow(GroupId=group, IpPermissions=[rule])["SecurityGroupRules"][0]
            named = {"GroupId": group, "SecurityGroupRuleIds": [made["SecurityGroupRuleId"]]}
            take_back(**named)
            self.refused("InvalidSecurityGroupRuleId.NotFound", take_back, **named)
            self.refused("InvalidPermission.NotFound", take_back, GroupId=group, IpPermissions=[rule])

    def test_show_an_elastic_address_as_the_public_one(self) -> None:
        _, (subnet,) = self.network()
        instance = self.run_one(SubnetId=subnet)
        self.assertIsNone(self.seen(instance).public_address)
        address = self.ec2.allocate_address(Domain="vpc")
        self.ec2.associate_address(AllocationId=address["AllocationId"], InstanceId=instance)
        self.assertEqual(address["PublicIp"], self.seen(instance).public_address)
        self.ec2.terminate_instances(InstanceIds=[instance])
        self.emulator.ended(instance)
        self.assertFalse(self.ec2.describe_addresses()["Addresses"][0].get("InstanceId"))

    def test_have_a_default_that_leads_to_the_internet(self) -> None:
        world = self.emulator.observe()
        default = next(each for each in world.vpcs.values() if str(each.cidrs[0]) == "172.31.0.0/16")
        subnet = next(each for each in world.subnets.values() if each.vpc == default.id)
        table = world.route_table_of(subnet.id)
        assert table is not None
        self.assertIn("internet-gateway", [each.target for each in table.routes])


class WithoutALauncher(Emulated):
    BOOTS = False

    def test_states_follow_the_calls(self) -> None:
        instance = self.run_one()
        self.assertEqual("running", self.seen(instance).state)
        self.ec2.stop_instances(InstanceIds=[instance])
        self.assertEqual("stopped", self.seen(instance).state)
        self.ec2.start_instances(InstanceIds=[instance])
        self.assertEqual("running", self.seen(instance).state)
        self.ec2.terminate_instances(InstanceIds=[instance])
        self.assertEqual("terminated", self.seen(instance).state)
