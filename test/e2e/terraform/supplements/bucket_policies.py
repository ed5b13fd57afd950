"""Bucket policies: moto takes a denial under any condition for a denial.

The emulator speaks plain HTTP on the loopback device in the place of TLS: statements that deny requests without TLS do not
apply to it. Every other statement does.
"""

import json

from moto.s3.models import FakeBucket


def about_plain_requests(statement):
    return statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}


def install():
    permission = FakeBucket.get_permission

    def get_permission(bucket, action, resource):
        policy = bucket.policy
        if policy is None:
            return permission(bucket, action, resource)
        document = json.loads(policy)
        document["Statement"] = [each for each in document["Statement"] if not about_plain_requests(each)]
        try:
            bucket.policy = json.dumps(document).encode()
            return permission(bucket, action, resource)
        finally:
            bucket.policy = policy

    FakeBucket.get_permission = get_permission
