"""RunInstances of mpas-ocean's head, under the policy that its template gives it."""

from __future__ import annotations

import copy
import unittest
from typing import Any

from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]

from .iam_support import ACCOUNT, EC2, VALUES, Cloud, Host, allow, asked, document, ocean, pairs

TEMPLATE = VALUES["OceanComputeFleet2B7A45A4"]
PROFILE = f"arn:aws:iam::{ACCOUNT}:instance-profile/compute"
TAGS = {"Name": "ocean-1", "terrane:cluster": "mpas-ocean", "terrane:role": "compute", "terrane:node": "ocean-1"}
DATA: dict[str, Any] = {
    "ImageId": "ami-0aaaaaaaaaaaaaaaa",
    "InstanceType": "c5.9xlarge",
    "IamInstanceProfile": {"Arn": PROFILE},
    "SecurityGroupIds": [VALUES["OceanComputeGroup0245BD56.GroupId"]],
    "Placement": {"GroupName": VALUES["OceanComputePlacement6BFE0FC9"]},
    "BlockDeviceMappings": [
        {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 50, "VolumeType": "gp3", "Encrypted": True}}
    ],
}
ROLE = {"InstanceProfile": {"Arn": PROFILE, "Roles": [{"Arn": VALUES["OceanComputeIdentity376A98CC.Arn"]}]}}


def cloud(policy: dict[str, Any] | None = None, **template: Any) -> Cloud:
    data = {**DATA, **template}
    answers: dict[tuple[str, str], Any] = {
        ("ec2", "describe_launch_template_versions"): {"LaunchTemplateVersions": [{"LaunchTemplateData": data}]},
        ("ec2", "describe_subnets"): {
            "Subnets": [{"VpcId": "vpc-0aaaaaaaaaaaaaaaa", "AvailabilityZone": "us-west-2a"}]
        },
        ("ec2", "describe_images"): {"Images": [{"OwnerId": "136693071363", "Public": True, "RootDeviceType": "ebs"}]},
        ("ec2", "describe_security_groups"): {"SecurityGroups": [{"GroupId": "sg-0ddddddddddddddd"}]},
        ("iam", "get_instance_profile"): ROLE,
    }
    return Cloud(policy or ocean("head"), answers=answers)


def order(tags: dict[str, str] | None = None, **changed: Any) -> dict[str, Any]:
    """As the resume program sends it."""
    listed = [{"Key": key, "Value": value} for key, value in (TAGS if tags is None else tags).items()]
    request = {
        "LaunchTemplate": {"LaunchTemplateId": TEMPLATE, "Version": "1"},
        "InstanceType": "c5.9xlarge",
        "MinCount": 1,
        "MaxCount": 1,
        "ClientToken": "token",
        "TagSpecifications": [{"ResourceType": kind, "Tags": listed} for kind in ("instance", "volume")],
        "SubnetId": VALUES["OceanNodes1AB5D176D"],
        **changed,
    }
    return {key: value for key, value in request.items() if value is not None}


def launch(over: Cloud, **request: Any) -> Host:
    host = Host(over)
    host.client("ec2").run_instances(**request)
    return host


class Asks(unittest.TestCase):
    def test_every_resource_that_the_launch_touches(self) -> None:
        with asked("ec2", cloud(document(allow("*")))) as (client, found):
            client.run_instances(**order())
        run = "ec2:RunInstances"
        self.assertEqual(
            pairs(found),
            [
                (run, f"{EC2}:instance/*"),
                (run, f"{EC2}:launch-template/{TEMPLATE}"),
                (run, "arn:aws:ec2:us-west-2::image/ami-0aaaaaaaaaaaaaaaa"),
                (run, f"{EC2}:subnet/subnet-0aaaaaaaaaaaaaaaa"),
                (run, f"{EC2}:security-group/sg-0aaaaaaaaaaaaaaaa"),
                (run, f"{EC2}:network-interface/*"),
                (run, f"{EC2}:volume/*"),
                (run, f"{EC2}:placement-group/ocean-placement"),
                ("ec2:CreateTags", f"{EC2}:instance/*"),
                ("ec2:CreateTags", f"{EC2}:volume/*"),
                ("iam:PassRole", VALUES["OceanComputeIdentity376A98CC.Arn"]),
            ],
        )

    def test_without_a_template_it_is_the_request_alone(self) -> None:
        request = {"ImageId": "ami-0bbbbbbbbbbbbbbbb", "MinCount": 1, "MaxCount": 1, "KeyName": "me"}
        with asked("ec2", cloud(document(allow("*")))) as (client, found):
            client.run_instances(**request)
        named = {ask.resource for ask in found}
        self.assertIn(f"{EC2}:key-pair/me", named)
        self.assertIn(f"{EC2}:security-group/sg-0ddddddddddddddd", named)
        self.assertIn(f"{EC2}:subnet/*", named)
        self.assertEqual(found[0].context["ec2:launchtemplate"], ())
        self.assertEqual(found[0].context["ec2:islaunchtemplateresource"], ("false",))

    def test_interfaces_of_the_template_bring_subnets_and_groups(self) -> None:
        interfaces = [{"DeviceIndex": 0, "SubnetId": "subnet-0ccccccccccccccc", "Groups": ["sg-0ccccccccccccccc"]}]
        over = cloud(document(allow("*")), NetworkInterfaces=interfaces, SecurityGroupIds=None)
        with asked("ec2", over) as (client, found):
            client.run_instances(**order(SubnetId=None))
        named = {ask.resource for ask in found}
        self.assertLessEqual(
            {f"{EC2}:subnet/subnet-0ccccccccccccccc", f"{EC2}:security-group/sg-0ccccccccccccccc"}, named
        )

    def test_an_instant_fleet_asks_for_its_launches(self) -> None:
        specification = {"LaunchTemplateId": TEMPLATE, "Version": "1"}
        override = {"InstanceType": "c6i.large", "SubnetId": "subnet-0ccccccccccccccc"}
        with asked("ec2", cloud(document(allow("*")))) as (client, found):
            client.create_fleet(
                Type="instant",
                LaunchTemplateConfigs=[{"LaunchTemplateSpecification": specification, "Overrides": [override]}],
                TargetCapacitySpecification={"TotalTargetCapacity": 1, "DefaultTargetCapacityType": "on-demand"},
            )
        self.assertEqual(
            pairs(found)[:2], [("ec2:CreateFleet", f"{EC2}:fleet/*"), ("ec2:RunInstances", f"{EC2}:instance/*")]
        )
        self.assertEqual(found[1].context["ec2:instancetype"], ("c6i.large",))
        self.assertIn("iam:PassRole", [ask.action for ask in found])


class Ocean(unittest.TestCase):
    def refused(self, over: Cloud, action: str, resource: str, **request: Any) -> str:
        host = Host(over)
        with self.assertRaises(ClientError) as caught:
            host.client("ec2").run_instances(**request)
        error = caught.exception.response["Error"]
        self.assertEqual(error["Code"], "UnauthorizedOperation")
        self.assertEqual(host.seen, [])
        self.assertEqual(host.guard.report()["unevaluated"], [])
        (entry,) = host.guard.report()["denied"]
        self.assertEqual((entry["role"], entry["action"], entry["resource"]), ("head", action, resource))
        self.assertIn(entry["sentence"], error["Message"])
        return str(error["Message"])

    def test_the_resume_programs_order_is_allowed(self) -> None:
        self.assertEqual(len(launch(cloud(), **order()).seen), 1)

    def test_spot_is_allowed_as_well(self) -> None:
        spot = {"MarketType": "spot", "SpotOptions": {"SpotInstanceType": "one-time"}}
        self.assertEqual(len(launch(cloud(), **order(InstanceMarketOptions=spot)).seen), 1)

    def test_another_cluster_in_the_tag_is_denied(self) -> None:
        self.refused(cloud(), "ec2:RunInstances", f"{EC2}:instance/*", **order({**TAGS, "terrane:cluster": "other"}))

    def test_no_tag_is_denied(self) -> None:
        self.refused(cloud(), "ec2:RunInstances", f"{EC2}:instance/*", **order(TagSpecifications=None))

    def test_tags_of_the_template_count_where_the_request_has_none(self) -> None:
        tags = [{"ResourceType": "instance", "Tags": [{"Key": "terrane:cluster", "Value": "mpas-ocean"}]}]
        self.assertEqual(len(launch(cloud(TagSpecifications=tags), **order(TagSpecifications=None)).seen), 1)

    def test_another_template_is_denied(self) -> None:
        other = {"LaunchTemplateId": "lt-0bbbbbbbbbbbbbbbb", "Version": "1"}
        self.refused(cloud(), "ec2:RunInstances", f"{EC2}:instance/*", **order(LaunchTemplate=other))

    def test_no_template_is_denied(self) -> None:
        plain = order(LaunchTemplate=None, ImageId=DATA["ImageId"])
        self.refused(cloud(), "ec2:RunInstances", f"{EC2}:instance/*", **plain)

    def test_another_type_is_denied(self) -> None:
        message = self.refused(cloud(), "ec2:RunInstances", f"{EC2}:instance/*", **order(InstanceType="p5.48xlarge"))
        self.assertEqual(
            message,
            "You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/head/"
            "i-0123456789abcdef0 is not authorized to perform: ec2:RunInstances on resource: "
            f"{EC2}:instance/* because no identity-based policy allows the ec2:RunInstances action",
        )

    def test_an_image_that_is_not_the_templates_is_denied(self) -> None:
        image = "arn:aws:ec2:us-west-2::image/ami-0bbbbbbbbbbbbbbbb"
        self.refused(cloud(), "ec2:RunInstances", image, **order(ImageId="ami-0bbbbbbbbbbbbbbbb"))

    def test_another_subnet_or_group_is_denied(self) -> None:
        subnet, group = "subnet-0bbbbbbbbbbbbbbbb", "sg-0bbbbbbbbbbbbbbbb"
        self.refused(cloud(), "ec2:RunInstances", f"{EC2}:subnet/{subnet}", **order(SubnetId=subnet))
        self.refused(cloud(), "ec2:RunInstances", f"{EC2}:security-group/{group}", **order(SecurityGroupIds=[group]))

    def test_passing_another_role_is_denied(self) -> None:
        over = cloud()
        admin = f"arn:aws:iam::{ACCOUNT}:role/admin"
        over.answers["iam", "get_instance_profile"] = {"InstanceProfile": {"Arn": "x", "Roles": [{"Arn": admin}]}}
        self.refused(over, "iam:PassRole", admin, **order(IamInstanceProfile={"Name": "admin"}))

    def test_each_statement_of_a_launch_is_needed(self) -> None:
        needed = {
            "LaunchNodes": "ec2:RunInstances",
            "LaunchInto": "ec2:RunInstances",
            "LaunchImage": "ec2:RunInstances",
            "TagOnLaunch": "ec2:CreateTags",
            "PassIdentity": "iam:PassRole",
        }
        for sid, action in needed.items():
            policy = copy.deepcopy(ocean("head"))
            policy["Statement"] = [each for each in policy["Statement"] if each["Sid"] != sid]
            host = Host(cloud(policy))
            with self.subTest(sid), self.assertRaises(ClientError):
                host.client("ec2").run_instances(**order())
            self.assertEqual([each["action"] for each in host.guard.report()["denied"]], [action], sid)


class OwnInstances(unittest.TestCase):
    """What the head does with instances that are there."""

    def over(self, role: str, cluster: str = "mpas-ocean", policy: str = "head") -> Host:
        over = cloud(ocean(policy))
        over.tags[f"{EC2}:instance/i-0123456789abcdef0"] = {"terrane:cluster": cluster, "terrane:role": role}
        return Host(over)

    def test_it_ends_compute_nodes_of_its_cluster_alone(self) -> None:
        given = {"InstanceIds": ["i-0123456789abcdef0"]}
        self.over("compute").client("ec2").terminate_instances(**given)
        for role, cluster in (("head", "mpas-ocean"), ("compute", "other")):
            with self.assertRaises(ClientError):
                self.over(role, cluster).client("ec2").terminate_instances(**given)

    def test_it_attaches_its_own_volumes_to_heads_alone(self) -> None:
        given = {"InstanceId": "i-0123456789abcdef0", "Device": "/dev/sdf"}
        own = VALUES["OceanStateCE410220"]
        self.over("head").client("ec2").attach_volume(VolumeId=own, **given)
        for role, volume in (("compute", own), ("head", "vol-0cccccccccccccccc")):
            with self.assertRaises(ClientError):
                self.over(role).client("ec2").attach_volume(VolumeId=volume, **given)

    def test_a_node_writes_its_status_tags_and_no_other(self) -> None:
        host = self.over("compute", policy="compute")
        client, given = host.client("ec2"), {"Resources": ["i-0123456789abcdef0"]}
        client.create_tags(**given, Tags=[{"Key": "terrane:phase", "Value": "ready"}])
        with self.assertRaises(ClientError):
            client.create_tags(**given, Tags=[{"Key": "terrane:role", "Value": "head"}])
        self.assertEqual(len(host.seen), 1)


if __name__ == "__main__":
    unittest.main()
