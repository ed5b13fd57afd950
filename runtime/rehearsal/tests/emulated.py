"""An emulator for tests: empty at the start of every class of tests, with a small network of its own."""

from __future__ import annotations

import json
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from terrane_rehearsal.emulator import Emulator
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.world import Instance

REGION = "us-east-1"
DEBIAN = "ami-0deb1300000000001"
DEBIAN_ARM = "ami-0deb1300000000002"


class Emulated(unittest.TestCase):
    BOOTS: ClassVar[bool] = True
    emulator: ClassVar[Emulator]
    ec2: ClassVar[Any]
    _folder: ClassVar[tempfile.TemporaryDirectory[str]]

    @classmethod
    def setUpClass(cls) -> None:
        cls._folder = tempfile.TemporaryDirectory()
        journal = Journal(Path(cls._folder.name) / "events.jsonl")
        cls.addClassCleanup(journal._file.close)
        cls.emulator = Emulator(REGION, journal=journal, boots=cls.BOOTS)
        cls.ec2 = cls.emulator.client("ec2")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.emulator.close()
        cls._folder.cleanup()

    def setUp(self) -> None:
        self.addCleanup(self.emulator.faults.clear)

    def refused(self, code: str, call: Callable[..., Any], **arguments: Any) -> str:
        """The message of the refusal."""
        from botocore.exceptions import ClientError  # type: ignore[import-untyped]

        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        error = caught.exception.response["Error"]
        self.assertEqual(code, error["Code"], error["Message"])
        return str(error["Message"])

    def network(self, *zones: str, public: bool = False) -> tuple[str, list[str]]:
        """A VPC and a subnet in each zone."""
        vpc = self.ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
        subnets = []
        for number, zone in enumerate(zones or ("us-east-1a",)):
            cidr = f"10.7.{number}.0/24"
            subnet = self.ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone)["Subnet"]["SubnetId"]
            self.ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": public})
            subnets.append(subnet)
        return vpc, subnets

    def group(self, vpc: str, name: str = "nodes") -> str:
        return str(self.ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"])

    def run_one(self, **request: Any) -> str:
        wanted = {"ImageId": DEBIAN, "InstanceType": "c5.large", **request}
        answer = self.ec2.run_instances(MinCount=1, MaxCount=1, **wanted)
        return str(answer["Instances"][0]["InstanceId"])

    def template(self, name: str, **data: Any) -> dict[str, str]:
        wanted = {"ImageId": DEBIAN, "InstanceType": "c5.large", **data}
        made = self.ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=wanted)
        return {"LaunchTemplateId": made["LaunchTemplate"]["LaunchTemplateId"], "Version": "1"}

    def profile(self, name: str) -> str:
        iam = self.emulator.client("iam")
        trust = {"Version": "2012-10-17", "Statement": []}
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        arn = iam.create_instance_profile(InstanceProfileName=name)["InstanceProfile"]["Arn"]
        iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
        return str(arn)

    def described(self, instance: str) -> Any:
        return self.ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]

    def seen(self, instance: str) -> Instance:
        return self.emulator.observe().instances[instance]
