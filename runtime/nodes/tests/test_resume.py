from __future__ import annotations

from emulated import OWN_ADDRESS, AwsCase, tags_of
from support import CLUSTER, command

CAPACITY = "InsufficientInstanceCapacity"


class Resume(AwsCase):
    def resume(self, nodelist: str) -> int:
        return command(self.node(), "resume", nodelist)

    def test_launches_one_machine_a_node_and_tells_slurm_where_it_is(self) -> None:
        self.assertEqual(self.resume("compute-1,compute-2"), 0)
        machines = {tags_of(one)["terrane:node"]: one for one in self.running()}
        self.assertEqual(sorted(machines), ["compute-1", "compute-2"])
        self.assertEqual(
            sorted(self.programs.updates()),
            sorted(
                f"nodename={name} nodeaddr={one['PrivateIpAddress']} nodehostname={name}"
                for name, one in machines.items()
            ),
        )

    def test_launches_from_the_template_with_all_tags_on_instance_and_volumes(self) -> None:
        self.resume("compute-7")
        request = self.calls.of("RunInstances")[0]
        self.assertEqual(request["LaunchTemplate"], {"LaunchTemplateId": self.template, "Version": "1"})
        self.assertEqual((request["MinCount"], request["MaxCount"]), (1, 1))
        self.assertEqual((request["InstanceType"], request["SubnetId"]), ("c5.9xlarge", self.subnets[0]))
        self.assertEqual([one["ResourceType"] for one in request["TagSpecifications"]], ["instance", "volume"])
        for specification in request["TagSpecifications"]:
            self.assertEqual(
                {tag["Key"]: tag["Value"] for tag in specification["Tags"]},
                {
                    "terrane:cluster": CLUSTER,
                    "terrane:role": "compute",
                    "terrane:partition": "compute",
                    "terrane:node": "compute-7",
                    "terrane:head": OWN_ADDRESS,
                    "cost-centre": "geophysics",
                    "Name": "ocean compute-7",
                },
            )
        self.assertNotIn("InstanceMarketOptions", request)

    def test_tokens_differ_among_nodes_and_offers_and_runs(self) -> None:
        self.calls.refuse("RunInstances", CAPACITY, InstanceType="c5.9xlarge")
        self.resume("compute-1,compute-2")
        self.ec2.terminate_instances(InstanceIds=[one["InstanceId"] for one in self.running()])
        self.resume("compute-1,compute-2")
        tokens = [one["ClientToken"] for one in self.calls.of("RunInstances")]
        self.assertEqual(len(tokens), len(set(tokens)))
        self.assertLessEqual(max(map(len, tokens)), 64)

    def test_a_repeated_request_carries_the_same_token(self) -> None:
        self.calls.refuse("RunInstances", "RequestLimitExceeded", times=2)
        self.assertEqual(self.resume("compute-1"), 0)
        tokens = [one["ClientToken"] for one in self.calls.of("RunInstances")]
        self.assertEqual((len(tokens), len(set(tokens))), (3, 1))
        self.assertEqual(len(self.clock.naps), 2)

    def test_spot_is_asked_for_in_the_request(self) -> None:
        self.put_partition("compute", pricing="spot")
        self.resume("compute-1")
        self.assertEqual(
            self.calls.of("RunInstances")[0]["InstanceMarketOptions"],
            {
                "MarketType": "spot",
                "SpotOptions": {"SpotInstanceType": "one-time", "InstanceInterruptionBehavior": "terminate"},
            },
        )

    def test_a_template_with_interfaces_of_its_own_places_the_machine_itself(self) -> None:
        self.put_partition("compute", interfaces=32)
        self.resume("compute-1")
        request = self.calls.of("RunInstances")[0]
        self.assertNotIn("SubnetId", request)
        self.assertNotIn("NetworkInterfaces", request)

    def test_tags_of_the_template_reach_the_node_and_so_does_the_address_of_the_head(self) -> None:
        self.resume("compute-1")
        tags = tags_of(self.running()[0])
        self.assertEqual(tags["cost-centre"], "geophysics")
        self.assertEqual(tags["terrane:head"], OWN_ADDRESS)
        self.assertEqual(tags["terrane:node"], "compute-1")

    def test_partition_names_may_hold_hyphens(self) -> None:
        self.put_partition("big-mem")
        self.assertEqual(self.resume("big-mem-12"), 0)
        self.assertEqual(tags_of(self.running()[0])["terrane:partition"], "big-mem")

    def test_a_hundred_nodes_take_a_hundred_requests_and_one_search(self) -> None:
        self.assertEqual(self.resume(",".join(f"compute-{number}" for number in range(1, 101))), 0)
        self.assertEqual(len(self.running()), 100)
        self.assertEqual(len(self.calls.of("DescribeInstances")), 1)


class ResumeWithoutCapacity(AwsCase):
    def resume(self, nodelist: str) -> int:
        return command(self.node(), "resume", nodelist)

    def asked(self) -> list[tuple[str, str, bool]]:
        return [
            (one["InstanceType"], one["SubnetId"], "InstanceMarketOptions" in one)
            for one in self.calls.of("RunInstances")
        ]

    def test_tries_machine_types_then_subnets(self) -> None:
        self.calls.refuse("RunInstances", CAPACITY, SubnetId=self.subnets[0])
        self.assertEqual(self.resume("compute-1"), 0)
        first, second = self.subnets
        self.assertEqual(
            self.asked(), [("c5.9xlarge", first, False), ("c5n.9xlarge", first, False), ("c5.9xlarge", second, False)]
        )

    def test_falls_back_to_on_demand_after_all_of_spot(self) -> None:
        self.put_partition("compute", pricing="spot", onDemandFallback=True, subnets=self.subnets[:1])
        spot = {
            "MarketType": "spot",
            "SpotOptions": {"SpotInstanceType": "one-time", "InstanceInterruptionBehavior": "terminate"},
        }
        self.calls.refuse("RunInstances", "SpotMaxPriceTooLow", InstanceMarketOptions=spot)
        self.assertEqual(self.resume("compute-1"), 0)
        self.assertEqual([(machine, spot) for machine, _, spot in self.asked()][-1], ("c5.9xlarge", False))
        self.assertEqual(len(self.asked()), 3)

    def test_does_not_fall_back_to_on_demand_unasked(self) -> None:
        self.put_partition("compute", pricing="spot")
        self.calls.refuse("RunInstances", "MaxSpotInstanceCountExceeded")
        self.assertEqual(self.resume("compute-1"), 1)
        self.assertTrue(all(spot for _, _, spot in self.asked()))

    def test_every_kind_of_no_capacity_moves_on(self) -> None:
        for code in (
            "InsufficientReservedInstanceCapacity",
            "InstanceLimitExceeded",
            "VcpuLimitExceeded",
            "Unsupported",
            "InsufficientFreeAddressesInSubnet",
        ):
            with self.subTest(code):
                self.calls.rules.clear()
                self.calls.refuse("RunInstances", code, InstanceType="c5.9xlarge")
                self.assertEqual(self.resume("compute-1"), 0)
                self.assertEqual(self.running()[0]["InstanceType"], "c5n.9xlarge")
                self.ec2.terminate_instances(InstanceIds=[one["InstanceId"] for one in self.running()])

    def test_slurm_hears_of_a_node_without_machine(self) -> None:
        self.calls.refuse("RunInstances", CAPACITY, "We have none\nleft." + "x" * 400)
        self.assertEqual(self.resume("compute-1,compute-2"), 1)
        updates = self.programs.updates()
        self.assertTrue(all("state=power_down_force" in one for one in updates))
        self.assertTrue(
            updates[0].split("reason=")[1].startswith("no capacity: InsufficientInstanceCapacity: We have none left.")
        )
        for update in updates:
            self.assertLessEqual(len(update.split("reason=")[1]), 250)
        self.assertEqual(self.running(), [])

    def test_an_exhausted_offer_is_not_asked_for_again_by_the_next_node(self) -> None:
        self.put_partition("compute", subnets=self.subnets[:1])
        self.calls.refuse("RunInstances", CAPACITY)
        self.resume(",".join(f"compute-{number}" for number in range(1, 41)))
        # Four threads may each ask for both machine types before the first answer is noted.
        self.assertLessEqual(len(self.asked()), 8)
        named = {name for update in self.programs.updates() for name in update.split()[0][9:].split(",")}
        self.assertEqual(len(named), 40)


class ResumeRefused(AwsCase):
    def resume(self, nodelist: str) -> int:
        return command(self.node(), "resume", nodelist)

    def test_a_permission_error_fails_the_node_at_once(self) -> None:
        message = (
            "You are not authorized to perform this operation. Encoded authorization failure message: " + "A" * 900
        )
        self.calls.refuse("RunInstances", "UnauthorizedOperation", message)
        self.assertEqual(self.resume("compute-1"), 1)
        self.assertEqual(len(self.calls.of("RunInstances")), 1)
        self.assertEqual(
            self.programs.updates(),
            [
                (
                    "nodename=compute-1 state=power_down_force reason=not launched: UnauthorizedOperation: "
                    "You are not authorized to perform this operation."
                )
            ],
        )

    def test_a_node_that_has_a_machine_gets_no_second_one(self) -> None:
        machine = self.launch(node="compute-1")
        self.assertEqual(self.resume("compute-1"), 0)
        self.assertEqual(self.calls.of("RunInstances"), [])
        self.assertEqual(
            self.programs.updates(),
            [f"nodename=compute-1 nodeaddr={machine['PrivateIpAddress']} nodehostname=compute-1"],
        )

    def test_a_machine_of_another_cluster_or_one_that_ended_does_not_count(self) -> None:
        self.launch(node="compute-1", cluster="lake")
        self.ec2.terminate_instances(InstanceIds=[self.launch(node="compute-1")["InstanceId"]])
        self.resume("compute-1")
        self.assertEqual(len(self.calls.of("RunInstances")), 1)

    def test_a_machine_that_slurm_cannot_be_told_of_is_given_back(self) -> None:
        self.programs.refuse("scontrol update nodename=compute-1 nodeaddr=*", "slurm_update error: Socket timed out")
        self.assertEqual(self.resume("compute-1,compute-2"), 1)
        self.assertEqual([tags_of(one)["terrane:node"] for one in self.running()], ["compute-2"])
        self.assertIn(
            "nodename=compute-1 state=power_down_force "
            "reason=not launched: scontrol failed (1): slurm_update error: Socket timed out",
            self.programs.updates(),
        )

    def test_a_partition_without_document_fails_its_nodes_alone(self) -> None:
        self.assertEqual(self.resume("compute-1,gone-1"), 1)
        self.assertEqual(len(self.running()), 1)
        self.assertIn("ParameterNotFound", self.programs.updates()[-1])

    def test_a_name_of_another_form_fails_alone(self) -> None:
        self.assertEqual(self.resume("compute-1,weird"), 1)
        self.assertEqual(len(self.running()), 1)
        self.assertIn("weird is not of the form PARTITION-NUMBER", self.programs.updates()[-1])

    def test_nothing_is_launched_while_the_machines_cannot_be_seen(self) -> None:
        self.calls.refuse("DescribeInstances", "UnauthorizedOperation")
        self.assertEqual(self.resume("compute-1"), 1)
        self.assertEqual(self.calls.of("RunInstances"), [])
        self.assertIn("not launched: UnauthorizedOperation", self.programs.updates()[0])

    def test_throttling_without_end_fails_the_node(self) -> None:
        self.calls.refuse("RunInstances", "RequestLimitExceeded")
        self.assertEqual(self.resume("compute-1"), 1)
        self.assertEqual(len(self.calls.of("RunInstances")), 8)
        self.assertIn("RequestLimitExceeded", self.programs.updates()[0])
