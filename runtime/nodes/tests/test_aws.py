"""What the AWS adapter makes of AWS's answers, below boto3's own retries."""

from __future__ import annotations

import unittest
from unittest import mock

from botocore.awsrequest import AWSResponse
from botocore.exceptions import EndpointConnectionError
from support import REGION, FakeClock

from terrane_node.cloud.aws import AwsCloud
from terrane_node.cloud.aws_clients import Clients, _of, clients_of
from terrane_node.cloud.base import Order
from terrane_node.errors import CloudError, CloudUnreachable, OutOfCapacity

ORDER = Order("lt-0123456789abcdef0", "1", "c5.large", "subnet-1", False, {"Name": "x"}, "token")


class Raw:
    def __init__(self, body: bytes) -> None:
        self.body = [body]

    def stream(self, *_: object, **__: object) -> list[bytes]:
        return self.body


class Answers(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = FakeClock()
        self.cloud = AwsCloud(REGION, self.clock, clients=Clients(REGION))
        self.requests = 0

    def answer(self, status: int, code: str) -> None:
        body = f"<Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error></Errors></Response>".encode()

        def before_send(request: object, **_: object) -> AWSResponse:
            del request
            self.requests += 1
            return AWSResponse("https://ec2", status, {}, Raw(body))  # type: ignore[arg-type]

        for manner in ("once", "brief"):
            self.cloud._clients.get("ec2", manner).meta.events.register_first("before-send.ec2", before_send)

    def test_no_capacity_is_one_request_although_it_comes_as_http_500(self) -> None:
        self.answer(500, "InsufficientInstanceCapacity")
        with self.assertRaises(OutOfCapacity):
            self.cloud.launch(ORDER)
        self.assertEqual((self.requests, self.clock.naps), (1, []))

    def test_a_passing_fault_is_eight_requests_with_growing_pauses(self) -> None:
        self.answer(503, "Unavailable")
        with self.assertRaises(CloudUnreachable):
            self.cloud.launch(ORDER)
        self.assertEqual((self.requests, len(self.clock.naps)), (8, 7))
        self.assertLess(self.clock.naps[0], self.clock.naps[-1])
        self.assertLessEqual(max(self.clock.naps), 20)

    def test_clients_are_made_once_for_all_that_runs_in_a_process(self) -> None:
        self.assertIs(AwsCloud("eu-west-1", self.clock)._clients, AwsCloud("eu-west-1", self.clock)._clients)
        self.assertIsNot(clients_of("eu-west-1"), clients_of("eu-west-2"))

    def test_no_route_to_the_cloud_is_an_error_with_its_cause(self) -> None:
        no_route = EndpointConnectionError(endpoint_url="https://ssm")
        self.cloud._clients._made["ssm", "patient"] = self.cloud._clients.get("ssm", "once")
        send = mock.patch("botocore.httpsession.URLLib3Session.send", side_effect=no_route)
        with send, self.assertRaisesRegex(CloudUnreachable, "EndpointConnectionError"):
            self.cloud.document("/terrane/ocean/cluster")

    def test_kinds_of_refusal(self) -> None:
        for code, kind in (
            ("VcpuLimitExceeded", OutOfCapacity),
            ("RequestLimitExceeded", CloudUnreachable),
            ("UnauthorizedOperation", CloudError),
        ):
            self.assertIs(type(_of({"Code": code, "Message": "a\n b"})), kind)
        self.assertEqual(str(_of({"Code": "X", "Message": "a\n b"})), "X: a b")

    def test_a_denial_begins_with_what_was_denied(self) -> None:
        user, action, arn = "arn:aws:sts::1:assumed-role/R/i-1", "secretsmanager:GetSecretValue", "arn:aws:x:::secret:m"
        why = f"because no identity-based policy allows the {action} action"
        for begin in ("", "You are not authorized to perform this operation. "):
            for resource in (arn, f'"{arn}"'):
                message = f"{begin}User: {user} is not authorized to perform: {action} on resource: {resource} {why}"
                self.assertEqual(
                    str(_of({"Code": "Denied", "Message": message})),
                    f"Denied: {action} on {arn}: {user} is not authorized {why}",
                )
        plain = f"User: {user} is not authorized to perform: {action} {why}"
        self.assertEqual(
            str(_of({"Code": "Denied", "Message": plain})), f"Denied: {action}: {user} is not authorized {why}"
        )
