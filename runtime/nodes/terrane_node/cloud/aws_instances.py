"""EC2 instances: launched from a template, found by their tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from terrane_node.clock import Clock
from terrane_node.cloud.attempts import until_answered
from terrane_node.cloud.aws_clients import Clients, translated
from terrane_node.cloud.base import CLUSTER_TAG, NODE_TAG, ROLE_TAG, Instance, Order
from terrane_node.errors import CloudError

# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html: at most 200 values in a filter.
VALUES_A_FILTER = 200
IDS_A_CALL = 100


class AwsInstances:
    _clients: Clients
    _clock: Clock

    def launch(self, order: Order) -> Instance:
        request = launch_request(order)
        client = self._clients.get("ec2", "once")

        def attempt() -> Instance:
            with translated():
                return _instance(client.run_instances(**request)["Instances"][0])

        return until_answered(self._clock, attempt)

    def template_tags(self, template: str, version: str) -> dict[str, str]:
        with translated():
            answer = self._clients.get("ec2").describe_launch_template_versions(
                LaunchTemplateId=template, Versions=[version]
            )
        data = answer["LaunchTemplateVersions"][0]["LaunchTemplateData"]
        return {
            tag["Key"]: tag["Value"]
            for each in data.get("TagSpecifications") or []
            if each.get("ResourceType") == "instance"
            for tag in each.get("Tags") or []
        }

    def template_marks(self, templates: Sequence[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {template: {} for template in templates}
        for some in _some(sorted(found)):
            with translated():
                pages = self._clients.get("ec2").get_paginator("describe_tags")
                for page in pages.paginate(Filters=[{"Name": "resource-id", "Values": some}]):
                    for tag in page["Tags"]:
                        found[tag["ResourceId"]][tag["Key"]] = tag["Value"]
        return found

    def unmark(self, templates: Sequence[str], keys: Sequence[str]) -> None:
        with translated():
            self._clients.get("ec2", "once").delete_tags(Resources=list(templates), Tags=[{"Key": key} for key in keys])

    def find(
        self, cluster: str, role: str, states: Sequence[str], nodes: Sequence[str] | None = None
    ) -> list[Instance]:
        common = {f"tag:{CLUSTER_TAG}": [cluster], f"tag:{ROLE_TAG}": [role], "instance-state-name": list(states)}
        if nodes is None:
            return self._describe(common)
        found: list[Instance] = []
        for start in range(0, len(nodes), VALUES_A_FILTER):
            found += self._describe({**common, f"tag:{NODE_TAG}": list(nodes[start : start + VALUES_A_FILTER])})
        return found

    def _describe(self, filters: Mapping[str, list[str]]) -> list[Instance]:
        pages = self._clients.get("ec2").get_paginator("describe_instances")
        given = [{"Name": name, "Values": values} for name, values in filters.items()]
        with translated():
            return [
                _instance(raw)
                for page in pages.paginate(Filters=given)
                for reservation in page["Reservations"]
                for raw in reservation["Instances"]
            ]

    def terminate(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), IDS_A_CALL):
            self._terminate(list(ids[start : start + IDS_A_CALL]))

    def _terminate(self, ids: list[str]) -> None:
        try:
            with translated():
                self._clients.get("ec2").terminate_instances(InstanceIds=ids)
        except CloudError as error:
            if error.code != "InvalidInstanceID.NotFound":
                raise
            # The message names the ids that are gone; the call ended none of the others.
            gone = set(re.findall(r"i-[0-9a-f]+", str(error)))
            left = [instance_id for instance_id in ids if instance_id not in gone]
            if left and len(left) < len(ids):
                self._terminate(left)

    def instance(self, instance_id: str) -> Instance | None:
        try:
            with translated():
                answer = self._clients.get("ec2").describe_instances(InstanceIds=[instance_id])
        except CloudError as error:
            if error.code == "InvalidInstanceID.NotFound":
                return None
            raise
        found = [raw for reservation in answer["Reservations"] for raw in reservation["Instances"]]
        return _instance(found[0]) if found else None

    def stop(self, instance_id: str, force: bool) -> None:
        with translated():
            self._clients.get("ec2").stop_instances(InstanceIds=[instance_id], Force=force)


def launch_request(order: Order) -> dict[str, Any]:
    """RunInstances takes all tags from the request once it names some, so they are complete here."""
    tags = [{"Key": key, "Value": value} for key, value in order.tags.items()]
    request: dict[str, Any] = {
        "LaunchTemplate": {"LaunchTemplateId": order.template, "Version": order.template_version},
        "InstanceType": order.machine,
        "MinCount": 1,
        "MaxCount": 1,
        "ClientToken": order.token,
        "TagSpecifications": [{"ResourceType": kind, "Tags": tags} for kind in ("instance", "volume")],
    }
    if not order.placed_by_template:
        request["SubnetId"] = order.subnet
    if order.spot:
        request["InstanceMarketOptions"] = {
            "MarketType": "spot",
            "SpotOptions": {"SpotInstanceType": "one-time", "InstanceInterruptionBehavior": "terminate"},
        }
    return request


def _instance(raw: Mapping[str, Any]) -> Instance:
    mappings = raw.get("BlockDeviceMappings") or []
    # LaunchTime moves with every start; the root volume is attached once.
    attached = [mapping["Ebs"]["AttachTime"] for mapping in mappings if mapping.get("Ebs", {}).get("AttachTime")]
    return Instance(
        id=raw["InstanceId"],
        state=raw["State"]["Name"],
        address=raw.get("PrivateIpAddress") or None,
        created=min([raw["LaunchTime"], *attached]),
        tags={tag["Key"]: tag["Value"] for tag in raw.get("Tags") or []},
    )


def _some(values: Sequence[str]) -> list[list[str]]:
    """As many at a time as a filter takes."""
    return [list(values[start : start + VALUES_A_FILTER]) for start in range(0, len(values), VALUES_A_FILTER)]
