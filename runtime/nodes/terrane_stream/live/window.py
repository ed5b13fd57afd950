"""A closed window as the user's detector sees it."""

from __future__ import annotations

from typing import Any

from terrane_stream.live.events import fields_of, moment
from terrane_stream.live.windows import Closed


class Window:
    """Events of one key with start <= time < end."""

    def __init__(self, closed: Closed) -> None:
        self.key: str = closed.key
        """The field that the declaration names; of miniSEED, NET.STA."""
        self.start = moment(closed.start)
        """In UTC."""
        self.end = moment(closed.end)
        """In UTC; exclusive."""
        self._closed = closed
        self._records: list[dict[str, Any]] | None = None
        self._stream: Any = None

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON records, by event time."""
        if self._records is None:
            self._records = [fields_of(event.data) for event in self._closed.events]
        return self._records

    @property
    def stream(self) -> Any:
        """An obspy.Stream of the miniSEED records, their traces merged where they join without a gap. SourceError
        where a record is damaged."""
        if self._stream is None:
            # ObsPy takes a second to load.
            from terrane_stream.miniseed import read_miniseed

            data = b"".join(event.data for event in self._closed.events)
            self._stream = read_miniseed(data).merge(method=-1)
        return self._stream

    def __repr__(self) -> str:
        return f"Window({self.key!r}, {self.start:%Y-%m-%dT%H:%M:%S}..{self.end:%H:%M:%S})"
