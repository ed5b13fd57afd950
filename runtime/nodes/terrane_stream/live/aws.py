"""Clients of AWS for the live engine."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# A call that is not answered is made again by the SDK. The times are short: a lease has to be renewed before it ends.
CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=3, read_timeout=15, max_pool_connections=16
)
# What the engine itself waits for: the SDK's retries would hold the other shards up.
UNTRIED = Config(retries={"mode": "standard", "total_max_attempts": 1}, connect_timeout=3, read_timeout=15)
# https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html, and those of GetRecords and UpdateItem.
PASSING = (
    "InternalFailure",
    "InternalServerError",
    "KMSThrottlingException",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingException",
    "TransactionInProgressException",
)


def client(service: str, region: str, endpoint: str | None, config: Config = CONFIG) -> Any:
    """`endpoint`: of an emulator. A session of its own: the default one may not be used by several threads."""
    return boto3.session.Session().client(service, region_name=region, endpoint_url=endpoint, config=config)


def code_of(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", "Unknown"))


def passes(error: Exception) -> bool:
    """Whether the same request may be answered a little later. No answer at all is such an error, too."""
    if not isinstance(error, ClientError):
        return isinstance(error, BotoCoreError)
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    return code_of(error) in PASSING or status >= 500
