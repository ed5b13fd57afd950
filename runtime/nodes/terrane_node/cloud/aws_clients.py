"""boto3 clients: made once, when first used, with retries that suit their use; and the translation of their errors."""

from __future__ import annotations

import functools
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from terrane_node.errors import CloudError, CloudUnreachable, OutOfCapacity
from terrane_node.imds import ANSWER_SECONDS

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
NO_CAPACITY = frozenset(
    {
        "InsufficientCapacity",
        "InsufficientFreeAddressesInSubnet",
        "InsufficientHostCapacity",
        "InsufficientInstanceCapacity",
        "InsufficientReservedInstanceCapacity",
        "InstanceLimitExceeded",
        "MaxSpotInstanceCountExceeded",
        "SpotMaxPriceTooLow",
        "UnfulfillableCapacity",
        "Unsupported",
        "VcpuLimitExceeded",
    }
)
PASSING = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "RequestLimitExceeded",
        "RequestTimeout",
        "ServiceUnavailable",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "Unavailable",
    }
)

# 'once' leaves retries to the caller: botocore retries every HTTP 500, and EC2 answers "no capacity" with one.
# Its adaptive mode still slows all threads down together when EC2 throttles.
CONFIGS: dict[str, dict[str, Any]] = {
    "patient": {"retries": {"mode": "adaptive", "total_max_attempts": 8}, "connect_timeout": 5, "read_timeout": 30},
    "brief": {"retries": {"mode": "standard", "total_max_attempts": 2}, "connect_timeout": 3, "read_timeout": 5},
    "once": {"retries": {"mode": "adaptive", "total_max_attempts": 1}, "connect_timeout": 5, "read_timeout": 60},
}
# botocore asks for the role's credentials once, and waits for a second: a metadata service that is slow would be none.
CREDENTIALS = {"AWS_METADATA_SERVICE_TIMEOUT": str(ANSWER_SECONDS), "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"}
# https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
NOT_AUTHORIZED = re.compile(
    r"(?:You are not authorized to perform this operation\. )?"
    r'User: (\S+) is not authorized to perform: (\S+)(?: on resource: "?([^\s"]+)"?)?'
)


@functools.lru_cache(maxsize=None)
def clients_of(region: str) -> Clients:
    """The same for all that runs in this process."""
    return Clients(region)


class Clients:
    def __init__(self, region: str) -> None:
        self._region = region
        self._made: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()

    def get(self, service: str, manner: str = "patient") -> Any:
        import boto3
        from botocore.config import Config

        # Making a client is not safe among threads; using one is.
        with self._lock:
            if (service, manner) not in self._made:
                for name, value in CREDENTIALS.items():
                    os.environ.setdefault(name, value)
                config = Config(**CONFIGS[manner])
                self._made[service, manner] = boto3.client(service, region_name=self._region, config=config)
            return self._made[service, manner]


@contextmanager
def translated() -> Iterator[None]:
    """botocore's errors become ours."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise _of(error.response.get("Error", {})) from error
    except BotoCoreError as error:
        raise CloudUnreachable(type(error).__name__, str(error)) from error


def _of(given: dict[str, Any]) -> CloudError:
    code = str(given.get("Code", "Unknown"))
    # The encoded part is 1-2 KB that nobody can read.
    message = re.sub(r"\s*Encoded authorization failure message:.*", "", str(given.get("Message", "")), flags=re.DOTALL)
    kind = OutOfCapacity if code in NO_CAPACITY else CloudUnreachable if code in PASSING else CloudError
    return kind(code, NOT_AUTHORIZED.sub(_action_first, " ".join(message.split())))


def _action_first(match: re.Match[str]) -> str:
    """Reasons are cut where they are shown: what was not allowed comes before the long name of who asked."""
    user, action, resource = match.groups()
    return f"{action}{f' on {resource}' if resource else ''}: {user} is not authorized"
