"""Oracle's Queue through its SDK, with the credentials of the machine itself (instance principals)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from terrane_node.cloud import oci_clients
from terrane_node.cloud.oci_clients import Clients
from terrane_node.cloud.oci_instances import moment
from terrane_node.errors import CloudError, CloudUnreachable
from terrane_node.paths import Paths
from terrane_node.settings import read_settings
from terrane_stream.errors import StreamError
from terrane_stream.place import OciQueuePlace
from terrane_stream.queue_messages import Depth, Message, NotHeld, QueueUnavailable

oci_clients.SERVICES.setdefault("queue", ("oci.queue", "QueueClient"))

# https://docs.oracle.com/en-us/iaas/Content/queue/overview.htm
MOST_MESSAGES = 20
# A message that is not in hand any more cannot be told from one that never was.
ABSENT = ("NotAuthorizedOrNotFound", "NotFound", "HTTP404")


class OciQueue:
    most = MOST_MESSAGES

    def __init__(self, clients: Clients, queue: str) -> None:
        """`clients`: of the endpoint that has the queue's messages, which is not that of the region."""
        self._clients = clients
        self._queue = queue

    @staticmethod
    def at(place: OciQueuePlace) -> OciQueue:
        return OciQueue(Clients(read_settings(Paths()).region, endpoint=place.endpoint), place.queue)

    def receive(self, most: int, hidden_seconds: int, wait_seconds: int) -> list[Message]:
        # Not tried again here: what an answer that was lost has brought is hidden from the next request, too.
        answer = self._call(
            "get_messages",
            manner="once",
            limit=min(most, self.most),
            visibility_in_seconds=hidden_seconds,
            timeout_in_seconds=wait_seconds,
        )
        return [_message(raw) for raw in answer.data["messages"]]

    def hide(self, message: Message, seconds: int) -> None:
        self._call("update_message", message.receipt, {"visibilityInSeconds": seconds})

    def delete(self, message: Message) -> None:
        self._call("delete_message", message.receipt)

    def depth(self) -> Depth | None:
        try:
            counts = self._call("get_stats").data["queue"]
        except NotHeld:
            return None
        return Depth(int(counts["visibleMessages"]), int(counts["inFlightMessages"]))

    def _call(self, operation: str, *arguments: Any, manner: str = "patient", **more: Any) -> Any:
        with self._translated(operation):
            return self._clients.call("queue", operation, self._queue, *arguments, manner=manner, **more)

    @contextmanager
    def _translated(self, operation: str) -> Iterator[None]:
        # What the SDK raises instead of asking a service that has failed ten times in a row.
        from circuitbreaker import CircuitBreakerError  # type: ignore[import-not-found, unused-ignore]

        try:
            yield
        except CircuitBreakerError as error:
            raise QueueUnavailable(f"{self._queue}: {operation}: too many failures; it is not asked now") from error
        except CloudUnreachable as error:
            raise QueueUnavailable(f"{self._queue}: {error}") from error
        except CloudError as error:
            absent = error.code in ABSENT and operation != "get_messages"
            raise (NotHeld if absent else StreamError)(f"{self._queue}: {error}") from error


def _message(raw: dict[str, Any]) -> Message:
    return Message(
        body=str(raw["content"]),
        receipt=str(raw["receipt"]),
        deliveries=int(raw["deliveryCount"]),
        sent=moment(str(raw["createdAt"])),
    )
