"""Events from records: whose, and when."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from terrane_stream.errors import StreamError
from terrane_stream.live.source import Record
from terrane_stream.live.windows import MICROSECONDS, Event
from terrane_stream.sources import StreamSource

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)
DECODER = json.JSONDecoder()
# A time further ahead of the record's arrival is a clock that is wrong: as the watermark of its shard it would make
# every other record late.
AHEAD_SECONDS = 300


class BadRecord(StreamError):
    """No event can be made of the record; the message says why."""


Reader = Callable[[Record], Event]


def reader(source: StreamSource) -> Reader:
    """What makes events of a stream's records. It raises BadRecord."""
    read = {"json": _json(source), "miniseed": _miniseed}[source.format]

    def checked(record: Record) -> Event:
        event = read(record)
        ahead = event.time / MICROSECONDS - record.arrived
        if ahead > AHEAD_SECONDS:
            raise BadRecord(f"its time is {ahead:.0f} s ahead of its arrival, more than {AHEAD_SECONDS} s")
        return event

    return checked


def fields_of(data: bytes) -> dict[str, Any]:
    """A JSON record's fields."""
    try:
        fields = DECODER.decode(data.decode())
    except ValueError as error:
        raise BadRecord(f"it is not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise BadRecord("it is not a JSON object")
    return fields


def moment(time: int) -> datetime:
    return EPOCH + time * MICROSECOND


def _json(source: StreamSource) -> Reader:
    def read(record: Record) -> Event:
        fields = fields_of(record.data)
        key = fields.get(source.key)
        if not isinstance(key, (str, int)) or key == "":
            raise BadRecord(f"its field {source.key!r} is {key!r}; a text is needed")
        return Event(str(key), _time(fields.get(source.time), source.time), record.data, record.key, record.arrived)

    return read


def _time(value: Any, name: str) -> int:
    """Seconds since 1970, or ISO 8601; a time without an offset is UTC."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
            return ((read if read.tzinfo else read.replace(tzinfo=timezone.utc)) - EPOCH) // MICROSECOND
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return round(value * MICROSECONDS)
    except (ValueError, OverflowError):
        pass
    raise BadRecord(f"its field {name!r} is {value!r}; seconds since 1970 or ISO 8601 is needed")


def _miniseed(record: Record) -> Event:
    """One miniSEED record: the key is NET.STA, the time that of its first sample."""
    import io

    from obspy.io.mseed.util import get_record_information

    try:
        found = get_record_information(io.BytesIO(record.data))
        length = int(found["record_length"])
        event = Event(
            f"{found['network']}.{found['station']}",
            found["starttime"].ns // 1000,
            record.data,
            record.key,
            record.arrived,
        )
    except Exception as error:  # obspy has no error of its own for what is no miniSEED
        raise BadRecord(f"it is no miniSEED record: {error}") from None
    if length != len(record.data):
        raise BadRecord(f"it has {len(record.data)} bytes, and is a miniSEED record of {length}")
    return event
