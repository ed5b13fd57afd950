"""What is asked of a fault: what cannot be is refused with what would do."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import Mock

from terrane_rehearsal.carry_out import carry_out
from terrane_rehearsal.faults import ApiFaults
from terrane_rehearsal.imds import Metadata
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.oracle import Oracle

from tests.emulated import REGION, Emulated
from tests.sample_instance import HEAD


class _Hosts:
    def fill(self, instance_id: str, path: str) -> None:
        if path != "/":
            raise FileNotFoundError(2, "No such file or directory")


class CarryOut(Emulated):
    def setUp(self) -> None:
        super().setUp()
        faults, metadata = ApiFaults(self.emulator), SimpleNamespace(clear_faults=lambda: None)
        self.cloud: Any = SimpleNamespace(
            emulator=self.emulator,
            region=REGION,
            hosts=_Hosts(),
            api_faults=faults,
            metadata=cast(Metadata, metadata),
            oracle=Oracle("eu-frankfurt-1", Mock(spec=Journal), lambda _: None),
        )
        self.asked: Any = SimpleNamespace(host=lambda name: replace(HEAD, spot=name == "spot"))

    def done(self, **spec: Any) -> str:
        return carry_out(self.cloud, self.asked, spec)

    def wrong(self, text: str, **spec: Any) -> None:
        with self.assertRaisesRegex(ValueError, text):
            self.done(**spec)

    def test_capacity_is_of_a_type_and_a_zone_that_are_there(self) -> None:
        self.assertEqual(
            self.done(kind="capacity", type="c7i.large", zone="us-east-1a", times=1),
            "EC2 has no capacity for c7i.large in us-east-1a for the next launch",
        )
        self.wrong(
            "us-east-1 has no machine type 'c7i.lrge'; did you mean 'c7i.large'?", kind="capacity", type="c7i.lrge"
        )
        self.wrong(
            "c7i.large is not offered in 'us-east-1z'; it is in us-east-1a, ",
            kind="capacity",
            type="c7i.large",
            zone="us-east-1z",
        )
        self.wrong("'times' must be a whole number", kind="capacity", type="c7i.large", times=1.5)

    def test_capacity_of_a_shape_of_oci(self) -> None:
        shape = "VM.Standard.E5.Flex"
        self.wrong("is for machine types of AWS", kind="capacity", type=shape, times=1)
        self.wrong("eu-frankfurt-1 has no 'a'", kind="capacity", type=shape, zone="a")
        said = "OCI is out of host capacity for VM.Standard.E5.Flex in every availability domain"
        self.assertEqual(said, self.done(kind="capacity", type=shape))
        faults = self.cloud.oracle.begin().faults
        self.assertEqual({(shape, None)}, faults.full)
        self.done(kind="clear")
        self.assertEqual(set(), faults.full)

    def test_only_a_spot_instance_is_taken_back(self) -> None:
        self.wrong("is no spot instance", kind="spot", host="head")

    def test_a_folder_that_is_not_there_cannot_be_full(self) -> None:
        self.assertEqual(self.done(kind="fill", host="head"), f"/ of head ({HEAD.id}) is full")
        self.wrong("/data of head .*: No such file or directory", kind="fill", host="head", path="/data")

    def test_one_fault_of_an_api_is_cleared_or_all(self) -> None:
        for _ in range(2):
            self.done(kind="slow", service="s3", seconds=1)
        self.done(kind="capacity", type="c7i.large")
        self.assertEqual(self.done(kind="clear", id="1"), "fault 1 is gone")
        self.assertEqual([each["id"] for each in self.cloud.api_faults.list()], ["2"])
        self.assertTrue(self.emulator.faults.lacks_capacity("c7i.large", "us-east-1a"))
        self.done(kind="clear")
        self.assertEqual(self.cloud.api_faults.list(), [])
        self.assertFalse(self.emulator.faults.lacks_capacity("c7i.large", "us-east-1a"))
