"""That what a template says arrives, and what cannot arrive is told."""

from __future__ import annotations

import json
import unittest
from typing import Any

from tests.cloudformation_support import Deployed, template


class Others(Deployed):
    def test_what_the_emulator_lacks_fails_the_stack_with_its_sentence(self) -> None:
        group = {
            "MinSize": "0",
            "MaxSize": "1",
            "AvailabilityZones": {"Fn::GetAZs": ""},
            "LaunchConfigurationName": {"Ref": "Machine"},
        }
        hook = {"AutoScalingGroupName": {"Ref": "Group"}, "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"}
        machine = {"ImageId": "ami-0deb1300000000001", "InstanceType": "c5.large"}
        stack = template(
            Machine=("AWS::AutoScaling::LaunchConfiguration", machine),
            Group=("AWS::AutoScaling::AutoScalingGroup", group),
            Hook=("AWS::AutoScaling::LifecycleHook", hook),
        )
        self.assert_complete(self.deploy("hooked", stack), "ROLLBACK_COMPLETE")
        self.assertIn("does not emulate lifecycle hooks", self.failures("hooked")["Hook"])

    def test_a_secret_learns_where_its_database_is(self) -> None:
        self.emulator.client("rds").create_db_instance(
            DBInstanceIdentifier="accounting",
            Engine="mysql",
            DBInstanceClass="db.t3.micro",
            AllocatedStorage=20,
            MasterUsername="slurm",
            MasterUserPassword="password",
        )
        link = {"SecretId": {"Ref": "Secret"}, "TargetId": "accounting", "TargetType": "AWS::RDS::DBInstance"}
        stack = template(
            Secret=("AWS::SecretsManager::Secret", {"SecretString": '{"username":"slurm"}'}),
            Link=("AWS::SecretsManager::SecretTargetAttachment", link),
        )
        self.assert_complete(self.deploy("database", stack), "CREATE_COMPLETE")
        secrets, secret = self.emulator.client("secretsmanager"), self.physical("database", "Secret")
        value = json.loads(secrets.get_secret_value(SecretId=secret)["SecretString"])
        known = {name: value[name] for name in ("username", "engine", "dbInstanceIdentifier")}
        self.assertEqual({"username": "slurm", "engine": "mysql", "dbInstanceIdentifier": "accounting"}, known)


class Applied(Deployed):
    """That properties arrive: a sample where a slip would be silent."""

    def test_a_group_of_rules_is_what_the_template_says(self) -> None:
        rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}
        everything = {"IpProtocol": "-1", "CidrIp": "10.5.0.0/16"}
        vpc = ("AWS::EC2::VPC", {"CidrBlock": "10.5.0.0/16"})
        group = {"GroupDescription": "g", "VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [everything]}

        def make(**more: Any) -> dict[str, Any]:
            return template(Vpc=vpc, Group=("AWS::EC2::SecurityGroup", {**group, **more}))

        self.deploy("rules", make(SecurityGroupEgress=[rule]))
        self.assertEqual(([("-1", "10.5.0.0/16")], [("tcp", "10.0.0.0/8")]), self._rules())
        self.change("rules", make())
        self.assertEqual([("-1", "0.0.0.0/0")], self._rules()[1], "without egress rules a group has the usual one")

    def _rules(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        held = self.ec2.describe_security_groups(GroupIds=[self.physical("rules", "Group")])["SecurityGroups"][0]
        ways = (held["IpPermissions"], held["IpPermissionsEgress"])
        ingress, egress = ([(r["IpProtocol"], r["IpRanges"][0]["CidrIp"]) for r in way] for way in ways)
        return ingress, egress

    def test_a_subnet_gives_public_addresses_when_it_says_so(self) -> None:
        subnet = {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.6.1.0/24", "MapPublicIpOnLaunch": True}
        vpc = ("AWS::EC2::VPC", {"CidrBlock": "10.6.0.0/16"})
        self.deploy("public", template(Vpc=vpc, Net=("AWS::EC2::Subnet", subnet)))
        held = self.ec2.describe_subnets(SubnetIds=[self.physical("public", "Net")])["Subnets"][0]
        self.assertTrue(held["MapPublicIpOnLaunch"])

    def test_a_generated_secret_has_its_shape(self) -> None:
        wanted = {"PasswordLength": 40, "GenerateStringKey": "key", "SecretStringTemplate": '{"user":"slurm"}'}
        self.deploy("secret", template(S=("AWS::SecretsManager::Secret", {"GenerateSecretString": wanted})))
        secrets = self.emulator.client("secretsmanager")
        value = json.loads(secrets.get_secret_value(SecretId=self.physical("secret", "S"))["SecretString"])
        self.assertEqual(("slurm", 40), (value["user"], len(value["key"])))

    def test_a_launch_template_resolves_dynamic_references(self) -> None:
        launch = {"ImageId": "{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}", "InstanceType": "c5.large"}
        self.deploy("launch", template(T=("AWS::EC2::LaunchTemplate", {"LaunchTemplateData": launch})))
        found = self.ec2.describe_launch_template_versions(LaunchTemplateId=self.physical("launch", "T"))
        self.assertEqual("ami-0deb1300000000001", found["LaunchTemplateVersions"][0]["LaunchTemplateData"]["ImageId"])

    def test_an_inline_function_is_an_archive(self) -> None:
        role = ("AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}})
        code = {"ZipFile": "def handler(event, context): pass"}
        function = {
            "Code": code,
            "Handler": "index.handler",
            "Role": {"Fn::GetAtt": ["R", "Arn"]},
            "Runtime": "python3.12",
        }
        stack = self.deploy("code", template(R=role, F=("AWS::Lambda::Function", function)))
        self.assert_complete(stack, "CREATE_COMPLETE")
        held = self.emulator.client("lambda").get_function(FunctionName=self.physical("code", "F"))["Configuration"]
        self.assertGreater(held["CodeSize"], 100)


if __name__ == "__main__":
    unittest.main()
