"""Amazon SQS through boto3."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from terrane_stream.errors import StreamError
from terrane_stream.live.aws import code_of, passes
from terrane_stream.place import SqsPlace
from terrane_stream.queue_messages import Depth, Message, NotHeld, QueueUnavailable

# An answer to a request that waits for messages takes 20 s at the most. Each thread may have a request under way.
CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=5, read_timeout=30, max_pool_connections=64
)
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
MOST_MESSAGES = 10
# Names of an error differ between the service's two protocols, of which a release of boto3 speaks one.
NOT_HELD = (
    "MessageNotInflight",
    "AWS.SimpleQueueService.MessageNotInflight",
    "ReceiptHandleIsInvalid",
    "InvalidParameterValue",
)
DENIED = ("AccessDenied", "AccessDeniedException")
THROTTLED = (
    "RequestThrottled",
    "OverLimit",
    "AWS.SimpleQueueService.OverLimit",
    "KmsThrottled",
    "KMS.ThrottlingException",
)
ASKED = ("ApproximateReceiveCount", "SentTimestamp")
COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed")
IN_HAND = "ApproximateNumberOfMessagesNotVisible"


class SqsQueue:
    most = MOST_MESSAGES

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    @staticmethod
    def at(place: SqsPlace, endpoint: str | None) -> SqsQueue:
        session = boto3.session.Session()
        client = session.client("sqs", region_name=place.region, endpoint_url=endpoint, config=CONFIG)
        return SqsQueue(client, place.url)

    def receive(self, most: int, hidden_seconds: int, wait_seconds: int) -> list[Message]:
        with self._translated("receive"):
            answer = self._client.receive_message(
                QueueUrl=self._url,
                MaxNumberOfMessages=min(most, self.most),
                VisibilityTimeout=hidden_seconds,
                WaitTimeSeconds=wait_seconds,
                # The later name of this parameter is not known to boto3 of Debian 12.
                AttributeNames=list(ASKED),
            )
        return [_message(raw) for raw in answer.get("Messages", ())]

    def hide(self, message: Message, seconds: int) -> None:
        with self._translated("hide"):
            self._client.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=message.receipt, VisibilityTimeout=seconds
            )

    def delete(self, message: Message) -> None:
        with self._translated("delete"):
            self._client.delete_message(QueueUrl=self._url, ReceiptHandle=message.receipt)

    def depth(self) -> Depth | None:
        try:
            with self._translated("count"):
                answer = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=[*COUNTS, IN_HAND])
        except Denied:
            return None
        counts = {name: int(value) for name, value in answer["Attributes"].items()}
        return Depth(sum(counts[name] for name in COUNTS), counts[IN_HAND])

    @contextmanager
    def _translated(self, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            where = f"{what} of {self._url}: {error}"
            code = code_of(error) if isinstance(error, ClientError) else ""
            if passes(error) or code in THROTTLED:
                raise QueueUnavailable(where) from error
            if not code:
                raise
            kind = NotHeld if code in NOT_HELD else Denied if code in DENIED else StreamError
            raise kind(where) from error


class Denied(StreamError):
    """This identity may not."""


def _message(raw: dict[str, Any]) -> Message:
    attributes = raw["Attributes"]
    return Message(
        body=str(raw["Body"]),
        receipt=str(raw["ReceiptHandle"]),
        deliveries=int(attributes["ApproximateReceiveCount"]),
        sent=datetime.fromtimestamp(int(attributes["SentTimestamp"]) / 1000, timezone.utc),
    )
