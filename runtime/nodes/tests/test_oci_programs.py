"""The programs of the head on Oracle's cloud, through the real SDK."""

from __future__ import annotations

import json

from oracle import OWN_ADDRESS, SHAPE, OciCase
from support import CLUSTER, command

from terrane_node.cloud.base import LIVE, Instance


class Resume(OciCase):
    """The programs of the head, on this cloud."""

    def setUp(self) -> None:
        super().setUp()
        self.make_bucket()
        self.put("terrane/ocean/cluster", json.dumps({"cluster": CLUSTER, "partitions": ["compute"]}).encode())
        partition = {
            "partition": "compute",
            "template": self.template(),
            "templateVersion": "1",
            "subnets": [self.subnet],
            "machines": [f"{SHAPE}.8.64", "VM.Optimized3.Flex.4.56"],
            "pricing": "on-demand",
            "min": 0,
            "max": 9,
            "placement": "none",
        }
        self.put("terrane/ocean/partition/compute", json.dumps(partition).encode())

    def machines(self) -> dict[str | None, Instance]:
        return {each.node: each for each in self.cloud.find(CLUSTER, "compute", LIVE)}

    def test_launches_a_machine_a_node_and_tells_slurm_where_they_are(self) -> None:
        self.assertEqual(command(self.node(), "resume", "compute-1,compute-2"), 0)
        made = self.machines()
        self.assertEqual(set(made), {"compute-1", "compute-2"})
        for name, machine in made.items():
            told = f"nodename={name} nodeaddr={machine.address} nodehostname={name}"
            self.assertIn(told, self.programs.updates())
            self.assertEqual(machine.tags["terrane:head"], OWN_ADDRESS)
            self.assertEqual(machine.tags["cost-centre"], "geophysics")

    def test_takes_the_next_shape_where_the_first_cannot_be_had(self) -> None:
        self.oci.faults.no_capacity(SHAPE)
        self.assertEqual(command(self.node(), "resume", "compute-1"), 0)
        self.assertEqual(self.raw(self.machines()["compute-1"].id)["shape"], "VM.Optimized3.Flex")

    def test_without_any_capacity_slurm_hears_why(self) -> None:
        for shape in (SHAPE, "VM.Optimized3.Flex"):
            self.oci.faults.no_capacity(shape)
        self.assertEqual(command(self.node(), "resume", "compute-1"), 1)
        self.assertIn("no capacity: InternalError: launch_instance: Out of host capacity", self.programs.updates()[0])

    def test_suspend_ends_them(self) -> None:
        command(self.node(), "resume", "compute-1,compute-2")
        self.assertEqual(command(self.node(), "suspend", "compute-2"), 0)
        self.assertEqual(set(self.machines()), {"compute-1"})
