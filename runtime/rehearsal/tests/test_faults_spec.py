from __future__ import annotations

import unittest
from typing import Any

from terrane_rehearsal.faults import Faults
from terrane_rehearsal.faults.call import Call
from terrane_rehearsal.faults.fault import Caller


def call(service: str = "ec2", operation: str = "RunInstances", path: str = "/", body: bytes = b"") -> Call:
    return Call(service, operation, path, "ec2", "AKIA", body)


class AFault(unittest.TestCase):
    def setUp(self) -> None:
        self.faults = Faults()

    def taken(self, what: Call, caller: Caller | None = None) -> int:
        return len(self.faults.take(what, lambda: caller or Caller()))

    def refused(self, spec: dict[str, Any], text: str) -> None:
        with self.assertRaisesRegex(ValueError, text):
            self.faults.add(spec)
        self.assertEqual(self.faults.list(), [])

    def test_says_what_it_does(self) -> None:
        slow = {"kind": "slow", "service": "ec2", "operation": "RunInstances", "seconds": 5, "times": 2}
        self.assertEqual(self.faults.add(slow), "fault 1: ec2 RunInstances goes on after 5 s, 2 times")
        refuse = {"kind": "refuse", "service": "s3", "path": "/data/*", "role": "Head"}
        expected = "fault 2: s3 at /data/* by role Head is answered ServiceUnavailable, until it is cleared"
        self.assertEqual(self.faults.add(refuse), expected)
        secret = self.faults.add({"kind": "secret", "name": "munge"})
        self.assertIn("GetSecretValue of secret munge is answered ResourceNotFoundException", secret)

    def test_concerns_its_operation_only_and_as_often_as_it_says(self) -> None:
        self.faults.add({"kind": "slow", "service": "ec2", "operation": "RunInstances", "seconds": 1, "times": 2})
        self.assertEqual(self.taken(call(operation="DescribeInstances")), 0)
        self.assertEqual([self.taken(call()) for _ in range(3)], [1, 1, 0])
        self.assertEqual([(each["hits"], each["left"]) for each in self.faults.list()], [(2, 0)])

    def test_concerns_a_host_or_a_role_only(self) -> None:
        self.faults.add({"kind": "slow", "seconds": 1, "host": "i-1", "role": "Head"})
        self.assertEqual(self.taken(call(), Caller("i-1", "Head")), 1)
        self.assertEqual(self.taken(call(), Caller("i-2", "Head")), 0)
        self.assertEqual(self.taken(call(), Caller("i-1", "Compute")), 0)
        self.assertEqual(self.taken(call(), Caller()), 0)

    def test_slow_ones_add_up_until_one_refuses(self) -> None:
        self.faults.add({"kind": "slow", "seconds": 1})
        self.faults.add({"kind": "refuse"})
        self.faults.add({"kind": "refuse", "error": "InternalFailure"})
        taken = self.faults.take(call(), Caller)
        self.assertEqual([each.kind for each in taken], ["slow", "refuse"])

    def test_a_secret_is_known_by_name_and_by_arn(self) -> None:
        self.faults.add({"kind": "secret", "name": "cluster/munge"})
        arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:cluster/munge"
        for asked, hit in ((arn, 1), (f"{arn}-a1B2c3", 1), ("cluster/munge", 1), ("cluster/munge2", 0), (f"{arn}2", 0)):
            body = b'{"SecretId": "%s"}' % asked.encode()
            self.assertEqual(self.taken(call("secretsmanager", "GetSecretValue", body=body)), hit, asked)
        self.assertEqual(self.taken(call("secretsmanager", "GetSecretValue", body=b"[")), 0)

    def test_a_secret_may_be_given_by_a_pattern(self) -> None:
        self.faults.add({"kind": "secret", "name": "Cluster*"})
        arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:"
        for asked, hit in ((f"{arn}ClusterMunge-x-a1B2c3", 1), ("ClusterMunge-x", 1), (f"{arn}MyCluster-a1B2c3", 0)):
            body = b'{"SecretId": "%s"}' % asked.encode()
            self.assertEqual(self.taken(call("secretsmanager", "GetSecretValue", body=body)), hit, asked)

    def test_is_cleared_alone_or_with_all(self) -> None:
        for _ in range(3):
            self.faults.add({"kind": "refuse"})
        self.faults.clear("2")
        self.assertEqual([each["id"] for each in self.faults.list()], ["1", "3"])
        with self.assertRaisesRegex(ValueError, "no fault '2'; there are 1, 3"):
            self.faults.clear("2")
        self.faults.clear()
        self.assertFalse(self.faults)

    def test_boto3s_name_of_a_service_is_understood(self) -> None:
        self.faults.add({"kind": "refuse", "service": "efs", "operation": "CreateFileSystem"})
        self.faults.add({"kind": "refuse", "service": "monitoring", "operation": "PutMetricData"})
        self.assertEqual(self.taken(call("elasticfilesystem", "CreateFileSystem")), 1)
        self.assertEqual(self.taken(call("monitoring", "PutMetricData")), 1)

    def test_a_wrong_kind_names_the_right_ones(self) -> None:
        self.refused({"kind": "slwo"}, "no kind 'slwo', did you mean 'slow'\\?; there are refuse, secret, slow")
        self.refused({}, "there are refuse, secret, slow")

    def test_a_wrong_field_or_name_is_refused_with_what_was_meant(self) -> None:
        self.refused({"kind": "slow", "second": 1}, "no 'second', did you mean 'seconds'\\?; it may have .*times")
        self.refused({"kind": "slow", "seconds": 1, "service": "secretmanager"}, "did you mean 'secretsmanager'")
        wrong = {"kind": "slow", "seconds": 1, "service": "ec2", "operation": "runinstances"}
        self.refused(wrong, "no operation of ec2 'runinstances', did you mean 'RunInstances'")
        self.refused({"kind": "slow", "seconds": 1, "operation": "RunInstances"}, "an operation needs its service")

    def test_wrong_values_are_refused(self) -> None:
        for seconds in (None, 0, -1, 601, "5", True, float("nan")):
            self.refused({"kind": "slow", "seconds": seconds}, "'seconds' must be")
        for times in (0, -1, 1.5, "2", True):
            self.refused({"kind": "slow", "seconds": 1, "times": times}, "'times' must be")
        self.refused({"kind": "secret"}, "needs 'name'")
        self.refused({"kind": "secret", "name": "x", "error": "Gone"}, "no error 'Gone'.*there are AccessDenied")
        self.refused({"kind": "refuse", "service": 3}, "'service' must be a text")


if __name__ == "__main__":
    unittest.main()
