"""What the emulator gives away of itself: the world, identities, seeds and fronts."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterable
from ipaddress import IPv4Network
from typing import Any

from tests.emulated import DEBIAN, Emulated

from terrane_rehearsal.world import Permission, Record, Vpc


class TheWorld(Emulated):
    def test_has_what_networks_need(self) -> None:
        vpc, (inside, outside) = self.network("us-east-1a", "us-east-1b")
        self.ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        address = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        nat = self.ec2.create_nat_gateway(SubnetId=outside, AllocationId=address)["NatGateway"]["NatGatewayId"]
        table = self.ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        self.ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
        self.ec2.associate_route_table(RouteTableId=table, SubnetId=inside)
        self.ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[table])
        group = self.group(vpc)
        self.ec2.create_vpc_endpoint(
            VpcId=vpc,
            ServiceName="com.amazonaws.us-east-1.ssm",
            VpcEndpointType="Interface",
            SubnetIds=[inside],
            SecurityGroupIds=[group],
            PrivateDnsEnabled=True,
        )
        world = self.emulator.observe()
        wanted = Vpc(vpc, "us-east-1", (IPv4Network("10.7.0.0/16"),), dns_hostnames=True, internet_gateway=gateway)
        self.assertEqual(wanted, world.vpcs[vpc])
        own = world.route_table_of(inside)
        assert own is not None
        self.assertEqual(
            {("local", "local"), ("nat-gateway", nat)}, {(each.target, each.target_id) for each in own.routes}
        )
        self.assertTrue(getattr(world.route_table_of(outside), "main", False))
        self.assertEqual((outside, True), (world.nat_gateways[nat].subnet, world.nat_gateways[nat].public))
        endpoints = {each.service: each for each in world.endpoints.values() if each.vpc == vpc}
        self.assertEqual(("gateway", (table,)), (endpoints["s3"].kind, endpoints["s3"].route_tables))
        ssm = endpoints["ssm"]
        self.assertEqual(("interface", (inside,), (group,), True), (ssm.kind, ssm.subnets, ssm.groups, ssm.private_dns))
        self.ec2.delete_vpc_endpoints(VpcEndpointIds=[ssm.id])
        self.ec2.delete_nat_gateway(NatGatewayId=nat)
        world = self.emulator.observe()
        self.assertNotIn(ssm.id, world.endpoints)
        self.assertNotIn(nat, world.nat_gateways)
        self.ec2.delete_subnet(SubnetId=outside)

    def test_lets_members_of_a_default_group_reach_one_another(self) -> None:
        vpc, _ = self.network()
        groups = self.emulator.observe().groups
        default = next(each for each in groups.values() if each.vpc == vpc and each.name == "default")
        self.assertEqual((default.id,), tuple(each.group for each in default.ingress))
        self.assertEqual("-1", default.ingress[0].protocol)

    def test_has_every_kind_of_rule(self) -> None:
        vpc, _ = self.network()
        group = self.group(vpc)
        world = self.emulator.observe()
        self.assertEqual((Permission("-1", cidr=IPv4Network("0.0.0.0/0")),), world.groups[group].egress)
        (s3,) = (each for each, service in world.prefix_lists.items() if service == "s3")
        peers: list[dict[str, Any]] = [
            {"IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "all"}]},
            {"UserIdGroupPairs": [{"GroupId": group, "Description": "own"}]},
            {"PrefixListIds": [{"PrefixListId": s3}]},
        ]
        rules = [
            {"IpProtocol": "tcp", "FromPort": 1 + number, "ToPort": 9, **peer} for number, peer in enumerate(peers)
        ]
        ping = {"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
        self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[*rules, ping])
        wanted = {
            Permission("tcp", 1, 9, cidr=IPv4Network("10.0.0.0/8"), description="all"),
            Permission("tcp", 2, 9, group=group, description="own"),
            Permission("tcp", 3, 9, prefix_list=s3),
            Permission("icmp", cidr=IPv4Network("10.0.0.0/8")),
        }
        self.assertEqual(wanted, set(self.emulator.observe().groups[group].ingress))

    def test_has_file_servers_at_addresses_of_their_subnets(self) -> None:
        vpc, (subnet,) = self.network()
        group = self.group(vpc)
        efs, fsx = self.emulator.client("efs"), self.emulator.client("fsx")
        home = efs.create_file_system(CreationToken="home")["FileSystemId"]
        target = efs.create_mount_target(FileSystemId=home, SubnetId=subnet, SecurityGroups=[group])
        lustre = fsx.create_file_system(
            FileSystemType="LUSTRE",
            StorageCapacity=1200,
            SubnetIds=[subnet],
            SecurityGroupIds=[group],
            LustreConfiguration={"DeploymentType": "SCRATCH_2"},
        )["FileSystem"]
        servers = {each.file_system: each for each in self.emulator.observe().file_servers}
        nfs, scratch = servers[home], servers[lustre["FileSystemId"]]
        self.assertEqual(("efs", target["IpAddress"], 2049, "/"), (nfs.kind, nfs.address, nfs.port, nfs.export))
        self.assertIn(f"{home}.efs.us-east-1.amazonaws.com", nfs.names)
        mount_name = lustre["LustreConfiguration"]["MountName"]
        self.assertEqual(
            ("lustre", 988, mount_name, (group,)), (scratch.kind, scratch.port, scratch.export, scratch.groups)
        )
        self.assertEqual((lustre["DNSName"],), scratch.names)
        interfaces = self.ec2.describe_network_interfaces(NetworkInterfaceIds=lustre["NetworkInterfaceIds"])
        self.assertEqual(scratch.address, interfaces["NetworkInterfaces"][0]["PrivateIpAddress"])
        self.refused("DependencyViolation", self.ec2.delete_subnet, SubnetId=subnet)
        fsx.delete_file_system(FileSystemId=lustre["FileSystemId"])
        self.refused("FileSystemNotFound", fsx.describe_file_systems, FileSystemIds=[lustre["FileSystemId"]])
        efs.delete_mount_target(MountTargetId=target["MountTargetId"])
        self.ec2.delete_subnet(SubnetId=subnet)

    def test_has_private_zones_and_other_regions(self) -> None:
        vpc, _ = self.network()
        route53 = self.emulator.client("route53")
        network = {"VPCRegion": "us-east-1", "VPCId": vpc}
        zone = route53.create_hosted_zone(Name="Lab.internal", CallerReference="1", VPC=network)["HostedZone"]["Id"]
        record = {"Name": "head.lab.internal", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.7.0.9"}]}
        batch = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]}
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)
        (seen,) = self.emulator.observe().zones
        self.assertEqual(("lab.internal", (vpc,)), (seen.name, seen.vpcs))
        self.assertEqual((Record("head.lab.internal", "A", ("10.7.0.9",)),), seen.records)
        west = self.emulator.client("ec2", "us-west-2")
        made = west.run_instances(ImageId=DEBIAN, InstanceType="c5.large", MinCount=1, MaxCount=1)["Instances"][0]
        self.assertEqual("us-west-2", self.seen(made["InstanceId"]).region)
        parameter = self.emulator.client("ssm", "us-west-2").get_parameter(Name="/cdk-bootstrap/hnb659fds/version")
        self.assertEqual("30", parameter["Parameter"]["Value"])

    def test_knows_what_images_are(self) -> None:
        parameters = self.emulator.client("ssm")
        name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id"
        ubuntu = parameters.get_parameter(Name=name)["Parameter"]["Value"]
        self.assertTrue(ubuntu.startswith("ami-"))
        names = [{"Name": "name", "Values": ["debian-13-amd64-*"]}]
        (debian,) = self.ec2.describe_images(Owners=["136693071363"], Filters=names)["Images"]
        self.assertEqual((DEBIAN, 8), (debian["ImageId"], debian["BlockDeviceMappings"][0]["Ebs"]["VolumeSize"]))
        own = self.ec2.create_image(InstanceId=self.run_one(), Name="own")["ImageId"]
        self.run_one(ImageId=own)

    def test_is_equal_until_something_changes_and_quickly_read(self) -> None:
        made = self.ec2.run_instances(ImageId=DEBIAN, InstanceType="c5d.9xlarge", MinCount=10, MaxCount=10)
        first = self.emulator.observe()
        self.assertEqual(first, self.emulator.observe())
        instance = first.instances[made["Instances"][0]["InstanceId"]]
        self.assertEqual((900,), instance.hardware.local_disks_gb)
        times = []
        for _ in range(20):
            began = time.process_time()
            self.emulator.observe()
            times.append(time.process_time() - began)
        self.assertLess(min(times), 0.005)
        self.emulator.booted(instance.id)
        self.assertNotEqual(first, self.emulator.observe())


class Identities(Emulated):
    def test_of_an_instance_are_those_of_its_role(self) -> None:
        profile = self.profile("Head")
        iam = self.emulator.client("iam")
        document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
        iam.put_role_policy(RoleName="Head", PolicyName="own", PolicyDocument=document)
        managed = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
        iam.attach_role_policy(RoleName="Head", PolicyArn=managed)
        instance = self.run_one(IamInstanceProfile={"Arn": profile})
        keys = self.emulator.credentials(instance)
        assert keys is not None
        self.assertEqual(keys, self.emulator.credentials(instance))
        self.assertEqual("Head", keys.role)
        self.assertGreater((keys.expires - keys.updated).total_seconds(), 3600)
        caller = self.emulator.caller(keys.access_key)
        assert caller is not None
        self.assertEqual(("Head", instance, instance), (caller.role, caller.session, caller.instance))
        self.assertIsNone(self.emulator.caller("AKIANOBODY"))
        policies = {each.name: each for each in self.emulator.policies("Head")}
        self.assertEqual({"own", "AmazonSSMManagedInstanceCore"}, set(policies))
        self.assertEqual((None, managed), (policies["own"].arn, policies["AmazonSSMManagedInstanceCore"].arn))
        self.assertEqual("s3:GetObject", policies["own"].document["Statement"][0]["Action"])
        self.assertIn("Statement", policies["AmazonSSMManagedInstanceCore"].document)
        self.assertIsNone(self.emulator.boundary("Head"))
        iam.put_role_permissions_boundary(RoleName="Head", PermissionsBoundary=managed)
        self.assertEqual(managed, getattr(self.emulator.boundary("Head"), "arn", None))

    def test_are_none_without_a_profile(self) -> None:
        self.assertIsNone(self.emulator.credentials(self.run_one()))

    def test_come_with_the_tags_of_resources(self) -> None:
        tags = [{"Key": "of", "Value": "lab"}]
        secret = self.emulator.client("secretsmanager").create_secret(Name="s", SecretString="x", Tags=tags)["ARN"]
        self.emulator.client("ssm").put_parameter(Name="/lab/p", Type="String", Value="x", Tags=tags)
        instance = self.run_one(TagSpecifications=[{"ResourceType": "instance", "Tags": tags}])
        start = "arn:aws:{}:us-east-1:123456789012:{}"
        for arn in (secret, start.format("ssm", "parameter/lab/p"), start.format("ec2", f"instance/{instance}")):
            self.assertEqual({"of": "lab"}, self.emulator.resource_tags(arn), arn)
        self.assertEqual({}, self.emulator.resource_tags(start.format("ec2", "instance/i-0123456789abcdef0")))


class TheFront(Emulated):
    def test_puts_an_application_before_a_service(self) -> None:
        def other(environ: Any, start_response: Any) -> Iterable[bytes]:
            start_response("200 OK", [("Content-Type", "application/json")])
            return [b'{"nodegroups": ["mine"]}']

        self.emulator.intercept("eks", other)
        found = self.emulator.client("eks").list_nodegroups(clusterName="x")["nodegroups"]
        self.assertEqual(["mine"], found)

    def test_answers_what_is_not_emulated_in_words(self) -> None:
        said = self.refused("NotImplemented", self.ec2.describe_instance_image_metadata)
        self.assertIn("The rehearsal cloud does not emulate this of ec2", said)
        events = self.emulator._context.journal.after(0)
        self.assertIn("emulator", [each["event"] for each in events])

    def test_keeps_whole_what_is_put_and_user_data(self) -> None:
        s3 = self.emulator.client("s3")
        bucket = "cdk-hnb659fds-assets-123456789012-us-east-1"
        data = bytes(range(256)) * 4096
        s3.put_object(Bucket=bucket, Key="a b/ü", Body=data)
        self.assertEqual(data, s3.get_object(Bucket=bucket, Key="a b/ü")["Body"].read())
        instance = self.run_one(UserData=data[:16384])
        self.assertEqual(data[:16384], self.seen(instance).user_data)
        shown = self.ec2.describe_instance_attribute(InstanceId=instance, Attribute="userData")["UserData"]["Value"]
        self.assertEqual(data[:16384], base64.b64decode(shown))
