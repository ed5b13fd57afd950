"""Names and ids that CloudFormation makes."""

from __future__ import annotations

import secrets
import string
import uuid

LETTERS = string.ascii_uppercase + string.digits
SUFFIX_LENGTH = 12


def physical_name(stack: str, logical_id: str, limit: int = 64, lower: bool = False) -> str:
    """`stack-logicalId-SUFFIX`, with both parts shortened alike when the service allows no more than `limit`."""
    suffix = "".join(secrets.choice(LETTERS) for _ in range(SUFFIX_LENGTH))
    room = limit - SUFFIX_LENGTH - 2
    if len(stack) + len(logical_id) > room:
        for_stack = max(room - len(logical_id), room // 2)
        stack = stack[:for_stack].rstrip("-")
        logical_id = logical_id[: room - len(stack)]
    name = f"{stack}-{logical_id}-{suffix}"
    return name.lower() if lower else name


def arn(kind: str, name: str, region: str, account: str) -> str:
    """kind: `stack` or `changeSet`."""
    return f"arn:aws:cloudformation:{region}:{account}:{kind}/{name}/{uuid.uuid4()}"


def wait_handle_url(region: str, stack_id: str, logical_id: str, key: str) -> str:
    """Where a wait condition's signals are put. The key stands for the signature of a presigned URL."""
    path = stack_id.replace(":", "%3A").replace("/", "/") + f"/{logical_id}"
    host = f"cloudformation-waitcondition-{region}.s3.{region}.amazonaws.com"
    return f"https://{host}/{path}?AWSAccessKeyId=AKIAWAITCONDITION&Expires=4102444800&Signature={key}"
