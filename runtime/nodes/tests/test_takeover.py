from __future__ import annotations

from datetime import timedelta

import boto3
from emulated import AwsCase
from support import CLUSTER, REGION, START, CloudStub, NodeCase

from terrane_node.cloud.base import Disk, Instance
from terrane_node.errors import CloudError, NodeError
from terrane_node.takeover import DeviceNames, Takeover

ME, FORMER = "i-0123456789abcdef0", "i-0fffffffffffffff0"
HEAD = {"terrane:cluster": CLUSTER, "terrane:role": "head"}


class TwoHeads(CloudStub):
    """A volume and the machines that it goes between; what happens to them is noted in `done`."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.states = {ME: "running", FORMER: "running"}
        self.tags_of = {ME: HEAD, FORMER: HEAD}
        self.made = {ME: START, FORMER: START - timedelta(days=1)}
        self.volume = Disk("vol-1", "in-use", FORMER, "attached", "/dev/sdf")
        self.stops_when_asked = True

    def instance(self, instance_id: str) -> Instance | None:
        if self.states[instance_id] == "gone":
            return None
        return Instance(
            instance_id,
            self.states[instance_id],
            "10.0.0.1",
            self.made[instance_id],
            self.tags_of[instance_id],
        )

    def free_devices(self, instance_id: str) -> list[str]:
        return ["/dev/sdg", "/dev/sdh"]

    def disk(self, disk_id: str) -> Disk:
        return self.volume

    def stop(self, instance_id: str, force: bool) -> None:
        self.done.append(f"stop {instance_id}" + (" by force" if force else ""))
        if self.stops_when_asked or force:
            self.states[instance_id] = "stopped"

    def detach_disk(self, disk_id: str, instance_id: str) -> None:
        self.done.append(f"detach from {instance_id}")
        self.volume = Disk("vol-1", "available")

    def attach_disk(self, disk_id: str, instance_id: str, device: str) -> None:
        self.done.append(f"attach to {instance_id} as {device}")
        self.volume = Disk("vol-1", "in-use", instance_id, "attached", device)


class Fencing(NodeCase):
    def setUp(self) -> None:
        super().setUp()
        self.cloud = TwoHeads()

    def attach(self) -> Disk:
        return Takeover(self.node_on(self.cloud), "vol-1", ME).attach()

    def test_the_former_head_is_stopped_before_its_volume_is_taken(self) -> None:
        self.assertEqual(self.attach().holder, ME)
        self.assertEqual(self.cloud.done, [f"stop {FORMER}", f"detach from {FORMER}", f"attach to {ME} as /dev/sdg"])

    def test_a_volume_that_is_here_stays_here(self) -> None:
        self.cloud.volume = Disk("vol-1", "in-use", ME, "attached", "/dev/sdf")
        self.attach()
        self.assertEqual(self.cloud.done, [])

    def test_a_free_volume_is_attached_and_nobody_is_stopped(self) -> None:
        self.cloud.volume = Disk("vol-1", "available")
        self.attach()
        self.assertEqual(self.cloud.done, [f"attach to {ME} as /dev/sdg"])

    def test_a_head_that_stopped_already_is_not_stopped_again(self) -> None:
        self.cloud.states[FORMER] = "stopped"
        self.attach()
        self.assertEqual(self.cloud.done[0], f"detach from {FORMER}")

    def test_a_hung_head_is_stopped_by_force(self) -> None:
        self.cloud.stops_when_asked = False
        self.attach()
        self.assertEqual(self.cloud.done[:2], [f"stop {FORMER}", f"stop {FORMER} by force"])

    def test_a_head_that_does_not_stop_keeps_its_volume(self) -> None:
        self.cloud.stop = lambda instance_id, force: None  # type: ignore[method-assign]
        with self.assertRaisesRegex(NodeError, f"{FORMER} holds volume vol-1 and does not stop"):
            self.attach()
        self.assertEqual(self.cloud.done, [])

    def test_a_machine_of_another_cluster_or_role_is_never_stopped(self) -> None:
        for tags in ({}, {**HEAD, "terrane:cluster": "lake"}, {**HEAD, "terrane:role": "compute"}):
            for state in ("running", "stopped"):
                with self.subTest(tags=tags, state=state):
                    self.cloud.tags_of[FORMER], self.cloud.states[FORMER] = tags, state
                    with self.assertRaisesRegex(NodeError, "no head of cluster ocean: not stopped"):
                        self.attach()
                    self.assertEqual(self.cloud.done, [])

    def test_a_former_head_that_is_started_again_does_not_take_the_volume_back(self) -> None:
        self.cloud.made[FORMER] = START + timedelta(seconds=1)
        with self.assertRaisesRegex(NodeError, "a newer head"):
            self.attach()
        self.assertEqual(self.cloud.done, [])

    def test_a_head_that_is_started_again_during_the_takeover_keeps_its_volume(self) -> None:
        looks = iter(["running", "stopped", "running"])
        states = self.cloud.states

        def instance(instance_id: str) -> Instance | None:
            if instance_id == FORMER:
                states[FORMER] = next(looks)
            return TwoHeads.instance(self.cloud, instance_id)

        self.cloud.instance = instance  # type: ignore[method-assign]
        with self.assertRaisesRegex(NodeError, "runs again"):
            self.attach()
        self.assertNotIn(f"detach from {FORMER}", self.cloud.done)

    def test_a_terminated_machine_lets_go_by_itself(self) -> None:
        for state in ("terminated", "gone"):
            with self.subTest(state):
                self.cloud = TwoHeads()
                self.cloud.states[FORMER] = state
                self.attach()
                self.assertEqual(self.cloud.done[0], f"detach from {FORMER}")

    def test_a_volume_that_does_not_come_free_is_named_with_its_state(self) -> None:
        self.cloud.volume = Disk("vol-1", "creating")
        with self.assertRaisesRegex(NodeError, "volume vol-1 is not free: creating"):
            self.attach()


class OnAws(AwsCase):
    def setUp(self) -> None:
        super().setUp()
        self.volume = self.ec2.create_volume(AvailabilityZone=f"{REGION}a", Size=8)["VolumeId"]
        self.former = self.launch(role="head")["InstanceId"]
        self.ec2.attach_volume(VolumeId=self.volume, InstanceId=self.former, Device="/dev/sdf")
        self.own = self.launch(role="head")["InstanceId"]

    def test_a_volume_goes_from_the_former_head_to_this_one(self) -> None:
        disk = Takeover(self.node(), self.volume, self.own).attach()
        self.assertEqual((disk.holder, disk.device, disk.attachment), (self.own, "/dev/sdf", "attached"))
        self.assertEqual((self.state_of(self.former), self.state_of(self.own)), ("stopped", "running"))

    def test_a_second_volume_gets_a_name_of_its_own(self) -> None:
        both = (self.volume, self._another())
        names = [Takeover(self.node(), volume, self.own).attach().device for volume in both]
        self.assertEqual(names, ["/dev/sdf", "/dev/sdg"])

    def test_volumes_that_are_attached_side_by_side_get_different_names(self) -> None:
        names, free = DeviceNames(), self.cloud.free_devices(self.own)
        self.assertEqual([names.take(free) for _ in range(2)], ["/dev/sdf", "/dev/sdg"])
        self.assertIsNone(names.take(free[:2]))

    def test_a_device_that_xen_calls_otherwise_is_in_use(self) -> None:
        self.ec2.attach_volume(VolumeId=self._another(), InstanceId=self.own, Device="/dev/xvdf")
        self.assertEqual(self.cloud.free_devices(self.own)[0], "/dev/sdg")

    def test_a_volume_that_was_let_go_meanwhile_is_no_error(self) -> None:
        self.calls.refuse("DetachVolume", "IncorrectState", "Volume 'vol-1' is in the 'available' state.", times=1)
        self.cloud.detach_disk(self.volume, self.former)
        self.calls.refuse("DetachVolume", "UnauthorizedOperation", VolumeId="vol-2")
        with self.assertRaisesRegex(CloudError, "UnauthorizedOperation"):
            self.cloud.detach_disk("vol-2", self.former)

    def test_a_missing_permission_stops_nothing(self) -> None:
        self.calls.refuse("StopInstances", "UnauthorizedOperation")
        with self.assertRaisesRegex(CloudError, "UnauthorizedOperation"):
            Takeover(self.node(), self.volume, self.own).attach()
        self.assertEqual(self.calls.of("DetachVolume"), [])

    def _another(self) -> str:
        return str(boto3.client("ec2", REGION).create_volume(AvailabilityZone=f"{REGION}a", Size=8)["VolumeId"])
