from __future__ import annotations

from botocore.exceptions import ClientError
from emulated import AwsCase
from support import command

from terrane_node.errors import CloudError, NodeError

GATE = {"stack": "Ocean", "resource": "HeadGate"}


class Signal(AwsCase):
    def setUp(self) -> None:
        super().setUp()
        self.put_document("cluster", {"signal": GATE})
        self.accepted: list[dict[str, str]] = []

    def answer(self, *answers: str | None) -> None:
        """What CloudFormation says to each signal in turn; None accepts. The emulator does not know signals."""
        left = list(answers)

        def signal_resource(given: dict[str, str]) -> object:
            text = left.pop(0) if len(left) > 1 else left[0]
            if text is not None:
                raise ClientError({"Error": {"Code": "ValidationError", "Message": text}}, "SignalResource")
            self.accepted.append(given)
            return {}

        self.calls.answers["SignalResource"] = signal_resource

    def test_goes_to_the_gate_under_the_machines_id(self) -> None:
        self.answer(None)
        self.assertEqual(command(self.node(), "signal", "success"), 0)
        self.assertEqual(
            self.accepted,
            [
                {
                    "StackName": "Ocean",
                    "LogicalResourceId": "HeadGate",
                    "UniqueId": "i-0123456789abcdef0",
                    "Status": "SUCCESS",
                }
            ],
        )

    def test_a_failure_names_its_phase(self) -> None:
        self.answer(None)
        command(self.node(), "signal", "failure", "--phase", "mounts" + "x" * 80)
        self.assertEqual(self.accepted[0]["Status"], "FAILURE")
        self.assertTrue(self.accepted[0]["UniqueId"].startswith("i-0123456789abcdef0:mounts"))
        self.assertEqual(len(self.accepted[0]["UniqueId"]), 64)

    def test_a_failure_tells_as_much_of_the_reason_as_its_name_holds(self) -> None:
        self.answer(None)
        reason = "secret: ResourceNotFoundException: Secrets Manager can't find the specified secret. (rc=1)"
        command(self.node(), "signal", "failure", "--phase", "secrets", "--reason", reason)
        told = "i-0123456789abcdef0:secrets:secret-ResourceNotFoundException-Sec"
        self.assertEqual(self.accepted[0]["UniqueId"], told)

    def test_waits_for_a_gate_that_is_not_made_yet(self) -> None:
        self.answer("Stack Ocean does not exist", "Resource HeadGate does not exist for stack Ocean", None)
        self.assertEqual(command(self.node(), "signal", "success"), 0)
        self.assertEqual((len(self.accepted), len(self.clock.naps)), (1, 2))

    def test_does_not_wait_for_ever(self) -> None:
        self.answer("Stack Ocean does not exist")
        with self.assertRaisesRegex(NodeError, "900 s"):
            command(self.node(), "signal", "success")

    def test_a_second_signal_is_no_error(self) -> None:
        self.answer("Signal with ID i-0 for resource HeadGate already exists. Signals may only be updated with FAILURE")
        self.assertEqual(command(self.node(), "signal", "success"), 0)

    def test_a_refusal_is_an_error_at_once(self) -> None:
        self.calls.refuse("SignalResource", "AccessDenied", "not authorized")
        with self.assertRaisesRegex(CloudError, "AccessDenied"):
            command(self.node(), "signal", "success")
        self.assertEqual(self.clock.naps, [])

    def test_there_is_nothing_to_do_without_a_gate(self) -> None:
        self.put_document("cluster", {"cluster": "ocean"})
        self.assertEqual(command(self.node(), "signal", "success"), 0)
        self.assertEqual(self.calls.of("SignalResource"), [])
