"""Alerts: rows that go to a topic as soon as their window has closed."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from terrane_node.errors import CloudError
from terrane_node.paths import Paths
from terrane_node.settings import read_settings
from terrane_stream.errors import StreamError
from terrane_stream.live.aws import client
from terrane_stream.place import AlertsPlace, FolderPlace, SnsPlace
from terrane_stream.rows import Row
from terrane_stream.store_folder import FolderStore

# The field of a row that makes it an alert: True, or a text for people.
FIELD = "alert"
# https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
SUBJECT_CHARACTERS = 100


@dataclass(frozen=True)
class Alert:
    id: str
    """The same for the same row of the same window, whichever consumer sends it, and how often."""
    fleet: str
    key: str
    start: datetime
    end: datetime
    """Of the window."""
    row: Row

    @staticmethod
    def of(fleet: str, key: str, start: datetime, end: datetime, row: Row) -> Alert:
        what = json.dumps([key, start.isoformat(), row], sort_keys=True)
        return Alert(hashlib.sha256(what.encode()).hexdigest()[:32], fleet, key, start, end, row)

    @property
    def subject(self) -> str:
        text = self.row[FIELD]
        return " ".join(f"{self.fleet} {self.key}: {text if isinstance(text, str) else 'alert'}".split())

    def told(self) -> dict[str, Any]:
        """JSON; what is no number in it is null."""
        row = {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in self.row.items()
        }
        window = {"windowStart": self.start.isoformat(), "windowEnd": self.end.isoformat()}
        return {"id": self.id, "fleet": self.fleet, "key": self.key, **window, "row": row}

    @staticmethod
    def from_told(told: dict[str, Any]) -> Alert:
        start, end = (datetime.fromisoformat(told[name]) for name in ("windowStart", "windowEnd"))
        return Alert(told["id"], told["fleet"], told["key"], start, end, told["row"])


class Unsent(StreamError):
    """The topic did not take an alert."""


class Topic(Protocol):
    def send(self, alert: Alert) -> None:
        """Raises Unsent."""


class SnsTopic:
    def __init__(self, sns: Any, topic: str) -> None:
        self._sns = sns
        self._topic = topic

    def send(self, alert: Alert) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        # A topic of the kind FIFO drops what it has had in the last five minutes.
        once = {"MessageDeduplicationId": alert.id, "MessageGroupId": alert.key} if _fifo(self._topic) else {}
        try:
            self._sns.publish(
                TopicArn=self._topic,
                Subject=_ascii(alert.subject)[:SUBJECT_CHARACTERS],
                Message=json.dumps(alert.told()),
                MessageAttributes={"id": {"DataType": "String", "StringValue": alert.id}},
                **once,
            )
        except (ClientError, BotoCoreError) as error:
            raise Unsent(f"{self._topic}: {error}") from error


class OnsTopic:
    """Notifications of Oracle's cloud, through the SDK's client that the other programs share."""

    def __init__(self, clients: Any, topic: str) -> None:
        self._clients = clients
        self._topic = topic

    def send(self, alert: Alert) -> None:
        message = {"title": alert.subject, "body": json.dumps(alert.told())}
        try:
            self._clients.call("alerts", "publish_message", self._topic, message)
        except CloudError as error:
            raise Unsent(f"{self._topic}: {error}") from error


class FolderTopic:
    """A file for each alert, named by its id."""

    def __init__(self, store: FolderStore) -> None:
        self._store = store

    def send(self, alert: Alert) -> None:
        try:
            self._store.put(f"{alert.id}.json", json.dumps(alert.told()).encode())
        except OSError as error:
            raise Unsent(f"{alert.id}.json: {error}") from error


def open_topic(place: AlertsPlace, endpoint: str | None) -> Topic:
    """`endpoint`: of an emulator of AWS."""
    if isinstance(place, SnsPlace):
        return SnsTopic(client("sns", place.region, endpoint), place.topic)
    if isinstance(place, FolderPlace):
        return FolderTopic(FolderStore(place.path))
    from terrane_node.cloud import oci_clients

    oci_clients.SERVICES.setdefault("alerts", ("oci.ons", "NotificationDataPlaneClient"))
    return OnsTopic(oci_clients.clients_of(read_settings(Paths()).region), place.topic)


def _fifo(topic: str) -> bool:
    return topic.endswith(".fifo")


def _ascii(text: str) -> str:
    return text.encode("ascii", errors="replace").decode()
