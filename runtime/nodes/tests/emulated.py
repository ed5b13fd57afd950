"""The real boto3 against an emulated AWS (moto), with a cluster's network, template and documents in it."""

from __future__ import annotations

import json
import os
from typing import Any, Callable
from unittest import mock

import botocore.client
import support  # noqa: F401 (credentials first)
from botocore.exceptions import ClientError
from moto import mock_aws
from support import CLUSTER, REGION, NodeCase

from terrane_node.cloud.aws import AwsCloud
from terrane_node.cloud.aws_clients import CONFIGS, Clients
from terrane_node.node import Node

CONFIGS["plain"] = {}
# Loading the list of public images takes a second for every Region that is touched.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
IMAGE = "ami-0123456789abcdef0"
# Made once for all tests: loading a service's model and making its client takes most of a test's time.
CLIENTS = Clients(REGION)
EC2, SSM = CLIENTS.get("ec2", "plain"), CLIENTS.get("ssm", "plain")
_really = botocore.client.BaseClient._make_api_call


OWN_ADDRESS = "10.0.0.10"


class Metadata:
    """The instance metadata of the machine that the program runs on."""

    def __init__(self) -> None:
        self.id = "i-0123456789abcdef0"
        self.tags: dict[str, str] = {}

    def instance_id(self) -> str:
        return self.id

    def need(self, path: str) -> str:
        return {"local-ipv4": OWN_ADDRESS}[path]

    def tag(self, key: str) -> str | None:
        return self.tags.get(key)


class Calls:
    """The one place where API calls are seen, and where they may be made to fail."""

    def __init__(self, *unseen: Any) -> None:
        """`unseen`: clients of the test itself."""
        self.unseen = unseen
        self.made: list[tuple[str, dict[str, Any]]] = []
        self.rules: list[Callable[[str, dict[str, Any]], tuple[str, str] | None]] = []
        self.answers: dict[str, Callable[[dict[str, Any]], Any]] = {}
        """Answers to operations that the emulator does not know."""

    def of(self, operation: str) -> list[dict[str, Any]]:
        return [parameters for name, parameters in self.made if name == operation]

    def refuse(self, operation: str, code: str, message: str = "refused", **when: Any) -> None:
        """Calls with these parameters fail; `times` restricts how many."""
        times = when.pop("times", None)
        left = [times]

        def rule(name: str, parameters: dict[str, Any]) -> tuple[str, str] | None:
            if name != operation or any(parameters.get(key) != value for key, value in when.items()):
                return None
            if left[0] is not None:
                if left[0] == 0:
                    return None
                left[0] -= 1
            return code, message

        self.rules.append(rule)

    def handle(self, client: Any, name: str, parameters: dict[str, Any]) -> Any:
        if client in self.unseen:
            return _really(client, name, parameters)
        self.made.append((name, parameters))
        for rule in self.rules:
            refused = rule(name, parameters)
            if refused is not None:
                raise ClientError({"Error": {"Code": refused[0], "Message": refused[1]}}, name)
        if name in self.answers:
            return self.answers[name](parameters)
        return _really(client, name, parameters)


class AwsCase(NodeCase):
    partitions = ("compute",)

    def setUp(self) -> None:
        super().setUp()
        emulator = mock_aws()
        emulator.start()
        self.addCleanup(emulator.stop)
        self.ec2, self.ssm = EC2, SSM
        self._make_network()
        self.calls = Calls(self.ec2, self.ssm)
        handle = self.calls.handle
        seen = mock.patch.object(
            botocore.client.BaseClient, "_make_api_call", lambda client, name, given: handle(client, name, given)
        )
        self.metadata = Metadata()
        self.cloud = AwsCloud(REGION, self.clock, self.metadata, CLIENTS)  # type: ignore[arg-type]
        self.put_document("cluster", {"cluster": CLUSTER, "partitions": list(self.partitions)})
        for partition in self.partitions:
            self.put_partition(partition)
        seen.start()
        self.addCleanup(seen.stop)

    def node(self) -> Node:
        return self.node_on(self.cloud)

    def put_document(self, name: str, content: Any) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.ssm.put_parameter(Name=f"/terrane/{CLUSTER}/{name}", Value=text, Type="String", Overwrite=True)

    def put_partition(self, name: str, **changes: Any) -> None:
        content = {
            "partition": name,
            "template": self.template,
            "templateVersion": "1",
            "subnets": self.subnets,
            "machines": ["c5.9xlarge", "c5n.9xlarge"],
            "pricing": "on-demand",
            "onDemandFallback": False,
            "min": 0,
            "max": 500,
            "placement": "none",
        }
        self.put_document(f"partition/{name}", {**content, **changes})

    def launch(self, **tags: str) -> dict[str, Any]:
        """An instance with the tags of a compute node of this cluster, and what else is given (_ for : in names)."""
        given = {"terrane:cluster": CLUSTER, "terrane:role": "compute"}
        given.update({f"terrane:{key}": value for key, value in tags.items()})
        return self.ec2.run_instances(
            ImageId=IMAGE,
            InstanceType="c5.large",
            SubnetId=self.subnets[0],
            MinCount=1,
            MaxCount=1,
            TagSpecifications=[
                {"ResourceType": "instance", "Tags": [{"Key": key, "Value": value} for key, value in given.items()]}
            ],
        )["Instances"][0]

    def running(self) -> list[dict[str, Any]]:
        pages = self.ec2.get_paginator("describe_instances").paginate(
            Filters=[{"Name": "instance-state-name", "Values": ["pending", "running"]}]
        )
        return [one for page in pages for reservation in page["Reservations"] for one in reservation["Instances"]]

    def state_of(self, instance_id: str) -> str:
        found = self.ec2.describe_instances(InstanceIds=[instance_id])
        return found["Reservations"][0]["Instances"][0]["State"]["Name"]

    def _make_network(self) -> None:
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [
            self.ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"{REGION}{zone}")[
                "Subnet"
            ]["SubnetId"]
            for number, zone in enumerate("ab")
        ]
        self.template = self.ec2.create_launch_template(
            LaunchTemplateName="compute",
            LaunchTemplateData={
                "ImageId": IMAGE,
                "InstanceType": "c5.9xlarge",
                "TagSpecifications": [
                    {"ResourceType": "instance", "Tags": [{"Key": "cost-centre", "Value": "geophysics"}]}
                ],
            },
        )["LaunchTemplate"]["LaunchTemplateId"]


def tags_of(instance: dict[str, Any]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in instance.get("Tags", [])}
