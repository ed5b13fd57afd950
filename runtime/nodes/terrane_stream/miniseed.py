"""miniSEED read whole or not at all.

ObsPy warns of what it leaves out or cannot trust, and gives the rest; a detector would take a damaged record for noise.
Here a warning, and a byte that belongs to no record, is an error.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from obspy import Stream, read
from obspy.io.mseed import headers
from obspy.io.mseed.util import get_record_information

from terrane_stream.errors import SourceError

# libmseed has one log for the whole process, and ObsPy lends it callbacks for the time of a call: calls of two threads
# would report each other's damage, or call what is gone.
_ALONE = threading.Lock()
LONGEST_REASON = 300


class _Heard:
    """Stands for the module `warnings` where ObsPy passes libmseed's on.

    `warnings.catch_warnings` is no remedy: it changes the process's filters, and the detectors of other threads do too.
    """

    def __init__(self) -> None:
        self._of = threading.local()

    def __getattr__(self, name: str) -> Any:
        return getattr(warnings, name)

    def warn(self, message: Any, *arguments: Any, **more: Any) -> None:
        heard: list[str] | None = getattr(self._of, "messages", None)
        if heard is None:
            warnings.warn(message, *arguments, **more)
        else:
            heard.append(str(message))

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        self._of.messages = []
        try:
            yield self._of.messages
        finally:
            del self._of.messages


_HEARD = _Heard()
headers.warnings = _HEARD


def read_miniseed(data: bytes) -> Stream:
    """The records of `data` as ObsPy reads them. SourceError where any is truncated or corrupt."""
    with _ALONE, _HEARD.listening() as damage:
        try:
            stream = read(io.BytesIO(data), format="MSEED")
        except Exception as error:
            raise SourceError(f"miniSEED of {len(data)} bytes cannot be read: {_short(str(error))}") from None
    if damage:
        more = f" (and {len(damage) - 1} more)" if len(damage) > 1 else ""
        raise SourceError(f"miniSEED of {len(data)} bytes is damaged: {_short(damage[0])}{more}")
    known = sum(trace.stats.mseed.number_of_records * trace.stats.mseed.record_length for trace in stream)
    if known != len(data):
        # ObsPy tells one length a trace, and records of several lengths may make one.
        _walk(data)
    return stream


def _walk(data: bytes) -> None:
    offset = 0
    file = io.BytesIO(data)
    while offset < len(data):
        try:
            length = int(get_record_information(file, offset)["record_length"])
        except Exception as error:
            raise SourceError(
                f"miniSEED of {len(data)} bytes is damaged at byte {offset}: {_short(str(error))}"
            ) from None
        if length <= 0 or offset + length > len(data):
            raise SourceError(
                f"miniSEED of {len(data)} bytes is truncated: its record at byte {offset} has {length} bytes"
            )
        offset += length


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 3]}..."
