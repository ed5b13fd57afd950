"""The pinned moto has the shape that the emulator reads and changes: this fails first when another is installed."""

from __future__ import annotations

import importlib
import inspect
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.emulated import REGION, Emulated

HERE = Path(__file__).parent
REQUIREMENTS = HERE.parent / "requirements.txt"

# What is read of, or put into, objects of moto, by what they are.
ATTRIBUTES = {
    "backend": "reservations vpcs subnets groups route_tables nat_gateways vpc_end_points managed_prefix_lists volumes "
    "enis addresses internet_gateways key_pairs tags amis fleets iam_instance_profile_associations region_name",
    "instance": "id _state state nics image_id instance_type user_data key_name lifecycle metadata_options placement "
    "iam_instance_profile instance_initiated_shutdown_behavior block_device_mapping root_device_name ami_launch_index "
    "disable_api_termination private_dns_name availability_zone spot_instance_request_id ec2_backend security_groups",
    "metadata options": "http_tokens http_endpoint http_put_response_hop_limit instance_metadata_tags",
    "interface": "id subnet private_ip_address public_ip mac_address _group_set instance attachment_id status "
    "interface_type requester_managed description",
    "subnet": "id vpc_id cidr cidr_block availability_zone _subnet_ips map_public_ip_on_launch default_for_az",
    "vpc": "id enable_dns_support enable_dns_hostnames is_default",
    "group": "id name vpc_id is_default ingress_rules egress_rules",
    "rule": "ip_protocol from_port to_port cidr_ipv4 source_group prefix_list_id description",
    "route table": "id vpc_id main_association_id _associations routes",
    "route": "destination_cidr_block gateway_id nat_gateway_id instance_id network_interface_id transit_gateway_id "
    "vpc_peering_connection_id",
    "volume": "id size availability_zone attachment iops throughput",
    "attachment": "instance device",
    "mapping": "volume_id delete_on_termination",
    "image": "id architecture root_device_name ebs_snapshot",
    "prefix list": "id prefix_list_name",
}


def resolved(path: str) -> Any:
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(["moto", *parts[:length]]))
        except ImportError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AssertionError(f"moto has no {path}")


class TheEmulatorsInternals(Emulated):
    def test_are_those_of_the_pinned_release(self) -> None:
        for line in REQUIREMENTS.read_text().splitlines():
            name, _, wanted = line.partition("==")
            self.assertEqual(wanted, version(name.partition("[")[0]), name)

    def test_have_functions_with_these_parameters(self) -> None:
        for path, wanted in json.loads((HERE / "emulator_internals.json").read_text()).items():
            with self.subTest(path):
                found = [name for name in inspect.signature(resolved(path)).parameters if name != "self"]
                self.assertEqual(wanted, found)

    def test_have_these_attributes(self) -> None:
        objects = self.objects()
        self.assertEqual(set(ATTRIBUTES), set(objects))
        for kind, names in ATTRIBUTES.items():
            missing = [name for name in names.split() if not hasattr(objects[kind], name)]
            self.assertEqual([], missing, kind)

    def objects(self) -> dict[str, Any]:
        from moto.ec2.models import ec2_backends

        ec2: Any = ec2_backends[self.emulator.account][REGION]
        instance = ec2.get_instance(self.run_one())
        subnet = instance.nics[0].subnet
        group = instance.nics[0]._group_set[0]
        table = next(iter(ec2.route_tables.values()))
        mapping = instance.block_device_mapping[instance.root_device_name]
        volume = ec2.volumes[mapping.volume_id]
        return {
            "backend": ec2,
            "instance": instance,
            "metadata options": instance.metadata_options,
            "interface": instance.nics[0],
            "subnet": subnet,
            "vpc": ec2.vpcs[subnet.vpc_id],
            "group": group,
            "rule": group.egress_rules[0],
            "route table": table,
            "route": table.routes[0],
            "volume": volume,
            "attachment": volume.attachment,
            "mapping": mapping,
            "image": ec2.amis[instance.image_id],
            "prefix list": next(iter(ec2.managed_prefix_lists.values())),
        }

    def test_have_two_shapes_that_are_easily_missed(self) -> None:
        """Reservations keep their instances in lists; the launched instance is the very object that calls change."""
        from moto.ec2.models import ec2_backends

        ec2: Any = ec2_backends[self.emulator.account][REGION]
        instance_id = self.run_one()
        held = [each for group in ec2.reservations.values() for each in group.instances if each.id == instance_id]
        self.assertEqual(1, len(held))
        self.assertIs(held[0], ec2.get_instance(instance_id))
        self.assertIs(held[0].nics[0], ec2.enis[held[0].nics[0].id])
