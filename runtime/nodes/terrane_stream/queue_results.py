"""What came of each message, under keys that the message determines.

`rows/<id>.parquet`: its rows; a message that gave none has a file without rows. `dead/<id>.json`: why there is no
result. `<id>` is the SHA-256 of the message's body.

One object a message, and no ledger: workers come and go and share nothing but the queue, so a file of many messages
would need one writer, or an agreement on who writes which. As it is, a message that is delivered twice, at once or
after a crash, to one worker or to two, replaces its result by an equal one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from terrane_node.clock import Clock, iso
from terrane_stream.errors import HandlerError
from terrane_stream.queue_messages import Message
from terrane_stream.results import pack
from terrane_stream.rows import Row
from terrane_stream.stores import Store


class QueueResults:
    def __init__(self, store: Store, prefix: str, clock: Clock) -> None:
        """`prefix`: of the results."""
        self._store = store
        self._prefix = prefix
        self._clock = clock

    def has(self, message: Message) -> bool:
        return self._store.exists(self._rows(message))

    def write(self, message: Message, data: bytes) -> None:
        self._store.put(self._rows(message), data)

    def write_dead(self, message: Message, reason: str) -> None:
        told: dict[str, Any] = {
            "id": message.id,
            "reason": reason,
            "attempts": message.deliveries,
            "sent": iso(message.sent),
            "time": iso(self._clock.now()),
            "body": message.body,
        }
        self._store.put(self._dead(message), (json.dumps(told, indent=1) + "\n").encode())

    def forget_dead(self, message: Message) -> None:
        """Of a message that was sent again from the dead letters, or done at the last attempt."""
        # Asked first: in a bucket that keeps versions, each deletion of what is not there would leave a mark.
        if self._store.exists(self._dead(message)):
            self._store.delete(self._dead(message))

    def counts(self) -> tuple[int, int]:
        """Results, and dead letters."""
        rows = sum(1 for key in self._store.list(f"{self._prefix}rows/") if key.endswith(".parquet"))
        return rows, sum(1 for _ in self._store.list(f"{self._prefix}dead/"))

    def _rows(self, message: Message) -> str:
        return f"{self._prefix}rows/{message.id}.parquet"

    def _dead(self, message: Message) -> str:
        return f"{self._prefix}dead/{message.id}.json"


def packed(message: Message, rows: Sequence[Row]) -> bytes:
    """As Parquet; the column `chunk` holds the message's id. HandlerError where a column has values of two kinds."""
    made = pack({message.id: rows})
    if made.misfits:
        raise HandlerError(made.misfits[message.id])
    return made.data
