"""RunInstances: launch templates, refusals, idempotency."""

from __future__ import annotations

import base64
from typing import Any

from botocore.exceptions import ClientError

from tests.emulated import DEBIAN, DEBIAN_ARM, Emulated


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


class ALaunchFromATemplate(Emulated):
    def test_takes_everything_that_the_template_says(self) -> None:
        vpc, (subnet,) = self.network()
        group, profile = self.group(vpc), self.profile("Whole")
        self.ec2.create_placement_group(GroupName="close", Strategy="cluster")
        template = self.template(
            "whole",
            UserData=encoded(b"#!/bin/sh\n"),
            SecurityGroupIds=[group],
            IamInstanceProfile={"Arn": profile},
            MetadataOptions={"HttpTokens": "required", "HttpPutResponseHopLimit": 2, "InstanceMetadataTags": "enabled"},
            InstanceInitiatedShutdownBehavior="terminate",
            InstanceMarketOptions={"MarketType": "spot"},
            Placement={"GroupName": "close"},
            CpuOptions={"CoreCount": 1, "ThreadsPerCore": 1},
            BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 50, "Encrypted": True}}],
            TagSpecifications=[
                {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "node"}]},
                {"ResourceType": "volume", "Tags": [{"Key": "of", "Value": "node"}]},
            ],
        )
        answer = self.ec2.run_instances(LaunchTemplate=template, SubnetId=subnet, MinCount=2, MaxCount=2)
        for made in answer["Instances"]:
            seen = self.seen(made["InstanceId"])
            self.assertEqual("pending", seen.state)
            self.assertEqual(b"#!/bin/sh\n", seen.user_data)
            self.assertEqual((group,), seen.groups)
            self.assertEqual((profile, "Whole"), (seen.profile_arn, seen.role))
            self.assertEqual((True, 2, True), (seen.tokens_required, seen.hop_limit, seen.metadata_tags))
            self.assertTrue(seen.spot)
            self.assertEqual(50, seen.root_size_gib)
            self.assertEqual("node", seen.name)
            self.assertEqual("1", seen.tags["aws:ec2launchtemplate:version"])
            shown = self.described(seen.id)
            self.assertEqual("close", shown["Placement"]["GroupName"])
            self.assertEqual({"CoreCount": 1, "ThreadsPerCore": 1}, shown["CpuOptions"])
            self.assertEqual("spot", shown["InstanceLifecycle"])
            volume = shown["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
            tags = self.ec2.describe_volumes(VolumeIds=[volume])["Volumes"][0]["Tags"]
            self.assertEqual([{"Key": "of", "Value": "node"}], tags)

    def test_finds_an_image_by_its_public_parameter(self) -> None:
        _, (subnet,) = self.network()
        template = self.template("named", ImageId="resolve:ssm:/aws/service/debian/release/13/latest/amd64")
        answer = self.ec2.run_instances(LaunchTemplate=template, SubnetId=subnet, MinCount=1, MaxCount=1)
        self.assertEqual(DEBIAN, answer["Instances"][0]["ImageId"])
        wrong = self.template("wrong", ImageId="resolve:ssm:/aws/service/debian/release/99/latest/amd64")
        with self.assertRaisesRegex(ClientError, "InvalidAMIID.Malformed"):
            self.ec2.run_instances(LaunchTemplate=wrong, SubnetId=subnet, MinCount=1, MaxCount=1)

    def test_takes_the_requests_word_over_the_templates(self) -> None:
        _, (subnet,) = self.network()
        tags = [{"ResourceType": "instance", "Tags": [{"Key": "of", "Value": "template"}]}]
        disks = [
            {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20}},
            {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 5}},
        ]
        template = self.template("over", TagSpecifications=tags, BlockDeviceMappings=disks)
        instance = self.run_one(
            LaunchTemplate=template,
            InstanceType="c5.xlarge",
            SubnetId=subnet,
            BlockDeviceMappings=[{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 7}}],
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "from", "Value": "request"}]}],
        )
        seen = self.seen(instance)
        self.assertEqual("c5.xlarge", seen.type)
        self.assertNotIn("of", seen.tags)
        self.assertEqual("request", seen.tags["from"])
        sizes = {
            each.attachment.device: each.size_gib
            for each in self.emulator.observe().volumes.values()
            if each.attachment and each.attachment.instance == instance
        }
        self.assertEqual({"/dev/xvda": 20, "/dev/sdf": 7}, sizes)

    def test_takes_the_interface_that_the_template_describes(self) -> None:
        vpc, (subnet,) = self.network()
        group = self.group(vpc)
        interface = {"DeviceIndex": 0, "Groups": [group], "SubnetId": subnet, "AssociatePublicIpAddress": True}
        instance = self.run_one(LaunchTemplate=self.template("interface", NetworkInterfaces=[interface]))
        seen = self.seen(instance)
        self.assertEqual((subnet, (group,)), (seen.subnet, seen.groups))
        self.assertIsNotNone(seen.public_address)

    def test_refuses_a_subnet_beside_interfaces(self) -> None:
        _, (subnet,) = self.network()
        template = self.template("both", NetworkInterfaces=[{"DeviceIndex": 0}])
        said = self.refused("InvalidParameterCombination", self.run_one, LaunchTemplate=template, SubnetId=subnet)
        self.assertIn("Network interfaces and an instance-level subnet ID", said)


class ARefusal(Emulated):
    subnet: str
    vpc: str

    def setUp(self) -> None:
        super().setUp()
        self.vpc, (self.subnet,) = self.network()

    def refuses(self, code: str, **request: Any) -> str:
        before = len(self.emulator.observe().instances)
        said = self.refused(code, self.run_one, **{"SubnetId": self.subnet, **request})
        self.assertEqual(before, len(self.emulator.observe().instances))
        return said

    def test_of_user_data_that_is_too_long(self) -> None:
        said = self.refuses("InvalidParameterValue", UserData=b"x" * 16385)
        self.assertEqual("User data is limited to 16384 bytes", said)
        self.run_one(SubnetId=self.subnet, UserData=b"x" * 16384)

    def test_of_an_unknown_image_type_subnet_group_key_and_profile(self) -> None:
        self.refuses("InvalidAMIID.NotFound", ImageId="ami-0123456789abcdef0")
        self.refuses("InvalidParameterValue", InstanceType="c5.enormous")
        self.refuses("InvalidSubnetID.NotFound", SubnetId="subnet-0123456789abcdef0")
        self.refuses("InvalidGroup.NotFound", SecurityGroupIds=["sg-0123456789abcdef0"])
        self.refuses("InvalidKeyPair.NotFound", KeyName="nobody")
        said = self.refuses("InvalidParameterValue", IamInstanceProfile={"Name": "nobody"})
        self.assertEqual(
            "Value (nobody) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name", said
        )

    def test_of_a_group_of_another_network(self) -> None:
        other = self.group(self.network()[0])
        said = self.refuses("InvalidParameter", SecurityGroupIds=[other])
        self.assertEqual(f"Security group {other} and subnet {self.subnet} belong to different networks.", said)

    def test_of_an_image_for_another_processor(self) -> None:
        said = self.refuses("InvalidParameterValue", ImageId=DEBIAN_ARM)
        self.assertIn("does not match the architecture 'arm64' of the specified AMI", said)

    def test_of_a_type_that_the_zone_does_not_offer(self) -> None:
        _, (subnet,) = self.network("us-east-1e")
        said = self.refuses("Unsupported", InstanceType="c7i.large", SubnetId=subnet)
        self.assertIn("is not supported in your requested Availability Zone (us-east-1e)", said)

    def test_of_cpu_options_that_the_type_does_not_take(self) -> None:
        options = {"CoreCount": 2, "ThreadsPerCore": 1}
        for machine_type in ("g5.xlarge", "c6i.metal"):
            said = self.refuses("InvalidParameterCombination", InstanceType=machine_type, CpuOptions=options)
            self.assertEqual(f"The {machine_type} instance type does not support specifying CpuOptions.", said)
        options = {"CoreCount": 9, "ThreadsPerCore": 1}
        said = self.refuses("InvalidParameterCombination", InstanceType="c7i.xlarge", CpuOptions=options)
        self.assertIn("not valid for c7i.xlarge: it takes [1, 2] threads a core and [1, 2] cores", said)

    def test_of_a_dry_run(self) -> None:
        self.refuses("DryRunOperation", DryRun=True)

    def test_for_lack_of_capacity_as_often_as_asked(self) -> None:
        self.emulator.faults.withhold("c5.large", launches=1)
        said = self.refuses("InsufficientInstanceCapacity")
        self.assertIn("We currently do not have sufficient c5.large capacity in the Availability Zone", said)
        self.run_one(SubnetId=self.subnet)

    def test_for_lack_of_capacity_counts_a_client_that_tries_again_once(self) -> None:
        self.emulator.faults.withhold("c5.large", launches=1)
        for _ in range(3):
            self.refuses("InsufficientInstanceCapacity", ClientToken="again")
        self.run_one(SubnetId=self.subnet)

    def test_for_lack_of_capacity_in_one_zone_alone(self) -> None:
        self.emulator.faults.withhold("c5.large", "us-east-1b")
        _, (there,) = self.network("us-east-1b")
        self.refuses("InsufficientInstanceCapacity", SubnetId=there)
        self.run_one(SubnetId=self.subnet)

    def test_for_the_limit_of_vcpus(self) -> None:
        running = self.emulator.observe().live
        types = self.ec2.describe_instance_types(InstanceTypes=sorted({each.type for each in running} or {"c5.large"}))
        vcpus = {each["InstanceType"]: each["VCpuInfo"]["DefaultVCpus"] for each in types["InstanceTypes"]}
        self.emulator.faults.vcpu_limit = sum(vcpus[each.type] for each in running) + 1
        self.refuses("VcpuLimitExceeded")
        self.run_one(SubnetId=self.subnet, InstanceMarketOptions={"MarketType": "spot"})

    def test_for_an_image_that_would_boot_as_something_else(self) -> None:
        for name in ("Rocky-9-EC2-Base-*", "al2023-ami-*"):
            filters = [{"Name": "name", "Values": [name]}, {"Name": "architecture", "Values": ["x86_64"]}]
            (image,) = self.ec2.describe_images(Filters=filters)["Images"]
            self.refuses("UnsupportedOperation", SubnetId=self.subnet, ImageId=image["ImageId"])

    def test_of_an_address_in_use_or_outside(self) -> None:
        self.run_one(SubnetId=self.subnet, PrivateIpAddress="10.7.0.9")
        self.refuses("InvalidIPAddress.InUse", PrivateIpAddress="10.7.0.9")
        self.refuses("InvalidParameterValue", PrivateIpAddress="10.8.0.9")


class ATokenOfAClient(Emulated):
    def test_makes_the_same_launch_once(self) -> None:
        first = self.run_one(ClientToken="once")
        self.assertEqual(first, self.run_one(ClientToken="once"))
        self.refused("IdempotentParameterMismatch", self.run_one, ClientToken="once", InstanceType="c5.xlarge")


class Addresses(Emulated):
    def test_of_one_subnet_are_all_different_and_inside(self) -> None:
        vpc = self.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        subnet = self.ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/28")["Subnet"]["SubnetId"]
        first = self.ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["PrivateIpAddress"]
        nat = self.ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]
        service = "com.amazonaws.us-east-1.ssm"
        self.ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=service, VpcEndpointType="Interface", SubnetIds=[subnet])
        made = self.ec2.run_instances(ImageId=DEBIAN, InstanceType="c5.large", SubnetId=subnet, MinCount=1, MaxCount=99)
        interfaces = self.ec2.describe_network_interfaces()["NetworkInterfaces"]
        found = [each["PrivateIpAddress"] for each in interfaces if each["SubnetId"] == subnet]
        self.assertEqual(sorted(f"10.9.0.{number}" for number in range(4, 15)), sorted(found))
        self.assertIn(first, found)
        self.assertIn(nat["NatGatewayAddresses"][0]["PrivateIp"], found)
        self.assertEqual(8, len(made["Instances"]))
        self.refused("InsufficientFreeAddressesInSubnet", self.run_one, SubnetId=subnet)

    def test_come_back_when_an_instance_ends(self) -> None:
        vpc = self.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        subnet = self.ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/28")["Subnet"]["SubnetId"]
        for _ in range(30):
            instance = self.run_one(SubnetId=subnet)
            self.ec2.terminate_instances(InstanceIds=[instance])
            self.emulator.ended(instance)
